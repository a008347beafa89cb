package org.scorekeeper.settle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.scorekeeper.settle.SchemesTest.amounts;
import static org.scorekeeper.settle.Settled.value;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.scorekeeper.calendar.MeasurementPeriod;
import org.scorekeeper.contract.ContractHistory;
import org.scorekeeper.measure.Contracts;
import org.scorekeeper.measure.Figure;

/** Step 10: caps by period, year and item, in order; and what is too small to issue. Charges are 10,000.00 a month. */
class CapsTest {
    private static final String LEVEL =
            "  - { id: %s, title: L, clause: \"1\", measure: { reading: { metric: m } }, target: at least 95%%, %s }\n";

    /** Each month's credits of a contract with one level K1 that costs 400.00 where it fails; 1 fails, 0 does not. */
    private static String months(String credits, String fails) {
        ContractHistory history = Contracts.of("service-levels:\n"
                + LEVEL.formatted("K1", "ladder: [ { below: 95%, credit: 400.00 } ]") + "credits:\n" + credits);
        return credits(history, fails);
    }

    private static String credits(ContractHistory history, String fails) {
        List<List<Figure>> figures = new ArrayList<>();
        for (String fail : fails.split("", -1)) {
            if (!fail.isEmpty()) {
                figures.add(List.of(value(fail.equals("1") ? "0" : "100")));
            }
        }
        return Settled.months(history, figures).stream()
                .map(result -> result.credits().toPlainString())
                .collect(Collectors.joining(" "));
    }

    @ParameterizedTest(name = "{2}")
    @CsvSource(delimiter = '|', textBlock = """
            { of: contract, per: year, at-most: 1000.00 }        | 400.00 400.00 200.00 0.00 | an amount, used up in the third month
            { of: K1, per: year, at-most: 1000.00 }              | 400.00 400.00 200.00 0.00 | of a level
            { of: contract, per: year, at-most: 1% of charges }  | 400.00 400.00 400.00 0.00 | of the charges of the whole year, 120,000.00
            { of: contract, per: period, at-most: 300.00 }, { of: contract, per: year, at-most: 700.00 } | 300.00 300.00 100.00 0.00 | the period's first
            { of: contract, per: year, at-most: 700.00 }, { of: contract, per: period, at-most: 300.00 } | 300.00 300.00 100.00 0.00 | the year counts what was given, after all caps
            """)
    void a_contract_years_cap_is_used_up(String caps, String credits, String why) {
        assertThat(months("  caps: [ " + caps + " ]\n", "1111")).as(why).isEqualTo(credits);
    }

    @Test
    void the_next_contract_year_begins_with_the_whole_cap() {
        String caps = "  caps: [ { of: contract, per: year, at-most: 600.00 } ]\n";
        assertThat(months(caps, "11000000000011"))
                .endsWith("0.00 0.00 400.00 200.00")
                .startsWith("400.00 200.00 0.00");
    }

    @Test
    void a_years_cap_names_what_is_used_and_its_result_says_so() {
        ContractHistory history = Contracts.of("service-levels:\n"
                + LEVEL.formatted("K1", "ladder: [ { below: 95%, credit: 400.00 } ]")
                + "credits:\n  caps: [ { of: contract, per: year, at-most: 600.00 } ]\n");
        PeriodResult second = Settled.months(history, List.of(List.of(value("0")), List.of(value("0"))))
                .get(1);

        assertThat(second.lines().get(0).reason())
                .endsWith("the cap of 600.00 GBP a contract year on the contract, of which 400.00 GBP is used, shortens"
                        + " 400.00 GBP to 200.00 GBP");
        CapResult cap = second.caps().get(0);
        assertThat(List.of(cap.limit(), cap.earlier(), cap.room(), cap.before(), cap.takenOff(), cap.used()))
                .map(BigDecimal::toPlainString)
                .containsExactly("600.00", "400.00", "200.00", "400.00", "200.00", "600.00");
    }

    @Test
    void a_years_cap_is_never_passed_by_rounding() {
        ContractHistory history = Contracts.of("service-levels:\n"
                + LEVEL.formatted("K1", "ladder: [ { below: 95%, credit: 333.335 } ]")
                + "credits:\n  caps: [ { of: contract, per: year, at-most: 1000.00 } ]\n");

        assertThat(credits(history, "111")).isEqualTo("333.34 333.34 333.32");
    }

    @Test
    void a_cap_binds_between_two_schemes() {
        // the pool's cap comes first and takes K1 from 800 to 500; then the contract's takes 500 + 300 to 600
        ContractHistory history = Contracts.of("service-levels:\n"
                + LEVEL.formatted("K1", "alert: false")
                + LEVEL.formatted("K2", "ladder: [ { below: 95%, points: 3 } ]") + """
                        credits:
                          points: { each: 1% of charges }
                          pool: { at-risk: 10% of charges, size: 200%, allocations: { K1: 40% } }
                          caps: [ { of: K1, per: period, at-most: 5% of charges }, { of: contract, per: period, at-most: 6% of charges } ]
                        """);
        PeriodResult result = Settled.month(history, value("0"), value("0"));

        assertThat(amounts(result)).isEqualTo("375.00 225.00");
        assertThat(result.creditsBeforeCaps()).isEqualByComparingTo("1100.00");
    }

    @Test
    void the_service_fees_of_jscsc_are_capped_each_and_together() {
        ContractHistory history = Contracts.of("service-levels:\n"
                + LEVEL.formatted("catering", "ladder: [ { below: 95%, credit: 30000.00 } ]")
                + LEVEL.formatted("cleaning", "ladder: [ { below: 95%, credit: 9000.00 } ]") + """
                        credits:
                          caps:
                            - { of: catering, per: period, at-most: 20000.00 }
                            - { of: cleaning, per: period, at-most: 10000.00 }
                            - { of: contract, per: period, at-most: 15000.00 }
                        """);
        PeriodResult result = Settled.month(history, value("0"), value("0"));

        assertThat(amounts(result)).isEqualTo("10344.83 4655.17");
        assertThat(result.caps())
                .map(CapResult::before)
                .map(BigDecimal::toPlainString)
                .containsExactly("30000.00", "9000.00", "29000.00");
    }

    @Test
    void a_cap_by_item_shortens_each_missed_item() {
        String share =
                "  - { id: K1, title: L, clause: \"1\", measure: { share-of: tickets, met-when: { made-sla: true } }, target: at least 99%%, %s }\n";
        ContractHistory perItem = Contracts.of("service-levels:\n" + share.formatted("credits: { per-item: 250.00 }")
                + "credits:\n  caps: [ { of: contract, per: item, at-most: 200.00 } ]\n");
        ContractHistory ladder =
                Contracts.of("service-levels:\n" + share.formatted("ladder: [ { below: 99%, credit: 900.00 } ]")
                        + "credits:\n  caps: [ { of: K1, per: item, at-most: 200.00 } ]\n");

        assertThat(amounts(Settled.month(perItem, Settled.share(90, 100)))).isEqualTo("2000.00");
        assertThat(amounts(Settled.month(ladder, Settled.share(97, 100)))).isEqualTo("600.00");
        assertThat(amounts(Settled.month(ladder, Settled.share(90, 100))))
                .as("90.00 an item is below the cap")
                .isEqualTo("900.00");
    }

    @Test
    void a_levels_own_cap_comes_before_the_contracts() {
        ContractHistory history = Contracts.of("service-levels:\n"
                + LEVEL.formatted(
                        "K1",
                        "credits: { per-step: { every: 1%, credit: 10.00 }, caps: [ { per: period, at-most: 300.00 } ] }")
                + LEVEL.formatted("K2", "ladder: [ { below: 95%, credit: 300.00 } ]")
                + "credits:\n  caps: [ { of: contract, per: period, at-most: 400.00 } ]\n");

        assertThat(amounts(Settled.month(history, value("0"), value("0")))).isEqualTo("200.00 200.00");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.00", "1.000"})
    void a_small_credit_is_reported_and_not_issued(String bound) {
        ContractHistory history = Contracts.of("service-levels:\n"
                + LEVEL.formatted("K1", "ladder: [ { below: 95%, credit: 1.00 } ]")
                + LEVEL.formatted("K2", "ladder: [ { below: 95%, credit: 1.01 } ]")
                + "credits:\n  ignore: at most " + bound + "\n");
        PeriodResult result = Settled.month(history, value("0"), value("0"));

        assertThat(amounts(result)).isEqualTo("0.00 1.01");
        assertThat(result.lines().get(0).kind()).isEqualTo(LedgerLine.Kind.FAILURE);
        assertThat(result.lines().get(0).reason()).endsWith("1.00 GBP is not issued: at most 1.00 GBP is ignored");
    }

    @Test
    void points_of_a_period_are_one_credit() {
        ContractHistory history = Contracts.of("service-levels:\n"
                + LEVEL.formatted("K1", "ladder: [ { below: 95%, points: 1 } ]")
                + LEVEL.formatted("K2", "ladder: [ { below: 95%, points: 1 } ]")
                + "credits:\n  points: { each: 0.80 }\n  ignore: at most 1.00\n");

        assertThat(amounts(Settled.month(history, value("0"), value("0")))).isEqualTo("0.80 0.80");
        assertThat(amounts(Settled.month(history, value("0"), value("100")))).isEqualTo("0.00");
    }

    @Test
    void what_is_ignored_uses_up_no_years_cap() {
        assertThat(months("  ignore: at most 400\n  caps: [ { of: contract, per: year, at-most: 500 } ]\n", "111"))
                .isEqualTo("0.00 0.00 0.00");
    }

    @Test
    void credits_go_onto_the_next_invoice_where_the_contract_says_so() {
        ContractHistory history = Contracts.of("service-levels:\n"
                + LEVEL.formatted("K1", "ladder: [ { below: 95%, credit: 1.00 } ]")
                + LEVEL.formatted("K2", "ladder: [ { below: 95%, credit: 1.00 } ]")
                + "credits: { invoiced: next period }\n");
        ContractHistory one = Contracts.of("service-levels:\n"
                + LEVEL.formatted("K1", "ladder: [ { below: 95%, credit: 1.00 } ], credits: { invoiced: next period }")
                + LEVEL.formatted("K2", "ladder: [ { below: 95%, credit: 1.00 } ]"));

        assertThat(Settled.month(history, value("0"), value("0")).lines())
                .extracting(line -> line.invoicePeriod().label())
                .containsExactly("2026-02", "2026-02");
        assertThat(Settled.month(one, value("0"), value("0")).lines())
                .extracting(line -> line.invoicePeriod().label())
                .containsExactly("2026-02", "2026-01");
    }

    @ParameterizedTest(name = "{2}")
    @CsvSource(delimiter = '|', textBlock = """
            per: period, at-most: 30.00 | 30.00 30.00 30.00 30.00  | for each of its own periods
            per: year, at-most: 70.00   | 23.34 23.33 23.33 0.00   | for all of a year's together; the fourth week ends in March
            per: period, at-most: 10% of charges | 50.00 50.00 50.00 50.00 | of its own period's charges, 225.81 a week
            """)
    void a_levels_own_cap_holds_for_its_own_periods(String cap, String amounts, String why) {
        ContractHistory history = Contracts.of("service-levels:\n"
                + LEVEL.formatted(
                        "K1",
                        "period: weekly, ladder: [ { below: 95%, credit: 50.00 } ], credits: { caps: [ { " + cap
                                + " } ] }"));
        Map<MeasurementPeriod, Map<String, Figure>> figures = new TreeMap<>();
        figures.put(MeasurementPeriod.parse("2026-02"), Map.of());
        for (int week = 6; week <= 9; week++) {
            figures.put(MeasurementPeriod.parse("2026-W0" + week), Map.of("K1", value("0")));
        }
        List<PeriodResult> results =
                Settlement.settle(history, figures, java.time.Instant.parse("2026-03-02T00:00:00Z"));

        assertThat(results.stream()
                        .flatMap(result -> result.lines().stream())
                        .sorted(java.util.Comparator.comparing(LedgerLine::lineId))
                        .map(line -> line.amount().toPlainString())
                        .collect(Collectors.joining(" ")))
                .as(why)
                .isEqualTo(amounts);
    }
}
