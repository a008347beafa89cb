package org.scorekeeper.measure;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.scorekeeper.calendar.MeasurementPeriod;
import org.scorekeeper.contract.Fraction;
import org.scorekeeper.facts.FactKind;

/** Gathers what one measure of one contract version needs, item by item, and gives the figure of each period. */
interface Meter {
    /** Takes notice of an item of a kind that it asked for. */
    void add(FactKind kind, Item item);

    /** The figure of a period. */
    Reading reading(MeasurementPeriod period);

    /**
     * What a meter reads for one period.
     *
     * @param value in base units; a share as a per cent; empty: no data
     * @param met the count met, the numerator, the seconds up; empty for other statistics
     * @param total the count, the denominator, the seconds in all, or the number of items
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
