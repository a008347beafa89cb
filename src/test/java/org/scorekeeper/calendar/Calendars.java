package org.scorekeeper.calendar;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Calendars and times that the tests of this package share. */
final class Calendars {
    static final ZoneId LONDON = ZoneId.of("Europe/London");

    private Calendars() {}

    /** Written as a contract writes it: {@code mon-fri 09:00-17:00; sat 09:00-13:00}. */
    static ServiceCalendar weekly(ZoneId zone, String hours, LocalDate... closed) {
        Map<String, String> week = new TreeMap<>();
        for (String days : hours.split(";", -1)) {
            String[] keyAndHours = days.trim().split(" ", 2);
            week.put(keyAndHours[0], keyAndHours[1]);
        }
        return new ServiceCalendar(zone, Hours.week(week), Holidays.none(), Set.of(closed), Map.of());
    }

    static CalendarTimeline clock(ZoneId zone, String hours, LocalDate... closed) {
        return CalendarTimeline.of(weekly(zone, hours, closed));
    }

    /** An instant ({@code …Z}), or a time on the wall clock of a zone. */
    static Instant at(ZoneId zone, String text) {
        return text.endsWith("Z")
                ? Instant.parse(text)
                : LocalDateTime.parse(text).atZone(zone).toInstant();
    }

    static Span span(ZoneId zone, String from, String to) {
        return new Span(at(zone, from), at(zone, to));
    }

    static List<Span> none() {
        return List.of();
    }
}
