package org.scorekeeper.calendar;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * The service clock: calendars that take over from one another at dates (a contract's versions), with pauses. Elapsed
 * time is the real time between two instants that is open and in no pause (contract language, "Clocks").
 *
 * <p>Each local day has the hours of the calendar in force on it, and an interval that runs past midnight into the next
 * calendar's first day runs to its end. Where the next calendar has another zone, its first day begins by its own zone,
 * and what the earlier one has opened before then runs to its end. Immutable to its users; safe for several threads.
 */
public final class CalendarTimeline {
    private final NavigableMap<LocalDate, ServiceCalendar> byDay;
    private final OpenTime open;

    private CalendarTimeline(NavigableMap<LocalDate, ServiceCalendar> byDay, OpenTime open) {
        this.byDay = byDay;
        this.open = open;
    }

    /** One calendar for all time. */
    public static CalendarTimeline of(ServiceCalendar calendar) {
        NavigableMap<LocalDate, ServiceCalendar> byDay = new TreeMap<>();
        byDay.put(LocalDate.EPOCH, calendar);
        return new CalendarTimeline(byDay, calendar.openTime());
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
        if (byDay.size() == 1) {
            return of(byDay.firstEntry().getValue());
        }
        NavigableMap<LocalDate, ServiceCalendar> copy = new TreeMap<>(byDay);
        return new CalendarTimeline(copy, new OpenTime((from, to) -> stretches(copy, from, to)));
    }

    private static List<Span> stretches(NavigableMap<LocalDate, ServiceCalendar> byDay, Instant from, Instant to) {
        List<Span> spans = new ArrayList<>();
        byDay.forEach((day, calendar) -> {
            var next = byDay.higherEntry(day);
            long starts = day.equals(byDay.firstKey()) ? Long.MIN_VALUE : wallClock(day);
            long ends = next == null ? Long.MAX_VALUE : takeover(calendar, next.getKey(), next.getValue());
            spans.addAll(calendar.stretches(from, to, starts, ends));
        });
        return spans;
    }

    /** When a calendar takes over from another, on the other's wall clock. */
    private static long takeover(ServiceCalendar earlier, LocalDate day, ServiceCalendar later) {
        return earlier.zone().equals(later.zone())
                ? wallClock(day)
                : day.atStartOfDay(later.zone())
                        .withZoneSameInstant(earlier.zone())
                        .toLocalDateTime()
                        .toEpochSecond(ZoneOffset.UTC);
    }

    private static long wallClock(LocalDate midnight) {
        return midnight.atStartOfDay().toEpochSecond(ZoneOffset.UTC);
    }

    /** Open seconds between two instants; zero where the second does not lie after the first. */
    public long openSeconds(Instant from, Instant to) {
        return open.between(from, to);
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

    /**
     * The first instant by which so much open time outside the pauses has passed: the close of a day rather than the next
     * opening. With zero, the first instant at which the clock runs.
     *
     * @param openSeconds zero or more
     * @return {@link ServiceCalendar#NEVER} where so much time never passes
     */
    public Instant due(Instant from, long openSeconds, List<Span> pauses) {
        requireNotNegative(openSeconds);
        long amount = openSeconds;
        Instant due = amount == 0 ? open.next(from) : open.after(from, amount);
        for (Span pause : pauses.isEmpty() ? pauses : Span.union(Span.within(pauses, from, Instant.MAX))) {
            if (openSeconds == 0) {
                boolean paused = !due.isBefore(pause.from()) && due.isBefore(pause.to());
                due = paused ? open.next(pause.to()) : due;
            } else if (pause.from().isBefore(due)) {
                amount += openSeconds(pause.from(), pause.to());
                due = open.after(from, amount);
            }
        }
        return due;
    }

    /**
     * The last instant from which so much open time outside the pauses passes until {@code to}. With zero, the last
     * instant up to which the clock has run.
     *
     * @param openSeconds zero or more
     * @return the start of 1800 where so much time has not passed
     */
    public Instant dueBackward(Instant to, long openSeconds, List<Span> pauses) {
        requireNotNegative(openSeconds);
        long amount = openSeconds;
        Instant due = amount == 0 ? open.last(to) : open.before(to, amount);
        List<Span> merged = Span.union(Span.within(pauses, Instant.MIN, to));
        for (int i = merged.size() - 1; i >= 0; i--) {
            Span pause = merged.get(i);
            if (openSeconds == 0) {
                boolean paused = due.isAfter(pause.from()) && !due.isAfter(pause.to());
                due = paused ? open.last(pause.from()) : due;
            } else if (pause.to().isAfter(due)) {
                amount += openSeconds(pause.from(), pause.to());
                due = open.before(to, amount);
            }
        }
        return due;
    }

    private static void requireNotNegative(long openSeconds) {
        if (openSeconds < 0) {
            throw new IllegalArgumentException("an amount of time is zero or more, was " + openSeconds + " s");
        }
    }

    /** Whether it is open at an instant. */
    public boolean isOpen(Instant instant) {
        return open.isOpenAt(instant);
    }

    /** The instant itself where it is open, else the next opening; {@link ServiceCalendar#NEVER} where there is none. */
    public Instant nextOpening(Instant from) {
        return open.next(from);
    }

    /** The open stretches between two instants, in order; stretches that touch are one. */
    public List<Span> openSpans(Instant from, Instant to) {
        return open.spans(from, to);
    }

    /** Whether it opens at all on a local day. */
    public boolean opensOn(LocalDate day) {
        return on(day).opensOn(day);
    }

    /**
     * The n-th day after a local day on which it opens; with zero the day itself.
     *
     * @param days zero or more
     * @throws IllegalStateException where it stays closed for a hundred years
     */
    public LocalDate plusWorkingDays(LocalDate day, int days) {
        requireNotNegative(days);
        LocalDate result = day;
        for (int left = days; left > 0; left--) {
            result = nextWorkingDay(result);
        }
        return result;
    }

    private LocalDate nextWorkingDay(LocalDate day) {
        for (LocalDate next = day.plusDays(1); next.getYear() <= day.getYear() + 100; next = next.plusDays(1)) {
            if (opensOn(next)) {
                return next;
            }
        }
        throw new IllegalStateException("the calendar has no working day in the hundred years after " + day);
    }

    /** The days after one local day, up to and including another, on which it opens; zero where there are none. */
    public int workingDaysBetween(LocalDate after, LocalDate upTo) {
        return (int) after.plusDays(1)
                .datesUntil(later(after, upTo).plusDays(1))
                .filter(this::opensOn)
                .count();
    }

    private static LocalDate later(LocalDate a, LocalDate b) {
        return a.isAfter(b) ? a : b;
    }

    /**
     * The same time of day, n days later on which it opens; where that is outside the hours, the next opening.
     *
     * @param days zero or more
     */
    public Instant plusWorkingDays(Instant from, int days) {
        ZonedDateTime local = from.atZone(at(from).zone());
        return nextOpening(plusWorkingDays(local.toLocalDate(), days)
                .atTime(local.toLocalTime())
                .atZone(local.getZone())
                .toInstant());
    }

    /** The calendar in force at an instant: the last whose first day has begun in its own zone. */
    private ServiceCalendar at(Instant instant) {
        ServiceCalendar inForce = byDay.firstEntry().getValue();
        for (var piece : byDay.tailMap(byDay.firstKey(), false).entrySet()) {
            if (instant.isBefore(
                    piece.getKey().atStartOfDay(piece.getValue().zone()).toInstant())) {
                return inForce;
            }
            inForce = piece.getValue();
        }
        return inForce;
    }

    private ServiceCalendar on(LocalDate day) {
        var inForce = byDay.floorEntry(day);
        return (inForce == null ? byDay.firstEntry() : inForce).getValue();
    }
}
