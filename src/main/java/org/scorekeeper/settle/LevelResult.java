package org.scorekeeper.settle;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.scorekeeper.calendar.MeasurementPeriod;
import org.scorekeeper.contract.Bound;
import org.scorekeeper.contract.Fraction;
import org.scorekeeper.contract.ServiceLevel;
import org.scorekeeper.contract.Step;
import org.scorekeeper.measure.DroppedItems;
import org.scorekeeper.measure.Figure;
import org.scorekeeper.measure.IfRefused;
import org.scorekeeper.measure.Miss;
import org.scorekeeper.measure.TraceStep;

/**
 * One service level, one measurement period: figure, verdict and money.
 *
 * @param level the promise, as the period's contract version has it, with the target in force
 * @param period the level's own period, or the contract's
 * @param target the target in force: the contract's, or what improvement made of it
 * @param minimum the minimum in force
 * @param figure what was measured
 * @param judged the figure that was judged: rounded where the contract says so, over several periods where it says so
 * @param printed the same in the target's unit as files print it; empty without a figure
 * @param status the verdict
 * @param atRisk met, but as few more misses as the contract names would fail it
 * @param missesLeft how many more misses a share can bear before it fails; empty where that cannot be said
 * @param step the step of the ladder that counts
 * @param points service points, before any allowance
 * @param bears whether the period counts for money (false before {@code starts} and for performance indicators)
 * @param creditBeforeCaps exact, in the contract's currency; zero where nothing is due
 * @param credit after caps, rounded to the currency's decimals; zero where nothing is due; negative is a bonus
 * @param trace every step of the order of evaluation
 */
public record LevelResult(
        ServiceLevel level,
        MeasurementPeriod period,
        Bound target,
        Optional<Bound> minimum,
        Figure figure,
        Optional<Fraction> judged,
        Optional<BigDecimal> printed,
        Status status,
        boolean atRisk,
        Optional<Integer> missesLeft,
        Optional<Step> step,
        BigDecimal points,
        boolean bears,
        Fraction creditBeforeCaps,
        BigDecimal credit,
        List<TraceStep> trace) {
    /** Copies the trace, and holds the level to the target in force. */
    public LevelResult {
        level = level.held(target, minimum);
        trace = List.copyOf(trace);
    }

    /** The same with these missed items. */
    public LevelResult withMisses(List<Miss> misses) {
        return with(figure.withMisses(misses), credit, trace);
    }

    /** The same without its missed items, of which this stays. */
    public LevelResult dropping(DroppedItems gone) {
        return with(figure.dropping(gone), credit, trace);
    }

    /** The same with the credit that its ledger line says. */
    LevelResult comingTo(BigDecimal other) {
        return with(figure, other, trace);
    }

    /** The same with what the registers made of its line. */
    LevelResult noting(String what) {
        return with(
                figure.noting(what),
                credit,
                Stream.concat(trace.stream(), Stream.of(new TraceStep("ledger", what)))
                        .toList());
    }

    private LevelResult with(Figure measured, BigDecimal due, List<TraceStep> steps) {
        return new LevelResult(
                level,
                period,
                target,
                minimum,
                measured,
                judged,
                printed,
                status,
                atRisk,
                missesLeft,
                step,
                points,
                bears,
                creditBeforeCaps,
                due,
                steps);
    }

    /** The figure as files print it, had all refused rows that may belong to it told against the vendor. */
    public Optional<BigDecimal> ifRefusedFailed() {
        return figure.refused().flatMap(IfRefused::failed).map(value -> Judging.print(level, value));
    }

    /** The figure as files print it, had all refused rows that may belong to it told for the vendor. */
    public Optional<BigDecimal> ifRefusedMet() {
        return figure.refused().flatMap(IfRefused::met).map(value -> Judging.print(level, value));
    }

    /** Whether the verdict might be another one with the refused rows. */
    public boolean dependsOnRefused() {
        return figure.refused().isPresent()
                && Stream.of(
                                figure.refused().get().failed(),
                                figure.refused().get().met())
                        .flatMap(Optional::stream)
                        .anyMatch(value -> fails(value) != (status == Status.FAILED));
    }

    private boolean fails(Fraction value) {
        if (target.isMetBy(value)) {
            return false;
        }
        boolean atMinimum = minimum.filter(least -> least.isMetBy(value)).isPresent();
        return level.failsWhen().isEmpty()
                || !level.failsWhen().get().belowMinimum()
                || !atMinimum
                || status == Status.FAILED;
    }

    /** Whether figure, verdict and price are the same. */
    boolean saysTheSameAs(LevelResult other) {
        return level.id().equals(other.level.id())
                && status == other.status
                && printed.equals(other.printed)
                && measuresTheSameAs(other)
                && step.map(Step::label).equals(other.step.map(Step::label))
                && points.compareTo(other.points) == 0
                && credit.compareTo(other.credit) == 0;
    }

    private static boolean same(Optional<Fraction> one, Optional<Fraction> other) {
        return one.isPresent() == other.isPresent()
                && one.map(value -> value.compareTo(other.orElseThrow()) == 0).orElse(true);
    }

    /** Whether the period's own figure is the same. */
    boolean measuresTheSameAs(LevelResult other) {
        return same(figure.value(), other.figure.value())
                && figure.met()
                        .map(BigDecimal::stripTrailingZeros)
                        .equals(other.figure.met().map(BigDecimal::stripTrailingZeros))
                && figure.total().compareTo(other.figure.total()) == 0;
    }
}
