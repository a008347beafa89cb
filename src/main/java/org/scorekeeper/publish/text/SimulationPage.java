package org.scorekeeper.publish.text;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.scorekeeper.calendar.MeasurementPeriod;
import org.scorekeeper.contract.Contract;
import org.scorekeeper.contract.Step;
import org.scorekeeper.settle.LedgerLine;
import org.scorekeeper.settle.LevelResult;
import org.scorekeeper.settle.PeriodResult;

/** {@code simulate}: what stands beside what other terms would have brought, period by period and level by level. */
public final class SimulationPage {
    private static final String NONE = "–";

    private final Contract terms;
    private final Map<MeasurementPeriod, PeriodResult> stands;
    private final Map<MeasurementPeriod, PeriodResult> others;
    private final Page page;

    private SimulationPage(Contract terms, List<PeriodResult> stands, List<PeriodResult> others) {
        this.terms = terms;
        this.stands = byPeriod(stands);
        this.others = byPeriod(others);
        this.page = new Page(
                stands.isEmpty() ? terms : stands.get(stands.size() - 1).contract());
    }

    private static Map<MeasurementPeriod, PeriodResult> byPeriod(List<PeriodResult> results) {
        Map<MeasurementPeriod, PeriodResult> byPeriod = new LinkedHashMap<>();
        results.forEach(result -> byPeriod.put(result.period(), result));
        return byPeriod;
    }

    /**
     * The whole page.
     *
     * @param file of the other terms, as the person named it
     * @param stands the stored results of the periods, in order
     * @param others the same periods under the other terms
     * @param facts as of when, in words
     */
    public static String of(
            String file, Contract terms, List<PeriodResult> stands, List<PeriodResult> others, String facts) {
        return new SimulationPage(terms, stands, others).text(file, facts);
    }

    private String text(String file, String facts) {
        page.line(terms.id() + " · what stands, and the same facts under " + file);
        page.line("Money is the customer's; " + facts + "; nothing was stored.");
        List<MeasurementPeriod> periods = Stream.concat(stands.keySet().stream(), others.keySet().stream())
                .distinct()
                .sorted(Comparator.comparing(MeasurementPeriod::to).thenComparing(MeasurementPeriod::from))
                .toList();
        periods.forEach(this::period);
        levels();
        totals(periods);
        return page.text();
    }

    private void period(MeasurementPeriod period) {
        Optional<PeriodResult> stored = Optional.ofNullable(stands.get(period));
        Optional<PeriodResult> other = Optional.ofNullable(others.get(period));
        page.heading(period.label() + " · "
                + stored.map(result -> result.state().code()).orElse("not a period of the stored contract"));
        TextTable table = new TextTable(
                "level", ">stands", "", ">points", ">money", ">other terms", "", ">points", ">money", ">difference");
        for (String level : levelsOf(stored, other)) {
            Optional<LevelResult> one = stored.flatMap(result -> result.level(level));
            Optional<LevelResult> two = other.flatMap(result -> result.level(level));
            BigDecimal was = stored.map(result -> money(result, level)).orElse(BigDecimal.ZERO);
            BigDecimal would = other.map(result -> money(result, level)).orElse(BigDecimal.ZERO);
            table.row(
                    level,
                    figure(one),
                    verdict(one),
                    points(one),
                    amount(was),
                    figure(two),
                    verdict(two),
                    points(two),
                    amount(would),
                    amount(would.subtract(was)));
        }
        BigDecimal was = stored.map(PeriodResult::money).orElse(BigDecimal.ZERO);
        BigDecimal would = other.map(PeriodResult::money).orElse(BigDecimal.ZERO);
        BigDecimal wasBeside = was.subtract(ofLevels(stored));
        BigDecimal wouldBeside = would.subtract(ofLevels(other));
        if (wasBeside.signum() != 0 || wouldBeside.signum() != 0) {
            table.row(
                    "beside levels",
                    "",
                    "",
                    "",
                    amount(wasBeside),
                    "",
                    "",
                    "",
                    amount(wouldBeside),
                    amount(wouldBeside.subtract(wasBeside)));
        }
        table.row(
                "together",
                "",
                "",
                "",
                page.amount(was),
                "",
                "",
                "",
                page.amount(would),
                page.amount(would.subtract(was)));
        page.table(table);
    }

    private static Set<String> levelsOf(Optional<PeriodResult> stored, Optional<PeriodResult> other) {
        Set<String> levels = new LinkedHashSet<>();
        stored.ifPresent(result ->
                result.levels().forEach(level -> levels.add(level.level().id())));
        other.ifPresent(result ->
                result.levels().forEach(level -> levels.add(level.level().id())));
        return levels;
    }

    /** What a level's lines come to: its credit, what was earned back of it, and what registers did to it. */
    private static BigDecimal money(PeriodResult result, String level) {
        return result.lines().stream()
                .filter(line -> line.serviceLevel().equals(level) && line.kind() != LedgerLine.Kind.LATE_DELIVERY)
                .map(LedgerLine::signedAmount)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static BigDecimal ofLevels(Optional<PeriodResult> result) {
        return result.stream()
                .flatMap(one -> one.levels().stream()
                        .map(level -> money(one, level.level().id())))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static String figure(Optional<LevelResult> level) {
        return level.map(LevelPage::figure).orElse(NONE);
    }

    private static String verdict(Optional<LevelResult> level) {
        return level.map(one -> one.status().code().replace('_', ' ')
                        + one.step().map(Step::label).map(step -> ", " + step).orElse(""))
                .orElse("");
    }

    private static String points(Optional<LevelResult> level) {
        return level.filter(one -> one.points().signum() != 0)
                .map(one -> Page.number(one.points()))
                .orElse("");
    }

    private String amount(BigDecimal amount) {
        return amount.signum() == 0 ? "" : page.amount(amount);
    }

    /** All periods together, level by level. */
    private void levels() {
        Map<String, BigDecimal> was = new LinkedHashMap<>();
        Map<String, BigDecimal> would = new LinkedHashMap<>();
        stands.values()
                .forEach(result -> result.levels()
                        .forEach(level -> was.merge(
                                level.level().id(), money(result, level.level().id()), BigDecimal::add)));
        others.values()
                .forEach(result -> result.levels()
                        .forEach(level -> would.merge(
                                level.level().id(), money(result, level.level().id()), BigDecimal::add)));
        page.heading("All periods, level by level");
        TextTable table = new TextTable("level", ">stands", ">other terms", ">difference");
        Set<String> levels = new LinkedHashSet<>(was.keySet());
        levels.addAll(would.keySet());
        for (String level : levels) {
            BigDecimal one = was.getOrDefault(level, BigDecimal.ZERO);
            BigDecimal two = would.getOrDefault(level, BigDecimal.ZERO);
            table.row(
                    level,
                    was.containsKey(level) ? page.amount(one) : NONE,
                    would.containsKey(level) ? page.amount(two) : NONE,
                    page.amount(two.subtract(one)));
        }
        page.table(table);
    }

    /** All levels together, period by period, and in all by currency. */
    private void totals(List<MeasurementPeriod> periods) {
        page.heading("All levels, period by period");
        TextTable table = new TextTable("period", "currency", ">stands", ">other terms", ">difference");
        Map<String, BigDecimal[]> totals = new TreeMap<>();
        for (MeasurementPeriod period : periods) {
            Map<String, BigDecimal[]> sums = new TreeMap<>();
            add(sums, stands.get(period), 0);
            add(sums, others.get(period), 1);
            sums.forEach((currency, sum) -> {
                row(table, period.label(), currency, sum);
                BigDecimal[] total =
                        totals.computeIfAbsent(currency, key -> new BigDecimal[] {BigDecimal.ZERO, BigDecimal.ZERO});
                total[0] = total[0].add(sum[0]);
                total[1] = total[1].add(sum[1]);
            });
        }
        totals.forEach((currency, sum) -> row(table, "in all", currency, sum));
        page.table(table);
    }

    private static void add(
            Map<String, BigDecimal[]> sums, @org.jspecify.annotations.Nullable PeriodResult result, int side) {
        if (result != null) {
            BigDecimal[] sum = sums.computeIfAbsent(result.contract().currency().getCurrencyCode(), key ->
                    new BigDecimal[] {BigDecimal.ZERO, BigDecimal.ZERO});
            sum[side] = sum[side].add(result.money());
        }
    }

    private void row(TextTable table, String name, String currency, BigDecimal[] sum) {
        table.row(name, currency, page.amount(sum[0]), page.amount(sum[1]), page.amount(sum[1].subtract(sum[0])));
    }
}
