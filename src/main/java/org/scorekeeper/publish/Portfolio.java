package org.scorekeeper.publish;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import org.scorekeeper.calendar.MeasurementPeriod;
import org.scorekeeper.settle.PeriodResult;

/**
 * All contracts in one period, for whoever answers for the whole.
 *
 * @param period the period that they share
 * @param entries one for each contract
 * @param locale of the document, which no single contract can say
 * @param zone in which its times are shown
 * @param asOf the instant as of which the figures hold
 * @param run the run's short id, as in its manifest
 */
public record Portfolio(
        MeasurementPeriod period, List<Entry> entries, Locale locale, ZoneId zone, Instant asOf, String run) {
    /** Copies the list. */
    public Portfolio {
        entries = List.copyOf(entries);
    }

    /**
     * One contract.
     *
     * @param result this period
     * @param history up to thirteen periods, oldest first, this one last
     */
    public record Entry(PeriodResult result, List<PeriodResult> history) {
        /** Copies the list. */
        public Entry {
            history = List.copyOf(history);
        }
    }
}
