package org.scorekeeper.calendar;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * The service clock: calendars that take over from one another at dates (a contract's versions), with pauses. Elapsed
 * time is the real time between two instants that is open and in no pause. Immutable.
 */
public final class CalendarTimeline {
    private record Piece(Instant from, Instant to, ServiceCalendar calendar) {}

    private final List<Piece> pieces;

    private CalendarTimeline(List<Piece> pieces) {
        this.pieces = List.copyOf(pieces);
    }

    /** One calendar for all time. */
    public static CalendarTimeline of(ServiceCalendar calendar) {
        return of(new TreeMap<>(java.util.Map.of(LocalDate.EPOCH, calendar)));
    }

    /**
     * Calendars by the local day from which each applies; the first also holds for all time before its day.
     *
     * @throws IllegalArgumentException where there is none
     */
    public static CalendarTimeline of(NavigableMap<LocalDate, ServiceCalendar> byDay) {
        if (byDay.isEmpty()) {
            throw new IllegalArgumentException("a timeline needs a calendar");
        }
        List<Piece> pieces = new ArrayList<>();
        Instant to = Instant.MAX;
        for (var piece : byDay.descendingMap().entrySet()) {
            ServiceCalendar calendar = piece.getValue();
            Instant from = piece.getKey().equals(byDay.firstKey())
                    ? Instant.MIN
                    : piece.getKey().atStartOfDay(calendar.zone()).toInstant();
            pieces.add(0, new Piece(from, to, calendar));
            to = from;
        }
        return new CalendarTimeline(pieces);
    }

    /** Open seconds between two instants; zero where the second does not lie after the first. */
    public long openSeconds(Instant from, Instant to) {
        if (pieces.size() == 1) {
            return pieces.get(0).calendar.openSeconds(from, to);
        }
        long open = 0;
        for (Piece piece : pieces) {
            open += piece.calendar.openSeconds(max(from, piece.from), min(to, piece.to));
        }
        return open;
    }

    /**
     * Open seconds between two instants that lie in no pause.
     *
     * @param pauses in any order; what overlaps counts once; only open time in them is taken off
     */
    public long elapsedSeconds(Instant from, Instant to, List<Span> pauses) {
        return openSeconds(from, to) - pausedSeconds(from, to, pauses);
    }

    /** Open seconds between two instants that lie in a pause: what {@link #elapsedSeconds} takes off. */
    public long pausedSeconds(Instant from, Instant to, List<Span> pauses) {
        long paused = 0;
        if (!pauses.isEmpty()) {
            for (Span pause : Span.union(Span.within(pauses, from, to))) {
                paused += openSeconds(pause.from(), pause.to());
            }
        }
        return paused;
    }

    /** The first instant by which so much open time outside the pauses has passed; with zero, the next open instant. */
    public Instant due(Instant from, long openSeconds, List<Span> pauses) {
        long amount = openSeconds;
        Instant due = due(from, amount);
        for (Span pause : Span.union(Span.within(pauses, from, Instant.MAX))) {
            if (!pause.from().isBefore(due)) {
                break;
            }
            amount += openSeconds(pause.from(), pause.to());
            due = due(from, amount);
        }
        return due;
    }

    private Instant due(Instant from, long openSeconds) {
        long missing = openSeconds;
        Instant start = from;
        for (Piece piece : pieces) {
            if (!start.isBefore(piece.to)) {
                continue;
            }
            if (piece.to.equals(Instant.MAX)) {
                return piece.calendar.due(start, missing);
            }
            long open = piece.calendar.openSeconds(start, piece.to);
            if (open > missing || (open == missing && missing > 0)) {
                return piece.calendar.due(start, missing);
            }
            missing -= open;
            start = piece.to;
        }
        throw new IllegalStateException("a timeline has no end");
    }

    /** Whether it is open at an instant. */
    public boolean isOpen(Instant instant) {
        return at(instant).isOpen(instant);
    }

    /** Whether it opens at all on a local day. */
    public boolean opensOn(LocalDate day) {
        return on(day).opensOn(day);
    }

    /** The open stretches between two instants, in order. */
    public List<Span> openSpans(Instant from, Instant to) {
        List<Span> spans = new ArrayList<>();
        for (Piece piece : pieces) {
            Instant start = max(from, piece.from);
            Instant end = min(to, piece.to);
            if (start.isBefore(end)) {
                spans.addAll(piece.calendar.openSpans(start, end));
            }
        }
        return Span.union(spans);
    }

    /** The n-th day after a local day on which it opens; with zero the day itself. */
    public LocalDate plusWorkingDays(LocalDate day, int days) {
        LocalDate result = day;
        int left = days;
        while (left > 0) {
            result = result.plusDays(1);
            if (opensOn(result)) {
                left--;
            } else if (result.getYear() > day.getYear() + 100) {
                throw new IllegalStateException("no working day in a hundred years after " + day);
            }
        }
        return result;
    }

    /** The same time of day, n days later on which it opens; where that is outside the hours, the next opening. */
    public Instant plusWorkingDays(Instant from, int days) {
        ZoneId zone = at(from).zone();
        ZonedDateTime local = from.atZone(zone);
        Instant sameTime = plusWorkingDays(local.toLocalDate(), days)
                .atTime(local.toLocalTime())
                .atZone(zone)
                .toInstant();
        return due(sameTime, 0);
    }

    private ServiceCalendar at(Instant instant) {
        for (Piece piece : pieces) {
            if (instant.isBefore(piece.to)) {
                return piece.calendar;
            }
        }
        return pieces.get(pieces.size() - 1).calendar;
    }

    private ServiceCalendar on(LocalDate day) {
        for (Piece piece : pieces) {
            if (day.atStartOfDay(piece.calendar.zone()).toInstant().isBefore(piece.to)) {
                return piece.calendar;
            }
        }
        return pieces.get(pieces.size() - 1).calendar;
    }

    private static Instant max(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }

    private static Instant min(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }
}
