package org.scorekeeper.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumbersTest {
    @ParameterizedTest(name = "[{0}] with {1} is {2}: {3}")
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
            1234.5;        .; 1234.5;    plain
            1234,5;        `,`; 1234.5;  a decimal comma
            46.50;         .; 46.50;     zeros at the end stay
            -3.25;         .; -3.25;     below zero
            \u22123.25;    .; -3.25;     the minus of typesetters
            +7;            .; 7;         above zero, and says so
            (12.00);       .; -12.00;    accountants' minus
            1.234,50-;     `,`; -1234.50; the minus of SAP
            1\u2009234,5;  `,`; 1234.5;  with a thin space
            .5;            .; 0.5;       without a zero
            1,234,567.8;   .; 1234567.8; thousands with commas
            1.234.567,8;   `,`; 1234567.8; thousands with points
            1 234 567,8;   `,`; 1234567.8; thousands with spaces
            1\u202f234,5;  `,`; 1234.5;  with a narrow space that does not break
            1'234.50;      .; 1234.50;   Swiss
            12,34,567.00;  .; 1234567.00; Indian
            123456789012345678901.25; .; 123456789012345678901.25; longer than a long
            0000000000000000000000000000007.1; .; ; longer than any number is
            """)
    void a_number_is_read_with_the_feeds_decimal_mark(String text, char mark, BigDecimal value, String why) {
        assertThat(Numbers.decimal(text, mark)).as(why).isEqualTo(value);
    }

    @ParameterizedTest(name = "[{0}] with {1}: {2}")
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
            1,5;        .;   a comma is no thousands mark before one digit
            1.5;        `,`; nor is a point
            12,34;      .;   nor before two
            1,2345;     .;   nor before four
            1234,567;   .;   nor after four
            1,234 567;  .;   marks are all the same
            1 2 3;      .;   spaces between digits are no thousands marks
            1'2;        .;   nor apostrophes
            1.2.3;      .;   two points
            5.;         .;   nothing after the point
            .;          .;   nothing at all
            -;          .;   a dash is no number
            --5;        .;   two signs
            (5;         .;   half a pair of brackets
            -5-;        .;   a sign at both ends
            5,-;        ,;   a dash for no cents
            1e5;        .;   no powers of ten
            £5;         .;   no currency: it might be another than the contract's
            5 EUR;      .;   nor its code
            50%;        .;   a percentage is asked for where it may stand
            ٣;          .;   digits of other scripts are not read by halves
            NaN;        .;   a word
            0x10;       .;   another notation
            """)
    void what_is_no_number_is_not_guessed(String text, char mark, String why) {
        assertThat(Numbers.decimal(text, mark)).as(why).isNull();
    }

    @Test
    void every_number_that_java_writes_is_read_as_itself() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            BigDecimal value = new BigDecimal(new java.math.BigInteger(random.nextInt(80), random), random.nextInt(8));
            BigDecimal signed = random.nextBoolean() ? value : value.negate();
            assertThat(Numbers.decimal(signed.toPlainString(), '.'))
                    .as("seed %d", seed)
                    .isEqualTo(signed);
            assertThat(Numbers.decimal(signed.toPlainString().replace('.', ','), ','))
                    .as("seed %d", seed)
                    .isEqualTo(signed);
        }
    }

    @ParameterizedTest(name = "{0} is {1}: {2}")
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
            3600;               PT1H;       a number alone is seconds
            90.9;               PT1M30S;    fractions of a second are left out
            0;                  PT0S;       nothing held
            1:30;               PT1H30M;    hours and minutes
            1:30:05;            PT1H30M5S;  and seconds
            0:00:59.9;          PT59S;      and their fractions
            76:05:12;           PT76H5M12S; hours go beyond a day
            2 days 3:04:05;     PT51H4M5S;  days before a clock
            1 day, 0:00:01;     PT24H1S;    with a comma
            1d 4h;              PT28H;      a day is 24 hours
            1 Day 4 Hours 3 Minutes 2 Seconds; PT28H3M2S; in words
            90m;                PT1H30M;    minutes
            1.5 hours;          PT1H30M;    parts of an hour
            1,5 h;              PT1H30M;    with a comma
            45 min;             PT45M;      shortened
            30 secs;            PT30S;      shortened
            PT1H30M;            PT1H30M;    ISO 8601
            P1DT2H;             PT26H;      with a day
            pt0.5s;             PT0S;       whole seconds
            """)
    void a_length_of_time_is_read(String text, Duration duration, String why) {
        assertThat(Numbers.duration(text, '.')).as(why).isEqualTo(duration);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = ';', textBlock = """
            5 months;  a month has no length
            2w;        nor is a week of work seven days
            -5;        no time is below zero
            -1:30;     nor any clock
            1:75;      no such minute
            PT-5M;     below zero
            p1y;       a year has no length
            1h 1h;     hours twice
            4 m 1 h;   the wrong way round
            h;         an hour without a number
            pending;   a word
            12:30 PM;  a time of day
            """)
    void what_is_no_length_of_time_is_not_guessed(String text, String why) {
        assertThat(Numbers.duration(text, '.')).as(why).isNull();
    }

    @ParameterizedTest(name = "{0} is {1} hours")
    @CsvSource({"PT7H30M, 7.5", "PT8H, 8", "PT20M, 0.333333", "PT40M, 0.666667", "PT0S, 0", "PT100H, 100"})
    void a_clock_in_hours_has_six_decimals_at_most(Duration duration, BigDecimal hours) {
        assertThat(Numbers.hours(duration)).isEqualTo(hours);
    }
}
