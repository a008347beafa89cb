package org.scorekeeper.calendar;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.scorekeeper.calendar.Hours.Interval;

/**
 * When a service is open. An instant is open when the wall clock of the zone, read at that instant, lies in one of the
 * day's intervals (contract language, "Clocks"); so a skipped hour is never open and a repeated one counts twice.
 *
 * <p>It reaches from 1800 to {@link #NEVER}; outside of these years nothing is open. Fractions of a second are left out.
 * Immutable to its users; safe for several threads.
 */
public final class ServiceCalendar {
    /** What stands for an instant that never comes: the start of the year 2400, in UTC. */
    public static final Instant NEVER = OpenTime.NEVER;

    private static final long DAY = 86_400L;

    private final ZoneId zone;
    private final Map<DayOfWeek, List<Interval>> week = new EnumMap<>(DayOfWeek.class);
    private final Holidays holidays;
    private final Set<LocalDate> closed;
    private final Map<LocalDate, List<Interval>> special = new HashMap<>();
    private final OpenTime open = new OpenTime((from, to) -> stretches(from, to, Long.MIN_VALUE, Long.MAX_VALUE));

    /**
     * A calendar.
     *
     * @param zone whose wall clock is read
     * @param week the hours of each day of the week; a day that is not named has none
     * @param holidays days without hours
     * @param closed more days without hours
     * @param special days whose hours are replaced; these win over holidays
     * @throws IllegalArgumentException where a day is both closed and special, or no day has any hours
     */
    public ServiceCalendar(
            ZoneId zone,
            Map<DayOfWeek, List<Interval>> week,
            Holidays holidays,
            Set<LocalDate> closed,
            Map<LocalDate, List<Interval>> special) {
        this.zone = zone;
        week.forEach((day, hours) -> this.week.put(day, List.copyOf(hours)));
        this.holidays = holidays;
        this.closed = Set.copyOf(closed);
        special.forEach((day, hours) -> this.special.put(day, List.copyOf(hours)));
        this.closed.stream()
                .filter(this.special::containsKey)
                .sorted()
                .findFirst()
                .ifPresent(day -> {
                    throw new IllegalArgumentException(
                            day + " is both closed and special. Leave it in one of the two lists.");
                });
        if (this.week.values().stream().allMatch(List::isEmpty)
                && this.special.values().stream().allMatch(List::isEmpty)) {
            throw new IllegalArgumentException(
                    "the calendar has no hours, so its clocks would never run. Give hours to at least one day.");
        }
    }

    /** Open at every instant. */
    public static ServiceCalendar roundTheClock(ZoneId zone) {
        return everyDay(zone, Holidays.none(), DayOfWeek.values());
    }

    /** Monday to Friday, whole days, less these holidays: the working days of a country. */
    public static ServiceCalendar workingDays(ZoneId zone, Holidays holidays) {
        return everyDay(
                zone,
                holidays,
                DayOfWeek.MONDAY,
                DayOfWeek.TUESDAY,
                DayOfWeek.WEDNESDAY,
                DayOfWeek.THURSDAY,
                DayOfWeek.FRIDAY);
    }

    private static ServiceCalendar everyDay(ZoneId zone, Holidays holidays, DayOfWeek... days) {
        Map<DayOfWeek, List<Interval>> week = new EnumMap<>(DayOfWeek.class);
        for (DayOfWeek day : days) {
            week.put(day, Hours.parse("00:00-24:00"));
        }
        return new ServiceCalendar(zone, week, holidays, Set.of(), Map.of());
    }

    /** The zone whose wall clock is read. */
    public ZoneId zone() {
        return zone;
    }

    /** The holidays that it keeps. */
    public Holidays holidays() {
        return holidays;
    }

    /** The hours of each day of the week; a day that is not named has none. */
    public Map<DayOfWeek, List<Interval>> week() {
        return java.util.Collections.unmodifiableMap(week);
    }

    /** Days without hours, beside the holidays. */
    public Set<LocalDate> closed() {
        return closed;
    }

    /** Days whose hours are replaced. */
    public Map<LocalDate, List<Interval>> special() {
        return java.util.Collections.unmodifiableMap(special);
    }

    /** The same hours with other holidays. */
    public ServiceCalendar keeping(Holidays others) {
        return new ServiceCalendar(zone, week, others, closed, special);
    }

    /** The intervals of a local day; none where it is closed. */
    public List<Interval> hoursOf(LocalDate day) {
        List<Interval> replaced = special.get(day);
        if (replaced != null) {
            return replaced;
        }
        List<Interval> usual = week.getOrDefault(day.getDayOfWeek(), List.of());
        // Holidays last: a year of them is loaded when first asked for.
        return usual.isEmpty() || closed.contains(day) || holidays.contains(day) ? List.of() : usual;
    }

    /** Whether it opens at all on a local day. */
    public boolean opensOn(LocalDate day) {
        return !hoursOf(day).isEmpty();
    }

    /** Open seconds from one instant to another; zero where the second does not lie after the first. */
    public long openSeconds(Instant from, Instant to) {
        return open.between(from, to);
    }

    /** Whether it is open at an instant. */
    public boolean isOpen(Instant instant) {
        return open.isOpenAt(instant);
    }

    /** The instant itself where it is open, else the next at which it opens; {@link #NEVER} where it does not. */
    public Instant nextOpening(Instant from) {
        return open.next(from);
    }

    /** The open stretches between two instants, in order; stretches that touch are one. */
    public List<Span> openSpans(Instant from, Instant to) {
        return open.spans(from, to);
    }

    /** See {@link CalendarTimeline#due}, without pauses. */
    public Instant due(Instant from, long openSeconds) {
        return CalendarTimeline.of(this).due(from, openSeconds, List.of());
    }

    /** See {@link CalendarTimeline#dueBackward}, without pauses. */
    public Instant dueBackward(Instant to, long openSeconds) {
        return CalendarTimeline.of(this).dueBackward(to, openSeconds, List.of());
    }

    OpenTime openTime() {
        return open;
    }

    /**
     * The open stretches between two instants of the intervals that start in a part of the wall clock's time.
     *
     * @param startingFrom wall-clock seconds since 1970-01-01T00:00 on the wall clock
     * @param startingBefore the same; intervals that start then or later are left out, whole
     */
    List<Span> stretches(Instant from, Instant to, long startingFrom, long startingBefore) {
        List<Regime> regimes = regimes(from.getEpochSecond(), to.getEpochSecond());
        List<Span> spans = new ArrayList<>();
        // Local days begin up to a day off UTC's, and the day before may run past midnight.
        long last = Math.floorDiv(to.getEpochSecond(), DAY) + 1;
        for (long day = Math.floorDiv(from.getEpochSecond(), DAY) - 2; day <= last; day++) {
            for (Interval interval : hoursOf(LocalDate.ofEpochDay(day))) {
                long start = day * DAY + interval.from();
                long end = day * DAY + interval.to();
                if (start >= startingFrom && start < startingBefore) {
                    regimes.forEach(regime -> regime.add(start, end, spans));
                }
            }
        }
        return spans;
    }

    /** The stretches between two instants in which the zone keeps one offset. */
    private List<Regime> regimes(long from, long to) {
        ZoneRules rules = zone.getRules();
        List<Regime> regimes = new ArrayList<>();
        long begin = from;
        ZoneOffset offset = rules.getOffset(Instant.ofEpochSecond(from));
        ZoneOffsetTransition next = rules.nextTransition(Instant.ofEpochSecond(from));
        while (next != null && next.toEpochSecond() < to) {
            regimes.add(new Regime(begin, next.toEpochSecond(), offset.getTotalSeconds()));
            begin = next.toEpochSecond();
            offset = next.getOffsetAfter();
            next = rules.nextTransition(next.getInstant());
        }
        regimes.add(new Regime(begin, to, offset.getTotalSeconds()));
        return regimes;
    }

    private record Regime(long from, long to, int offset) {
        /** Adds the instants of this stretch at which the wall clock lies between two of its times. */
        void add(long wallFrom, long wallTo, List<Span> spans) {
            long start = Math.max(wallFrom - offset, from);
            long end = Math.min(wallTo - offset, to);
            if (start < end) {
                spans.add(new Span(Instant.ofEpochSecond(start), Instant.ofEpochSecond(end)));
            }
        }
    }
}
