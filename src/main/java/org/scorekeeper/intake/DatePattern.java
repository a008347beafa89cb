package org.scorekeeper.intake;

import java.text.ParsePosition;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One date pattern, in the letters of {@link DateTimeFormatter}, read strictly: 31/02/2026 is no date. Patterns of
 * digits and marks, which are nearly all, are read by {@link NumericDate}, several times faster.
 */
final class DatePattern {
    /** The years that a vendor can mean; 0001 and 9999 are placeholders. */
    static final int FIRST_YEAR = 1800;

    static final int LAST_YEAR = 2399;

    private static final ZonedDateTime SAMPLE = ZonedDateTime.of(2026, 11, 23, 14, 5, 6, 0, ZoneId.of("Europe/Paris"));

    private final DateTimeFormatter formatter;
    private final @Nullable NumericDate numeric;

    private DatePattern(DateTimeFormatter formatter, @Nullable NumericDate numeric) {
        this.formatter = formatter;
        this.numeric = numeric;
    }

    /** What a text says; filled by a pattern that reads it. */
    static final class Reading {
        /** No time of day, or no offset. */
        static final int NONE = Integer.MIN_VALUE;

        long epochDay;
        int secondOfDay;
        int offsetSeconds;

        @Nullable
        ZoneId zone;
    }

    /**
     * Compiles a pattern, and proves on a sample that it tells a whole date.
     *
     * @throws IllegalArgumentException with what is wrong, and what may be meant
     */
    static DatePattern of(String pattern) {
        DateTimeFormatter formatter;
        try {
            formatter = new DateTimeFormatterBuilder()
                    .parseCaseInsensitive()
                    .appendPattern(pattern)
                    .parseDefaulting(ChronoField.ERA, 1)
                    .toFormatter(Locale.ENGLISH)
                    .withResolverStyle(ResolverStyle.STRICT);
        } catch (IllegalArgumentException wrong) {
            throw new IllegalArgumentException(
                    "is no date pattern: " + wrong.getMessage() + "." + hint(pattern), wrong);
        } catch (ClassCastException padded) {
            // Java's own builder stumbles over a number right behind a padded one.
            throw new IllegalArgumentException(
                    "is no date pattern: a number cannot stand right behind a padded one (p)." + hint(pattern), padded);
        }
        DatePattern compiled = new DatePattern(formatter, NumericDate.of(pattern));
        boolean dayOfYearInMonth =
                letters(pattern).contains("D") && letters(pattern).contains("M");
        if (dayOfYearInMonth || !compiled.tellsDates()) {
            throw new IllegalArgumentException("does not tell a whole date." + hint(pattern));
        }
        return compiled;
    }

    private boolean tellsDates() {
        try {
            String text = formatter.format(SAMPLE);
            boolean hasTime = !text.equals(
                    formatter.format(SAMPLE.withHour(3).withMinute(17).withSecond(44)));
            Reading reading = new Reading();
            return parse(text, reading)
                    && reading.epochDay == SAMPLE.toLocalDate().toEpochDay()
                    && (!hasTime || reading.secondOfDay / 3600 == SAMPLE.getHour());
        } catch (DateTimeException | IndexOutOfBoundsException incomplete) {
            // Of more than ten letters in a row Java's formatter has no table.
            return false;
        }
    }

    private static String letters(String pattern) {
        return pattern.replaceAll("'[^']*'", "");
    }

    private static String hint(String pattern) {
        String letters = letters(pattern);
        if (letters.contains("Y")) {
            return " Y is the year of a week: write yyyy for the year.";
        }
        if (letters.contains("D")) {
            return " D is the day of the year: write dd for the day of the month.";
        }
        if (!letters.contains("M") && letters.contains("m")) {
            return " m are minutes: write MM for the month.";
        }
        if (letters.contains("h") && !letters.contains("a")) {
            return " h are hours from 1 to 12, which need AM or PM (a): write HH for 0 to 23.";
        }
        return " Write one such as d/M/yyyy HH:mm, or yyyy-MM-dd'T'HH:mm:ssXXX.";
    }

    /** Reads a text; false, with the reading in no state to be used, where it is not of this pattern. */
    boolean parse(String text, Reading reading) {
        reading.zone = null;
        return numeric == null ? parseWithFormatter(text, reading) : numeric.parse(text, reading);
    }

    /** The way of the library, which knows names of months and days, optional parts and zones. */
    boolean parseWithFormatter(String text, Reading reading) {
        try {
            // A text of another pattern is the usual case: find out without the price of an exception.
            ParsePosition position = new ParsePosition(0);
            if (formatter.parseUnresolved(text, position) == null
                    || position.getErrorIndex() >= 0
                    || position.getIndex() < text.length()) {
                return false;
            }
            TemporalAccessor parsed = formatter.parse(text);
            LocalDate date = parsed.query(TemporalQueries.localDate());
            LocalTime time = parsed.query(TemporalQueries.localTime());
            if (date == null || date.getYear() < FIRST_YEAR || date.getYear() > LAST_YEAR) {
                return false;
            }
            reading.epochDay = date.toEpochDay();
            reading.secondOfDay = time == null ? Reading.NONE : time.toSecondOfDay();
            ZoneOffset offset = parsed.query(TemporalQueries.offset());
            reading.offsetSeconds = offset == null ? Reading.NONE : offset.getTotalSeconds();
            reading.zone = offset == null ? parsed.query(TemporalQueries.zoneId()) : null;
            return true;
        } catch (DateTimeException noDate) {
            return false;
        }
    }

    /** Whether the fast way reads it. */
    boolean isNumeric() {
        return numeric != null;
    }

    /** Whether its texts say where on earth their time is. */
    boolean tellsOffset() {
        Reading reading = new Reading();
        parse(formatter.format(SAMPLE), reading);
        return reading.secondOfDay == Reading.NONE || reading.offsetSeconds != Reading.NONE || reading.zone != null;
    }

    /** How the pattern writes a moment: for its tests. */
    DateTimeFormatter formatter() {
        return formatter;
    }
}
