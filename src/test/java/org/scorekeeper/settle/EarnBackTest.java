package org.scorekeeper.settle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.scorekeeper.contract.ContractHistory;
import org.scorekeeper.measure.Contracts;
import org.scorekeeper.measure.Figure;

/** Step 11: what comes back after good periods. A failure costs 100.00. */
class EarnBackTest {
    private static final String CREDITS = "credits:\n  earn-back: { after: 3 periods at target, returns: 50% }\n";

    private static ContractHistory level(String more, String credits) {
        return Contracts.of(Contracts.one(
                        "{ reading: { metric: m } }",
                        "at least 95%",
                        "clause: \"1\"\nladder: [ { below: 95%, credit: 100.00 } ]\n" + more)
                + credits);
    }

    /** {@code F} fails, {@code T} is at target, {@code -} has no data. */
    private static List<PeriodResult> months(ContractHistory history, String course) {
        List<List<Figure>> figures = new ArrayList<>();
        course.chars()
                .forEach(letter ->
                        figures.add(List.of(Settled.value(letter == 'F' ? "0" : letter == 'T' ? "100" : "-"))));
        return Settled.months(history, figures);
    }

    private static String earned(List<PeriodResult> results) {
        return results.stream()
                .flatMap(result -> result.lines().stream())
                .filter(line -> line.kind() == LedgerLine.Kind.EARN_BACK)
                .map(line -> line.lineId().replace("C-1/", "") + "=" + line.signedAmount())
                .collect(Collectors.joining(" "));
    }

    @ParameterizedTest(name = "{0}: {2}")
    @CsvSource(textBlock = """
            FTT,       '',                                        two are not three
            FTTT,      2026-04/L/earn-back/2026-01=-50.00,        in the third period in a row
            FTTTTTTT,  2026-04/L/earn-back/2026-01=-50.00,        once
            FTFTTT,    2026-06/L/earn-back/2026-01=-50.00 2026-06/L/earn-back/2026-03=-50.00, a failure ends the run and the next earns both back
            FT-TTT,    2026-06/L/earn-back/2026-01=-50.00,        a period without data ends the run
            TTTF,      '',                                        good periods before the credit earn nothing
            FTTTF,     2026-04/L/earn-back/2026-01=-50.00,        a later failure takes nothing away
            FTTTFTTT,  2026-04/L/earn-back/2026-01=-50.00 2026-08/L/earn-back/2026-05=-50.00, each credit by itself
            """)
    void a_share_comes_back_after_three_periods_at_target(String course, String earned, String why) {
        assertThat(earned(months(level("", CREDITS), course))).as(why).isEqualTo(earned);
    }

    @Test
    void it_is_the_vendors_and_names_the_credit_that_caused_it() {
        PeriodResult april = months(level("", CREDITS), "FTTT").get(3);

        LedgerLine line = april.lines().get(0);
        assertThat(line.payee()).isEqualTo(LedgerLine.Payee.VENDOR);
        assertThat(line.links().causedByLineId()).contains("C-1/2026-01/L");
        assertThat(line.reason())
                .isEqualTo("3 periods in a row at target: 50% of the credit of 100.00 GBP of 2026-01 comes back");
        assertThat(line.serviceLevel()).isEqualTo("L");
        assertThat(april.credits()).as("no credit of this period").isEqualByComparingTo("0");
        assertThat(april.levels().get(0).trace())
                .extracting(step -> step.step())
                .contains("earn-back");
    }

    @Test
    void it_is_earned_across_the_end_of_a_contract_year_and_uses_no_cap() {
        String caps = CREDITS + "  caps: [ { of: contract, per: year, at-most: 150.00 } ]\n";
        List<PeriodResult> results = months(level("", caps), "TTTTTTTTTTFTTTFF");

        assertThat(earned(results)).isEqualTo("2027-02/L/earn-back/2026-11=-50.00");
        assertThat(results.get(14).credits().toPlainString() + " "
                        + results.get(15).credits())
                .as("what came back in the new year leaves its cap alone")
                .isEqualTo("100.00 50.00");
    }

    @Test
    void what_a_cap_left_of_a_credit_comes_back_by_its_share() {
        String caps = CREDITS + "  caps: [ { of: contract, per: period, at-most: 33.33 } ]\n";

        assertThat(earned(months(level("", caps), "FTTT"))).isEqualTo("2026-04/L/earn-back/2026-01=-16.67");
    }

    @Test
    void a_levels_own_rule_goes_before_the_contracts() {
        String own = "credits: { earn-back: { after: 1 period at target, returns: 20% } }";

        assertThat(earned(months(level(own, CREDITS), "FTT"))).isEqualTo("2026-02/L/earn-back/2026-01=-20.00");
    }

    @Test
    void a_level_that_misses_its_target_without_failing_is_not_at_target() {
        ContractHistory history = Contracts.of(Contracts.one(
                        "{ reading: { metric: m } }",
                        "at least 95%",
                        "clause: \"1\"\nminimum: at least 50%\nfails-when: { below: minimum }\n"
                                + "ladder: [ { below: 95%, credit: 100.00 } ]")
                + CREDITS);
        List<List<Figure>> figures = new ArrayList<>();
        for (String figure : List.of("0", "100", "90", "100", "100", "100")) {
            figures.add(List.of(Settled.value(figure)));
        }

        assertThat(earned(Settled.months(history, figures))).isEqualTo("2026-06/L/earn-back/2026-01=-50.00");
    }
}
