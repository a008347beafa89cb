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
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.scorekeeper.calendar.Hours.Interval;

/**
 * When a service is open. An instant is open when the wall clock of the zone, read at that instant, lies in one of the
 * day's intervals (contract language, "Clocks"); so a skipped hour is never open and a repeated one counts twice.
 *
 * <p>Open time is looked up in a table a year, built when first needed: a question costs a binary search, however long
 * its span. Immutable to its users; safe for several threads.
 */
public final class ServiceCalendar {
    private static final int FIRST_YEAR = 1800;
    private static final int LAST_YEAR = 2400;

    private final ZoneId zone;
    private final Map<DayOfWeek, List<Interval>> week;
    private final Holidays holidays;
    private final Set<LocalDate> closed;
    private final Map<LocalDate, List<Interval>> special;
    private final Map<Integer, YearTable> years = new ConcurrentHashMap<>();

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
        this.week = new EnumMap<>(DayOfWeek.class);
        week.forEach((day, hours) -> this.week.put(day, List.copyOf(hours)));
        this.holidays = holidays;
        this.closed = Set.copyOf(closed);
        this.special = new TreeMap<>(special);
        for (LocalDate day : this.special.keySet()) {
            if (this.closed.contains(day)) {
                throw new IllegalArgumentException(
                        day + " is both closed and special. Leave it in one of the two lists.");
            }
        }
        if (this.week.values().stream().allMatch(List::isEmpty)
                && this.special.values().stream().allMatch(List::isEmpty)) {
            throw new IllegalArgumentException(
                    "the calendar has no hours, so its clocks would never run. Give hours to at least one day.");
        }
    }

    /** Open at every instant. */
    public static ServiceCalendar roundTheClock(ZoneId zone) {
        return new ServiceCalendar(zone, everyDay(DayOfWeek.values()), Holidays.none(), Set.of(), Map.of());
    }

    /** Monday to Friday, whole days, less these holidays: the working days of a country. */
    public static ServiceCalendar workingDays(ZoneId zone, Holidays holidays) {
        DayOfWeek[] days = {
            DayOfWeek.MONDAY, DayOfWeek.TUESDAY, DayOfWeek.WEDNESDAY, DayOfWeek.THURSDAY, DayOfWeek.FRIDAY
        };
        return new ServiceCalendar(zone, everyDay(days), holidays, Set.of(), Map.of());
    }

    private static Map<DayOfWeek, List<Interval>> everyDay(DayOfWeek... days) {
        Map<DayOfWeek, List<Interval>> week = new EnumMap<>(DayOfWeek.class);
        for (DayOfWeek day : days) {
            week.put(day, Hours.parse("00:00-24:00"));
        }
        return week;
    }

    /** The zone whose wall clock is read. */
    public ZoneId zone() {
        return zone;
    }

    /** The holidays that it keeps. */
    public Holidays holidays() {
        return holidays;
    }

    /** The intervals of a local day; none where it is closed. */
    public List<Interval> hoursOf(LocalDate day) {
        List<Interval> replaced = special.get(day);
        if (replaced != null) {
            return replaced;
        }
        if (closed.contains(day) || holidays.contains(day)) {
            return List.of();
        }
        return week.getOrDefault(day.getDayOfWeek(), List.of());
    }

    /** Whether it opens at all on a local day. */
    public boolean opensOn(LocalDate day) {
        return !hoursOf(day).isEmpty();
    }

    /** Open seconds from one instant to another; zero where the second does not lie after the first. */
    public long openSeconds(Instant from, Instant to) {
        long start = from.getEpochSecond();
        long end = to.getEpochSecond();
        if (end <= start) {
            return 0;
        }
        YearTable first = table(start);
        YearTable last = table(end);
        if (first == last) {
            return first.openBefore(end) - first.openBefore(start);
        }
        long open = first.total() - first.openBefore(start) + last.openBefore(end);
        for (int year = first.year + 1; year < last.year; year++) {
            open += table(year).total();
        }
        return open;
    }

    /** Whether it is open at an instant. */
    public boolean isOpen(Instant instant) {
        return openSeconds(instant, instant.plusSeconds(1)) == 1;
    }

    /** The instant itself where it is open, else the next at which it opens. */
    public Instant nextOpening(Instant from) {
        return Instant.ofEpochSecond(seek(from.getEpochSecond(), 0));
    }

    /**
     * The first instant by which so much open time has passed; with zero, the next open instant.
     *
     * @param openSeconds zero or more
     */
    public Instant due(Instant from, long openSeconds) {
        return Instant.ofEpochSecond(seek(from.getEpochSecond(), openSeconds));
    }

    /** The last instant from which so much open time passes until {@code to}; with zero, the end of the last open stretch. */
    public Instant dueBackward(Instant to, long openSeconds) {
        long end = to.getEpochSecond();
        YearTable table = table(end);
        long before = table.openBefore(end);
        long missing = openSeconds;
        while (openSeconds == 0 ? before == 0 : before < missing) {
            missing -= before;
            if (table.year <= FIRST_YEAR) {
                throw new IllegalStateException("no open time before " + to);
            }
            table = table(table.year - 1);
            before = table.total();
        }
        return Instant.ofEpochSecond(
                openSeconds == 0 ? table.instantReaching(before) : table.instantAt(before - missing));
    }

    private long seek(long from, long open) {
        YearTable table = table(from);
        long position = table.openBefore(from);
        long missing = open;
        while (open == 0 ? position >= table.total() : position + missing > table.total()) {
            missing -= table.total() - position;
            position = 0;
            if (table.year >= LAST_YEAR) {
                throw new IllegalStateException("no open time after " + Instant.ofEpochSecond(from));
            }
            table = table(table.year + 1);
        }
        return open == 0 ? Math.max(from, table.instantAt(position)) : table.instantReaching(position + missing);
    }

    /** The open stretches between two instants, in order. */
    public List<Span> openSpans(Instant from, Instant to) {
        List<Span> spans = new ArrayList<>();
        if (to.isAfter(from)) {
            int last = table(to.getEpochSecond()).year;
            for (int year = table(from.getEpochSecond()).year; year <= last; year++) {
                table(year).addSpans(spans);
            }
        }
        return Span.union(Span.within(spans, from, to));
    }

    private YearTable table(long second) {
        int year = LocalDate.ofEpochDay(Math.floorDiv(second, 86_400L)).getYear();
        YearTable table = table(year);
        if (second < table.start) {
            return table(year - 1);
        }
        return second >= table.end ? table(year + 1) : table;
    }

    private YearTable table(int year) {
        YearTable table = years.get(year);
        if (table != null) {
            return table;
        }
        if (year < FIRST_YEAR || year > LAST_YEAR) {
            throw new IllegalArgumentException("the year " + year + " lies outside " + FIRST_YEAR + " to " + LAST_YEAR);
        }
        return years.computeIfAbsent(year, this::build);
    }

    private YearTable build(int year) {
        LocalDate first = LocalDate.of(year, 1, 1);
        long start = first.atStartOfDay(zone).toEpochSecond();
        long end = first.plusYears(1).atStartOfDay(zone).toEpochSecond();
        List<Regime> regimes = regimes(start - 200_000, end + 200_000);
        List<Span> open = new ArrayList<>();
        // The day before may run past midnight into the year.
        for (LocalDate day = first.minusDays(1); day.getYear() <= year; day = day.plusDays(1)) {
            long midnight = day.toEpochDay() * 86_400L;
            for (Interval interval : hoursOf(day)) {
                for (Regime regime : regimes) {
                    long from = Math.max(Math.max(midnight + interval.from() - regime.offset, regime.from), start);
                    long to = Math.min(Math.min(midnight + interval.to() - regime.offset, regime.to), end);
                    if (from < to) {
                        open.add(new Span(Instant.ofEpochSecond(from), Instant.ofEpochSecond(to)));
                    }
                }
            }
        }
        return new YearTable(year, start, end, Span.union(open));
    }

    /** A stretch of instants in which the zone keeps one offset. */
    private record Regime(long from, long to, int offset) {}

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

    /** The open stretches of one local year as sorted arrays, with the open time before each. */
    private static final class YearTable {
        private final int year;
        private final long start;
        private final long end;
        private final long[] from;
        private final long[] to;
        private final long[] before;

        YearTable(int year, long start, long end, List<Span> open) {
            this.year = year;
            this.start = start;
            this.end = end;
            from = new long[open.size()];
            to = new long[open.size()];
            before = new long[open.size() + 1];
            for (int i = 0; i < open.size(); i++) {
                from[i] = open.get(i).from().getEpochSecond();
                to[i] = open.get(i).to().getEpochSecond();
                before[i + 1] = before[i] + to[i] - from[i];
            }
        }

        long total() {
            return before[from.length];
        }

        /** Open seconds from the year's start to an instant in it. */
        long openBefore(long second) {
            int found = java.util.Arrays.binarySearch(from, second);
            int index = found >= 0 ? found : -found - 2;
            return index < 0 ? 0 : before[index] + Math.min(second, to[index]) - from[index];
        }

        /** The instant at which the open second number {@code position} (from 0) begins. */
        long instantAt(long position) {
            int found = java.util.Arrays.binarySearch(before, position);
            int index = found >= 0 ? found : -found - 2;
            return from[index] + position - before[index];
        }

        /** The first instant by which {@code position} (above 0) open seconds have passed. */
        long instantReaching(long position) {
            return instantAt(position - 1) + 1;
        }

        void addSpans(List<Span> spans) {
            for (int i = 0; i < from.length; i++) {
                spans.add(new Span(Instant.ofEpochSecond(from[i]), Instant.ofEpochSecond(to[i])));
            }
        }
    }
}
