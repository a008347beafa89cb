package org.scorekeeper.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class MeasurementPeriodTest {
    @ParameterizedTest(name = "{0} {1} lies in {2}: [{3}, {4})")
    @CsvSource(textBlock = """
            MONTHLY,   2026-10-31, 2026-10,  2026-10-01, 2026-11-01
            MONTHLY,   2024-02-29, 2024-02,  2024-02-01, 2024-03-01
            QUARTERLY, 2026-12-31, 2026-Q4,  2026-10-01, 2027-01-01
            QUARTERLY, 2026-01-01, 2026-Q1,  2026-01-01, 2026-04-01
            WEEKLY,    2026-10-05, 2026-W41, 2026-10-05, 2026-10-12
            WEEKLY,    2026-10-11, 2026-W41, 2026-10-05, 2026-10-12
            WEEKLY,    2027-01-03, 2026-W53, 2026-12-28, 2027-01-04
            WEEKLY,    2025-12-29, 2026-W01, 2025-12-29, 2026-01-05
            YEARLY,    2026-06-15, 2026,     2026-01-01, 2027-01-01
            """)
    void a_day_lies_in_the_period_of_its_calendar(
            PeriodKind kind, LocalDate day, String label, LocalDate from, LocalDate to) {
        MeasurementPeriod period = kind.containing(day);
        assertThat(period).isEqualTo(new MeasurementPeriod(kind, from, to)).hasToString(label);
        assertThat(MeasurementPeriod.parse(label)).isEqualTo(period);
        assertThat(period.contains(from)).isTrue();
        assertThat(period.contains(to)).isFalse();
    }

    @ParameterizedTest
    @EnumSource(PeriodKind.class)
    void periods_follow_one_another_without_gap_and_labels_read_back(PeriodKind kind) {
        MeasurementPeriod period = kind.containing(LocalDate.of(1999, 12, 31));
        for (int i = 0; i < 2000; i++) {
            assertThat(period.next().from()).isEqualTo(period.to());
            assertThat(period.next().previous()).isEqualTo(period);
            assertThat(period.next()).isGreaterThan(period);
            assertThat(MeasurementPeriod.parse(period.label())).isEqualTo(period);
            period = period.next();
        }
        assertThat(PeriodKind.of(kind.code())).contains(kind);
    }

    @ParameterizedTest(name = "\"{0}\"")
    @ValueSource(
            strings = {
                "",
                "2026-13",
                "2026-00",
                "2026-Q5",
                "2026-Q0",
                "2026-W54",
                "2025-W53",
                "2026-W00",
                "26-10",
                "2026-1",
                "October",
                "2026-10-01"
            })
    void a_label_of_no_period_is_refused_with_what_would_do(String label) {
        assertThatThrownBy(() -> MeasurementPeriod.parse(label))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("\"" + label + "\" is no measurement period. Write 2026-10, 2026-Q4, 2026-W41 or 2026.");
    }

    @Test
    void its_instants_are_midnights_of_the_zone() {
        MeasurementPeriod october = MeasurementPeriod.parse("2026-10");
        ZoneId london = ZoneId.of("Europe/London");
        assertThat(october.start(london)).isEqualTo(Instant.parse("2026-09-30T23:00:00Z"));
        assertThat(october.end(london)).isEqualTo(Instant.parse("2026-11-01T00:00:00Z"));
    }

    @Test
    void between_two_days_lie_all_periods_that_touch_them() {
        assertThat(MeasurementPeriod.between(
                        PeriodKind.QUARTERLY, LocalDate.of(2026, 3, 31), LocalDate.of(2026, 10, 1)))
                .extracting(MeasurementPeriod::label)
                .isEqualTo(List.of("2026-Q1", "2026-Q2", "2026-Q3", "2026-Q4"));
    }

    @Test
    void a_period_without_days_is_refused() {
        LocalDate day = LocalDate.of(2026, 1, 1);
        assertThatThrownBy(() -> new MeasurementPeriod(PeriodKind.MONTHLY, day, day))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest(name = "{1} lies in year {2} of a term from {0}: [{3}, {4})")
    @CsvSource(textBlock = """
            2026-01-01, 2026-01-01, 1, 2026-01-01, 2027-01-01
            2026-01-01, 2028-12-31, 3, 2028-01-01, 2029-01-01
            2026-04-15, 2027-04-14, 1, 2026-04-15, 2027-04-15
            2026-04-15, 2027-04-15, 2, 2027-04-15, 2028-04-15
            2024-02-29, 2025-02-27, 1, 2024-02-29, 2025-02-28
            2024-02-29, 2025-02-28, 2, 2025-02-28, 2026-02-28
            2024-02-29, 2028-02-28, 4, 2027-02-28, 2028-02-29
            2024-02-29, 2028-02-29, 5, 2028-02-29, 2029-02-28
            """)
    void contract_years_start_at_the_first_day_of_the_term(
            LocalDate term, LocalDate day, int number, LocalDate from, LocalDate to) {
        ContractYear year = ContractYear.containing(term, day);
        assertThat(year).isEqualTo(new ContractYear(number, from, to));
        assertThat(year.contains(day)).isTrue();
    }

    @Test
    void a_day_before_the_term_lies_in_no_contract_year() {
        assertThatThrownBy(() -> ContractYear.containing(LocalDate.of(2026, 1, 1), LocalDate.of(2025, 12, 31)))
                .hasMessage("2025-12-31 lies before the term, which starts on 2026-01-01");
    }
}
