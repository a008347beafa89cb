package org.scorekeeper.publish.pdf;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.scorekeeper.calendar.MeasurementPeriod;
import org.scorekeeper.contract.Contract;
import org.scorekeeper.facts.register.Agenda;
import org.scorekeeper.facts.register.Dispute;
import org.scorekeeper.measure.DeliverableStatus;
import org.scorekeeper.measure.TimesheetSummary;
import org.scorekeeper.publish.AtomicFile;
import org.scorekeeper.publish.VendorRecord;
import org.scorekeeper.settle.LedgerLine;
import org.scorekeeper.settle.LevelResult;
import org.scorekeeper.settle.PeriodResult;
import org.scorekeeper.settle.SettledPeriod;
import org.scorekeeper.settle.Status;

/**
 * Writes what a vendor did over its whole history: trend, years, best and worst promises, deliveries, hours and rates,
 * disputes and feedback. Serves several threads.
 */
public final class VendorRecordPdf {
    private static final int MOST_LEVELS = 15;

    private final Press press = new Press();

    /**
     * Writes one record; the same record gives the same bytes.
     *
     * @throws java.io.UncheckedIOException where the file cannot be written
     */
    public void write(Path file, VendorRecord history) {
        Words words = Words.of(latest(history));
        Document document = document(history, words);
        byte[] pdf = press.print(press.lay(document, words), document, words);
        AtomicFile.write(file, out -> out.write(pdf));
    }

    static Document document(VendorRecord history, Words words) {
        return new Pages(history, latest(history), words).document();
    }

    private static Contract latest(VendorRecord history) {
        return history.contracts().stream()
                .map(periods -> periods.get(periods.size() - 1).result())
                .max(Comparator.comparing(result -> result.period().to()))
                .orElseThrow()
                .contract();
    }

    /** A row of a table with a name and five figures. */
    record TallyRow(String what, String note, String c1, String c2, String c3, String c4, String c5) {}

    /** One record in words. */
    private record Pages(VendorRecord history, Contract latest, Words words) {
        Document document() {
            String name = HeadRows.vendor(latest);
            String subject = words.say("record.title") + " · " + name;
            return new Document(
                    words.say("edition.internal"),
                    subject,
                    subject,
                    words.say("record.state", words.time(history.asOf())),
                    List.of(
                            new Section("portfolio-head", List.of(head(name)), Map.of()),
                            trend(),
                            table("record.years", years()),
                            table("record.contracts", contracts()),
                            table("record.levels", levels()),
                            table("record.deliveries", deliveries()),
                            table("record.hours", hours()),
                            table("record.disputes", disputes()),
                            table("record.feedback", feedback())),
                    history.asOf(),
                    history.run());
        }

        private List<PeriodResult> results() {
            return history.contracts().stream()
                    .flatMap(List::stream)
                    .map(SettledPeriod::result)
                    .toList();
        }

        private List<PeriodResult> whole() {
            return results().stream().filter(result -> !result.isOwn()).toList();
        }

        private PortfolioPdf.HeadRow head(String name) {
            League.Tally all = tally(results());
            LocalDate first = results().stream()
                    .map(result -> result.period().from())
                    .min(Comparator.naturalOrder())
                    .orElseThrow();
            LocalDate last = results().stream()
                    .map(result -> result.period().to().minusDays(1))
                    .max(Comparator.naturalOrder())
                    .orElseThrow();
            List<String> money = PortfolioPdf.money(results(), words);
            return new PortfolioPdf.HeadRow(
                    name,
                    words.day(first) + " – " + words.day(last),
                    words.say("record.sum", history.contracts().size(), all.kept(), all.judged(), share(all))
                            + (money.isEmpty()
                                    ? ""
                                    : " " + words.say("portfolio.sum.credits", words.list(money, "word.and"))));
        }

        private static League.Tally tally(Collection<PeriodResult> results) {
            return results.stream().map(League::tally).reduce(League.Tally.NONE, League.Tally::and);
        }

        private String share(League.Tally tally) {
            return tally.share().map(share -> words.percent(share, 1)).orElseGet(() -> words.say("levels.none"));
        }

        private Section table(String key, List<TallyRow> rows) {
            return Section.of("tally", rows, words.say(key + ".heading"))
                    .with("h0", words.say(key + ".what"))
                    .with("h1", words.say(key + ".1"))
                    .with("h2", words.say(key + ".2"))
                    .with("h3", words.say(key + ".3"))
                    .with("h4", words.say(key + ".4"))
                    .with("h5", words.say(key + ".5"));
        }

        private Section trend() {
            Map<MeasurementPeriod, League.Tally> byPeriod = new TreeMap<>();
            whole().forEach(result -> byPeriod.merge(result.period(), League.tally(result), League.Tally::and));
            Course course = Course.ofShares(byPeriod);
            return Section.of(
                    "picture",
                    course.hasFigures()
                            ? List.of(new EvidenceSections.PictureRow(
                                    words.say("record.trend.note"), new TrendChart(course, words)))
                            : List.of(),
                    words.say("record.trend.heading"));
        }

        private List<TallyRow> years() {
            Map<Integer, List<PeriodResult>> byYear = new TreeMap<>();
            results()
                    .forEach(result -> byYear.computeIfAbsent(
                                    result.period().from().getYear(), key -> new ArrayList<>())
                            .add(result));
            List<TallyRow> rows = new ArrayList<>();
            byYear.forEach((year, results) -> {
                League.Tally tally = tally(results);
                rows.add(new TallyRow(
                        String.valueOf(year),
                        "",
                        words.count(tally.judged()),
                        words.count(tally.kept()),
                        share(tally),
                        String.join("\n", PortfolioPdf.money(results, words)),
                        words.count(results.stream()
                                .filter(result -> result.revision() > 0)
                                .count())));
            });
            return rows;
        }

        private List<TallyRow> contracts() {
            List<TallyRow> rows = new ArrayList<>();
            for (List<SettledPeriod> periods : history.contracts()) {
                List<PeriodResult> results =
                        periods.stream().map(SettledPeriod::result).toList();
                Contract contract = results.get(results.size() - 1).contract();
                League.Tally tally = tally(results);
                rows.add(new TallyRow(
                        contract.id() + " · " + contract.title(),
                        words.say(
                                "record.term",
                                words.day(contract.term().from()),
                                words.day(contract.term().to())),
                        words.count(results.stream()
                                .filter(result -> !result.isOwn())
                                .count()),
                        share(tally),
                        extreme(results, Comparator.naturalOrder()),
                        extreme(results, Comparator.reverseOrder()),
                        words.money(
                                results.stream().map(PeriodResult::credits).reduce(BigDecimal.ZERO, BigDecimal::add),
                                contract.currency())));
            }
            return rows;
        }

        /** The best or the worst ended period of a contract, with its share; of equals the latest. */
        private String extreme(List<PeriodResult> results, Comparator<BigDecimal> order) {
            return results.stream()
                    .filter(result -> !result.isOwn()
                            && !result.running()
                            && League.tally(result).share().isPresent())
                    .max(Comparator.comparing(
                                    (PeriodResult result) ->
                                            League.tally(result).share().orElseThrow(),
                                    order)
                            .thenComparing(result -> result.period().to()))
                    .map(result -> words.shortPeriod(result.period()) + "\n" + share(League.tally(result)))
                    .orElse("");
        }

        /** What one promise came to over all periods. */
        private record Promise(String contract, String id, String title, List<LevelResult> results) {
            int failed() {
                return (int) results.stream()
                        .filter(level -> level.status() == Status.FAILED)
                        .count();
            }

            int judged() {
                return failed()
                        + (int) results.stream()
                                .filter(level -> level.status() == Status.MET)
                                .count();
            }

            int longest() {
                int longest = 0;
                int run = 0;
                for (LevelResult level : results) {
                    run = level.status() == Status.FAILED ? run + 1 : 0;
                    longest = Math.max(longest, run);
                }
                return longest;
            }

            BigDecimal share() {
                return BigDecimal.valueOf(100L * (judged() - failed()))
                        .divide(BigDecimal.valueOf(judged()), 1, RoundingMode.HALF_UP);
            }
        }

        private List<TallyRow> levels() {
            Map<String, Promise> promises = new LinkedHashMap<>();
            for (PeriodResult result : results()) {
                for (LevelResult level : result.levels()) {
                    String contract = result.contract().id();
                    promises.computeIfAbsent(
                                    contract + "/" + level.level().id(),
                                    key -> new Promise(
                                            contract,
                                            level.level().id(),
                                            level.level().title(),
                                            new ArrayList<>()))
                            .results()
                            .add(level);
                }
            }
            List<Promise> worst = promises.values().stream()
                    .filter(promise -> promise.judged() > 0)
                    .sorted(Comparator.comparing(Promise::share)
                            .thenComparing(Promise::judged, Comparator.reverseOrder()))
                    .toList();
            // The worst stand first and the best last; what lies between is left out where the list is long.
            List<Promise> shown = new ArrayList<>(worst);
            while (shown.size() > MOST_LEVELS) {
                shown.remove(MOST_LEVELS / 2);
            }
            return shown.stream()
                    .map(promise -> new TallyRow(
                            promise.title(),
                            promise.contract() + " · " + promise.id(),
                            words.count(promise.judged()),
                            words.count(promise.failed()),
                            words.percent(promise.share(), 1),
                            words.count(promise.longest()),
                            words.money(
                                    promise.results().stream()
                                            .map(LevelResult::credit)
                                            .reduce(BigDecimal.ZERO, BigDecimal::add),
                                    currency(promise.contract()))))
                    .toList();
        }

        private java.util.Currency currency(String contract) {
            return results().stream()
                    .map(PeriodResult::contract)
                    .filter(one -> one.id().equals(contract))
                    .findFirst()
                    .orElse(latest)
                    .currency();
        }

        /** Each deliverable as the latest period that names it has it. */
        private List<TallyRow> deliveries() {
            List<TallyRow> rows = new ArrayList<>();
            for (List<SettledPeriod> periods : history.contracts()) {
                Map<String, DeliverableStatus> latestOf = new LinkedHashMap<>();
                periods.forEach(period -> period.deliverables().forEach(one -> latestOf.put(one.id(), one)));
                if (!latestOf.isEmpty()) {
                    Contract contract = periods.get(periods.size() - 1).result().contract();
                    Collection<DeliverableStatus> all = latestOf.values();
                    rows.add(new TallyRow(
                            contract.id() + " · " + contract.title(),
                            "",
                            words.count(all.size()),
                            words.count(count(all, one -> one.delivered().isPresent() && one.daysLate() == 0)),
                            words.count(count(all, one -> one.delivered().isPresent() && one.daysLate() > 0)),
                            words.count(count(all, one -> one.delivered().isEmpty() && one.daysLate() > 0)),
                            words.count(all.stream()
                                    .mapToLong(DeliverableStatus::daysLate)
                                    .max()
                                    .orElse(0))));
                }
            }
            return rows;
        }

        private static <T> long count(Collection<T> all, Predicate<T> which) {
            return all.stream().filter(which).count();
        }

        private List<TallyRow> hours() {
            List<TallyRow> rows = new ArrayList<>();
            for (List<SettledPeriod> periods : history.contracts()) {
                List<TimesheetSummary> sheets = periods.stream()
                        .flatMap(period -> period.timesheets().stream())
                        .filter(sheet -> !sheet.lines().isEmpty())
                        .toList();
                if (!sheets.isEmpty()) {
                    Contract contract = periods.get(periods.size() - 1).result().contract();
                    BigDecimal billed =
                            sum(sheets.stream().map(TimesheetSummary::billed).toList());
                    BigDecimal card = sum(
                            sheets.stream().map(TimesheetSummary::atRateCard).toList());
                    BigDecimal refused = sum(periods.stream()
                            .flatMap(period -> period.result().lines().stream())
                            .filter(line -> line.kind() == LedgerLine.Kind.TIMESHEET_EXCEPTION)
                            .map(LedgerLine::amount)
                            .toList());
                    rows.add(new TallyRow(
                            contract.id() + " · " + contract.title(),
                            "",
                            words.number(
                                    sum(sheets.stream()
                                            .map(TimesheetSummary::hours)
                                            .toList()),
                                    2),
                            words.money(billed, contract.currency()),
                            words.money(card, contract.currency()),
                            words.money(billed.subtract(card), contract.currency()),
                            words.money(refused, contract.currency())));
                }
            }
            return rows;
        }

        private static BigDecimal sum(List<BigDecimal> amounts) {
            return amounts.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        }

        private List<TallyRow> disputes() {
            Map<String, List<Dispute>> byContract = new TreeMap<>();
            history.agenda()
                    .disputes()
                    .forEach(row -> byContract
                            .computeIfAbsent(row.dispute().contract(), key -> new ArrayList<>())
                            .add(row.dispute()));
            List<TallyRow> rows = new ArrayList<>();
            byContract.forEach((contract, disputes) -> rows.add(new TallyRow(
                    contract,
                    "",
                    words.count(disputes.size()),
                    words.count(count(disputes, Dispute::isOpen)),
                    words.count(count(disputes, one -> one.state() == Dispute.State.ACCEPTED)),
                    words.count(count(disputes, one -> one.state() == Dispute.State.REJECTED)),
                    words.count(count(disputes, one -> one.state() == Dispute.State.SETTLED)))));
            return rows;
        }

        private List<TallyRow> feedback() {
            Map<String, List<Agenda.Feedback>> byContract = new TreeMap<>();
            history.agenda()
                    .feedback()
                    .forEach(row -> byContract
                            .computeIfAbsent(row.contract(), key -> new ArrayList<>())
                            .add(row));
            List<TallyRow> rows = new ArrayList<>();
            byContract.forEach((contract, all) -> {
                List<BigDecimal> scores = all.stream()
                        .sorted(Comparator.comparing(Agenda.Feedback::period))
                        .flatMap(row -> row.score().stream())
                        .toList();
                rows.add(new TallyRow(
                        contract,
                        "",
                        words.count(all.size()),
                        mean(scores),
                        number(scores.stream().min(Comparator.naturalOrder())),
                        number(scores.stream().max(Comparator.naturalOrder())),
                        number(scores.isEmpty() ? Optional.empty() : Optional.of(scores.get(scores.size() - 1)))));
            });
            return rows;
        }

        private String mean(List<BigDecimal> scores) {
            return scores.isEmpty()
                    ? ""
                    : words.number(sum(scores).divide(BigDecimal.valueOf(scores.size()), 1, RoundingMode.HALF_UP));
        }

        private String number(Optional<BigDecimal> score) {
            return score.map(value -> words.number(Numbers.plain(value))).orElse("");
        }
    }
}
