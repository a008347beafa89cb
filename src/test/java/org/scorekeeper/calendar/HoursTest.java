package org.scorekeeper.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DayOfWeek;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.scorekeeper.calendar.Hours.Interval;

class HoursTest {
    @ParameterizedTest(name = "\"{0}\" is {1}")
    @CsvSource(delimiter = '|', textBlock = """
            08:00-18:00              | 28800-64800
            8:00 - 18:00             | 28800-64800
            09:00-12:00, 13:00-17:00 | 32400-43200 46800-61200
            13:00-17:00,09:00-12:00  | 32400-43200 46800-61200
            09:00-12:00, 12:00-17:00 | 32400-43200 43200-61200
            00:00-24:00              | 0-86400
            18:00-24:00              | 64800-86400
            18:00-00:00              | 64800-86400
            22:00-06:00              | 79200-108000
            09:00:30-09:00:31        | 32430-32431
            23:59-23:58              | 86340-172680
            ''                       | ''
            closed                   | ''
            """)
    void hours_are_read_as_seconds_of_the_day(String text, String intervals) {
        assertThat(Hours.parse(text).stream()
                        .map(interval -> interval.from() + "-" + interval.to())
                        .collect(Collectors.joining(" ")))
                .isEqualTo(intervals);
    }

    @ParameterizedTest(name = "\"{0}\": {1}")
    @CsvSource(delimiter = '|', textBlock = """
            nine to five             | "nine to five" is no opening interval. Write 08:00-18:00, or 09:00-12:00, 13:00-17:00.
            08:00                    | "08:00" is no opening interval. Write 08:00-18:00, or 09:00-12:00, 13:00-17:00.
            08:00-18:00,             | "" is no opening interval. Write 08:00-18:00, or 09:00-12:00, 13:00-17:00.
            08:00-25:00              | "08:00-25:00" has a time that no day has. A day runs from 00:00 to 24:00.
            08:00-24:30              | "08:00-24:30" has a time that no day has. A day runs from 00:00 to 24:00.
            08:61-09:00              | "08:61-09:00" has a time that no day has. A day runs from 00:00 to 24:00.
            24:00-06:00              | "24:00-06:00" has a time that no day has. A day runs from 00:00 to 24:00.
            08:00-08:00              | "08:00-08:00" opens and closes at the same time. For a whole day write 00:00-24:00.
            09:00-13:00, 12:00-17:00 | "09:00-13:00, 12:00-17:00" overlaps with itself. Write each interval once, in order.
            """)
    void wrong_hours_are_refused_with_what_would_do(String text, String message) {
        assertThatThrownBy(() -> Hours.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    @ParameterizedTest(name = "\"{0}\" is {1}")
    @CsvSource(delimiter = '|', textBlock = """
            mon-fri     | MONDAY TUESDAY WEDNESDAY THURSDAY FRIDAY
            Mon - Fri   | MONDAY TUESDAY WEDNESDAY THURSDAY FRIDAY
            SAT         | SATURDAY
            mon, wed    | MONDAY WEDNESDAY
            fri-mon     | MONDAY FRIDAY SATURDAY SUNDAY
            mon-tue,sat | MONDAY TUESDAY SATURDAY
            tuesday     | TUESDAY
            """)
    void days_are_read_in_any_case_singly_in_lists_and_in_ranges(String key, String days) {
        assertThat(Hours.week(Map.of(key, "09:00-17:00")).keySet().stream()
                        .map(DayOfWeek::name)
                        .collect(Collectors.joining(" ")))
                .isEqualTo(days);
    }

    @ParameterizedTest(name = "\"{0}\": {1}")
    @CsvSource(delimiter = '|', textBlock = """
            weekdays    | "weekdays" names no days of the week. Write mon-fri, sat, or mon, wed.
            mo          | "mo" names no days of the week. Write mon-fri, sat, or mon, wed.
            mon-        | "mon-" names no days of the week. Write mon-fri, sat, or mon, wed.
            mon-wed-fri | "mon-wed-fri" names no days of the week. Write mon-fri, sat, or mon, wed.
            mondays     | "mondays" names no days of the week. Write mon-fri, sat, or mon, wed.
            mon, mon    | mon has hours twice. Name each day once.
            """)
    void wrong_days_are_refused_with_what_would_do(String key, String message) {
        assertThatThrownBy(() -> Hours.week(Map.of(key, "09:00-17:00")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    @Test
    void a_day_named_under_two_keys_is_refused() {
        assertThatThrownBy(() -> Hours.week(Map.of("mon-fri", "09:00-17:00", "fri", "09:00-12:00")))
                .hasMessage("fri has hours twice. Name each day once.");
    }

    @Test
    void an_interval_outside_a_day_is_refused() {
        assertThatThrownBy(() -> new Interval(-1, 10)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Interval(86_400, 86_401)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Interval(10, 10)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Interval(10, 86_411)).isInstanceOf(IllegalArgumentException.class);
    }
}
