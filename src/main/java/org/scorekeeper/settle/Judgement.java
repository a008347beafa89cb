package org.scorekeeper.settle;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.scorekeeper.calendar.MeasurementPeriod;
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
    /** Whether it counts what met over what counted, so that one more miss can be said exactly. */
    static boolean isShare(Measure measure) {
        return measure instanceof Measure.Share
                || measure instanceof Measure.Files
                || measure instanceof Measure.Persons;
    }

    /** The same with what a repeat makes of it. */
    Judgement repeated(BigDecimal factor, Optional<Price> price, TraceStep step7) {
        List<TraceStep> steps = new ArrayList<>(trace);
        steps.add(step7);
        return new Judgement(
                level, period, figure, judged, printed, status, step, bears, lowVolume, atTarget, factor, price, steps);
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
                || !atTarget
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
