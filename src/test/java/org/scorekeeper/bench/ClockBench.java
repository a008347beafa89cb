package org.scorekeeper.bench;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.scorekeeper.calendar.CalendarTimeline;
import org.scorekeeper.calendar.Holidays;
import org.scorekeeper.calendar.Hours;
import org.scorekeeper.calendar.ServiceCalendar;
import org.scorekeeper.calendar.Span;

/** Prints how many clocks one core reads in a minute; run its main by hand. */
public final class ClockBench {
    private static final int CLOCKS = 1_000_000;
    private static final ZoneId LONDON = ZoneId.of("Europe/London");

    private ClockBench() {}

    /** Runs each kind of clock five times, the last being the warmest. */
    public static void main(String[] arguments) {
        ServiceCalendar hours = new ServiceCalendar(
                LONDON,
                Hours.week(Map.of("mon-fri", "08:00-12:00, 13:00-18:00", "sat", "09:00-13:00")),
                Holidays.of("gb-eng"),
                Set.of(LocalDate.of(2026, 12, 24)),
                Map.of(LocalDate.of(2026, 12, 31), Hours.parse("08:00-12:00")));
        CalendarTimeline clock = CalendarTimeline.of(hours);
        CalendarTimeline versions = CalendarTimeline.of(
                new TreeMap<>(Map.of(LocalDate.of(2020, 1, 1), hours, LocalDate.of(2026, 1, 1), hours)));
        CalendarTimeline always = CalendarTimeline.of(ServiceCalendar.roundTheClock(LONDON));
        for (int round = 1; round <= 5; round++) {
            System.out.println("round " + round);
            print("elapsed, days", (from, pauses) -> clock.elapsedSeconds(from, from.plusSeconds(600_000), List.of()));
            print("elapsed, 2 pauses", (from, pauses) -> clock.elapsedSeconds(from, from.plusSeconds(600_000), pauses));
            print("elapsed, years", (from, pauses) -> clock.elapsedSeconds(from, from.plusSeconds(99_999_999), pauses));
            print("two versions", (from, pauses) -> versions.elapsedSeconds(from, from.plusSeconds(600_000), pauses));
            print("round the clock", (from, pauses) -> always.elapsedSeconds(from, from.plusSeconds(600_000), pauses));
            print(
                    "due, 2 pauses",
                    (from, pauses) -> clock.due(from, 100_000, pauses).getEpochSecond());
        }
    }

    private interface Reading {
        long read(Instant from, List<Span> pauses);
    }

    private static void print(String name, Reading reading) {
        Random random = new Random(2026);
        Instant start = Instant.parse("2022-01-01T00:00:00Z");
        long sum = 0;
        long begin = System.nanoTime();
        for (int i = 0; i < CLOCKS; i++) {
            Instant from = start.plusSeconds(random.nextInt(150_000_000));
            List<Span> pauses = List.of(
                    new Span(from.plusSeconds(1_000), from.plusSeconds(90_000)),
                    new Span(from.plusSeconds(50_000), from.plusSeconds(200_000)));
            sum += reading.read(from, pauses);
        }
        long nanos = System.nanoTime() - begin;
        System.out.printf(
                "  %-18s %,12d clocks a minute (%d ns each; checksum %d)%n",
                name, 60_000_000_000L * CLOCKS / nanos, nanos / CLOCKS, sum);
    }
}
