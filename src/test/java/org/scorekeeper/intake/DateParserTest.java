package org.scorekeeper.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.scorekeeper.facts.Moment;
import org.scorekeeper.intake.DatePattern.Reading;

class DateParserTest {
    private static final ZoneId LONDON = ZoneId.of("Europe/London");

    @ParameterizedTest(name = "{0} as {1}: {3}")
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
            3/7/2026 9:05;             d/M/yyyy H:mm;              2026-07-03T08:05:00Z; in summer London is an hour ahead
            03/07/2026 09:05;          d/M/yyyy HH:mm;             2026-07-03T08:05:00Z; zeros in front of one-digit letters are fine
            3/1/2026 09:05;            d/M/yyyy HH:mm;             2026-01-03T09:05:00Z; its own date's offset, not today's
            2026-07-03T09:05:06+02:00; yyyy-MM-dd'T'HH:mm:ssXXX;   2026-07-03T07:05:06Z; an offset speaks for itself
            2026-07-03T09:05:06Z;      yyyy-MM-dd'T'HH:mm:ssXXX;   2026-07-03T09:05:06Z; Z is an offset too
            2026-07-03t09:05:06z;      yyyy-MM-dd'T'HH:mm:ssXXX;   2026-07-03T09:05:06Z; case does not matter
            2026-07-03T09:05:06-0530;  yyyy-MM-dd'T'HH:mm:ssXX;    2026-07-03T14:35:06Z; without the colon
            2026-07-03T09:05:06.789Z;  yyyy-MM-dd'T'HH:mm:ss.SSSXXX; 2026-07-03T09:05:06Z; fractions are cut off, never rounded up
            2026-07-03 23:59:59.999;   yyyy-MM-dd HH:mm:ss.SSS;    2026-07-03T22:59:59Z; not even just before midnight
            07/03/2026 9:05 PM;        M/d/yyyy h:mm a;            2026-07-03T20:05:00Z; American: the month first
            07/03/2026 12:00 am;       MM/dd/yyyy hh:mm a;         2026-07-02T23:00:00Z; twelve at night is zero
            07/03/2026 12:30 PM;       MM/dd/yyyy hh:mm a;         2026-07-03T11:30:00Z; twelve at noon is twelve
            03/Jul/26 9:05 PM;         dd/MMM/yy h:mm a;           2026-07-03T20:05:00Z; as Jira writes it
            3 JUL 2026 09:05;          d MMM yyyy HH:mm;           2026-07-03T08:05:00Z; names of months in any case
            20260703090506;            yyyyMMddHHmmss;             2026-07-03T08:05:06Z; digits run together
            03.07.26 09:05;            dd.MM.yy HH:mm;             2026-07-03T08:05:00Z; two digits of a year are of this century
            2026-07-03;                yyyy-MM-dd;                 2026-07-03;           a date without a time is a day
            29/02/2024;                dd/MM/yyyy;                 2024-02-29;           a leap day
            """)
    void a_text_of_the_pattern_is_read(String text, String pattern, String moment, String why) {
        assertThat(parse(text, pattern)).as(why).hasToString(moment);
    }

    @ParameterizedTest(name = "{0} as {1}: {2}")
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
            31/02/2026;                d/M/yyyy;                 there is no such day
            29/02/2026;                d/M/yyyy;                 no leap year
            31/04/2026;                dd/MM/yyyy;               April has thirty
            13/15/2024;                MM/dd/yyyy;               there is no thirteenth month
            00/07/2026;                dd/MM/yyyy;               days count from one
            3/7/2026;                  dd/MM/yyyy;               two letters want two digits
            003/07/2026;               d/M/yyyy;                 no day has three digits
            3/7/26;                    d/M/yyyy;                 26 is not 2026 where four digits are wanted
            03/07/2026 24:00;          dd/MM/yyyy HH:mm;         the day ends at 00:00 of the next
            03/07/2026 23:60;          dd/MM/yyyy HH:mm;         no such minute
            03/07/2026 13:05 PM;       dd/MM/yyyy hh:mm a;       half days have twelve hours
            03/07/2026 0:05 PM;        dd/MM/yyyy h:mm a;        and start at twelve
            03/07/2026 9:05;           dd/MM/yyyy h:mm a;        AM or PM is missing
            03/07/2026 09:05 x;        dd/MM/yyyy HH:mm;         something follows
            03/07/2026;                dd/MM/yyyy HH:mm;         the time is missing
            2026-07-03T09:05:06+19:00; yyyy-MM-dd'T'HH:mm:ssXXX; no zone is so far off
            2026-07-03T09:05:06;       yyyy-MM-dd'T'HH:mm:ssXXX; the offset is missing
            01/01/0001;                dd/MM/yyyy;               a placeholder
            31/12/9999;                dd/MM/yyyy;               another
            03/Juli/2026;              dd/MMM/yyyy;              names of months are English
            ٠٣/٠٧/٢٠٢٦;                dd/MM/yyyy;               digits of other scripts are not read by halves
            """)
    void a_text_that_is_no_such_date_is_not_read(String text, String pattern, String why) {
        assertThat(parse(text, pattern)).as(why).isNull();
    }

    @Test
    void the_first_pattern_that_reads_a_text_counts() {
        DateParser parser = DateParser.of(List.of("d/M/yyyy HH:mm", "M/d/yyyy HH:mm", "d/M/yyyy"), LONDON);

        assertThat(parser.parse("3/7/2026 10:00")).hasToString("2026-07-03T09:00:00Z");
        assertThat(parser.parse("3/17/2026 10:00")).hasToString("2026-03-17T10:00:00Z");
        assertThat(parser.parse("3/7/2026")).hasToString("2026-07-03");
    }

    @ParameterizedTest(name = "{0}: {2}")
    @CsvSource(delimiter = ';', textBlock = """
            2026-03-29 00:59; 2026-03-29T00:59:00Z; the last minute of winter
            2026-03-29 01:00; 2026-03-29T01:00:00Z; skipped: moved on by the gap, to 02:00 summer time
            2026-03-29 01:30; 2026-03-29T01:30:00Z; skipped: moved on to 02:30
            2026-03-29 02:00; 2026-03-29T01:00:00Z; the first minute of summer
            2026-10-25 00:59; 2026-10-24T23:59:00Z; summer still
            2026-10-25 01:00; 2026-10-25T00:00:00Z; repeated: the earlier counts
            2026-10-25 01:59; 2026-10-25T00:59:00Z; repeated: the earlier counts
            2026-10-25 02:00; 2026-10-25T02:00:00Z; winter
            2016-07-01 12:00; 2016-07-01T11:00:00Z; the offset of long ago
            """)
    void on_the_days_when_clocks_change(String text, String instant, String why) {
        assertThat(parse(text, "yyyy-MM-dd HH:mm")).as(why).hasToString(instant);
    }

    @Test
    void asked_for_the_later_one_the_repeated_hour_is_read_as_its_repetition() {
        DateParser parser = DateParser.of(List.of(), LONDON);

        assertThat(parser.parseLater("2026-10-25 01:30")).hasToString("2026-10-25T01:30:00Z");
        assertThat(parser.parseLater("2026-10-25T01:30:00+01:00")).hasToString("2026-10-25T00:30:00Z");
        assertThat(parser.parseLater("2026-10-25 03:30")).hasToString("2026-10-25T03:30:00Z");
        assertThat(parser.atLater(LocalDateTime.of(2026, 10, 25, 1, 30))).hasToString("2026-10-25T01:30:00Z");
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(delimiter = ';', textBlock = """
            dd/mm/yyyy;          m are minutes
            YYYY-MM-dd;          Y is the year of a week
            yyyy-MM-DD;          D is the day of the year
            dd/MM/yyyy hh:mm;    need AM or PM
            MM/yyyy;             does not tell a whole date
            HH:mm;               does not tell a whole date
            dd/MM/yyyy T HH:mm;  is no date pattern
            yyyy-MM-dd'T;        is no date pattern
            ppddMyyyy;           right behind a padded one
            yyyyyyyyyyyy-MM-dd;  does not tell a whole date
            """)
    void a_pattern_that_tells_no_date_is_refused_with_what_may_be_meant(String pattern, String says) {
        assertThatThrownBy(() -> DatePattern.of(pattern))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(says);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "d/M/yyyy HH:mm",
                "dd-MM-yyyy HH:mm:ss",
                "yyyy-MM-dd'T'HH:mm:ssXXX",
                "yyyy-MM-dd'T'HH:mm:ss.SSSXX",
                "yyyyMMddHHmm",
                "M/d/yy h:mm a",
                "dd.MM.yyyy",
                "uuuu/MM/dd 'at' H:m:s",
                "d/M/yyyy, HH:mm",
                "yyMMdd",
                "MM/dd/yyyy hh:mm:ss a"
            })
    void numeric_patterns_agree_with_the_library_on_whatever_it_writes_and_on_what_is_damaged(String pattern) {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        DatePattern compiled = DatePattern.of(pattern);
        assertThat(compiled.isNumeric()).isTrue();
        for (int i = 0; i < 3_000; i++) {
            String text = compiled.formatter().format(randomMoment(random));
            if (random.nextInt(3) == 0) {
                char[] chars = text.toCharArray();
                chars[random.nextInt(chars.length)] = "0123456789:/- ".charAt(random.nextInt(14));
                text = new String(chars);
            }
            assertThat(reading(compiled, text, true))
                    .as("seed %d, text %s", seed, text)
                    .isEqualTo(reading(compiled, text, false));
        }
    }

    private static String reading(DatePattern pattern, String text, boolean fast) {
        Reading reading = new Reading();
        boolean read = fast ? pattern.parse(text, reading) : pattern.parseWithFormatter(text, reading);
        return read
                ? LocalDate.ofEpochDay(reading.epochDay) + " " + reading.secondOfDay + " " + reading.offsetSeconds
                : "none";
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Europe/London",
                "America/New_York",
                "Asia/Kolkata",
                "Australia/Lord_Howe",
                "America/St_Johns",
                "Africa/Casablanca",
                "Asia/Gaza",
                "Pacific/Apia",
                "UTC"
            })
    void times_without_an_offset_agree_with_the_zone_rules_on_every_day(String id) {
        ZoneId zone = ZoneId.of(id);
        long seed = System.nanoTime();
        Random random = new Random(seed);
        DateParser parser = DateParser.of(List.of("yyyy-MM-dd HH:mm:ss"), zone);
        for (int i = 0; i < 20_000; i++) {
            LocalDateTime local = randomMoment(random).toLocalDateTime();
            String text = local.toString().replace('T', ' ');
            text = text.length() == 16 ? text + ":00" : text;
            assertThat(parser.parse(text))
                    .as("seed %d, %s", seed, text)
                    .isEqualTo(new Moment.At(local.atZone(zone).toInstant()));
        }
    }

    private static OffsetDateTime randomMoment(Random random) {
        Instant instant = Instant.parse("2000-01-01T00:00:00Z")
                .plusSeconds((long) (random.nextDouble() * 36_500 * 86_400))
                .truncatedTo(ChronoUnit.SECONDS);
        int quarters = random.nextInt(48) - 24;
        return instant.atOffset(ZoneOffset.ofTotalSeconds(quarters * 900));
    }

    private static @org.jspecify.annotations.Nullable Moment parse(String text, String... patterns) {
        return DateParser.of(Arrays.asList(patterns), LONDON).parse(text);
    }
}
