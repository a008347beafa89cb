package org.scorekeeper.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HolidaysTest {
    @ParameterizedTest(name = "{0} {1}: {2}, {3}")
    @CsvSource(textBlock = """
            gb-eng, 2026-12-25, true,  Christmas Day
            gb-eng, 2026-12-26, false, Boxing Day is a Saturday
            gb-eng, 2026-12-28, true,  and its substitute a Monday
            gb-eng, 2026-08-31, true,  the summer bank holiday of England
            gb-sct, 2026-08-31, false, is not Scotland's
            GB-ENG, 2026-04-06, true,  codes are read in any case
            gb,     2026-12-25, true,  a country
            de-by,  2026-01-06, true,  Epiphany in Bavaria
            de-be,  2026-01-06, false, not in Berlin
            fr,     2026-07-14, true,  Bastille Day
            us,     2026-07-03, true,  Independence Day observed on a Friday
            us,     2021-12-31, true,  New Year's Day of 2022 observed in the year before
            us,     2022-12-31, false, not so in the next
            """)
    void public_holidays_by_iso_3166_code(String code, LocalDate day, boolean holiday, String why) {
        assertThat(Holidays.of(code).contains(day)).as(why).isEqualTo(holiday);
    }

    @ParameterizedTest(name = "\"{0}\"")
    @ValueSource(strings = {"xx", "gb-foo", "gb-", "", "england", "gb_eng", "../gb", "gb-eng-lon"})
    void an_unknown_code_is_refused_by_name(String code) {
        assertThatThrownBy(() -> Holidays.of(code))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no public holidays are known for \"" + code
                        + "\". Write an ISO 3166 code such as gb-eng, de-by or fr, or list the days under closed.");
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(ints = {1, 1850, 2300, 9999})
    void a_year_beyond_the_rules_has_no_days_and_is_no_error(int year) {
        assertThat(Holidays.of("ae").in(year)).isEmpty();
    }

    @Test
    void a_set_of_ones_own_has_its_days_and_no_others() {
        LocalDate day = LocalDate.of(2026, 5, 5);
        Holidays holidays = Holidays.on(Set.of(day));
        assertThat(holidays.contains(day)).isTrue();
        assertThat(holidays.in(2026)).containsExactly(day);
        assertThat(holidays.in(2027)).isEmpty();
        assertThat(Holidays.none().in(2026)).isEmpty();
    }
}
