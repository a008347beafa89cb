package org.scorekeeper.publish.pdf;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.scorekeeper.publish.Portfolio;
import org.scorekeeper.publish.told.FigureWords;
import org.scorekeeper.publish.told.Standing;
import org.scorekeeper.publish.told.Verdict;
import org.scorekeeper.publish.told.Words;
import org.scorekeeper.settle.LevelResult;
import org.scorekeeper.settle.PeriodResult;
import org.scorekeeper.settle.PeriodState;
import org.scorekeeper.settle.Status;
import org.scorekeeper.settle.TriggerState;

/** What a portfolio asks to be done: the five things to act on, and the contracts that end or stand under a trigger. */
final class ActOn {
    private static final BigDecimal BASIS_POINTS = BigDecimal.valueOf(10_000);
    private static final int FIVE = 5;
    private static final int MOST_OF_ONE = 2;
    private static final int MOST_RIGHTS = 14;
    private static final long YEAR_DAYS = 365;
    private static final long SOON_DAYS = 90;

    private final Portfolio portfolio;
    private final Words words;
    private final LocalDate today;

    ActOn(Portfolio portfolio, Words words) {
        this.portfolio = portfolio;
        this.words = words;
        this.today = LocalDate.ofInstant(portfolio.asOf().minusSeconds(1), portfolio.zone());
    }

    /** A thing to act on; the lower its rank, the sooner. */
    private record Matter(int rank, long order, String contract, Talk.Line line) {}

    /**
     * The five that cannot wait: rights with a deadline, what is held, other rights that are open, contracts that end within
     * three months, credits by their share of the charges, promises broken for longest, verdicts that hang on refused rows, and
     * contracts that end within the year.
     */
    List<Talk.Line> five() {
        List<Matter> matters = new ArrayList<>();
        portfolio.entries().forEach(entry -> matters.addAll(matters(entry)));
        matters.sort(Comparator.comparingInt(Matter::rank)
                .thenComparingLong(Matter::order)
                .thenComparing(Matter::contract));
        Map<String, Integer> taken = new TreeMap<>();
        List<Talk.Line> lines = new ArrayList<>();
        for (Matter matter : matters) {
            if (lines.size() < FIVE && taken.merge(matter.contract(), 1, Integer::sum) <= MOST_OF_ONE) {
                lines.add(matter.line());
            }
        }
        return lines;
    }

    private List<Matter> matters(Portfolio.Entry entry) {
        PeriodResult result = entry.result();
        String id = result.contract().id();
        List<Matter> matters = new ArrayList<>();
        result.triggers().stream()
                .filter(state -> state.state() == TriggerState.State.RAISED)
                .forEach(state -> {
                    long left = state.noticeBy()
                            .filter(day -> !day.isBefore(today))
                            .map(day -> ChronoUnit.DAYS.between(today, day))
                            .orElse(YEAR_DAYS);
                    matters.add(new Matter(left < YEAR_DAYS ? 0 : 2, left, id, named(result, right(state))));
                });
        if (result.state() == PeriodState.HELD) {
            matters.add(new Matter(
                    1,
                    0,
                    id,
                    new Talk.Line(
                            Shapes.of(Standing.AT_RISK),
                            words.say("act.held", name(result), String.join("; ", result.because())),
                            id)));
        }
        ends(result).ifPresent(line -> {
            long left = ChronoUnit.DAYS.between(today, result.contract().term().to());
            matters.add(new Matter(left <= SOON_DAYS ? 3 : 7, left, id, line));
        });
        credits(entry).ifPresent(matters::add);
        result.levels().stream()
                .filter(level -> level.status() == Status.FAILED)
                .forEach(level -> broken(entry, level).ifPresent(matters::add));
        List<String> open = result.levels().stream()
                .filter(LevelResult::dependsOnRefused)
                .map(level -> level.level().id())
                .toList();
        if (!open.isEmpty()) {
            matters.add(new Matter(
                    6,
                    -open.size(),
                    id,
                    new Talk.Line(
                            Shapes.of(Standing.AT_RISK),
                            words.say("act.refused", name(result), String.join(", ", open)),
                            id)));
        }
        return matters;
    }

    /** What a contract's misses cost, with how it did; the larger its share of the charges, the sooner. */
    private Optional<Matter> credits(Portfolio.Entry entry) {
        PeriodResult result = entry.result();
        if (result.credits().signum() <= 0) {
            return Optional.empty();
        }
        long share = result.charges()
                .filter(charges -> charges.signum() > 0)
                .map(charges -> result.credits()
                        .multiply(BASIS_POINTS)
                        .divide(charges, 0, RoundingMode.HALF_UP)
                        .longValue())
                .orElse(0L);
        return Optional.of(new Matter(
                4,
                -share,
                result.contract().id(),
                new Talk.Line(
                        Shapes.of(Standing.FAILED),
                        words.say(
                                "act.credits",
                                name(result),
                                words.money(result.credits(), result.contract().currency()),
                                new Verdict(words).of(result, entry.history())),
                        result.contract().id())));
    }

    /** A promise that broke again, or one that broke where no credits say it. */
    private Optional<Matter> broken(Portfolio.Entry entry, LevelResult level) {
        int streak = Standing.streak(entry.history(), level.level().id(), Status.FAILED);
        PeriodResult result = entry.result();
        if (streak < 2 && result.credits().signum() > 0) {
            return Optional.empty();
        }
        return Optional.of(new Matter(
                5,
                -streak,
                result.contract().id(),
                new Talk.Line(
                        Shapes.of(Standing.FAILED),
                        words.say(
                                streak < 2 ? "act.once" : "act.broken",
                                name(result),
                                level.level().title(),
                                words.ordinal(streak),
                                new FigureWords(words).value(level),
                                words.target(level.target())),
                        result.contract().id() + " · " + level.level().id())));
    }

    /** Contracts that end within a year, and every right that is open or near. */
    List<Talk.Line> rights() {
        List<Talk.Line> lines = new ArrayList<>();
        for (TriggerState.State kind : List.of(TriggerState.State.RAISED, TriggerState.State.WARNED)) {
            portfolio
                    .entries()
                    .forEach(entry -> entry.result().triggers().stream()
                            .filter(state -> state.state() == kind)
                            .forEach(state -> lines.add(named(entry.result(), right(state)))));
        }
        portfolio.entries().forEach(entry -> ends(entry.result()).ifPresent(lines::add));
        if (lines.size() > MOST_RIGHTS) {
            int more = lines.size() - MOST_RIGHTS;
            List<Talk.Line> cut = new ArrayList<>(lines.subList(0, MOST_RIGHTS));
            cut.add(new Talk.Line("", words.say("triggers.cut", more), "triggers.csv"));
            return cut;
        }
        return lines;
    }

    private Talk.Line right(TriggerState state) {
        return new RightRows(words).line(state);
    }

    private static Talk.Line named(PeriodResult result, Talk.Line line) {
        return new Talk.Line(
                line.mark(),
                name(result) + ", " + line.sentence(),
                result.contract().id());
    }

    private Optional<Talk.Line> ends(PeriodResult result) {
        LocalDate end = result.contract().term().to();
        long days = ChronoUnit.DAYS.between(today, end);
        return days < 0 || days > YEAR_DAYS
                ? Optional.empty()
                : Optional.of(new Talk.Line(
                        Shapes.of(Standing.AT_RISK),
                        words.say("act.ends", name(result), result.contract().title(), words.day(end), days),
                        result.contract().id()));
    }

    private static String name(PeriodResult result) {
        return result.contract().vendorName();
    }
}
