package org.scorekeeper.contract;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.scorekeeper.calendar.PeriodKind;

/**
 * A promise about the service that can be measured.
 *
 * @param id unique in its contract
 * @param title in the contract's words
 * @param clause where the paper says it
 * @param weight its rank in reports, in per cent
 * @param measure how facts become its figure
 * @param over the figures of several periods taken together
 * @param target how good it must be
 * @param ladder how bad a miss is, mildest first
 * @param round how the figure is rounded before it is judged; where empty the exact figure is
 * @param lowVolume what few items allow
 * @param noDataFails whether a period without data is a failure (else it is reported)
 * @param starts the first day on which a period must begin to cost anything
 * @param atRiskMisses how many more misses would fail a level that is "at risk"
 * @param charged false for a performance indicator ({@code consequence: none}): reported, never charged
 * @param minimum the level below which a miss is grave at once
 * @param failsWhen when a miss is a failure; empty: always
 * @param repeat what a repeated failure costs more
 * @param improvement how the target rises
 * @param period a measurement period of its own
 * @param credits what its misses cost, in place of the contract's rules (points aside)
 * @param alert whether a miss is to be told at once
 * @param quote the paper's own sentence
 * @param note a remark
 */
public record ServiceLevel(
        String id,
        String title,
        Optional<String> clause,
        Optional<BigDecimal> weight,
        Measure measure,
        Optional<Over> over,
        Bound target,
        List<Step> ladder,
        Optional<Rounding> round,
        Optional<LowVolume> lowVolume,
        boolean noDataFails,
        Optional<LocalDate> starts,
        int atRiskMisses,
        boolean charged,
        Optional<Bound> minimum,
        Optional<FailsWhen> failsWhen,
        Optional<Repeat> repeat,
        Optional<Improvement> improvement,
        Optional<PeriodKind> period,
        Optional<Credits> credits,
        boolean alert,
        Optional<String> quote,
        Optional<String> note) {
    /** Copies the ladder. */
    public ServiceLevel {
        ladder = List.copyOf(ladder);
    }

    /** The same promise held to another target and minimum. */
    public ServiceLevel held(Bound newTarget, Optional<Bound> newMinimum) {
        if (target.equals(newTarget) && minimum.equals(newMinimum)) {
            return this;
        }
        return new ServiceLevel(
                id,
                title,
                clause,
                weight,
                measure,
                over,
                newTarget,
                ladder,
                round,
                lowVolume,
                noDataFails,
                starts,
                atRiskMisses,
                charged,
                newMinimum,
                failsWhen,
                repeat,
                improvement,
                period,
                credits,
                alert,
                quote,
                note);
    }

    /** {@code round: { to: 2, mode: half-up }}: decimal places in the target's unit. */
    public record Rounding(int places, RoundingMode mode) {}

    /**
     * {@code over: { last: 3 periods, as: average, needs: 3 }}: the periods' own figures before rounding, of those that
     * have one.
     *
     * @param periods how many, this one included
     * @param sum whether they are added up (else averaged)
     * @param needs how many must have a figure, else the level is not measured
     */
    public record Over(int periods, boolean sum, int needs) {}

    /** {@code low-volume: { fewer-than: 20, allow: 1 miss }}. */
    public record LowVolume(int fewerThan, int allowMisses) {}
}
