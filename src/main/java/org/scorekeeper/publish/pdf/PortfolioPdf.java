package org.scorekeeper.publish.pdf;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.scorekeeper.calendar.MeasurementPeriod;
import org.scorekeeper.publish.AtomicFile;
import org.scorekeeper.publish.Portfolio;
import org.scorekeeper.publish.told.FigureWords;
import org.scorekeeper.publish.told.Standing;
import org.scorekeeper.publish.told.Verdict;
import org.scorekeeper.publish.told.Words;
import org.scorekeeper.settle.LevelResult;
import org.scorekeeper.settle.PeriodResult;

/**
 * Writes portfolios: what to act on, vendors on a common scale, and every contract of a period, the worst first, on a page
 * or two. Serves several threads.
 */
public final class PortfolioPdf {
    private static final int SPARKS = 12;
    private static final int CELLS = 13;

    /** Sections that begin on a page of their own, where else the last page would hold a line or two. */
    static final Set<String> MAY_BEGIN_A_PAGE = Set.of("portfolio");

    private final Press press = new Press();

    /**
     * Writes one portfolio; the same portfolio gives the same bytes.
     *
     * @throws java.io.UncheckedIOException where the file cannot be written
     */
    public void write(Path file, Portfolio portfolio) {
        Words words = new Words(portfolio.locale(), portfolio.zone());
        Press.Laid laid = press.layWell(document(portfolio, words), words, MAY_BEGIN_A_PAGE);
        byte[] pdf = press.print(laid.pages(), laid.document(), words);
        AtomicFile.write(file, out -> out.write(pdf));
    }

    static Document document(Portfolio portfolio, Words words) {
        String subject = words.say("portfolio.title") + " · " + words.period(portfolio.period());
        ActOn actOn = new ActOn(portfolio, words);
        List<League.Vendor> league = League.of(portfolio);
        return new Document(
                "",
                subject,
                subject,
                loosest(portfolio)
                        .map(result -> HeadRows.state(result, portfolio.asOf(), words))
                        .orElse(""),
                loosest(portfolio)
                        .map(result -> subject + " · " + HeadRows.briefly(result, words))
                        .orElse(subject),
                List.of(
                        new Section("portfolio-head", List.of(head(portfolio, words)), Map.of()),
                        Section.of("talk", actOn.five(), words.say("act.heading")),
                        league(league, portfolio, words),
                        heat(league, portfolio, words),
                        Section.of("portfolio", rows(portfolio, words), words.say("portfolio.heading"))
                                .noted(words.say("portfolio.key")),
                        Section.of("talk", actOn.rights(), words.say("rights.heading"))),
                portfolio.asOf(),
                portfolio.run());
    }

    /** The contract whose figures are the least firm: its state is the portfolio's. */
    private static Optional<PeriodResult> loosest(Portfolio portfolio) {
        return portfolio.entries().stream()
                .map(Portfolio.Entry::result)
                .max(Comparator.comparing(PeriodResult::running).thenComparing(PortfolioPdf::looseness));
    }

    private static int looseness(PeriodResult result) {
        return switch (result.state()) {
            case ISSUED -> 0;
            case RESTATED -> 1;
            case PROVISIONAL -> 2;
            case HELD -> 3;
        };
    }

    /** The head. */
    record HeadRow(String title, String period, String sum) {}

    private static HeadRow head(Portfolio portfolio, Words words) {
        int kept = 0;
        int judged = 0;
        for (Portfolio.Entry entry : portfolio.entries()) {
            kept += Verdict.kept(entry.result());
            judged += Verdict.judged(entry.result());
        }
        String sum = words.say("portfolio.sum", portfolio.entries().size(), kept, judged);
        List<String> due =
                money(portfolio.entries().stream().map(Portfolio.Entry::result).toList(), words);
        return new HeadRow(
                words.say("portfolio.title"),
                words.period(portfolio.period()),
                due.isEmpty() ? sum : sum + " " + words.say("portfolio.sum.credits", words.list(due, "word.and")));
    }

    /** The credits of some results, an amount a currency; none where nothing is due. */
    static List<String> money(List<PeriodResult> results, Words words) {
        Map<String, BigDecimal> credits = new TreeMap<>();
        results.forEach(result ->
                credits.merge(result.contract().currency().getCurrencyCode(), result.credits(), BigDecimal::add));
        return credits.entrySet().stream()
                .filter(one -> one.getValue().signum() != 0)
                .map(one -> words.money(one.getValue(), Currency.getInstance(one.getKey())))
                .toList();
    }

    /** One vendor of the league. */
    record LeagueRow(
            String rank,
            String vendor,
            String contracts,
            String share,
            String promises,
            String now,
            String nowPromises,
            Sparkline trend,
            String credit,
            String creditYear) {}

    private static Section league(List<League.Vendor> league, Portfolio portfolio, Words words) {
        List<LeagueRow> rows = new ArrayList<>();
        for (League.Vendor vendor : league) {
            League.Tally year = vendor.year();
            League.Tally now = vendor.of(portfolio.period());
            List<PeriodResult> periods = vendor.entries().stream()
                    .flatMap(entry -> entry.history().stream()
                            .skip(Math.max(0, entry.history().size() - SPARKS)))
                    .toList();
            rows.add(new LeagueRow(
                    year.isFew() ? words.say("levels.none") : String.valueOf(rows.size() + 1),
                    vendor.name(),
                    year.isFew()
                            ? words.say("league.few", League.FEW)
                            : words.say("league.contracts", vendor.entries().size()),
                    share(year, words),
                    words.say("figure.of", words.count(year.kept()), words.count(year.judged())),
                    share(now, words),
                    words.say("figure.of", words.count(now.kept()), words.count(now.judged())),
                    new Sparkline(vendor.course()),
                    joined(
                            money(
                                    vendor.entries().stream()
                                            .map(Portfolio.Entry::result)
                                            .toList(),
                                    words),
                            words),
                    joined(money(periods, words), words)));
        }
        return Section.of("league", rows, words.say("league.heading")).noted(words.say("league.note", League.FEW));
    }

    /** Amounts one below the other; a dash where there are none. */
    static String joined(List<String> amounts, Words words) {
        return amounts.isEmpty() ? words.say("levels.none") : String.join("\n", amounts);
    }

    private static String share(League.Tally tally, Words words) {
        return tally.share().map(share -> words.percent(share, 1)).orElseGet(() -> words.say("levels.none"));
    }

    /** One vendor of the heat map: a number a cell, on a tint. */
    record HeatRow(
            String vendor,
            Tints tints,
            String c1,
            String c2,
            String c3,
            String c4,
            String c5,
            String c6,
            String c7,
            String c8,
            String c9,
            String c10,
            String c11,
            String c12,
            String c13) {
        static HeatRow of(String vendor, Tints tints, List<String> cells) {
            return new HeatRow(
                    vendor,
                    tints,
                    cells.get(0),
                    cells.get(1),
                    cells.get(2),
                    cells.get(3),
                    cells.get(4),
                    cells.get(5),
                    cells.get(6),
                    cells.get(7),
                    cells.get(8),
                    cells.get(9),
                    cells.get(10),
                    cells.get(11),
                    cells.get(12));
        }
    }

    private static Section heat(List<League.Vendor> league, Portfolio portfolio, Words words) {
        List<MeasurementPeriod> periods = new ArrayList<>();
        MeasurementPeriod period = portfolio.period();
        for (int i = 0; i < CELLS; i++) {
            periods.add(0, period);
            period = period.previous();
        }
        List<HeatRow> rows = new ArrayList<>();
        for (League.Vendor vendor : league) {
            List<Optional<BigDecimal>> shares =
                    periods.stream().map(one -> vendor.of(one).share()).toList();
            rows.add(HeatRow.of(
                    vendor.name(),
                    new Tints(shares),
                    shares.stream()
                            .map(share ->
                                    share.map(value -> words.number(value, 0)).orElse(""))
                            .toList()));
        }
        Map<String, Object> texts = new HashMap<>();
        texts.put("heading", words.say("heat.heading"));
        texts.put("note", words.say("heat.note"));
        for (int i = 0; i < CELLS; i++) {
            texts.put("p" + (i + 1), words.shortPeriod(periods.get(i)));
        }
        return new Section("heat", rows, texts);
    }

    /** One contract. */
    record Row(
            String vendor,
            String contract,
            String score,
            String scoreNote,
            Sparkline trend,
            String verdict,
            String worst,
            String credit,
            String creditNote) {}

    private static List<Row> rows(Portfolio portfolio, Words words) {
        return portfolio.entries().stream()
                .sorted(Comparator.comparing((Portfolio.Entry entry) ->
                                entry.result().score().orElse(BigDecimal.valueOf(101)))
                        .thenComparing(entry -> entry.result().credits(), Comparator.reverseOrder())
                        .thenComparing(entry -> entry.result().contract().id()))
                .map(entry -> row(entry, words))
                .toList();
    }

    private static Row row(Portfolio.Entry entry, Words words) {
        PeriodResult result = entry.result();
        List<PeriodResult> history = entry.history();
        return new Row(
                result.contract().vendorName(),
                result.contract().id() + " · " + result.contract().title(),
                new Verdict(words).score(result),
                history.size() < 2
                        ? ""
                        : words.say("head.score.last", new Verdict(words).score(history.get(history.size() - 2))),
                new Sparkline(Course.ofScores(history, SPARKS)),
                new Verdict(words).of(result, history),
                worst(result, words),
                result.credits().signum() == 0
                        ? words.say("levels.none")
                        : words.money(result.credits(), result.contract().currency()),
                HeadRows.briefly(result, words));
    }

    private static String worst(PeriodResult result, Words words) {
        FigureWords figures = new FigureWords(words);
        return Standing.worstFirst(result).stream()
                .filter(level -> Standing.of(level).compareTo(Standing.MET) < 0)
                .findFirst()
                .map(level -> worst(level, figures, words))
                .orElse("");
    }

    private static String worst(LevelResult level, FigureWords figures, Words words) {
        return Standing.of(level).shape() + Words.NO_BREAK + level.level().id() + " "
                + level.level().title() + ", " + figures.value(level) + " ("
                + words.target(level.level().target()) + ")";
    }
}
