package org.scorekeeper.publish;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/** One cell of a table that leaves the house: a value of a known type, which each kind of file writes in its own way. */
public sealed interface Cell {
    /** Nothing. */
    Cell EMPTY = new Empty();

    /** The cell as plain text: a point for decimals, ISO instants with their offset, durations as {@code h:mm:ss}. */
    String plain();

    /** Nothing: an empty cell. */
    record Empty() implements Cell {
        @Override
        public String plain() {
            return "";
        }
    }

    /** Words, perhaps somebody else's. */
    record Text(String text) implements Cell {
        @Override
        public String plain() {
            return text;
        }
    }

    /**
     * Words that lead to another document where the file can do so.
     *
     * @param target relative to the folder of the file, with slashes
     */
    record Link(String text, String target) implements Cell {
        @Override
        public String plain() {
            return text;
        }
    }

    /** A decimal with as many places as it has. */
    record Decimal(BigDecimal value) implements Cell {
        @Override
        public String plain() {
            return value.toPlainString();
        }
    }

    /** An instant, shown in a zone, to the second. */
    record At(Instant instant, ZoneId zone) implements Cell {
        private static final DateTimeFormatter ISO =
                DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssXXX", Locale.ROOT);

        @Override
        public String plain() {
            return ISO.format(instant.atZone(zone));
        }
    }

    /** A date. */
    record Day(LocalDate date) implements Cell {
        @Override
        public String plain() {
            return date.toString();
        }
    }

    /** A length of time in whole seconds. */
    record Length(long seconds) implements Cell {
        @Override
        public String plain() {
            long size = Math.abs(seconds);
            return (seconds < 0 ? "-" : "") + size / 3600 + two(size / 60 % 60) + two(size % 60);
        }

        private static String two(long number) {
            return (number < 10 ? ":0" : ":") + number;
        }
    }

    /** Words; empty text is an empty cell. */
    static Cell text(String text) {
        return text.isEmpty() ? EMPTY : new Text(text);
    }

    /** Words, where there are any. */
    static Cell text(Optional<String> text) {
        return text.map(Cell::text).orElse(EMPTY);
    }

    /** A decimal. */
    static Cell decimal(BigDecimal value) {
        return new Decimal(value);
    }

    /** A decimal, where there is one. */
    static Cell decimal(Optional<BigDecimal> value) {
        return value.map(Cell::decimal).orElse(EMPTY);
    }

    /** A whole number. */
    static Cell count(long value) {
        return new Decimal(BigDecimal.valueOf(value));
    }

    /** An instant in a zone. */
    static Cell at(Instant instant, ZoneId zone) {
        return new At(instant, zone);
    }

    /** An instant in a zone, where there is one. */
    static Cell at(Optional<Instant> instant, ZoneId zone) {
        return instant.map(value -> at(value, zone)).orElse(EMPTY);
    }

    /** A date. */
    static Cell day(Optional<LocalDate> date) {
        return date.map(Cell::day).orElse(EMPTY);
    }

    /** A date. */
    static Cell day(LocalDate date) {
        return new Day(date);
    }

    /** A length of time in seconds, where there is one. */
    static Cell length(Optional<Long> seconds) {
        return seconds.<Cell>map(Length::new).orElse(EMPTY);
    }
}
