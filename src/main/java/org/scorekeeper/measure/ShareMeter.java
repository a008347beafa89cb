package org.scorekeeper.measure;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.scorekeeper.calendar.MeasurementPeriod;
import org.scorekeeper.contract.Fraction;
import org.scorekeeper.contract.Measure;
import org.scorekeeper.facts.FactKind;

/** {@code share-of}: items met over items counted, times 100. */
final class ShareMeter implements Meter {
    private final Counted counted;

    /**
     * Prepares the meter.
     *
     * @param before the same level's meter of the contract version before; null where that has none
     */
    ShareMeter(Scope scope, Measure.Share share, @Nullable Meter before) {
        this.counted = new Counted(scope, share, before instanceof ShareMeter earlier ? earlier.counted : null);
    }

    @Override
    public void add(FactKind kind, Item item) {
        counted.add(kind, item, (period, met) -> {});
    }

    @Override
    public void except(FactKind kind, Item item) {
        counted.except(kind, item);
    }

    @Override
    public void watch(Set<String> ids) {
        counted.watch(ids);
    }

    @Override
    public Optional<IfRefused> ifRefused(MeasurementPeriod period, List<Suspect> suspects, boolean higherIsBetter) {
        Counted.Tally tally = counted.tally(period);
        Counted.Doubts doubts = counted.doubts(period, suspects);
        long total = tally.total + doubts.fresh().size();
        return doubts.size() == 0
                ? Optional.empty()
                : IfRefused.of(
                        doubts.size(),
                        Fraction.of((tally.met - doubts.met().size()) * 100, total),
                        Fraction.of(
                                (tally.met
                                                + doubts.fresh().size()
                                                + doubts.missed().size())
                                        * 100,
                                total),
                        higherIsBetter);
    }

    @Override
    public Reading reading(MeasurementPeriod period) {
        Counted.Tally tally = counted.tally(period);
        return new Reading(
                tally.total == 0 ? Optional.empty() : Optional.of(Fraction.of(tally.met * 100, tally.total)),
                Optional.of(BigDecimal.valueOf(tally.met)),
                BigDecimal.valueOf(tally.total),
                tally.misses(),
                counted.nearMisses(period),
                tally.rows,
                tally.notes(),
                tally.total == 0 ? "no items" : tally.met + " of " + tally.total + " items met");
    }
}
