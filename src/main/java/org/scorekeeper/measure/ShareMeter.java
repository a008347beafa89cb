package org.scorekeeper.measure;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.scorekeeper.calendar.MeasurementPeriod;
import org.scorekeeper.contract.Fraction;
import org.scorekeeper.contract.Measure;
import org.scorekeeper.facts.FactKind;

/** {@code share-of}: items met over items counted, times 100. */
final class ShareMeter implements Meter {
    private final Counted counted;

    ShareMeter(Scope scope, Measure.Share share) {
        this.counted = new Counted(scope, share);
    }

    @Override
    public void add(FactKind kind, Item item) {
        counted.add(kind, item, (period, met) -> {});
    }

    @Override
    public Reading reading(MeasurementPeriod period) {
        Counted.Tally tally = counted.tally(period);
        if (tally == null) {
            return new Reading(
                    Optional.empty(),
                    Optional.of(BigDecimal.ZERO),
                    BigDecimal.ZERO,
                    List.of(),
                    List.of(),
                    0,
                    counted.notes(),
                    "no items");
        }
        return new Reading(
                Optional.of(Fraction.of(tally.met * 100, tally.total)),
                Optional.of(BigDecimal.valueOf(tally.met)),
                BigDecimal.valueOf(tally.total),
                counted.misses(tally),
                counted.nearMisses(tally),
                tally.total,
                counted.notes(),
                tally.met + " of " + tally.total + " items met");
    }
}
