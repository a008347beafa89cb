package org.scorekeeper.settle;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.scorekeeper.calendar.MeasurementPeriod;
import org.scorekeeper.contract.Bound;
import org.scorekeeper.contract.Fraction;
import org.scorekeeper.contract.Measure;
import org.scorekeeper.contract.Price;
import org.scorekeeper.contract.ServiceLevel;
import org.scorekeeper.contract.Step;
import org.scorekeeper.measure.Figure;
import org.scorekeeper.measure.TraceStep;

/**
 * One level's verdict in one period, before it has a price: steps 4 (round), 5 (read) and 6 (judge).
 *
 * @param level the promise, with the target in force
 * @param period the level's own period, or the contract's
 * @param judged the figure that was judged
 * @param printed the same in the target's unit, for files
 * @param bears whether the period may cost anything
 * @param lowVolume whether few items excused the misses
 * @param atTarget whether the figure meets the target; a miss that is no failure has status met and does not
 * @param times what a repeated failure is multiplied by, points included; 1 where none
 * @param offence what this failure costs as the so-manieth of the contract year; empty where no such rule
 */
record Judgement(
        ServiceLevel level,
        MeasurementPeriod period,
        Figure figure,
        Optional<Fraction> judged,
        Optional<BigDecimal> printed,
        Status status,
        Optional<Step> step,
        boolean bears,
        boolean lowVolume,
        boolean atTarget,
        BigDecimal times,
        Optional<Price> offence,
        List<TraceStep> trace) {
    private static final int PLACES = 10;

    /**
     * Judges.
     *
     * @param read the exact figure: the period's, or several periods' together
     * @param running whether the period has not ended: what lacks may still come
     */
    static Judgement of(
            ServiceLevel level, MeasurementPeriod period, Figure figure, Optional<Fraction> read, boolean running) {
        List<TraceStep> trace = new ArrayList<>(figure.trace());
        level.over()
                .ifPresent(over -> trace.add(new TraceStep(
                        "measure",
                        (over.sum() ? "sum" : "average") + " over the last " + over.periods() + " periods: "
                                + read.map(value -> plain(level.target(), value))
                                        .orElse("too few have a figure"))));
        Optional<Fraction> judged = read.map(exact -> round(level, exact, trace));
        Optional<BigDecimal> printed = judged.map(value -> print(level, value));
        boolean bears = level.charged()
                && level.starts().filter(start -> period.from().isBefore(start)).isEmpty();
        boolean excused =
                judged.filter(value -> !level.target().isMetBy(value)).isPresent() && isExcused(level, figure);
        Status status = status(level, figure, judged, excused, running);
        trace.add(new TraceStep("read", readSentence(level, period, excused, status)));
        Optional<Step> step = step(level, judged, status);
        trace.add(new TraceStep(
                "judge",
                printed.map(value -> value.toPlainString()
                                        + level.target().unit().symbol())
                                .orElse("no figure")
                        + " against " + level.target() + ": " + status.code().replace('_', ' ')
                        + step.map(reached -> ", step " + reached.label()).orElse("")));
        return new Judgement(
                level,
                period,
                figure,
                judged,
                printed,
                status,
                step,
                bears,
                excused,
                status == Status.MET,
                BigDecimal.ONE,
                Optional.empty(),
                trace);
    }

    private static Fraction round(ServiceLevel level, Fraction exact, List<TraceStep> trace) {
        if (level.round().isEmpty()) {
            return exact;
        }
        ServiceLevel.Rounding rule = level.round().get();
        BigDecimal rounded = level.target().inUnit(exact).round(rule.places(), rule.mode());
        trace.add(new TraceStep(
                "round",
                plain(level.target(), exact) + " to " + rounded.toPlainString() + " (" + rule.places() + " places, "
                        + rule.mode().name().toLowerCase(java.util.Locale.ROOT).replace('_', '-') + ")"));
        return Fraction.of(rounded.multiply(level.target().unit().size()));
    }

    private static BigDecimal print(ServiceLevel level, Fraction value) {
        if (level.round().isPresent()) {
            return level.target().inUnit(value).round(level.round().get().places(), RoundingMode.HALF_UP);
        }
        BigDecimal printed = level.target().printed(value, PLACES).stripTrailingZeros();
        return printed.scale() < 0 ? printed.setScale(0) : printed;
    }

    private static String plain(Bound target, Fraction value) {
        BigDecimal printed = target.printed(value, PLACES).stripTrailingZeros();
        return (printed.scale() < 0 ? printed.setScale(0) : printed).toPlainString()
                + target.unit().symbol();
    }

    /** Whether it counts what met over what counted, so that one more miss can be said exactly. */
    static boolean isShare(Measure measure) {
        return measure instanceof Measure.Share
                || measure instanceof Measure.Files
                || measure instanceof Measure.Persons;
    }

    private static boolean isExcused(ServiceLevel level, Figure figure) {
        if (level.lowVolume().isEmpty() || figure.met().isEmpty() || !isShare(level.measure())) {
            return false;
        }
        ServiceLevel.LowVolume rule = level.lowVolume().get();
        BigDecimal misses = figure.total().subtract(figure.met().get());
        return figure.total().signum() > 0
                && figure.total().compareTo(BigDecimal.valueOf(rule.fewerThan())) < 0
                && misses.compareTo(BigDecimal.valueOf(rule.allowMisses())) <= 0;
    }

    private static Status status(
            ServiceLevel level, Figure figure, Optional<Fraction> judged, boolean excused, boolean running) {
        if (judged.isPresent()) {
            return excused || level.target().isMetBy(judged.get()) ? Status.MET : Status.FAILED;
        }
        if (level.over().isPresent() && figure.value().isPresent()) {
            return Status.NOT_MEASURED;
        }
        // Only a whole period can lack data: in a running one they may still come.
        if (level.noDataFails() && !running) {
            return Status.FAILED;
        }
        return level.over().filter(over -> over.needs() > 1).isPresent() ? Status.NOT_MEASURED : Status.NO_DATA;
    }

    private static String readSentence(ServiceLevel level, MeasurementPeriod period, boolean excused, Status status) {
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

    /**
     * Of the steps that the figure reaches, the one furthest from the target. A failure without a figure is as bad as it
     * can be: it reaches the last step.
     */
    private static Optional<Step> step(ServiceLevel level, Optional<Fraction> judged, Status status) {
        if (status != Status.MET && status != Status.FAILED) {
            return Optional.empty();
        }
        boolean failing = status == Status.FAILED;
        Optional<Step> furthest = Optional.empty();
        for (Step step : level.ladder()) {
            if (step.isOnFailingSideOf(level.target()) != failing
                    || judged.filter(value -> !step.bound().isMetBy(value)).isPresent()) {
                continue;
            }
            if (furthest.isEmpty() || distance(level, step).compareTo(distance(level, furthest.get())) >= 0) {
                furthest = Optional.of(step);
            }
        }
        return furthest;
    }

    private static BigDecimal distance(ServiceLevel level, Step step) {
        return step.bound().base().subtract(level.target().base()).abs();
    }

    /** What tells it from the others that are priced together: a level's shorter periods may end in one of the contract's. */
    String key() {
        return period.label() + "/" + level.id();
    }

    /** Service points of the period after repeats; none where it bears none. */
    BigDecimal points() {
        return bears ? step.map(Step::points).orElse(BigDecimal.ZERO).multiply(times) : BigDecimal.ZERO;
    }

    /** Whether it failed and may cost something. */
    boolean costs() {
        return bears && status == Status.FAILED;
    }

    /**
     * How many more misses a share can bear with the same total; empty where it is no share, is judged over several
     * periods, has no figure, has failed, or gets no worse by a miss (a share that is to be at most so much).
     */
    Optional<Integer> missesLeft() {
        if (!isShare(level.measure())
                || !level.target().comparison().higherIsBetter()
                || level.over().isPresent()
                || status != Status.MET
                || figure.met().isEmpty()) {
            return Optional.empty();
        }
        long met = figure.met().get().longValueExact();
        long total = figure.total().longValueExact();
        long least = 0;
        long most = met;
        while (least < most) {
            long middle = (least + most + 1) / 2;
            if (isMetWith(met - middle, total)) {
                least = middle;
            } else {
                most = middle - 1;
            }
        }
        return Optional.of(Math.toIntExact(least));
    }

    private boolean isMetWith(long met, long total) {
        Fraction share = Fraction.of(met * 100, total);
        Fraction rounded = level.round()
                .map(rule -> Fraction.of(share.round(rule.places(), rule.mode())))
                .orElse(share);
        boolean few = level.lowVolume()
                .filter(rule -> total < rule.fewerThan() && total - met <= rule.allowMisses())
                .isPresent();
        return few || level.target().isMetBy(rounded);
    }

    /** The result with its price. */
    LevelResult result(Pricing pricing) {
        List<TraceStep> steps = new ArrayList<>(trace);
        steps.addAll(pricing.trace(this));
        Optional<Integer> left = missesLeft();
        return new LevelResult(
                level,
                period,
                level.target(),
                level.minimum(),
                figure,
                judged,
                printed,
                status,
                left.filter(misses -> misses < level.atRiskMisses()).isPresent(),
                left,
                step,
                pricing.points(this),
                bears,
                pricing.exact(this),
                pricing.amount(this),
                steps);
    }
}
