package org.scorekeeper.settle;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.scorekeeper.settle.AgedMonth.Undecided;

/** What may be dropped where facts are kept from November 2023 on. */
class AgedMonthTest {
    private static final YearMonth KEPT = YearMonth.parse("2023-11");

    @ParameterizedTest(name = "{5}")
    @CsvSource(delimiter = '|', textBlock = """
            2023-10 | 2023-11-01 |     | 2023-12-01 |                                        | everything is issued, nothing reaches on
            2023-10 | 2023-11-04 |     | 2023-12-01 |                                        | a ticket of its last day was resolved in the next month, which is issued
            2023-11 | 2023-12-01 |     |            | it is not old enough                   | the first month that is kept
            2024-05 | 2024-06-01 |     |            | it is not old enough                   | a later month
            2019-02 | 2019-03-01 |     |            |                                        | very old, and nothing is left to decide
            2023-10 | 2023-11-01 | T-7 is still open | 2023-12-01 | T-7 is still open                      | what is open may count in a month to come
            2023-10 | 2024-02-01 |     |            |                                        | lasted three months longer: still behind
            2023-10 | 2024-02-02 |     |            | something of it lasted into 2024-02 | lasted into what is kept
            2023-10 | 2023-11-01 |     | 2023-10-01 | C-1 is not issued                      | its own period is not issued
            2023-10 | 2023-11-01 |     | 2023-11-01 |                                        | the first day of which nothing in it speaks
            2023-10 | 2023-11-02 |     | 2023-11-01 | C-1 is not issued                      | one day of it lies in a period that is not issued
            2023-10 | 2023-11-01 |     | 2022-01-01 | C-1 is not issued                      | a year's period that it lies in, or an older one that is held
            2023-10 | 2023-11-01 | T-7 is still open | 2022-01-01 | T-7 is still open                      | what is open is said first
            """)
    void a_month_goes_when_nothing_needs_it(
            YearMonth month,
            LocalDate reach,
            @Nullable String unfinished,
            @Nullable LocalDate undecided,
            @Nullable String stays,
            String why) {
        List<Undecided> waiting = undecided == null
                ? List.of()
                : List.of(
                        new Undecided("C-2 is not issued", undecided.plusYears(2)),
                        new Undecided("C-1 is not issued", undecided));

        assertThat(new AgedMonth(month, reach, Optional.ofNullable(unfinished)).stays(KEPT, waiting))
                .as(why)
                .isEqualTo(Optional.ofNullable(stays));
    }
}
