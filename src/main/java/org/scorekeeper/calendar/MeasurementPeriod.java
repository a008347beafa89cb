package org.scorekeeper.calendar;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.IsoFields;
import java.util.ArrayList;
import java.util.List;

/**
 * The dates measured, half open.
 *
 * @param kind how long it is
 * @param from its first local day
 * @param to the first day after it
 */
public record MeasurementPeriod(PeriodKind kind, LocalDate from, LocalDate to)
        implements Comparable<MeasurementPeriod> {
    /** {@code 2026-10}, {@code 2026-Q4}, {@code 2026-W41} (ISO), {@code 2026}. */
    public String label() {
        return switch (kind) {
            case WEEKLY ->
                "%04d-W%02d"
                        .formatted(from.get(IsoFields.WEEK_BASED_YEAR), from.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
            case MONTHLY -> "%04d-%02d".formatted(from.getYear(), from.getMonthValue());
            case QUARTERLY -> "%04d-Q%d".formatted(from.getYear(), from.get(IsoFields.QUARTER_OF_YEAR));
            case YEARLY -> "%04d".formatted(from.getYear());
        };
    }

    /** Its first instant. */
    public Instant start(ZoneId zone) {
        return from.atStartOfDay(zone).toInstant();
    }

    /** The first instant after it. */
    public Instant end(ZoneId zone) {
        return to.atStartOfDay(zone).toInstant();
    }

    /** Whether a local day lies in it. */
    public boolean contains(LocalDate day) {
        return !day.isBefore(from) && day.isBefore(to);
    }

    /** The one after it. */
    public MeasurementPeriod next() {
        return kind.containing(to);
    }

    /** The one before it. */
    public MeasurementPeriod previous() {
        return kind.containing(from.minusDays(1));
    }

    /** Every period from the one with the first day to the one with the last, in order. */
    public static List<MeasurementPeriod> between(PeriodKind kind, LocalDate first, LocalDate last) {
        List<MeasurementPeriod> periods = new ArrayList<>();
        for (MeasurementPeriod period = kind.containing(first); !period.from().isAfter(last); period = period.next()) {
            periods.add(period);
        }
        return periods;
    }

    /** The earlier one first. */
    @Override
    public int compareTo(MeasurementPeriod other) {
        return from.compareTo(other.from);
    }

    @Override
    public String toString() {
        return label();
    }
}
