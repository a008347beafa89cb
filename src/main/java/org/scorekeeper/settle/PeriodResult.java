package org.scorekeeper.settle;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.scorekeeper.calendar.MeasurementPeriod;
import org.scorekeeper.contract.Contract;

/**
 * One contract, one measurement period: every level's result and the money.
 *
 * @param contract the version that applies
 * @param period the dates measured
 * @param state how firm the figures are
 * @param running whether the period has not ended at the as-of
 * @param until the instant up to which facts count: the period's end, or the as-of while it runs
 * @param levels in the contract's order
 * @param charges the money that credits are a share of
 * @param score weight of the levels met over weight of the levels that have a figure, in per cent; empty without weights
 * @param points all service points of the period
 * @param creditsBeforeCaps rounded for printing
 * @param credits the sum of the credit lines
 * @param caps what each cap did, in order
 * @param lines the ledger lines, in the contract's order
 * @param settledIn the contract period whose caps it met and with which it is issued: itself, or for levels with a period
 *     of their own the one in which that ends; the own period itself while it runs
 * @param triggers how each trigger stands, in the contract's order
 */
public record PeriodResult(
        Contract contract,
        MeasurementPeriod period,
        PeriodState state,
        boolean running,
        Instant until,
        List<LevelResult> levels,
        Optional<BigDecimal> charges,
        Optional<BigDecimal> score,
        BigDecimal points,
        BigDecimal creditsBeforeCaps,
        BigDecimal credits,
        List<CapResult> caps,
        List<LedgerLine> lines,
        MeasurementPeriod settledIn,
        List<TriggerState> triggers) {
    /** Copies the lists. */
    public PeriodResult {
        levels = List.copyOf(levels);
        caps = List.copyOf(caps);
        lines = List.copyOf(lines);
        triggers = List.copyOf(triggers);
    }

    /** The result of one level. */
    public Optional<LevelResult> level(String id) {
        return levels.stream().filter(result -> result.level().id().equals(id)).findFirst();
    }
}
