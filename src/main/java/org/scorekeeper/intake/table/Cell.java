package org.scorekeeper.intake.table;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One cell. Text files have texts only; a workbook's cells have the type that the workbook gives them. */
public sealed interface Cell {
    /** As a person would read it in the sheet. */
    String text();

    /** Whether it holds nothing. */
    default boolean isBlank() {
        return Spaces.isBlank(text());
    }

    /** A text. */
    record Text(String text) implements Cell {
        /** Nothing. */
        public static final Text EMPTY = new Text("");
    }

    /**
     * A number, exactly as the sheet shows it when it shows all of its digits.
     *
     * @param shown by a format that fills it up, such as 00042; null where its digits say all
     */
    record Decimal(BigDecimal value, @Nullable String shown) implements Cell {
        /** A number that its format does not fill up. */
        public Decimal(BigDecimal value) {
            this(value, null);
        }

        @Override
        public String text() {
            return shown == null ? value.toPlainString() : shown;
        }
    }

    /** A number that its format shows as a percentage: 99.95, where 0.9995 is stored. */
    record Percent(BigDecimal value) implements Cell {
        @Override
        public String text() {
            return value.toPlainString() + "%";
        }
    }

    /** What a format with a percent sign shows of a stored number. */
    static Percent percent(BigDecimal stored) {
        return new Percent(plain(stored.movePointRight(2)));
    }

    /** A date, with or without a time of day. */
    record DateTime(LocalDateTime value, boolean dateOnly) implements Cell {
        private static final Set<LocalDate> NO_DAY = Set.of(LocalDate.of(1899, 12, 31), LocalDate.of(1904, 1, 1));

        @Override
        public String text() {
            LocalDate day = value.toLocalDate();
            LocalTime time = value.toLocalTime().withNano(0);
            return dateOnly ? day.toString() : NO_DAY.contains(day) ? time.toString() : day + " " + time;
        }
    }

    /** True or false. */
    record Bool(boolean value) implements Cell {
        @Override
        public String text() {
            return value ? "true" : "false";
        }
    }

    /** An error such as #N/A, or a formula whose result was not saved: it begins with an equals sign. */
    record Err(String text) implements Cell {
        /** Whether it is a formula without a result. */
        public boolean isFormula() {
            return text.startsWith("=");
        }
    }

    /**
     * A number that its format shows as a date: Excel's days since 1900 or 1904.
     *
     * @param dateOnly whether the format shows no time
     * @return null where the number is no date at all
     */
    static @Nullable Cell date(BigDecimal serial, boolean from1904, boolean dateOnly) {
        if (serial.signum() < 0 || serial.compareTo(BigDecimal.valueOf(2_958_466)) >= 0) {
            return null;
        }
        long day = serial.longValue();
        long seconds = serial.subtract(BigDecimal.valueOf(day))
                .multiply(BigDecimal.valueOf(86_400))
                .setScale(0, java.math.RoundingMode.HALF_UP)
                .longValue();
        LocalDateTime date;
        if (from1904) {
            date = LocalDateTime.of(1904, 1, 1, 0, 0).plusDays(day);
        } else {
            // Excel believes in 29 February 1900: from March 1900 on its count runs one ahead.
            date = LocalDateTime.of(1899, 12, 31, 0, 0).plusDays(day > 59 ? day - 1 : day);
        }
        date = date.plusSeconds(seconds);
        return new DateTime(date, dateOnly && date.toLocalTime().equals(LocalTime.MIDNIGHT));
    }

    /** The decimal that a stored double shows: the shortest that reads back as the same. */
    static BigDecimal decimal(String stored) {
        BigDecimal exact = new BigDecimal(stored.trim());
        if (exact.precision() > 15) {
            // A sheet keeps binary numbers: 46.5 may be stored as 46.500000000000007. Fifteen digits are what it shows.
            exact = exact.round(new java.math.MathContext(15, java.math.RoundingMode.HALF_EVEN));
        }
        return plain(exact);
    }

    private static BigDecimal plain(BigDecimal value) {
        BigDecimal stripped = value.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }
}
