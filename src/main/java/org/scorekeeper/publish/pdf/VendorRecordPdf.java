package org.scorekeeper.publish.pdf;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.scorekeeper.calendar.MeasurementPeriod;
import org.scorekeeper.contract.Contract;
import org.scorekeeper.publish.AtomicFile;
import org.scorekeeper.publish.VendorRecord;
import org.scorekeeper.publish.told.Words;
import org.scorekeeper.settle.PeriodResult;
import org.scorekeeper.settle.SettledPeriod;

/**
 * Writes what a vendor did over its whole history: trend, years, best and worst promises, deliveries, hours and rates,
 * disputes and feedback. Serves several threads.
 */
public final class VendorRecordPdf {
    private static final int CHARTED = 13;

    private final Press press = new Press();

    /**
     * Writes one record; the same record gives the same bytes.
     *
     * @throws java.io.UncheckedIOException where the file cannot be written
     */
    public void write(Path file, VendorRecord history) {
        Words words = Words.of(latest(history));
        Press.Laid laid = press.layWell(document(history, words), words, Set.of());
        byte[] pdf = press.print(laid.pages(), laid.document(), words);
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
            String name = latest.vendorName();
            String subject = words.say("record.title") + " · " + name;
            RecordOfDealings dealings = new RecordOfDealings(history, words);
            return new Document(
                    words.say("edition.internal"),
                    subject,
                    words.say("record.title") + " · " + Document.shortened(name),
                    words.say("record.state", words.asOf(history.asOf())),
                    words.say("record.title") + " · " + Document.shortened(name),
                    List.of(
                            new Section("portfolio-head", List.of(head(name)), Map.of()),
                            trend(),
                            table("record.years", years()),
                            table("record.contracts", contracts()),
                            table("record.levels", new RecordOfPromises(results(), words).rows()),
                            table("record.deliveries", dealings.deliveries()),
                            table("record.hours", dealings.hours()),
                            table("record.disputes", dealings.disputes()),
                            table("record.feedback", dealings.feedback())),
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
                    words.day(first) + " –\n" + words.day(last),
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
            Course course = Course.ofShares(byPeriod, CHARTED);
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
                        PortfolioPdf.joined(PortfolioPdf.money(results, words), words),
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
    }
}
