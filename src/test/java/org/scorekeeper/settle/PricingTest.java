package org.scorekeeper.settle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.scorekeeper.settle.Settled.value;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.scorekeeper.calendar.MeasurementPeriod;
import org.scorekeeper.contract.Charges;
import org.scorekeeper.contract.Contract;
import org.scorekeeper.contract.ContractHistory;
import org.scorekeeper.measure.Contracts;
import org.scorekeeper.measure.Figure;
import org.scorekeeper.measure.TraceStep;

/** Steps 9, 10 and 12 of the order of evaluation: price, caps, ledger. Charges are 10,000.00 a month. */
class PricingTest {
    /** Levels K1, K2... with target 95 % and one step each; the value 0 fails them, 100 meets them. */
    private static ContractHistory levels(String credits, String... steps) {
        StringBuilder text = new StringBuilder("service-levels:\n");
        for (int i = 0; i < steps.length; i++) {
            text.append("  - { id: K")
                    .append(i + 1)
                    .append(", title: Level, clause: \"1.")
                    .append(i + 1)
                    .append("\", measure: { reading: { metric: m")
                    .append(i + 1)
                    .append(", as: last } }, target: at least 95%, ladder: [ { below: 95%, ")
                    .append(steps[i])
                    .append(" } ] }\n");
        }
        return Contracts.of(text + credits);
    }

    private static PeriodResult allFail(ContractHistory history) {
        Figure[] figures =
                history.latest().levels().stream().map(level -> value("0")).toArray(Figure[]::new);
        return Settled.month(history, figures);
    }

    private static String amounts(PeriodResult result) {
        return result.lines().stream()
                .map(line -> line.signedAmount().toPlainString())
                .collect(Collectors.joining(" "));
    }

    @Test
    void points_are_priced_for_the_contract_as_a_whole_and_lines_bear_their_share_to_the_cent() {
        // 1/3 of 1 % of 10,000.00 a point: three points cost 100.00
        PeriodResult result = allFail(
                levels("credits:\n  points: { each: 1/300 of charges }\n", "points: 1", "points: 1", "points: 1"));

        assertThat(result.points()).isEqualByComparingTo("3");
        assertThat(amounts(result)).isEqualTo("33.34 33.33 33.33");
        assertThat(result.credits()).isEqualByComparingTo("100.00");
    }

    @Test
    void the_largest_remainder_comes_first_then_file_order() {
        // a point costs 33.335: 33.335 + 66.67 + 33.335 = 133.34
        PeriodResult result =
                allFail(levels("credits:\n  points: { each: 33.335 }\n", "points: 1", "points: 2", "points: 1"));

        assertThat(amounts(result)).isEqualTo("33.34 66.67 33.33");
        // a point costs 0.333: 0.333 + 0.666 + 0.333 = 1.332
        assertThat(amounts(allFail(
                        levels("credits:\n  points: { each: 0.333 }\n", "points: 1", "points: 2", "points: 1"))))
                .isEqualTo("0.33 0.67 0.33");
    }

    @Test
    void credits_of_ladders_are_rounded_line_by_line() {
        PeriodResult result =
                allFail(levels("", "credit: 1/300 of charges", "credit: 1/300 of charges", "credit: 0.005"));

        assertThat(amounts(result)).isEqualTo("33.33 33.33 0.01");
        assertThat(result.credits()).isEqualByComparingTo("66.67");
    }

    @ParameterizedTest(name = "{3}")
    @CsvSource(textBlock = """
            '{ of: contract, per: period, at-most: 6% of charges }', '300.00 300.00 300.00', '200.00 200.00 200.00', three times 3 % cut to 6 %
            '{ of: contract, per: period, at-most: 9% of charges }', '300.00 300.00 300.00', '300.00 300.00 300.00', not reached: equal is allowed
            '{ of: contract, per: period, at-most: 100.00 }',        '300.00 300.00 300.00', '33.34 33.33 33.33',    an amount in thirds adds up to it
            '{ of: contract, per: period, at-most: 0.01 }',          '300.00 300.00 300.00', '0.01 0.00 0.00',       a cent for three
            '{ of: contract, per: period, at-most: 0.00 }',          '300.00 300.00 300.00', '0.00 0.00 0.00',       nothing at all
            '{ of: K1, per: period, at-most: 100.00 }',              '300.00 300.00 300.00', '100.00 300.00 300.00', of one level
            '{ of: [K1, K3], per: period, at-most: 100.00 }',        '300.00 300.00 300.00', '50.00 300.00 50.00',   of a list
            '{ of: K1, per: period, at-most: 100.00 }, { of: contract, per: period, at-most: 350.00 }', '300.00 300.00 300.00', '50.00 150.00 150.00', in the order listed: the level first
            '{ of: contract, per: period, at-most: 350.00 }, { of: K1, per: period, at-most: 100.00 }', '300.00 300.00 300.00', '100.00 116.67 116.66', the contract first
            """)
    void caps(String caps, String before, String after, String why) {
        String[] steps = before.split(" ", -1);
        for (int i = 0; i < steps.length; i++) {
            steps[i] = "credit: " + steps[i];
        }
        PeriodResult result = allFail(levels("credits:\n  caps: [ " + caps + " ]\n", steps));

        assertThat(amounts(result)).as(why).isEqualTo(after);
        assertThat(result.creditsBeforeCaps()).isEqualByComparingTo("900.00");
    }

    @Test
    void a_cap_says_what_it_did_and_the_line_names_it() {
        PeriodResult result = allFail(levels(
                "credits:\n  caps: [ { of: contract, per: period, at-most: 5% of charges } ]\n",
                "credit: 4% of charges", "credit: 6% of charges"));

        CapResult cap = result.caps().get(0);
        assertThat(cap.limit()).isEqualByComparingTo("500.00");
        assertThat(cap.before()).isEqualByComparingTo("1000.00");
        assertThat(cap.takenOff()).isEqualByComparingTo("500.00");
        assertThat(result.lines().get(0).reason())
                .isEqualTo("0% against at least 95%; step below 95% costs 4% of charges = 400.00 GBP;"
                        + " the cap of 5% of charges a period on the contract shortens"
                        + " 1000.00 GBP to 500.00 GBP");
        assertThat(result.levels().get(0).trace())
                .extracting(TraceStep::step)
                .containsSubsequence("read", "judge", "price", "caps", "ledger");
    }

    @Test
    void a_bonus_is_the_vendors_and_neither_counts_nor_offsets() {
        ContractHistory history = Contracts.of("""
                service-levels:
                  - { id: K1, title: L, clause: "1", measure: { reading: { metric: m } }, target: at least 95%, ladder: [ { below: 95%, credit: 400.00 } ] }
                  - { id: K2, title: L, clause: "1", measure: { reading: { metric: m } }, target: at least 95%, ladder: [ { at-least: 98%, credit: -3% of charges }, { at-least: 99%, credit: -5% of charges } ] }
                credits:
                  caps: [ { of: contract, per: period, at-most: 100.00 } ]
                """);

        PeriodResult result = Settled.month(history, value("90"), value("99.5"));

        assertThat(amounts(result)).isEqualTo("100.00 -500.00");
        assertThat(result.credits()).isEqualByComparingTo("100.00");
        LedgerLine bonus = result.lines().get(1);
        assertThat(bonus.kind()).isEqualTo(LedgerLine.Kind.BONUS);
        assertThat(bonus.payee()).isEqualTo(LedgerLine.Payee.VENDOR);
        assertThat(bonus.amount()).isEqualByComparingTo("500.00");
        assertThat(amounts(Settled.month(history, value("100"), value("98"))))
                .as("98 reaches the smaller bonus")
                .isEqualTo("-300.00");
        assertThat(amounts(Settled.month(history, value("100"), value("97")))).isEmpty();
    }

    @Test
    void every_failed_level_has_a_line_and_a_met_one_none() {
        ContractHistory history = Contracts.of("""
                service-levels:
                  - { id: K1, title: L, clause: "1", measure: { reading: { metric: m } }, target: at least 95%, ladder: [ { below: 90%, credit: 400.00 } ] }
                  - { id: K2, title: L, measure: { reading: { metric: m } }, target: at least 95% }
                  - { id: K3, title: L, measure: { reading: { metric: m } }, target: at least 95% }
                """);

        PeriodResult result = Settled.month(history, value("94"), value("0"), value("95"));

        assertThat(result.lines()).extracting(LedgerLine::serviceLevel).containsExactly("K1", "K2");
        assertThat(result.lines()).extracting(LedgerLine::kind).containsOnly(LedgerLine.Kind.FAILURE);
        assertThat(amounts(result)).isEqualTo("0.00 0.00");
        assertThat(result.lines().get(0).lineId()).isEqualTo("C-1/2026-01/K1");
    }

    @Test
    void the_score_is_the_weight_met_over_the_weight_that_has_a_figure() {
        ContractHistory history = Contracts.of("""
                service-levels:
                  - { id: K1, title: L, weight: 50%, measure: { reading: { metric: m } }, target: at least 95% }
                  - { id: K2, title: L, weight: 30%, measure: { reading: { metric: m } }, target: at least 95% }
                  - { id: K3, title: L, weight: 20%, measure: { reading: { metric: m } }, target: at least 95% }
                """);

        assertThat(Settled.month(history, value("96"), value("0"), value("-")).score())
                .contains(new BigDecimal("62.5"));
        assertThat(Settled.month(history, value("-"), value("-"), value("-")).score())
                .isEmpty();
    }

    @Test
    void each_period_is_judged_by_its_own_version() {
        ContractHistory history = Contracts.versions(
                "2026-01-01",
                Contracts.one("{ reading: { metric: m } }", "at least 95%", ""),
                "2026-02-01",
                Contracts.one("{ reading: { metric: m } }", "at least 97%", ""));

        List<LevelResult> results = Settled.level(history, Settled.values("96 96"));

        assertThat(results).extracting(LevelResult::status).containsExactly(Status.MET, Status.FAILED);
    }

    @Test
    void a_share_of_charges_without_charges_says_so() {
        Contract with = levels("", "credit: 5% of charges").latest();
        Contract without = new Contract(
                with.id(),
                with.title(),
                with.vendor(),
                with.appliesFrom(),
                with.term(),
                with.document(),
                with.zone(),
                with.currency(),
                with.locale(),
                with.period(),
                with.objectives(),
                with.contacts(),
                with.calendars(),
                with.workingDays(),
                new Charges.None(),
                with.levels(),
                with.credits(),
                with.triggers(),
                with.closes(),
                with.stubProRata(),
                with.withholdDisputed(),
                with.examples(),
                with.delivery(),
                with.exceptItems(),
                with.rateCard(),
                with.timesheetRules(),
                with.deliverables(),
                with.ubl(),
                with.people(),
                with.source());
        ContractHistory history = new ContractHistory(List.of(without));

        assertThatThrownBy(() -> allFail(history))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("C-1 prices 5% of charges and names no charges");
    }

    @Test
    void periods_and_levels_without_figures_are_left_alone() {
        assertThat(Settlement.settle(
                        levels("", "credit: 5.00"),
                        Map.<MeasurementPeriod, Map<String, Figure>>of(),
                        java.time.Instant.EPOCH))
                .isEqualTo(new ArrayList<>());
    }
}
