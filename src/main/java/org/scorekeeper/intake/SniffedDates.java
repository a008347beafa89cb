package org.scorekeeper.intake;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds the patterns that read the dates of a file, and what tells whether the day or the month stands first. */
final class SniffedDates {
    /** Which of day and month stands first, as far as the values tell. */
    enum Order {
        /** No pattern with such an order is needed. */
        NONE,
        /** 29/02/2016. */
        DAY_FIRST,
        /** 02/29/2016. */
        MONTH_FIRST,
        /** Every value could be either. */
        UNKNOWN,
        /** Some can only be the one, others only the other. */
        BOTH
    }

    private static final List<String> TIMES =
            List.of("", " HH:mm", " HH:mm:ss", " h:mm a", " h:mm:ss a", "'T'HH:mm:ss");
    private static final List<String> PLAIN = plain();

    private final Map<String, DateParser> parsers = new LinkedHashMap<>();

    /**
     * What was found.
     *
     * @param patterns in the order in which a feed should try them
     * @param evidence a value that only this order reads
     */
    record Found(List<String> patterns, Order order, String evidence) {}

    private static List<String> plain() {
        List<String> patterns = new ArrayList<>(DateParser.ISO);
        for (String date : List.of(
                "yyyy/M/d",
                "yyyyMMdd",
                "d MMM yyyy",
                "d-MMM-yyyy",
                "d-MMM-yy",
                "d/MMM/yy",
                "d/MMM/yyyy",
                "MMM d, yyyy")) {
            TIMES.forEach(time -> patterns.add(date + time));
        }
        patterns.add("yyyy-MM-dd'T'HH:mm:ssXX");
        patterns.add("yyyy-MM-dd HH:mm:ss XX");
        patterns.add("yyyy-MM-dd HH:mm:ssXXX");
        return patterns;
    }

    private static List<String> ordered(boolean dayFirst) {
        List<String> patterns = new ArrayList<>();
        for (String mark : List.of("/", "-", ".")) {
            for (String year : List.of("yyyy", "yy")) {
                String date = dayFirst ? "d" + mark + "M" + mark + year : "M" + mark + "d" + mark + year;
                TIMES.forEach(time -> patterns.add(date + time));
            }
        }
        return patterns;
    }

    /** Whether a text is a date by any pattern. */
    boolean isDate(String text) {
        return text.length() >= 6
                && text.chars().anyMatch(Character::isDigit)
                && (reads(PLAIN, text).isPresent()
                        || reads(ordered(true), text).isPresent()
                        || reads(ordered(false), text).isPresent());
    }

    private Optional<String> reads(List<String> patterns, String text) {
        return patterns.stream().filter(pattern -> reads(pattern, text)).findFirst();
    }

    private boolean reads(String pattern, String text) {
        return parsers.computeIfAbsent(pattern, one -> DateParser.of(List.of(one), java.time.ZoneOffset.UTC))
                        .parse(text)
                != null;
    }

    /**
     * Finds the patterns for all of a file's dates together: a file has one order.
     *
     * @param european what to take where the values do not tell
     */
    Found find(List<String> texts, boolean european) {
        Set<String> patterns = new LinkedHashSet<>();
        List<String> rest = new ArrayList<>();
        for (String text : texts) {
            Optional<String> known = patterns.stream()
                    .filter(pattern -> reads(pattern, text))
                    .findFirst()
                    .or(() -> reads(PLAIN, text));
            known.ifPresentOrElse(patterns::add, () -> rest.add(text));
        }
        if (rest.isEmpty()) {
            return new Found(List.copyOf(patterns), Order.NONE, "");
        }
        List<String> days = ordered(true);
        List<String> months = ordered(false);
        String onlyDay = "";
        String onlyMonth = "";
        for (String text : rest) {
            boolean day = reads(days, text).isPresent();
            boolean month = reads(months, text).isPresent();
            onlyDay = day && !month && onlyDay.isEmpty() ? text : onlyDay;
            onlyMonth = month && !day && onlyMonth.isEmpty() ? text : onlyMonth;
        }
        Order order = onlyDay.isEmpty()
                ? onlyMonth.isEmpty() ? Order.UNKNOWN : Order.MONTH_FIRST
                : onlyMonth.isEmpty() ? Order.DAY_FIRST : Order.BOTH;
        boolean dayFirst = order == Order.DAY_FIRST || (order != Order.MONTH_FIRST && european);
        for (String text : rest) {
            reads(dayFirst ? days : months, text).ifPresent(patterns::add);
        }
        return new Found(
                List.copyOf(patterns),
                order,
                order == Order.BOTH ? onlyDay + " and " + onlyMonth : onlyDay.isEmpty() ? onlyMonth : onlyDay);
    }

    /** Whether a pattern tells no offset and has a time: then the feed's zone matters. */
    static boolean needsZone(String pattern) {
        return pattern.indexOf('X') < 0 && (pattern.indexOf('H') >= 0 || pattern.indexOf('h') >= 0);
    }
}
