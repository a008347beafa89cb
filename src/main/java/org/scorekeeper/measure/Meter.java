package org.scorekeeper.measure;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.scorekeeper.calendar.MeasurementPeriod;
import org.scorekeeper.contract.Fraction;
import org.scorekeeper.contract.Measure;
import org.scorekeeper.contract.Unit;
import org.scorekeeper.facts.FactKind;

/** Gathers what one measure of one contract version needs, item by item, and gives the figure of each period. */
interface Meter {
    /** The meter of one side of a ratio: numbers are taken as they are. */
    static Meter of(Scope scope, Measure measure) {
        return of(scope, measure, List.of(), Optional.empty(), null);
    }

    /**
     * The meter of a measure.
     *
     * @param files the files that the vendor's feeds expect
     * @param unit what readings must be in; empty where any will do
     * @param before the same level's meter of the contract version before; null where that has none
     */
    static Meter of(
            Scope scope, Measure measure, List<ExpectedFile> files, Optional<Unit> unit, @Nullable Meter before) {
        if (measure instanceof Measure.Share share) {
            return new ShareMeter(scope, share, before);
        }
        if (measure instanceof Measure.Statistic statistic) {
            return new StatisticMeter(scope, statistic);
        }
        if (measure instanceof Measure.Ratio ratio) {
            return new RatioMeter(scope, ratio);
        }
        if (measure instanceof Measure.Availability availability) {
            return new AvailabilityMeter(scope, availability);
        }
        if (measure instanceof Measure.Reading reading) {
            return new ReadingMeter(scope, reading, unit);
        }
        if (measure instanceof Measure.Files expected) {
            return new FilesMeter(scope, expected, files);
        }
        return new PersonsMeter(scope, (Measure.Persons) measure, before);
    }

    /** Takes notice of an item of a kind that it asked for. */
    void add(FactKind kind, Item item);

    /** Notes an item that the contract takes out of every measure. */
    default void except(FactKind kind, Item item) {
        // only a population that is counted item by item says how many were taken out of it
    }

    /** Names the items of which a refused row speaks too: whether they met has to be remembered. */
    default void watch(Set<String> ids) {
        // only items that are judged one by one can be judged otherwise
    }

    /**
     * What a period's figure would be with the refused rows that may belong to it.
     *
     * @param suspects the refused rows
     * @param higherIsBetter whether the target is a least figure
     * @return empty where none may belong to it
     */
    default Optional<IfRefused> ifRefused(MeasurementPeriod period, List<Suspect> suspects, boolean higherIsBetter) {
        return Optional.empty();
    }

    /** The figure of a period. */
    Reading reading(MeasurementPeriod period);

    /**
     * What a meter reads for one period.
     *
     * @param value in base units; a share as a per cent; empty: no data
     * @param met the count met, the numerator, the seconds up; empty for other statistics
     * @param total the count, the denominator, the seconds in all, or the number of items
     * @param population how many rows stood in the population before {@code distinct}
     * @param sentence how it came about
     */
    record Reading(
            Optional<Fraction> value,
            Optional<BigDecimal> met,
            BigDecimal total,
            List<Miss> misses,
            List<Miss> nearMisses,
            long population,
            List<String> notes,
            String sentence) {}
}
