package org.scorekeeper.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.scorekeeper.calendar.Calendars.LONDON;
import static org.scorekeeper.calendar.Calendars.at;
import static org.scorekeeper.calendar.Calendars.weekly;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.scorekeeper.calendar.Hours.Interval;

class ServiceCalendarTest {
    @ParameterizedTest(name = "{5}")
    @CsvSource(quoteCharacter = '"', textBlock = """
            Europe/London,       mon-sun 00:00-24:00, 2026-03-29T00:00, 2026-03-30T00:00, 23:00:00, the day on which clocks go forward has 23 hours
            Europe/London,       mon-sun 00:00-24:00, 2026-10-25T00:00, 2026-10-26T00:00, 25:00:00, the day on which they go back has 25
            America/New_York,    mon-sun 00:00-24:00, 2026-03-08T00:00, 2026-03-09T00:00, 23:00:00, and so in New York on its own day
            Australia/Lord_Howe, mon-sun 00:00-24:00, 2026-04-05T00:00, 2026-04-06T00:00, 24:30:00, a change of half an hour
            Europe/London,       mon-sun 01:00-02:00, 2026-03-29T00:00, 2026-03-30T00:00, 0:00:00,  a skipped hour is never open
            Europe/London,       mon-sun 01:00-02:00, 2026-10-25T00:00, 2026-10-26T00:00, 2:00:00,  a repeated hour counts twice
            Europe/London,       mon-sun 01:30-02:30, 2026-03-29T00:00, 2026-03-30T00:00, 0:30:00,  what is skipped of an interval is lost
            Europe/London,       mon-sun 01:30-02:30, 2026-10-25T00:00, 2026-10-26T00:00, 1:30:00,  what is repeated of an interval counts twice
            Europe/London,       sat 22:00-06:00,     2026-03-28T12:00, 2026-03-30T00:00, 7:00:00,  a night that skips an hour
            Europe/London,       sat 22:00-06:00,     2026-10-24T12:00, 2026-10-26T00:00, 9:00:00,  a night that repeats one
            Europe/London,       sat 22:00-06:00,     2026-10-25T00:00, 2026-10-25T24:00, 7:00:00,  a night belongs to the day it starts on and runs into the next
            America/New_York,    mon-fri 09:00-17:00, 2026-07-01T13:00:00Z, 2026-07-01T21:00:00Z, 8:00:00, summer hours by the offset of that date
            America/New_York,    mon-fri 09:00-17:00, 2026-12-01T14:00:00Z, 2026-12-01T22:00:00Z, 8:00:00, winter hours by the offset of that date
            Asia/Kathmandu,      mon-fri 09:00-17:00, 2026-07-01T03:15:00Z, 2026-07-01T11:15:00Z, 8:00:00, an offset of five and three quarter hours
            Europe/London,       mon-fri 18:00-24:00, 2026-06-01T00:00, 2026-06-06T00:00, 30:00:00, 24:00 ends a day
            Europe/London,       mon-fri 18:00-00:00, 2026-06-01T00:00, 2026-06-06T00:00, 30:00:00, and so does 00:00
            Europe/London,       "mon-fri 09:00-12:00, 13:00-17:00", 2026-06-01T11:30, 2026-06-01T13:30, 1:00:00, lunch does not count
            Europe/London,       mon-fri 09:00-17:00, 2026-06-05T16:00, 2026-06-08T10:00, 2:00:00,  a weekend does not count
            Europe/London,       mon-fri 09:00-17:00, 2026-06-05T16:00, 2026-06-05T16:00, 0:00:00,  nothing between an instant and itself
            Europe/London,       mon-fri 09:00-17:00, 2026-06-05T16:00, 2026-06-05T15:00, 0:00:00,  nothing backwards
            Europe/London,       mon-fri 09:00-17:00, 2025-12-31T09:00, 2026-01-02T17:00, 24:00:00, across new year
            Pacific/Apia,        mon-sun 00:00-24:00, 2011-12-29T00:00, 2012-01-01T00:00, 48:00:00, a day that a country left out
            """)
    void open_time_is_what_the_wall_clock_says(
            ZoneId zone, String hours, String from, String to, String open, String why) {
        ServiceCalendar calendar = weekly(zone, hours);
        long seconds = calendar.openSeconds(at(zone, from), at(zone, end(to)));
        assertThat(ContractDuration.print(seconds)).as(why).isEqualTo(open);
    }

    private static String end(String text) {
        return text.endsWith("T24:00") ? LocalDate.parse(text.substring(0, 10)).plusDays(1) + "T00:00" : text;
    }

    @ParameterizedTest(name = "{0} at {1}: {3}")
    @CsvSource(textBlock = """
            Pacific/Auckland,    2026-12-24T10:59:59Z, true,  the last second of its 24 December
            Pacific/Auckland,    2026-12-24T11:00:00Z, false, 25 December begins there while it is the 24th in UTC
            Pacific/Auckland,    2026-12-25T10:59:59Z, false, and lasts until
            Pacific/Auckland,    2026-12-25T11:00:00Z, true,  it is over there and not yet in UTC
            America/Los_Angeles, 2026-12-25T07:59:59Z, true,  still 24 December there
            America/Los_Angeles, 2026-12-25T08:00:00Z, false, 25 December begins there eight hours after UTC's
            America/Los_Angeles, 2026-12-26T07:59:59Z, false, and lasts into UTC's 26th
            America/Los_Angeles, 2026-12-26T08:00:00Z, true,  over
            """)
    void a_holiday_covers_the_local_day_on_either_side_of_utc(ZoneId zone, Instant instant, boolean open, String why) {
        var holidays = Holidays.on(Set.of(LocalDate.of(2026, 12, 25)));
        var week = Hours.week(Map.of("mon-sun", "00:00-24:00"));
        var calendar = new ServiceCalendar(zone, week, holidays, Set.of(), Map.of());
        assertThat(calendar.isOpen(instant)).as(why).isEqualTo(open);
    }

    @Test
    void a_night_runs_past_midnight_into_a_holiday_but_none_starts_on_it() {
        ServiceCalendar calendar = weekly(LONDON, "mon-sun 22:00-06:00", LocalDate.of(2026, 6, 2));
        assertThat(calendar.openSpans(at(LONDON, "2026-06-01T12:00"), at(LONDON, "2026-06-04T12:00")))
                .containsExactly(
                        Calendars.span(LONDON, "2026-06-01T22:00", "2026-06-02T06:00"),
                        Calendars.span(LONDON, "2026-06-03T22:00", "2026-06-04T06:00"));
    }

    @Test
    void special_days_replace_the_hours_of_weekdays_and_of_holidays() {
        var christmas = LocalDate.of(2026, 12, 25);
        var eve = LocalDate.of(2026, 12, 31);
        var calendar = new ServiceCalendar(
                LONDON,
                Hours.week(Map.of("mon-fri", "08:00-18:00")),
                Holidays.on(Set.of(christmas)),
                Set.of(LocalDate.of(2026, 12, 24)),
                Map.of(christmas, Hours.parse("10:00-12:00"), eve, Hours.parse("08:00-12:00")));
        assertThat(calendar.hoursOf(christmas)).containsExactly(new Interval(36_000, 43_200));
        assertThat(calendar.hoursOf(eve)).containsExactly(new Interval(28_800, 43_200));
        assertThat(calendar.opensOn(LocalDate.of(2026, 12, 24))).isFalse();
        assertThat(calendar.opensOn(LocalDate.of(2026, 12, 26))).isFalse();
    }

    @Test
    void a_day_both_closed_and_special_is_refused() {
        var day = LocalDate.of(2026, 12, 24);
        var week = Hours.week(Map.of("mon-fri", "08:00-18:00"));
        var special = Map.of(day, Hours.parse("08:00-12:00"));
        assertThatThrownBy(() -> new ServiceCalendar(LONDON, week, Holidays.none(), Set.of(day), special))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("2026-12-24 is both closed and special. Leave it in one of the two lists.");
    }

    @Test
    void a_calendar_without_hours_is_refused() {
        var week = Map.of(DayOfWeek.MONDAY, List.<Interval>of());
        assertThatThrownBy(() -> new ServiceCalendar(LONDON, week, Holidays.none(), Set.of(), Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the calendar has no hours");
    }

    @Test
    void open_stretches_that_touch_are_one() {
        ServiceCalendar calendar = weekly(LONDON, "mon 18:00-24:00; tue 00:00-06:00");
        assertThat(calendar.openSpans(at(LONDON, "2026-06-01T00:00"), at(LONDON, "2026-06-03T00:00")))
                .containsExactly(Calendars.span(LONDON, "2026-06-01T18:00", "2026-06-02T06:00"));
    }

    @ParameterizedTest(name = "{0} after {1} s: {2}, {3}")
    @CsvSource(textBlock = """
            2026-06-01T08:00, 0,      2026-06-01T09:00, nothing is due at the next opening
            2026-06-01T10:00, 0,      2026-06-01T10:00, or at once where it is open
            2026-06-01T17:00, 0,      2026-06-02T09:00, a close is not open
            2026-06-01T09:00, 28800,  2026-06-01T17:00, a whole day is due at its close and not at the next opening
            2026-06-01T09:00, 28801,  2026-06-02T09:00:01, one second more is due after the next opening
            2026-06-05T16:00, 7200,   2026-06-08T10:00, over the weekend
            2026-03-27T16:00, 7200,   2026-03-30T10:00, over the weekend on which clocks go forward
            """)
    void due_is_the_first_instant_by_which_the_amount_has_passed(String from, long seconds, String due, String why) {
        ServiceCalendar calendar = weekly(LONDON, "mon-fri 09:00-17:00");
        assertThat(calendar.due(at(LONDON, from), seconds)).as(why).isEqualTo(at(LONDON, due));
    }

    @ParameterizedTest(name = "{1} s before {0}: {2}, {3}")
    @CsvSource(textBlock = """
            2026-06-02T08:00, 0,      2026-06-01T17:00, nothing before is the last close
            2026-06-01T10:00, 0,      2026-06-01T10:00, or the instant itself
            2026-06-01T17:00, 28800,  2026-06-01T09:00, a whole day started at its opening
            2026-06-01T17:00, 28801,  2026-05-29T16:59:59, one second more before the close before
            2026-06-08T10:00, 7200,   2026-06-05T16:00, over the weekend
            """)
    void due_backward_is_the_last_instant_from_which_the_amount_passes(
            String to, long seconds, String due, String why) {
        ServiceCalendar calendar = weekly(LONDON, "mon-fri 09:00-17:00");
        assertThat(calendar.dueBackward(at(LONDON, to), seconds)).as(why).isEqualTo(at(LONDON, due));
    }

    @Test
    void a_negative_amount_is_refused() {
        ServiceCalendar calendar = ServiceCalendar.roundTheClock(LONDON);
        assertThatThrownBy(() -> calendar.due(Instant.EPOCH, -1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void mistyped_years_give_a_figure_and_no_error() {
        ServiceCalendar calendar = ServiceCalendar.workingDays(LONDON, Holidays.none());
        Instant now = Instant.parse("2026-10-01T00:00:00Z");
        assertThat(calendar.openSeconds(Instant.MIN, now)).isPositive();
        assertThat(calendar.openSeconds(now, Instant.MAX)).isPositive();
        assertThat(calendar.openSeconds(Instant.parse("9999-01-01T00:00:00Z"), Instant.MAX))
                .isZero();
        assertThat(calendar.isOpen(Instant.MAX)).isFalse();
        assertThat(calendar.isOpen(Instant.MIN)).isFalse();
        assertThat(calendar.nextOpening(Instant.MAX)).isEqualTo(ServiceCalendar.NEVER);
        assertThat(calendar.due(Instant.MAX, 60)).isEqualTo(ServiceCalendar.NEVER);
        assertThat(calendar.due(now, Long.MAX_VALUE / 2)).isEqualTo(ServiceCalendar.NEVER);
        assertThat(calendar.dueBackward(now, Long.MAX_VALUE / 2)).isEqualTo(Instant.parse("1800-01-01T00:00:00Z"));
    }

    @Test
    void a_calendar_of_special_days_only_ends_with_the_last_of_them() {
        var day = LocalDate.of(2026, 6, 6);
        var calendar = new ServiceCalendar(
                LONDON, Map.of(), Holidays.none(), Set.of(), Map.of(day, Hours.parse("09:00-17:00")));
        assertThat(calendar.due(at(LONDON, "2026-06-01T00:00"), 28_800)).isEqualTo(at(LONDON, "2026-06-06T17:00"));
        assertThat(calendar.due(at(LONDON, "2026-06-01T00:00"), 28_801)).isEqualTo(ServiceCalendar.NEVER);
        assertThat(calendar.nextOpening(at(LONDON, "2026-06-06T17:00"))).isEqualTo(ServiceCalendar.NEVER);
    }

    @Test
    void fractions_of_a_second_are_left_out() {
        ServiceCalendar calendar = weekly(LONDON, "mon-fri 09:00-17:00");
        Instant from = Instant.parse("2026-06-01T10:00:00.900Z");
        assertThat(calendar.openSeconds(from, Instant.parse("2026-06-01T10:00:01.100Z")))
                .isEqualTo(1);
        assertThat(calendar.nextOpening(from)).isEqualTo(from);
    }

    @Test
    void round_the_clock_is_real_time() {
        ServiceCalendar calendar = ServiceCalendar.roundTheClock(ZoneId.of("America/New_York"));
        Instant from = Instant.parse("1999-12-31T23:59:59Z");
        Instant to = Instant.parse("2031-07-01T12:00:00Z");
        assertThat(calendar.openSeconds(from, to))
                .isEqualTo(Duration.between(from, to).toSeconds());
        assertThat(calendar.due(from, Duration.between(from, to).toSeconds())).isEqualTo(to);
        assertThat(calendar.openSpans(from, to)).containsExactly(new Span(from, to));
    }

    @Test
    void several_threads_may_ask_one_calendar_at_once() {
        Instant from = Instant.parse("1990-01-01T00:00:00Z");
        ServiceCalendar alone = weekly(LONDON, "mon-fri 09:00-17:00");
        ServiceCalendar shared = weekly(LONDON, "mon-fri 09:00-17:00");
        List<Long> expected = IntStream.range(0, 400)
                .mapToObj(days -> alone.openSeconds(from, from.plus(Duration.ofDays(days * 30L))))
                .toList();
        List<Long> found = IntStream.range(0, 400)
                .parallel()
                .mapToObj(days -> shared.openSeconds(from, from.plus(Duration.ofDays(days * 30L))))
                .toList();
        assertThat(found).isEqualTo(expected);
    }
}
