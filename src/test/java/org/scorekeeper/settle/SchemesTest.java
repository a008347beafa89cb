package org.scorekeeper.settle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.scorekeeper.settle.Settled.value;

import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.scorekeeper.contract.ContractHistory;
import org.scorekeeper.measure.Contracts;
import org.scorekeeper.measure.TraceStep;

/** Step 9: every way in which a miss has a price. Charges are 10,000.00 a month. */
class SchemesTest {
    /** One level with a reading, a target and more of its keys; and the contract's credits. */
    static ContractHistory level(String target, String more, String credits) {
        return Contracts.of(Contracts.one("{ reading: { metric: m } }", target, "clause: \"1\"\n" + more) + credits);
    }

    static String amounts(PeriodResult result) {
        return result.lines().stream()
                .map(line -> line.signedAmount().toPlainString())
                .collect(Collectors.joining(" "));
    }

    private static PeriodResult points(int points, String rule) {
        return Settled.month(
                level(
                        "at least 98%",
                        "ladder: [ { below: 98%, points: " + points + " } ]", "credits:\n  points: " + rule + "\n"),
                value("0"));
    }

    @ParameterizedTest(name = "{0} points: {1}, {2}")
    @CsvSource(textBlock = """
            19,  0.00,   below the allowance
            20,  0.00,   the allowance itself
            21,  3.00,   the first above it
            100, 240.00, the end of the first step
            101, 243.60, the first of the second step
            120, 312.00, as the paper has it
            200, 600.00, the end of the second step
            201, 604.50, all three steps
            """)
    void free_points_and_marginal_steps_whose_bounds_count_all_points(int points, String cost, String why) {
        assertThat(points(
                                points,
                                "{ each: 3.00, free: 20, steps: [ { to: 100, times: 1 }, { to: 200, times: 1.2 }, { times: 1.5 } ] }")
                        .credits()
                        .toPlainString())
                .as(why)
                .isEqualTo(cost);
    }

    @Test
    void points_above_the_last_bound_cost_as_the_last_step() {
        assertThat(points(12, "{ each: 1.00, steps: [ { to: 5, times: 1 }, { to: 10, times: 2 } ] }")
                        .credits())
                .isEqualByComparingTo("19.00");
    }

    @ParameterizedTest(name = "{0} points: {1}")
    @CsvSource(textBlock = """
            4,  0.00
            5,  0.00
            9,  0.00
            10, 200.00
            14, 200.00
            15, 400.00
            30, 1000.00
            35, 1000.00
            """)
    void a_table_prices_all_points_by_the_highest_row_reached(int points, String cost) {
        assertThat(points(
                                points,
                                "{ table: [ { from: 5, credit: 0% of charges }, { from: 10, credit: 2% of charges },"
                                        + " { from: 15, credit: 4% of charges }, { from: 20, credit: 6% of charges },"
                                        + " { from: 25, credit: 8% of charges }, { from: 30, credit: 10% of charges } ] }")
                        .credits()
                        .toPlainString())
                .isEqualTo(cost);
    }

    @Test
    void each_level_bears_its_share_of_what_points_cost_together() {
        ContractHistory history = Contracts.of("""
                service-levels:
                  - { id: K1, title: L, clause: "1", measure: { reading: { metric: m } }, target: at least 98%, ladder: [ { below: 98%, points: 10 } ] }
                  - { id: K2, title: L, clause: "1", measure: { reading: { metric: m } }, target: at least 98%, ladder: [ { below: 98%, points: 20 } ] }
                credits:
                  points: { each: 1.00, free: 20 }
                """);

        PeriodResult result = Settled.month(history, value("0"), value("0"));

        assertThat(amounts(result)).isEqualTo("3.33 6.67");
        assertThat(result.lines())
                .extracting(LedgerLine::points)
                .map(Object::toString)
                .containsExactly("10", "20");
        assertThat(result.lines().get(1).reason())
                .isEqualTo("0% against at least 98%; 20 of 30 points, 20 free, 10 at 1.00 GBP = 6.67 GBP");
        assertThat(amounts(Settled.month(history, value("0"), value("100"))))
                .as("the allowance alone")
                .isEqualTo("0.00");
        assertThat(Settled.month(history, value("0"), value("100"))
                        .lines()
                        .get(0)
                        .kind())
                .isEqualTo(LedgerLine.Kind.FAILURE);
    }

    @Test
    void a_pool_pays_at_risk_times_size_times_allocation() {
        ContractHistory history = Contracts.of("""
                service-levels:
                  - { id: K1, title: L, clause: "1", measure: { reading: { metric: m } }, target: at least 98% }
                  - { id: K2, title: L, clause: "1", measure: { reading: { metric: m } }, target: at least 98% }
                  - { id: K3, title: L, clause: "1", measure: { reading: { metric: m } }, target: at least 98% }
                credits:
                  pool: { at-risk: 12% of charges, size: 250%, allocations: { K1: 40%, K2: 25% } }
                  caps: [ { of: contract, per: period, at-most: 12% of charges } ]
                """);

        assertThat(amounts(Settled.month(history, value("0"), value("100"), value("0"))))
                .as("a level without an allocation fails without cost; the cap holds")
                .isEqualTo("1200.00 0.00");
        PeriodResult second = Settled.month(history, value("100"), value("0"), value("100"));
        assertThat(amounts(second)).isEqualTo("750.00");
        assertThat(second.lines().get(0).reason())
                .isEqualTo("0% against at least 98%; 25% of the pool, which is 250% of 12% of charges = 750.00 GBP");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            in each           | '{ availability: { at-risk: 10% of charges, size: 50%, allocations: { L: 40% } } }' | ''
            among them        | '{ at-risk: 10% of charges, availability: { size: 50%, allocations: { L: 40% } } }' | ''
            beside            | '{ availability: { size: 50%, allocations: { L: 40% } } }' | '10% of charges'
            its own goes first| '{ at-risk: 90% of charges, availability: { at-risk: 1000, size: 50%, allocations: { L: 40% } } }' | ''
            """)
    void several_pools_and_where_their_at_risk_amount_stands(String where, String pools, String beside) {
        ContractHistory history = level(
                "at least 98%",
                "", "credits:\n  pools: " + pools + "\n" + (beside.isEmpty() ? "" : "  at-risk: " + beside + "\n"));

        assertThat(Settled.month(history, value("0")).credits()).as(where).isEqualByComparingTo("200.00");
    }

    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource(textBlock = """
            99.0,  whole,    ,       on target
            98.95, whole,    0.00,   less than a step
            98.9,  whole,    1.00,   one step exactly
            98.75, whole,    2.00,   two and a half
            98.0,  whole,    10.00,  ten
            98.95, pro rata, 0.50,   half a step
            98.75, pro rata, 2.50,   two and a half
            """)
    void per_step_below_the_target(String figure, String how, String cost, String why) {
        ContractHistory history = level(
                "at least 99.0%",
                "credits: { per-step: { every: 0.1%, credit: 1.00" + (how.equals("whole") ? ", whole: true" : "")
                        + " } }",
                "");

        assertThat(amounts(Settled.month(history, value(figure)))).as(why).isEqualTo(cost == null ? "" : cost);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(textBlock = """
            98,   '',      on target
            97,   3.00,    counted from 100 %
            99.5, '',      above target nothing is due
            """)
    void per_step_from_another_figure(String figure, String cost, String why) {
        ContractHistory history =
                level("at least 98%", "credits: { per-step: { every: 1%, credit: 1.00, from: 100% } }", "");

        assertThat(amounts(Settled.month(history, value(figure)))).as(why).isEqualTo(cost);
    }

    @Test
    void per_step_above_a_target_that_is_a_most_in_its_own_unit() {
        ContractHistory history = Contracts.of(Contracts.one(
                "{ average-of: tickets, value: { elapsed: opened..resolved } }",
                "at most 4h",
                "clause: \"1\"\ncredits: { per-step: { every: 30m, credit: 10.00, whole: true } }"));

        assertThat(amounts(Settled.month(history, value("" + (4 * 3600 + 2 * 1800 + 60)))))
                .isEqualTo("20.00");
    }

    @Test
    void the_share_below_target_is_the_share_of_charges() {
        ContractHistory history =
                level("at least 98%", "credits: { per-step: { every: 1%, credit: 1% of charges } }", "");

        assertThat(Settled.month(history, value("75")).credits()).isEqualByComparingTo("2300.00");
    }

    @Test
    void per_item_of_a_share_counts_what_missed_and_of_a_count_every_item() {
        ContractHistory share = Contracts.of(Contracts.one(
                "{ share-of: tickets, met-when: { made-sla: true } }",
                "at least 99%",
                "clause: \"1\"\ncredits: { per-item: 250.00 }"));
        ContractHistory count = Contracts.of(Contracts.one(
                "{ count-of: tickets, where: { type: complaint } }",
                "at most 2",
                "clause: \"1\"\ncredits: { per-item: 250.00 }"));

        assertThat(amounts(Settled.month(share, Settled.share(97, 100)))).isEqualTo("750.00");
        assertThat(amounts(Settled.month(share, Settled.share(99, 100)))).isEmpty();
        assertThat(amounts(Settled.month(count, value("3")))).isEqualTo("750.00");
        assertThat(amounts(Settled.month(count, value("2")))).isEmpty();
        assertThat(Settled.month(share, Settled.share(97, 100)).lines().get(0).reason())
                .isEqualTo("97% against at least 99%; 3 missed items at 250.00 GBP each = 750.00 GBP");
    }

    @ParameterizedTest(name = "{0}: {1}, {2}")
    @CsvSource(textBlock = """
            100, '',       the target's good side
            95,  '',       on target
            94,  400.00,   a tenth of the first stretch is 4 %
            92.5, 1000.00, half of it
            90,  2000.00,  a point
            87,  6800.00,  the second stretch is steeper
            85,  10000.00, its end
            60,  10000.00, flat outside
            """)
    void a_curve_is_straight_between_its_points_and_flat_outside(String figure, String cost, String why) {
        ContractHistory history = level(
                "at least 95%",
                "credits: { curve: [ { at: 95%, credit: 0% of charges }, { at: 90%, credit: 20% of charges },"
                        + " { at: 85%, credit: 100% of charges } ] }",
                "");

        assertThat(amounts(Settled.month(history, value(figure)))).as(why).isEqualTo(cost);
    }

    @Test
    void a_curve_gives_a_bonus_on_the_good_side_in_whatever_order_its_points_stand() {
        ContractHistory history = level(
                "at least 95%",
                "credits: { curve: [ { at: 85%, credit: 100.00 }, { at: 100%, credit: -50.00 }, { at: 95%, credit: 0 } ] }",
                "");

        assertThat(amounts(Settled.month(history, value("97")))).isEqualTo("-20.00");
        assertThat(amounts(Settled.month(history, value("90")))).isEqualTo("50.00");
    }

    @Test
    void a_failure_without_a_figure_is_as_bad_as_it_can_be() {
        String more = "no-data: fails\ncredits: { %s }";
        assertThat(amounts(Settled.month(
                        level("at least 98%", more.formatted("per-step: { every: 1%, credit: 1.00 }"), ""),
                        value("-"))))
                .isEqualTo("98.00");
        assertThat(amounts(Settled.month(
                        level("at most 5%", more.formatted("per-step: { every: 1%, credit: 1.00 }"), ""), value("-"))))
                .isEqualTo("95.00");
        assertThat(amounts(Settled.month(
                        level(
                                "at least 98%",
                                more.formatted("curve: [ { at: 98%, credit: 0 }, { at: 80%, credit: 70.00 } ]"), ""),
                        value("-"))))
                .isEqualTo("70.00");
        assertThat(amounts(Settled.month(
                        level("at most 5", more.formatted("per-step: { every: 1, credit: 1.00 }"), ""), value("-"))))
                .as("a number has no end to count to")
                .isEqualTo("0.00");
    }

    @Test
    void a_levels_own_credits_replace_the_contracts_points_aside() {
        ContractHistory history = Contracts.of("""
                service-levels:
                  - { id: K1, title: L, clause: "1", measure: { reading: { metric: m } }, target: at least 98%, ladder: [ { below: 98%, points: 2 } ] }
                  - { id: K2, title: L, clause: "1", measure: { reading: { metric: m } }, target: at least 98%, ladder: [ { below: 98%, points: 1 } ], credits: { per-step: { every: 1%, credit: 1.00 } } }
                credits:
                  points: { each: 10.00 }
                  per-step: { every: 1%, credit: 5.00 }
                  pool: { at-risk: 100.00, allocations: { K1: 50%, K2: 50% } }
                """);

        assertThat(amounts(Settled.month(history, value("97"), value("97")))).isEqualTo("75.00 11.00");
    }

    @Test
    void every_step_of_the_order_leaves_its_trace() {
        ContractHistory history = level(
                "at least 98%",
                "ladder: [ { below: 98%, points: 2 } ]",
                "credits:\n  points: { each: 10.00 }\n  caps: [ { of: L, per: period, at-most: 15.00 } ]\n");

        assertThat(Settled.month(history, value("97")).levels().get(0).trace())
                .filteredOn(step -> !step.step().equals("read") && !step.step().equals("repeat"))
                .extracting(TraceStep::toString)
                .last()
                .isEqualTo("TraceStep[step=ledger, detail=rounded to 15.00 GBP]");
        assertThat(Settled.month(history, value("97")).levels().get(0).trace())
                .extracting(TraceStep::step)
                .containsSubsequence("judge", "price", "caps", "ledger");
    }
}
