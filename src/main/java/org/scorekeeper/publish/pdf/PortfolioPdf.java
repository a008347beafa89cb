package org.scorekeeper.publish.pdf;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.scorekeeper.publish.AtomicFile;
import org.scorekeeper.publish.Portfolio;
import org.scorekeeper.settle.LevelResult;
import org.scorekeeper.settle.PeriodResult;

/** Writes portfolios: every contract of a period on a page or two, the worst first. Serves several threads. */
public final class PortfolioPdf {
    private static final int SPARKS = 12;

    private final Press press = new Press();

    /**
     * Writes one portfolio; the same portfolio gives the same bytes.
     *
     * @throws java.io.UncheckedIOException where the file cannot be written
     */
    public void write(Path file, Portfolio portfolio) {
        Words words = new Words(portfolio.locale(), portfolio.zone());
        String subject = words.say("portfolio.title") + " · " + words.period(portfolio.period());
        Document document = new Document(
                "",
                subject,
                subject,
                state(portfolio, words),
                List.of(
                        new Section("portfolio-head", List.of(head(portfolio, words)), Map.of()),
                        Section.of("portfolio", rows(portfolio, words), words.say("portfolio.heading"))
                                .noted(words.say("portfolio.key"))),
                portfolio.asOf(),
                portfolio.run());
        byte[] pdf = press.print(press.lay(document, words), document, words);
        AtomicFile.write(file, out -> out.write(pdf));
    }

    private static String state(Portfolio portfolio, Words words) {
        return portfolio.entries().stream()
                .map(Portfolio.Entry::result)
                .max(Comparator.comparing(PeriodResult::running))
                .map(result -> HeadRows.state(result, portfolio.asOf(), words))
                .orElse("");
    }

    /** The head. */
    record HeadRow(String title, String period, String sum) {}

    private static HeadRow head(Portfolio portfolio, Words words) {
        int kept = 0;
        int judged = 0;
        Map<String, BigDecimal> credits = new TreeMap<>();
        for (Portfolio.Entry entry : portfolio.entries()) {
            kept += Verdict.keptCount(entry.result());
            judged += Verdict.judgedCount(entry.result());
            credits.merge(
                    entry.result().contract().currency().getCurrencyCode(),
                    entry.result().credits(),
                    BigDecimal::add);
        }
        String sum = words.say("portfolio.sum", portfolio.entries().size(), kept, judged);
        List<String> due = credits.entrySet().stream()
                .filter(one -> one.getValue().signum() != 0)
                .map(one -> words.money(one.getValue(), Currency.getInstance(one.getKey())))
                .toList();
        return new HeadRow(
                words.say("portfolio.title"),
                words.period(portfolio.period()),
                due.isEmpty() ? sum : sum + " " + words.say("portfolio.sum.credits", words.list(due, "word.and")));
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
            String credit) {}

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
                HeadRows.vendor(result.contract()),
                result.contract().id() + " · " + result.contract().title(),
                HeadRows.score(result.score(), words),
                history.size() < 2
                        ? ""
                        : words.say(
                                "head.score.last",
                                HeadRows.score(history.get(history.size() - 2).score(), words)),
                new Sparkline(Course.ofScores(history, SPARKS)),
                new Verdict(words).of(result, history),
                worst(result, words),
                result.credits().signum() == 0
                        ? words.say("levels.none")
                        : words.money(result.credits(), result.contract().currency()));
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
