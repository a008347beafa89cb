package org.scorekeeper.sample;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.LongStream;

/**
 * The open minutes of a service, as minutes since 1970, counted one by one. It shares nothing with the product's
 * calendars, so that the sample's expected figures are a second opinion.
 */
final class OpenMinutes {
    private static final LocalDate FIRST = LocalDate.of(2025, 8, 1);
    private static final LocalDate LAST = LocalDate.of(2026, 12, 31);

    private final ZoneId zone;
    private final long[] open;

    private OpenMinutes(ZoneId zone, long[] open) {
        this.zone = zone;
        this.open = open;
    }

    /** The hours of a day, in minutes of its wall clock from and to; empty where it is closed. */
    record Day(int from, int to) {
        static final Day CLOSED = new Day(0, 0);

        static Day of(int fromHour, int toHour) {
            return new Day(fromHour * 60, toHour * 60);
        }
    }

    /** These hours on each local day; none of them may touch the hours in which clocks change. */
    static OpenMinutes of(ZoneId zone, Function<LocalDate, Day> hours) {
        LongStream.Builder minutes = LongStream.builder();
        for (LocalDate date = FIRST; !date.isAfter(LAST); date = date.plusDays(1)) {
            Day day = hours.apply(date);
            for (int minute = day.from(); minute < day.to(); minute++) {
                minutes.add(date.atTime(LocalTime.ofSecondOfDay(minute * 60L))
                                .atZone(zone)
                                .toEpochSecond()
                        / 60);
            }
        }
        return new OpenMinutes(zone, minutes.build().toArray());
    }

    /** Monday to Friday, from and to these hours, but for these holidays. */
    static OpenMinutes weekdays(ZoneId zone, int from, int to, Set<LocalDate> holidays) {
        return of(
                zone,
                date -> date.getDayOfWeek().getValue() > 5 || holidays.contains(date) ? Day.CLOSED : Day.of(from, to));
    }

    /** Every minute there is. */
    static OpenMinutes always(ZoneId zone) {
        return new OpenMinutes(
                zone,
                LongStream.range(
                                FIRST.atStartOfDay(zone).toEpochSecond() / 60,
                                LAST.atStartOfDay(zone).toEpochSecond() / 60)
                        .toArray());
    }

    ZoneId zone() {
        return zone;
    }

    /** Open minutes between two minutes. */
    long between(long from, long to) {
        return Math.max(0, index(to) - index(from));
    }

    /** The open minute that lies so many open minutes after a minute. */
    long after(long minute, long openMinutes) {
        return open[Math.toIntExact(index(minute) + openMinutes)];
    }

    /** The same time of day, so many days later on which it opens; the minute must be an open one. */
    long workingDaysAfter(long minute, int days) {
        LocalDateTime local = local(minute);
        LocalDate date = local.toLocalDate();
        for (int left = days; left > 0; ) {
            date = date.plusDays(1);
            if (opensOn(date)) {
                left--;
            }
        }
        return minute(date.atTime(local.toLocalTime()), zone);
    }

    boolean opensOn(LocalDate date) {
        long midnight = minute(date.atStartOfDay(), zone);
        return between(midnight, minute(date.plusDays(1).atStartOfDay(), zone)) > 0;
    }

    /** A random open minute from one minute to before another. */
    long random(Dice dice, long from, long to) {
        return open[dice.between(index(from), index(to) - 1)];
    }

    private int index(long minute) {
        int found = Arrays.binarySearch(open, minute);
        return found >= 0 ? found : -found - 1;
    }

    LocalDateTime local(long minute) {
        return LocalDateTime.ofInstant(Instant.ofEpochSecond(minute * 60), zone);
    }

    YearMonth month(long minute) {
        return YearMonth.from(local(minute));
    }

    /** The first minute of a month. */
    long start(YearMonth month) {
        return minute(month.atDay(1).atStartOfDay(), zone);
    }

    static long minute(LocalDateTime local, ZoneId zone) {
        return local.atZone(zone).toEpochSecond() / 60;
    }

    /** Whether the wall clock shows the time of a minute twice, as in the autumn night. */
    boolean isShownTwice(long minute) {
        return zone.getRules().getValidOffsets(local(minute)).size() > 1;
    }
}
