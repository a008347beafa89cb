package org.scorekeeper.calendar;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How long a measurement period is; all are aligned with the calendar. */
public enum PeriodKind {
    /** Monday to Sunday, ISO. */
    WEEKLY,
    /** A calendar month. */
    MONTHLY,
    /** A calendar quarter. */
    QUARTERLY,
    /** A calendar year. */
    YEARLY;

    /** As contracts write it. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The kind of a word such as {@code monthly}. */
    public static Optional<PeriodKind> of(String code) {
        return Arrays.stream(values()).filter(kind -> kind.code().equals(code)).findFirst();
    }

    /** The period that a local day lies in. */
    public MeasurementPeriod containing(LocalDate day) {
        LocalDate from = switch (this) {
            case WEEKLY -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
            case MONTHLY -> day.withDayOfMonth(1);
            case QUARTERLY -> LocalDate.of(day.getYear(), (day.getMonthValue() - 1) / 3 * 3 + 1, 1);
            case YEARLY -> LocalDate.of(day.getYear(), 1, 1);
        };
        return new MeasurementPeriod(this, from, end(from));
    }

    private LocalDate end(LocalDate from) {
        return switch (this) {
            case WEEKLY -> from.plusWeeks(1);
            case MONTHLY -> from.plusMonths(1);
            case QUARTERLY -> from.plusMonths(3);
            case YEARLY -> from.plusYears(1);
        };
    }
}
