package org.scorekeeper.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.scorekeeper.calendar.Calendars.LONDON;
import static org.scorekeeper.calendar.Calendars.at;
import static org.scorekeeper.calendar.Calendars.clock;
import static org.scorekeeper.calendar.Calendars.span;
import static org.scorekeeper.calendar.Calendars.weekly;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CalendarTimelineTest {
    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
    private static final LocalDate FEBRUARY = LocalDate.of(2026, 2, 1);

    private static CalendarTimeline from(LocalDate day, ServiceCalendar before, ServiceCalendar after) {
        return CalendarTimeline.of(new TreeMap<>(Map.of(LocalDate.of(2026, 1, 1), before, day, after)));
    }

    @Test
    void a_pause_over_the_weekend_gives_back_only_open_time() {
        CalendarTimeline clock = clock(LONDON, "mon-fri 09:00-17:00");
        List<Span> weekend = List.of(span(LONDON, "2026-06-05T16:00", "2026-06-08T10:00"));
        // Open for 2 of its 66 hours.
        assertThat(clock.elapsedSeconds(at(LONDON, "2026-06-05T09:00"), at(LONDON, "2026-06-08T17:00"), weekend))
                .isEqualTo(14 * 3600);
        assertThat(clock.due(at(LONDON, "2026-06-05T09:00"), 8 * 3600, weekend))
                .isEqualTo(at(LONDON, "2026-06-08T11:00"));
    }

    @Test
    void a_ticket_opened_and_held_on_a_holiday_gets_no_more_than_its_open_time_back() {
        CalendarTimeline clock = clock(LONDON, "mon-fri 09:00-17:00", LocalDate.of(2026, 6, 1));
        List<Span> held = List.of(span(LONDON, "2026-06-01T10:00", "2026-06-02T11:00"));
        assertThat(clock.due(at(LONDON, "2026-06-01T10:00"), 4 * 3600, held)).isEqualTo(at(LONDON, "2026-06-02T15:00"));
        assertThat(clock.pausedSeconds(at(LONDON, "2026-06-01T10:00"), at(LONDON, "2026-06-03T00:00"), held))
                .isEqualTo(2 * 3600);
    }

    @Test
    void pauses_that_overlap_count_once_and_reach_no_further_than_the_clock() {
        CalendarTimeline clock = clock(LONDON, "mon-fri 09:00-17:00");
        List<Span> pauses = List.of(
                span(LONDON, "2026-06-01T12:00", "2026-06-01T14:00"),
                span(LONDON, "2026-06-01T11:00", "2026-06-01T13:00"),
                span(LONDON, "2026-05-01T00:00", "2026-06-01T10:30"));
        assertThat(clock.elapsedSeconds(at(LONDON, "2026-06-01T10:00"), at(LONDON, "2026-06-01T15:00"), pauses))
                .isEqualTo(5400);
    }

    @Test
    void a_pause_that_begins_when_the_amount_is_reached_delays_nothing() {
        CalendarTimeline clock = clock(LONDON, "mon-fri 09:00-17:00");
        List<Span> lunch = List.of(span(LONDON, "2026-06-01T12:00", "2026-06-01T13:00"));
        assertThat(clock.due(at(LONDON, "2026-06-01T09:00"), 3 * 3600, lunch))
                .isEqualTo(at(LONDON, "2026-06-01T12:00"));
        assertThat(clock.dueBackward(at(LONDON, "2026-06-01T17:00"), 4 * 3600, lunch))
                .isEqualTo(at(LONDON, "2026-06-01T13:00"));
        assertThat(clock.due(at(LONDON, "2026-06-01T12:30"), 0, lunch)).isEqualTo(at(LONDON, "2026-06-01T13:00"));
        assertThat(clock.dueBackward(at(LONDON, "2026-06-01T12:30"), 0, lunch))
                .isEqualTo(at(LONDON, "2026-06-01T12:00"));
    }

    @Test
    void a_changed_calendar_leaves_earlier_dates_as_they_were() {
        ServiceCalendar before = weekly(LONDON, "mon-fri 09:00-17:00");
        ServiceCalendar after = weekly(LONDON, "mon-sun 08:00-20:00");
        CalendarTimeline clock = from(FEBRUARY, before, after);
        // Friday 30 January to Tuesday 3 February: one old day, then Sunday and Monday by the new hours.
        assertThat(clock.openSeconds(at(LONDON, "2026-01-30T00:00"), at(LONDON, "2026-02-03T00:00")))
                .isEqualTo((8 + 12 + 12) * 3600);
        assertThat(clock.openSeconds(at(LONDON, "2025-06-01T00:00"), at(LONDON, "2026-02-01T00:00")))
                .isEqualTo(before.openSeconds(at(LONDON, "2025-06-01T00:00"), at(LONDON, "2026-02-01T00:00")));
        assertThat(clock.due(at(LONDON, "2026-01-30T16:00"), 2 * 3600, List.of()))
                .isEqualTo(at(LONDON, "2026-02-01T09:00"));
        assertThat(clock.opensOn(LocalDate.of(2026, 1, 31))).isFalse();
        assertThat(clock.opensOn(FEBRUARY)).isTrue();
    }

    @Test
    void a_night_that_began_under_the_old_calendar_runs_to_its_end() {
        CalendarTimeline clock =
                from(FEBRUARY, weekly(LONDON, "mon-sun 22:00-06:00"), weekly(LONDON, "mon-sun 04:00-20:00"));
        assertThat(clock.openSpans(at(LONDON, "2026-01-31T12:00"), at(LONDON, "2026-02-02T00:00")))
                .as("the night and the new morning overlap and count once")
                .containsExactly(span(LONDON, "2026-01-31T22:00", "2026-02-01T20:00"));
    }

    @Test
    void a_night_of_the_new_calendar_does_not_reach_back_before_it_applies() {
        CalendarTimeline clock =
                from(FEBRUARY, weekly(LONDON, "mon-sun 09:00-17:00"), weekly(LONDON, "mon-sun 22:00-06:00"));
        assertThat(clock.openSpans(at(LONDON, "2026-01-31T12:00"), at(LONDON, "2026-02-02T00:00")))
                .containsExactly(
                        span(LONDON, "2026-01-31T12:00", "2026-01-31T17:00"),
                        span(LONDON, "2026-02-01T22:00", "2026-02-02T00:00"));
    }

    @ParameterizedTest(name = "{0} to {1}")
    @CsvSource(textBlock = """
            Europe/London,    America/New_York
            America/New_York, Europe/London
            Pacific/Auckland, America/Los_Angeles
            America/Los_Angeles, Pacific/Auckland
            """)
    void round_the_clock_stays_so_when_the_zone_changes(ZoneId before, ZoneId after) {
        CalendarTimeline clock =
                from(FEBRUARY, ServiceCalendar.roundTheClock(before), ServiceCalendar.roundTheClock(after));
        Span all = span(LONDON, "2026-01-01T00:00", "2026-03-01T00:00");
        assertThat(clock.openSpans(all.from(), all.to())).containsExactly(all);
    }

    @Test
    void a_day_is_judged_by_the_calendar_in_force_on_it_in_whatever_zone() {
        CalendarTimeline clock =
                from(FEBRUARY, weekly(LONDON, "mon-fri 09:00-17:00"), weekly(NEW_YORK, "sat-sun 09:00-17:00"));
        assertThat(clock.opensOn(FEBRUARY)).as("a Sunday").isTrue();
        assertThat(clock.opensOn(LocalDate.of(2026, 1, 31)))
                .as("a Saturday before")
                .isFalse();
        assertThat(clock.openSpans(at(LONDON, "2026-01-30T00:00"), at(LONDON, "2026-02-03T00:00")))
                .containsExactly(
                        span(LONDON, "2026-01-30T09:00", "2026-01-30T17:00"),
                        span(NEW_YORK, "2026-02-01T09:00", "2026-02-01T17:00"));
    }

    @ParameterizedTest(name = "{0} + {1} working days: {3}")
    @CsvSource(textBlock = """
            2026-06-01T10:00, 3, 2026-06-04T10:00, the same time of day
            2026-06-04T10:00, 3, 2026-06-09T10:00, over a weekend
            2026-05-22T10:00, 1, 2026-05-26T10:00, a holiday is no working day
            2026-05-25T10:00, 1, 2026-05-26T10:00, nor where it starts on one
            2026-06-06T10:00, 1, 2026-06-08T10:00, from a Saturday the first working day is Monday
            2026-06-01T20:00, 1, 2026-06-03T09:00, after the hours the next opening
            2026-06-01T17:00, 1, 2026-06-03T09:00, the close itself is outside the hours
            2026-06-01T07:00, 1, 2026-06-02T09:00, before the hours that day's opening
            2026-06-04T20:00, 1, 2026-06-08T09:00, after the hours of a Friday on Monday
            2026-03-27T10:00, 1, 2026-03-30T10:00, the same wall clock after clocks go forward
            2026-06-01T10:00, 0, 2026-06-01T10:00, none
            2026-06-06T10:00, 0, 2026-06-08T09:00, none from a Saturday is the next opening
            """)
    void working_days_keep_the_time_of_day(String from, int days, String expected, String why) {
        CalendarTimeline clock = clock(LONDON, "mon-fri 09:00-17:00", LocalDate.of(2026, 5, 25));
        assertThat(clock.plusWorkingDays(at(LONDON, from), days)).as(why).isEqualTo(at(LONDON, expected));
    }

    @Test
    void working_days_of_a_rare_calendar_are_found_years_later() {
        CalendarTimeline clock = clock(LONDON, "sat 09:00-10:00");
        assertThat(clock.plusWorkingDays(LocalDate.of(2026, 1, 3), 9999)).isEqualTo(LocalDate.of(2217, 8, 23));
    }

    @Test
    void working_days_that_never_come_and_negative_ones_are_refused() {
        var day = LocalDate.of(2026, 6, 6);
        var clock = CalendarTimeline.of(new ServiceCalendar(
                LONDON, Map.of(), Holidays.none(), java.util.Set.of(), Map.of(day, Hours.parse("09:00-17:00"))));
        assertThat(clock.plusWorkingDays(LocalDate.of(2026, 6, 1), 1)).isEqualTo(day);
        assertThatThrownBy(() -> clock.plusWorkingDays(day, 1)).hasMessageContaining("no working day");
        assertThatThrownBy(() -> clock.plusWorkingDays(day, -1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void working_days_between_leave_the_first_day_out_and_take_the_last_in() {
        CalendarTimeline clock = clock(LONDON, "mon-fri 09:00-17:00");
        LocalDate friday = LocalDate.of(2026, 6, 5);
        assertThat(clock.workingDaysBetween(friday, friday)).isZero();
        assertThat(clock.workingDaysBetween(friday, friday.plusDays(2))).isZero();
        assertThat(clock.workingDaysBetween(friday, friday.plusDays(3))).isOne();
        assertThat(clock.workingDaysBetween(friday, friday.minusDays(3))).isZero();
    }

    @Test
    void a_timeline_without_a_calendar_is_refused() {
        assertThatThrownBy(() -> CalendarTimeline.of(new TreeMap<>())).hasMessage("a timeline needs a calendar");
    }
}
