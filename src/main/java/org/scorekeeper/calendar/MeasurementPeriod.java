package org.scorekeeper.calendar;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.IsoFields;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The dates measured, half open.
 *
 * @param kind how long it is
 * @param from its first local day
 * @param to the first day after it
 */
public record MeasurementPeriod(PeriodKind kind, LocalDate from, LocalDate to)
        implements Comparable<MeasurementPeriod> {
    private static final Pattern LABEL =
            Pattern.compile("(?<year>\\d{4})(?:-(?<month>\\d{2})|-Q(?<quarter>[1-4])|-W(?<week>\\d{2}))?");

    /** Refuses a period without days. */
    public MeasurementPeriod {
        if (!from.isBefore(to)) {
            throw new IllegalArgumentException("a measurement period has days: " + from + " to " + to);
        }
    }

    /**
     * The period of a label.
     *
     * @throws IllegalArgumentException with a sentence that says what would do
     */
    public static MeasurementPeriod parse(String label) {
        Matcher matcher = LABEL.matcher(label.trim().toUpperCase(Locale.ROOT));
        if (matcher.matches()) {
            LocalDate year = LocalDate.of(Integer.parseInt(matcher.group("year")), 1, 1);
            MeasurementPeriod period = of(year, matcher);
            // 2026-13 and the 53rd week of a year of 52 run over into the next year, and have another label.
            if (period.label().equals(matcher.group())) {
                return period;
            }
        }
        throw new IllegalArgumentException(
                "\"" + label + "\" is no measurement period. Write 2026-10, 2026-Q4, 2026-W41 or 2026.");
    }

    private static MeasurementPeriod of(LocalDate year, Matcher label) {
        if (label.group("month") != null) {
            return PeriodKind.MONTHLY.containing(year.plusMonths(Integer.parseInt(label.group("month")) - 1L));
        }
        if (label.group("quarter") != null) {
            return PeriodKind.QUARTERLY.containing(
                    year.plusMonths(3 * (Integer.parseInt(label.group("quarter")) - 1L)));
        }
        if (label.group("week") != null) {
            // 4 January lies in the first ISO week of its year.
            return PeriodKind.WEEKLY.containing(year.plusDays(3).plusWeeks(Integer.parseInt(label.group("week")) - 1L));
        }
        return PeriodKind.YEARLY.containing(year);
    }

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

    /** The one that begins earlier first; of two that begin on one day, the shorter. */
    @Override
    public int compareTo(MeasurementPeriod other) {
        return Comparator.comparing(MeasurementPeriod::from)
                .thenComparing(MeasurementPeriod::to)
                .thenComparing(MeasurementPeriod::kind)
                .compare(this, other);
    }

    @Override
    public String toString() {
        return label();
    }
}
