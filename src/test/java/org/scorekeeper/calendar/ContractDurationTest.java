package org.scorekeeper.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContractDurationTest {
    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource(textBlock = """
            90s,    PT1M30S
            30m,    PT30M
            4h,     PT4H
            2d,     PT48H
            0h,     PT0S
            ' 4 H', PT4H
            """)
    void fixed_lengths(String text, Duration length) {
        assertThat(ContractDuration.parse(text))
                .isInstanceOfSatisfying(
                        ContractDuration.Fixed.class,
                        fixed -> assertThat(fixed.duration()).isEqualTo(length));
    }

    @ParameterizedTest(name = "{0} are {1}")
    @CsvSource(textBlock = """
            3 working days,  3
            1 working day,   1
            10  Working Days, 10
            """)
    void working_days(String text, int days) {
        assertThat(ContractDuration.parse(text)).isEqualTo(new ContractDuration.WorkingDays(days));
    }

    @ParameterizedTest(name = "\"{0}\"")
    @ValueSource(strings = {"", "4", "h", "4 fortnights", "-4h", "1.5h", "4h30m", "working days", "3 days", "1e3s"})
    void anything_else_is_refused_with_what_would_do(String text) {
        assertThatThrownBy(() -> ContractDuration.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("\"" + text
                        + "\" is no length of time. Write 90s, 30m, 4h, 2d (24 hours each) or 3 working days.");
    }

    @ParameterizedTest(name = "{0} s are {1}")
    @CsvSource(textBlock = """
            0,      0:00:00
            59,     0:00:59
            3600,   1:00:00
            273912, 76:05:12
            -61,    -0:01:01
            """)
    void seconds_print_as_hours_minutes_and_seconds(long seconds, String text) {
        assertThat(ContractDuration.print(seconds)).isEqualTo(text);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"90s", "4h", "1 working day", "3 working days"})
    void it_prints_as_it_was_written(String text) {
        assertThat(ContractDuration.parse(text)).hasToString(text);
    }
}
