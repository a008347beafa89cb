package org.scorekeeper.settle;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.scorekeeper.calendar.MeasurementPeriod;
import org.scorekeeper.contract.FailsWhen;
import org.scorekeeper.contract.Fraction;
import org.scorekeeper.contract.ServiceLevel;
import org.scorekeeper.contract.Step;
import org.scorekeeper.measure.Figure;
import org.scorekeeper.measure.TraceStep;

/** Steps 4 (round), 5 (read) and 6 (judge) for one level and period. */
final class Judging {
    private static final int PLACES = 10;

    private final ServiceLevel level;
    private final MeasurementPeriod period;
    private Figure figure;
    private final boolean running;
    private final List<TraceStep> trace;

    private Judging(ServiceLevel level, MeasurementPeriod period, Figure figure, boolean running) {
        this.level = level;
        this.period = period;
        this.figure = figure;
        this.running = running;
        this.trace = new ArrayList<>(figure.trace());
    }

    /**
     * Judges.
     *
     * @param level the promise, with the target in force
     * @param past what the level came to in the periods before
     * @param running whether the period has not ended: what lacks may still come
     */
    static Judgement of(
            ServiceLevel level, MeasurementPeriod period, Figure figure, LevelHistory past, boolean running) {
        return new Judging(level, period, figure, running).judge(past);
    }

    private Judgement judge(LevelHistory past) {
        Optional<Fraction> judged = over(past).map(this::round);
        int said = trace.size();
        figure = figure.withRefused(figure.refused()
                .map(rows -> rows.read(value -> value.isEmpty()
                        ? value
                        : past.over(level, period, value).map(this::round))));
        trace.subList(said, trace.size()).clear(); // what might have been is no step of what was
        Optional<BigDecimal> printed = judged.map(this::print);
        boolean excused = judged.filter(this::misses).isPresent() && isExcused();
        boolean atTarget = judged.isPresent() && (excused || !misses(judged.get()));
        int shortfalls =
                judged.filter(value -> isShortfall(level, value)).isPresent() && !excused ? 1 + shortfalls(past) : 0;
        Status status = judged.map(value -> atTarget || !fails(value, shortfalls) ? Status.MET : Status.FAILED)
                .orElseGet(this::withoutFigure);
        trace.add(new TraceStep("read", readSentence(excused, status)));
        Optional<Step> step = status == Status.FAILED || atTarget ? step(judged, status) : Optional.empty();
        trace.add(new TraceStep("judge", judgeSentence(printed, status, step, atTarget, shortfalls)));
        return new Judgement(
                level,
                period,
                figure,
                judged,
                printed,
                status,
                step,
                level.charged() && counts(level, period),
                excused,
                atTarget,
                BigDecimal.ONE,
                Optional.empty(),
                trace);
    }

    /** Whether a period counts: one that begins before {@code starts} is measured and reported, and nothing else. */
    static boolean counts(ServiceLevel level, MeasurementPeriod period) {
        return level.starts().filter(start -> period.from().isBefore(start)).isEmpty();
    }

    private Optional<Fraction> over(LevelHistory past) {
        Optional<Fraction> read = past.over(level, period, figure.value());
        level.over()
                .ifPresent(over -> trace.add(new TraceStep(
                        "measure",
                        (over.sum() ? "sum" : "average") + " over the last " + over.periods() + " periods: "
                                + read.map(this::plain).orElse("too few have a figure"))));
        return read;
    }

    private Fraction round(Fraction exact) {
        if (level.round().isEmpty()) {
            return exact;
        }
        ServiceLevel.Rounding rule = level.round().get();
        BigDecimal rounded = level.target().inUnit(exact).round(rule.places(), rule.mode());
        trace.add(new TraceStep(
                "round",
                plain(exact) + " to " + rounded.toPlainString() + " (" + rule.places() + " places, "
                        + rule.mode().name().toLowerCase(Locale.ROOT).replace('_', '-') + ")"));
        return Fraction.of(rounded.multiply(level.target().unit().size()));
    }

    private BigDecimal print(Fraction value) {
        return print(level, value);
    }

    /** A judged figure in the target's unit, as files print it. */
    static BigDecimal print(ServiceLevel level, Fraction value) {
        if (level.round().isPresent()) {
            return level.target().inUnit(value).round(level.round().get().places(), RoundingMode.HALF_UP);
        }
        BigDecimal printed = level.target().printed(value, PLACES).stripTrailingZeros();
        return printed.scale() < 0 ? printed.setScale(0) : printed;
    }

    private String plain(Fraction value) {
        BigDecimal printed = level.target().printed(value, PLACES).stripTrailingZeros();
        return (printed.scale() < 0 ? printed.setScale(0) : printed).toPlainString()
                + level.target().unit().symbol();
    }

    private boolean misses(Fraction value) {
        return !level.target().isMetBy(value);
    }

    private boolean isExcused() {
        if (level.lowVolume().isEmpty() || figure.met().isEmpty() || !Judgement.isShare(level.measure())) {
            return false;
        }
        ServiceLevel.LowVolume rule = level.lowVolume().get();
        BigDecimal misses = figure.total().subtract(figure.met().get());
        return figure.total().signum() > 0
                && figure.total().compareTo(BigDecimal.valueOf(rule.fewerThan())) < 0
                && misses.compareTo(BigDecimal.valueOf(rule.allowMisses())) <= 0;
    }

    private static boolean isBelowMinimum(ServiceLevel level, Fraction value) {
        return level.minimum().filter(least -> !least.isMetBy(value)).isPresent();
    }

    /** Below target, but not so far that it is a failure at once. */
    private static boolean isShortfall(ServiceLevel level, Fraction value) {
        return !level.target().isMetBy(value)
                && level.failsWhen()
                        .filter(rule -> !(rule.belowMinimum() && isBelowMinimum(level, value)))
                        .isPresent();
    }

    /** Whether a judged figure fell short of target but not of minimum; what few items excuse did not. */
    static boolean isShortfall(Judgement judgement) {
        return !judgement.lowVolume()
                && judgement
                        .judged()
                        .filter(value -> isShortfall(judgement.level(), value))
                        .isPresent();
    }

    /** How many earlier periods among those that {@code fails-when} looks at fell short. */
    private int shortfalls(LevelHistory past) {
        return (int)
                past.window(period, level.failsWhen().map(FailsWhen::inLast).orElse(1)).stream()
                        .filter(entry -> entry.counts() && entry.shortfall())
                        .count();
    }

    /** Whether a figure that misses the target is a failure. */
    private boolean fails(Fraction value, int shortfalls) {
        if (level.failsWhen().isEmpty()) {
            return true;
        }
        FailsWhen rule = level.failsWhen().get();
        return (rule.belowMinimum() && isBelowMinimum(level, value))
                || (rule.belowTarget() > 0 && shortfalls >= rule.belowTarget());
    }

    private Status withoutFigure() {
        if (level.over().isPresent() && figure.value().isPresent()) {
            return Status.NOT_MEASURED;
        }
        // Only a whole period can lack data: in a running one they may still come.
        if (level.noDataFails() && !running) {
            return Status.FAILED;
        }
        return level.over().filter(over -> over.needs() > 1).isPresent() ? Status.NOT_MEASURED : Status.NO_DATA;
    }

    private String readSentence(boolean excused, Status status) {
        List<String> parts = new ArrayList<>();
        if (excused) {
            ServiceLevel.LowVolume rule = level.lowVolume().orElseThrow();
            parts.add("fewer than " + rule.fewerThan() + " items allow " + rule.allowMisses() + " misses");
        }
        if (status == Status.FAILED && level.noDataFails()) {
            parts.add("a period without data fails");
        }
        level.starts()
                .filter(start -> period.from().isBefore(start))
                .ifPresent(start -> parts.add("the period begins before " + start + ": reported, never charged"));
        if (!level.charged()) {
            parts.add("a performance indicator: reported, never charged");
        }
        return parts.isEmpty() ? "nothing special" : String.join("; ", parts);
    }

    private String judgeSentence(
            Optional<BigDecimal> printed, Status status, Optional<Step> step, boolean atTarget, int shortfalls) {
        String sentence = printed.map(value ->
                                value.toPlainString() + level.target().unit().symbol())
                        .orElse("no figure")
                + " against " + level.target();
        if ((status == Status.MET && !atTarget) || (status == Status.FAILED && shortfalls > 0)) {
            FailsWhen rule = level.failsWhen().orElseThrow();
            sentence += rule.belowTarget() == 0
                    ? ", below target but not below minimum"
                    : ", " + shortfalls + " of " + rule.belowTarget() + " periods below target among the last "
                            + rule.inLast();
        }
        return sentence + ": "
                + (status == Status.MET && !atTarget
                        ? "no failure"
                        : status.code().replace('_', ' '))
                + step.map(reached -> ", step " + reached.label()).orElse("");
    }

    /**
     * Of the steps that the figure reaches, the one furthest from the target. A failure without a figure is as bad as it
     * can be: it reaches the last step.
     */
    private Optional<Step> step(Optional<Fraction> judged, Status status) {
        boolean failing = status == Status.FAILED;
        Optional<Step> furthest = Optional.empty();
        for (Step step : level.ladder()) {
            if (step.isOnFailingSideOf(level.target()) != failing
                    || judged.filter(value -> !step.bound().isMetBy(value)).isPresent()) {
                continue;
            }
            if (furthest.isEmpty() || isAsFar(step, furthest.get())) {
                furthest = Optional.of(step);
            }
        }
        return furthest;
    }

    /** Seen from the target, wherever improvement has put that. */
    static boolean isAsFar(Step step, Step other) {
        int order = step.bound().base().compareTo(other.bound().base());
        return order == 0
                ? step.bound().comparison().isStrict()
                        || !other.bound().comparison().isStrict()
                : (order > 0) == step.bound().comparison().higherIsBetter();
    }
}
