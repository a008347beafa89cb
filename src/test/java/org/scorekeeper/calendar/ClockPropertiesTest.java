package org.scorekeeper.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.scorekeeper.calendar.Hours.Interval;

/** What holds for every calendar. Each case is made from the seed that its name shows. */
class ClockPropertiesTest {
    private static final List<ZoneId> ZONES = Stream.of(
                    "Europe/London",
                    "America/New_York",
                    "Australia/Lord_Howe",
                    "Asia/Kathmandu",
                    "America/Sao_Paulo", // its clocks changed at midnight
                    "Africa/Casablanca", // and here four times in some years
                    "Pacific/Apia", // left out a day
                    "Africa/Cairo",
                    "UTC")
            .map(ZoneId::of)
            .toList();

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 120);
    }

    static LongStream fewSeeds() {
        return LongStream.rangeClosed(1, 10);
    }

    /** A calendar, its parts, and two instants with pauses about them, near the changes of its zone's clocks. */
    private static final class World {
        private final Random random;
        private final ZoneId zone;
        private final Map<DayOfWeek, List<Interval>> week = new EnumMap<>(DayOfWeek.class);
        private final Set<LocalDate> holidays = new HashSet<>();
        private final Set<LocalDate> closed = new HashSet<>();
        private final Map<LocalDate, List<Interval>> special = new TreeMap<>();
        private final CalendarTimeline clock;
        private final Instant from;
        private final Instant to;
        private final List<Span> pauses = new ArrayList<>();

        World(long seed) {
            random = new Random(seed);
            zone = ZONES.get(random.nextInt(ZONES.size()));
            Instant some = Instant.parse("2005-01-01T00:00:00Z").plusSeconds(random.nextInt(800_000_000));
            var change = zone.getRules().nextTransition(some);
            Instant middle = change == null || random.nextInt(4) == 0 ? some : change.getInstant();
            from = middle.minusSeconds(random.nextInt(200_000));
            to = middle.plusSeconds(random.nextInt(200_000));
            LocalDate day = LocalDate.ofInstant(from, zone).minusDays(2);
            for (DayOfWeek weekday : DayOfWeek.values()) {
                if (weekday == DayOfWeek.MONDAY || random.nextInt(3) > 0) {
                    week.put(weekday, hours());
                }
            }
            for (int i = 0; i < 18; i++) {
                switch (random.nextInt(8)) {
                    case 0 -> holidays.add(day.plusDays(i));
                    case 1 -> closed.add(day.plusDays(i));
                    case 2 -> special.put(day.plusDays(i), hours());
                    default -> {}
                }
            }
            var calendar = new ServiceCalendar(zone, week, Holidays.on(holidays), closed, special);
            clock = CalendarTimeline.of(calendar);
            for (int i = random.nextInt(5); i > 0; i--) {
                Instant start = from.plusSeconds(random.nextInt(300_000) - 50_000);
                pauses.add(new Span(start, start.plusSeconds(random.nextInt(100_000))));
            }
        }

        private List<Interval> hours() {
            List<Interval> hours = new ArrayList<>();
            int start = random.nextInt(40_000);
            for (int i = random.nextInt(3); i >= 0 && start < 86_400; i--) {
                int end = Math.min(start + 1 + random.nextInt(60_000), start + 86_400);
                hours.add(new Interval(start, end));
                start = end + random.nextInt(20_000);
            }
            return hours;
        }

        /** The definition itself, with no table and no arithmetic on offsets. */
        boolean isOpen(Instant instant) {
            LocalDateTime wall = LocalDateTime.ofInstant(instant, zone);
            int second = wall.toLocalTime().toSecondOfDay();
            return hoursOf(wall.toLocalDate()).stream().anyMatch(one -> one.from() <= second && second < one.to())
                    || hoursOf(wall.toLocalDate().minusDays(1)).stream()
                            .anyMatch(one -> one.from() <= second + 86_400 && second + 86_400 < one.to());
        }

        private List<Interval> hoursOf(LocalDate day) {
            if (special.containsKey(day)) {
                return special.get(day);
            }
            boolean none = holidays.contains(day) || closed.contains(day);
            return none ? List.of() : week.getOrDefault(day.getDayOfWeek(), List.of());
        }

        boolean isPaused(Instant instant) {
            return pauses.stream().anyMatch(pause -> !instant.isBefore(pause.from()) && instant.isBefore(pause.to()));
        }

        Instant between() {
            long seconds = Duration.between(from, to).toSeconds();
            return from.plusSeconds(seconds == 0 ? 0 : random.nextLong(seconds));
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void the_clock_counts_what_counting_second_by_second_gives(long seed) {
        World world = new World(seed);
        long open = 0;
        long elapsed = 0;
        for (Instant now = world.from; now.isBefore(world.to); now = now.plusSeconds(1)) {
            if (world.isOpen(now)) {
                open++;
                elapsed += world.isPaused(now) ? 0 : 1;
            }
        }
        assertThat(world.clock.openSeconds(world.from, world.to)).isEqualTo(open);
        assertThat(world.clock.elapsedSeconds(world.from, world.to, world.pauses))
                .isEqualTo(elapsed);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void an_instant_is_open_when_the_definition_says_so(long seed) {
        World world = new World(seed);
        for (int i = 0; i < 500; i++) {
            Instant now = world.between();
            assertThat(world.clock.isOpen(now)).as("%s", now).isEqualTo(world.isOpen(now));
        }
        for (Span span : world.clock.openSpans(world.from, world.to)) {
            assertThat(world.isOpen(span.from())).isTrue();
            assertThat(world.isOpen(span.to().minusSeconds(1))).isTrue();
            assertThat(span.to().isBefore(world.to) && world.isOpen(span.to())).isFalse();
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("fewSeeds")
    void where_one_table_ends_and_the_next_begins_nothing_is_lost(long seed) {
        World world = new World(seed);
        for (long second = OpenTime.FIRST.getEpochSecond() + (1L << 25);
                second < OpenTime.NEVER.getEpochSecond();
                second += 1L << 25) {
            Instant edge = Instant.ofEpochSecond(second);
            long open = LongStream.range(-2, 2)
                    .filter(i -> world.isOpen(edge.plusSeconds(i)))
                    .count();
            assertThat(world.clock.openSeconds(edge.minusSeconds(2), edge.plusSeconds(2)))
                    .isEqualTo(open);
        }
        Instant later = world.from.plusSeconds(500_000_000);
        long listed = world.clock.openSpans(world.from, later).stream()
                .mapToLong(span -> Duration.between(span.from(), span.to()).toSeconds())
                .sum();
        assertThat(world.clock.openSeconds(world.from, later)).isEqualTo(listed);
        assertThat(world.clock.elapsedSeconds(world.from, world.clock.due(world.from, listed, List.of()), List.of()))
                .isEqualTo(listed);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void elapsed_adds_up_over_any_split_and_is_never_negative_nor_more_than_real_time(long seed) {
        World world = new World(seed);
        for (int i = 0; i < 50; i++) {
            Instant split = world.between();
            long left = world.clock.elapsedSeconds(world.from, split, world.pauses);
            long right = world.clock.elapsedSeconds(split, world.to, world.pauses);
            assertThat(left).isBetween(0L, Duration.between(world.from, split).toSeconds());
            assertThat(right).isBetween(0L, Duration.between(split, world.to).toSeconds());
            assertThat(left + right).isEqualTo(world.clock.elapsedSeconds(world.from, world.to, world.pauses));
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void due_and_elapsed_are_inverse_in_both_directions(long seed) {
        World world = new World(seed);
        CalendarTimeline clock = world.clock;
        for (int i = 0; i < 50; i++) {
            long amount = 1 + world.random.nextLong(1_000_000);
            Instant due = clock.due(world.from, amount, world.pauses);
            assertThat(clock.elapsedSeconds(world.from, due, world.pauses)).isEqualTo(amount);
            assertThat(clock.elapsedSeconds(world.from, due.minusSeconds(1), world.pauses))
                    .isEqualTo(amount - 1);
            Instant since = clock.dueBackward(world.to, amount, world.pauses);
            assertThat(clock.elapsedSeconds(since, world.to, world.pauses)).isEqualTo(amount);
            assertThat(clock.elapsedSeconds(since.plusSeconds(1), world.to, world.pauses))
                    .isEqualTo(amount - 1);
        }
        Instant runs = clock.due(world.from, 0, world.pauses);
        assertThat(world.isOpen(runs) && !world.isPaused(runs)).isTrue();
        assertThat(clock.elapsedSeconds(world.from, runs, world.pauses)).isZero();
        Instant ran = clock.dueBackward(world.to, 0, world.pauses).minusSeconds(1);
        assertThat(world.isOpen(ran) && !world.isPaused(ran)).isTrue();
        assertThat(clock.elapsedSeconds(ran, world.to, world.pauses)).isOne();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void pauses_count_once_however_they_are_cut_repeated_and_ordered(long seed) {
        World world = new World(seed);
        List<Span> pieces = new ArrayList<>(world.pauses);
        for (Span pause : world.pauses) {
            long seconds = Duration.between(pause.from(), pause.to()).toSeconds();
            Instant cut = pause.from().plusSeconds(seconds / 2);
            pieces.add(new Span(pause.from(), cut));
            pieces.add(new Span(cut.minusSeconds(seconds / 3), pause.to()));
        }
        java.util.Collections.shuffle(pieces, world.random);
        assertThat(world.clock.elapsedSeconds(world.from, world.to, pieces))
                .isEqualTo(world.clock.elapsedSeconds(world.from, world.to, world.pauses));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void a_calendar_that_takes_over_from_itself_changes_nothing(long seed) {
        World world = new World(seed);
        var calendar =
                new ServiceCalendar(world.zone, world.week, Holidays.on(world.holidays), world.closed, world.special);
        TreeMap<LocalDate, ServiceCalendar> versions = new TreeMap<>();
        for (int i = 0; i < 4; i++) {
            versions.put(LocalDate.ofInstant(world.between(), world.zone), calendar);
        }
        CalendarTimeline timeline = CalendarTimeline.of(versions);
        assertThat(timeline.openSpans(world.from, world.to)).isEqualTo(world.clock.openSpans(world.from, world.to));
        assertThat(timeline.elapsedSeconds(world.from, world.to, world.pauses))
                .isEqualTo(world.clock.elapsedSeconds(world.from, world.to, world.pauses));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void working_days_between_and_plus_working_days_are_inverse(long seed) {
        World world = new World(seed);
        LocalDate day = LocalDate.ofInstant(world.from, world.zone);
        for (int days = 0; days < 30; days++) {
            LocalDate later = world.clock.plusWorkingDays(day, days);
            assertThat(world.clock.workingDaysBetween(day, later)).isEqualTo(days);
            assertThat(days == 0 || world.clock.opensOn(later)).isTrue();
        }
    }
}
