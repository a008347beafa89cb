package org.scorekeeper.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Other products' own test cases of business clocks, as facts; every one agrees to the second. */
class ClockCasesTest {
    @TestFactory
    Stream<DynamicTest> every_case_agrees_to_the_second() throws Exception {
        try (InputStream json = ClockCasesTest.class.getResourceAsStream("/acceptance/clock-cases.json")) {
            JsonNode cases = JsonMapper.shared().readTree(json);
            assertThat(cases.size()).isEqualTo(264);
            return StreamSupport.stream(cases.spliterator(), false)
                    .map(one -> DynamicTest.dynamicTest(
                            one.get("id").asInt() + " " + one.get("kind").asString() + " "
                                    + one.get("source").asString(),
                            () -> check(one)));
        }
    }

    private static void check(JsonNode one) {
        CalendarTimeline clock = CalendarTimeline.of(calendar(one));
        Instant from = instant(one, one.get("from"));
        Instant to = instant(one, one.get("to"));
        long expected = one.get("expected_seconds").asLong();
        List<Span> pauses = new ArrayList<>();
        one.get("pauses")
                .forEach(pause -> pauses.add(new Span(instant(one, pause.get(0)), instant(one, pause.get(1)))));
        assertThat(clock.elapsedSeconds(from, to, pauses)).isEqualTo(expected);
        switch (one.get("kind").asString()) {
            case "elapsed" -> {}
            case "due" -> checkDue(clock, from, to, expected, pauses);
            case "due_backward" -> checkDueBackward(clock, from, to, expected, pauses);
            case "open_intervals" -> checkIntervals(clock, from, to, expected, pauses);
            default -> throw new AssertionError("an unknown kind: " + one.get("kind"));
        }
    }

    /** The peers differ where an amount is used up at the close: some name the close (as we do), some the next opening. */
    private static void checkDue(CalendarTimeline clock, Instant from, Instant to, long amount, List<Span> pauses) {
        Instant due = clock.due(from, amount, pauses);
        if (amount == 0) {
            assertThat(due).isEqualTo(to);
            return;
        }
        assertThat(clock.elapsedSeconds(from, due, pauses)).isEqualTo(amount);
        assertThat(clock.elapsedSeconds(from, due.minusSeconds(1), pauses)).isEqualTo(amount - 1);
        if (!due.equals(to)) {
            assertThat(to).as("the next instant at which the clock runs").isEqualTo(clock.due(due, 0, pauses));
        }
    }

    private static void checkDueBackward(
            CalendarTimeline clock, Instant from, Instant to, long amount, List<Span> pauses) {
        Instant due = clock.dueBackward(to, amount, pauses);
        if (amount == 0) {
            assertThat(due).isEqualTo(from);
            return;
        }
        assertThat(clock.elapsedSeconds(due, to, pauses)).isEqualTo(amount);
        assertThat(clock.elapsedSeconds(due.plusSeconds(1), to, pauses)).isEqualTo(amount - 1);
        if (!due.equals(from)) {
            assertThat(from)
                    .as("the last instant up to which the clock ran")
                    .isEqualTo(clock.dueBackward(due, 0, pauses));
        }
    }

    private static void checkIntervals(
            CalendarTimeline clock, Instant from, Instant to, long seconds, List<Span> pauses) {
        long listed = 0;
        for (Span span : clock.openSpans(from, to)) {
            assertThat(clock.isOpen(span.from())).isTrue();
            assertThat(clock.isOpen(span.to()) && span.to().isBefore(to)).isFalse();
            listed += span.to().getEpochSecond() - span.from().getEpochSecond();
        }
        assertThat(listed - clock.pausedSeconds(from, to, pauses)).isEqualTo(seconds);
    }

    /** An instant, or a time on the wall clock of the case's zone. */
    private static Instant instant(JsonNode one, JsonNode text) {
        String words = text.asString();
        return words.matches(".*(Z|[+-]\\d\\d:\\d\\d)")
                ? OffsetDateTime.parse(words).toInstant()
                : LocalDateTime.parse(words)
                        .atZone(ZoneId.of(one.get("tz").asString()))
                        .toInstant();
    }

    private static ServiceCalendar calendar(JsonNode one) {
        Map<String, DayOfWeek> names = Stream.of(DayOfWeek.values())
                .collect(Collectors.toMap(day -> day.name().substring(0, 3), day -> day));
        Map<DayOfWeek, List<Hours.Interval>> week = new TreeMap<>();
        one.get("weekly_hours").properties().forEach(day -> week.put(names.get(day.getKey()), hours(day.getValue())));
        Set<LocalDate> holidays = new HashSet<>();
        one.get("holidays").forEach(day -> holidays.add(LocalDate.parse(day.asString())));
        Map<LocalDate, List<Hours.Interval>> special = new TreeMap<>();
        if (one.has("special_days")) {
            one.get("special_days")
                    .properties()
                    .forEach(day -> special.put(LocalDate.parse(day.getKey()), hours(day.getValue())));
        }
        return new ServiceCalendar(ZoneId.of(one.get("tz").asString()), week, Holidays.on(holidays), Set.of(), special);
    }

    private static List<Hours.Interval> hours(JsonNode intervals) {
        return Hours.parse(StreamSupport.stream(intervals.spliterator(), false)
                .map(pair -> pair.get(0).asString() + "-" + pair.get(1).asString())
                .collect(Collectors.joining(", ")));
    }
}
