package org.scorekeeper.calendar;

import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads opening hours as contracts write them: {@code mon-fri: "09:00-12:00, 13:00-17:00"}. */
public final class Hours {
    private static final Pattern INTERVAL =
            Pattern.compile("(\\d{1,2}):(\\d{2})(?::(\\d{2}))?\\s*[-–]\\s*(\\d{1,2}):(\\d{2})(?::(\\d{2}))?");
    private static final int DAY = 86_400;
    private static final List<String> NAMES = List.of("mon", "tue", "wed", "thu", "fri", "sat", "sun");

    private Hours() {}

    /**
     * One opening interval of a local day, half open, in seconds from its midnight.
     *
     * @param from 0 to 86399
     * @param to above {@code from}; above 86400 where it runs past midnight and still belongs to the day it starts on
     */
    public record Interval(int from, int to) {
        /** Refuses what is no interval of a day. */
        public Interval {
            if (from < 0 || from >= DAY || to <= from || to > from + DAY) {
                throw new IllegalArgumentException("no interval of a day: " + from + " to " + to + " seconds");
            }
        }
    }

    /**
     * The intervals of a day: {@code 09:00-12:00, 13:00-17:00}; {@code 24:00} ends a day; {@code 22:00-06:00} runs past
     * midnight; {@code closed} or nothing has none.
     *
     * @throws IllegalArgumentException with a sentence that says what is wrong and what would do
     */
    public static List<Interval> parse(String text) {
        String trimmed = text.trim();
        if (trimmed.isEmpty() || trimmed.equalsIgnoreCase("closed")) {
            return List.of();
        }
        List<Interval> intervals = new ArrayList<>();
        for (String part : trimmed.split(",", -1)) {
            Matcher matcher = INTERVAL.matcher(part.trim());
            if (!matcher.matches()) {
                throw new IllegalArgumentException("\"" + part.trim()
                        + "\" is no opening interval. Write 08:00-18:00, or 09:00-12:00, 13:00-17:00.");
            }
            int from = seconds(matcher, 1, part);
            int to = seconds(matcher, 4, part);
            if (from == to) {
                throw new IllegalArgumentException("\"" + part.trim()
                        + "\" opens and closes at the same time. For a whole day write 00:00-24:00.");
            }
            intervals.add(new Interval(from, to < from ? to + DAY : to));
        }
        intervals.sort(java.util.Comparator.comparingInt(Interval::from));
        for (int i = 1; i < intervals.size(); i++) {
            if (intervals.get(i).from() < intervals.get(i - 1).to()) {
                throw new IllegalArgumentException(
                        "\"" + trimmed + "\" overlaps with itself. Write each interval once, in order.");
            }
        }
        return List.copyOf(intervals);
    }

    private static int seconds(Matcher matcher, int group, String part) {
        int hour = Integer.parseInt(matcher.group(group));
        int minute = Integer.parseInt(matcher.group(group + 1));
        int second = matcher.group(group + 2) == null ? 0 : Integer.parseInt(matcher.group(group + 2));
        int total = hour * 3600 + minute * 60 + second;
        boolean start = group == 1;
        if (minute > 59 || second > 59 || total > DAY || (start && total == DAY)) {
            throw new IllegalArgumentException(
                    "\"" + part.trim() + "\" has a time that no day has. A day runs from 00:00 to 24:00.");
        }
        return total;
    }

    /**
     * The hours of a week, by keys such as {@code mon-fri}, {@code sat} or {@code mon, wed}.
     *
     * @throws IllegalArgumentException for an unknown day, a day named twice, or wrong hours
     */
    public static Map<DayOfWeek, List<Interval>> week(Map<String, String> byDays) {
        Map<DayOfWeek, List<Interval>> week = new EnumMap<>(DayOfWeek.class);
        byDays.forEach((days, hours) -> {
            List<Interval> intervals = parse(hours);
            for (DayOfWeek day : days(days)) {
                if (week.put(day, intervals) != null) {
                    throw new IllegalArgumentException(
                            NAMES.get(day.getValue() - 1) + " has hours twice. Name each day once.");
                }
            }
        });
        return week;
    }

    private static List<DayOfWeek> days(String text) {
        List<DayOfWeek> days = new ArrayList<>();
        for (String part : text.toLowerCase(Locale.ROOT).split(",", -1)) {
            String[] ends = part.trim().split("\\s*-\\s*", -1);
            int from = day(ends[0], text);
            int to = ends.length == 1 ? from : day(ends[ends.length - 1], text);
            if (ends.length > 2) {
                throw new IllegalArgumentException(unknownDay(text));
            }
            for (int i = from; ; i = (i + 1) % 7) {
                days.add(DayOfWeek.of(i + 1));
                if (i == to) {
                    break;
                }
            }
        }
        return days;
    }

    private static int day(String name, String text) {
        int index = name.length() < 3 ? -1 : NAMES.indexOf(name.substring(0, 3));
        String full = index < 0 ? "" : DayOfWeek.of(index + 1).name().toLowerCase(Locale.ROOT);
        if (index < 0 || !full.startsWith(name)) {
            throw new IllegalArgumentException(unknownDay(text));
        }
        return index;
    }

    private static String unknownDay(String text) {
        return "\"" + text + "\" names no days of the week. Write mon-fri, sat, or mon, wed.";
    }
}
