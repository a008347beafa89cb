package org.scorekeeper.settle;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.scorekeeper.calendar.MeasurementPeriod;
import org.scorekeeper.contract.ContractHistory;
import org.scorekeeper.facts.Fact;
import org.scorekeeper.facts.FactKind;
import org.scorekeeper.measure.Contracts;
import org.scorekeeper.measure.Facts;
import org.scorekeeper.measure.Figure;
import org.scorekeeper.measure.Miss;

/** What deliverables cost that come late. Monday 2 March 2026 is due; the fee is 10,000.00, as the charges are. */
class LateDeliveryTest {
    private static ContractHistory contract(String late, String credits) {
        return Contracts.of(Contracts.one(
                        "{ reading: { metric: m } }",
                        "at least 95%",
                        "clause: \"1\"\nladder: [ { below: 95%, credit: 400.00 } ]")
                + credits
                + "deliverables:\n  - { id: D-1, title: Report, clause: \"9\", due: 2026-03-02, fee: 10000.00, late: { "
                + late + " } }\n  - { id: D-2, title: Plan, due: 2026-03-02 }\n");
    }

    /** March 2026 as of a day's end; the log is one row of D-1, or nothing. */
    private static PeriodResult march(ContractHistory history, String log, String asOf, String figure) {
        Map<MeasurementPeriod, Map<String, Figure>> figures = new TreeMap<>();
        MeasurementPeriod march = MeasurementPeriod.parse("2026-03");
        figures.put(march, Map.of("L", Settled.value(figure)));
        List<Fact> facts = log.isEmpty()
                ? List.of()
                : List.of(Facts.fact(FactKind.DELIVERABLES, "D-1: due=2026-03-02, " + log, 1));
        Instant until = java.time.LocalDate.parse(asOf)
                .plusDays(1)
                .atStartOfDay(java.time.ZoneOffset.UTC)
                .toInstant();
        return Settlement.settle(history, figures, ChargesByPeriod.stated(history), facts, Map.of(), until)
                .get(0);
    }

    @ParameterizedTest(name = "{4}")
    @CsvSource(delimiter = '|', textBlock = """
            each-day: 500 | delivered=2026-03-06 | 2026-03-31 | 2000.00 | four days, as the paper has it
            each-day: 500 | delivered=2026-03-02 | 2026-03-31 | none    | on the due date
            each-day: 500 | delivered=2026-03-03T00:00Z | 2026-03-31 | 500.00 | the first instant after it
            each-day: 500, until: accepted | 'delivered=2026-03-01, accepted=2026-03-06' | 2026-03-31 | 2000.00 | until it is accepted
            each-day: 500, until: accepted | delivered=2026-03-01 | 2026-03-10 | 4000.00 | not accepted yet: up to the as-of
            each-day: 500 | ''                   | 2026-03-10 | 4000.00 | it never appears: up to the as-of
            each-day: 500 | ''                   | 2026-03-02 | none    | the due date is not over
            each-day: 500 | delivered=2026-03-20 | 2026-03-10 | 4000.00 | what lies after the as-of is not known
            each-day: 0.5% of fee, at-most: 10% of fee | delivered=2026-03-12 | 2026-04-30 | 500.00 | ten days of half a per cent
            each-day: 0.5% of fee, at-most: 10% of fee | ''                   | 2026-06-30 | 1000.00 | the bound
            each-day: 0.5% of fee, at-most: 10% of fee | delivered=2026-03-22 | 2026-06-30 | 1000.00 | the bound exactly
            each-day: 1% of charges | delivered=2026-03-04 | 2026-03-31 | 200.00 | a share of the charges of its period
            'each-day: 500, in: working days' | delivered=2026-03-09 | 2026-03-31 | 2500.00 | five working days and a weekend
            'each-day: 500, in: working days' | delivered=2026-03-07 | 2026-03-31 | 2000.00 | on a Saturday four working days are over
            'each-day: 500, grace: 2d' | delivered=2026-03-04 | 2026-03-31 | none | in its grace
            'each-day: 500, grace: 2d' | delivered=2026-03-05 | 2026-03-31 | 500.00 | counted from the end of the grace
            'each-day: 500, grace: 5 working days' | delivered=2026-03-09 | 2026-03-31 | none | five working days end on the next Monday
            'each-day: 500, grace: 5 working days, in: working days' | delivered=2026-03-11 | 2026-03-31 | 1000.00 | and two more
            """)
    void days_late(String late, String log, String asOf, String amount, String why) {
        PeriodResult result = march(contract(late, ""), log, asOf, "100");

        assertThat(result.lines().stream()
                        .map(line -> line.amount().toPlainString())
                        .findFirst()
                        .orElse("none"))
                .as(why)
                .isEqualTo(amount);
    }

    @Test
    void the_line_says_what_is_late_and_belongs_to_the_period_of_the_due_date() {
        PeriodResult result = march(contract("each-day: 500, at-most: 1500", ""), "", "2026-05-31", "100");

        LedgerLine line = result.lines().get(0);
        assertThat(line.lineId()).isEqualTo("C-1/2026-03/deliverable/D-1");
        assertThat(line.kind()).isEqualTo(LedgerLine.Kind.LATE_DELIVERY);
        assertThat(line.serviceLevel()).isEqualTo("D-1");
        assertThat(line.clause()).contains("9");
        assertThat(line.period().label()).isEqualTo("2026-03");
        assertThat(line.actual().orElseThrow()).isEqualByComparingTo("90");
        assertThat(line.unit()).isEqualTo("d");
        assertThat(line.signedAmount()).isEqualByComparingTo("1500.00");
        assertThat(line.reason())
                .isEqualTo("Report, due 2026-03-02; 90 days late, and not delivered yet, at 500.00 GBP a day"
                        + " = 45000.00 GBP, at most 1500.00 GBP = 1500.00 GBP");
    }

    @Test
    void the_fee_is_the_logs_where_the_contract_has_none_and_no_fee_costs_nothing_yet() {
        ContractHistory history = Contracts.of(
                Contracts.one("{ reading: { metric: m } }", "at least 95%", "")
                        + "deliverables:\n  - { id: D-1, title: Report, clause: \"9\", due: 2026-03-02, late: { each-day: 1% of fee } }\n");

        assertThat(march(history, "fee=3000, delivered=2026-03-04", "2026-03-31", "100")
                        .credits())
                .isEqualByComparingTo("60.00");
        LedgerLine unknown = march(history, "", "2026-03-31", "100").lines().get(0);
        assertThat(unknown.amount()).isEqualByComparingTo("0");
        assertThat(unknown.reason()).endsWith(" yet; its fee is not known");
    }

    @Test
    void a_cap_of_the_contract_covers_late_deliveries_and_one_of_levels_does_not() {
        String cap = "credits:\n  caps: [ { of: %s, per: period, at-most: 600.00 } ]\n";

        assertThat(SchemesTest.amounts(march(
                        contract("each-day: 500", cap.formatted("contract")),
                        "delivered=2026-03-06",
                        "2026-03-31",
                        "0")))
                .isEqualTo("100.00 500.00");
        assertThat(SchemesTest.amounts(march(
                        contract("each-day: 500", cap.formatted("L")), "delivered=2026-03-06", "2026-03-31", "0")))
                .isEqualTo("400.00 2000.00");
        assertThat(SchemesTest.amounts(march(
                        contract(
                                "each-day: 500",
                                cap.formatted("contract")
                                        .replace("per: period", "per: item")
                                        .replace("600.00", "12% of fee")),
                        "delivered=2026-03-06",
                        "2026-03-31",
                        "0")))
                .as("a deliverable is an item; the level's figure has none")
                .isEqualTo("400.00 1200.00");
    }

    @ParameterizedTest(name = "{2}")
    @CsvSource(delimiter = '|', textBlock = """
            'ladder: [ { below: 100%, credit: 10% of fee } ]' | 120.00 | of the fees that missed, together
            'credits: { per-item: 10% of fee }'               | 120.00 | each its own
            'credits: { per-item: 10% of fee, caps: [ { per: item, at-most: 8% of fee } ] }' | 96.00 | each at most a share of its own fee
            'credits: { per-item: 10% of fee, caps: [ { per: item, at-most: 50.00 } ] }'     | 70.00 | 100.00 is cut to 50.00, 20.00 is not
            'credits: { per-item: 90.00, caps: [ { per: item, at-most: 10% of fee } ] }'     | 110.00 | 90.00 and 20.00
            """)
    void a_share_of_deliverables_may_cost_a_share_of_the_fees_that_missed(String price, String cost, String why) {
        String measure = "{ share-of: deliverables, period-by: due, met-when: { by: due, actual: delivered } }";
        String deliverables = """
                deliverables:
                  - { id: D-1, title: A, due: 2026-01-10, fee: 1000.00 }
                  - { id: D-2, title: B, due: 2026-01-10, fee: 200.00 }
                  - { id: D-3, title: C, due: 2026-01-10, fee: 50.00 }
                """;
        ContractHistory history =
                Contracts.of(Contracts.one(measure, "at least 100%", "clause: \"1\"\n" + price) + deliverables);
        var figures = org.scorekeeper.measure.Measured.of(
                        history,
                        "2026-02-01T00:00Z",
                        Map.of(
                                FactKind.DELIVERABLES,
                                List.of(Facts.item(
                                        FactKind.DELIVERABLES, "D-3: due=2026-01-10, delivered=2026-01-09"))),
                        List.of())
                .figures();

        assertThat(SchemesTest.amounts(Settlement.settle(history, figures, Instant.parse("2026-02-01T00:00:00Z"))
                        .get(0)))
                .as(why)
                .isEqualTo(cost);
        // One that relief keeps from counting is no missed item that anything could be a share of.
        figures.values()
                .forEach(levels -> levels.replaceAll((id, figure) -> figure.withMisses(Stream.concat(
                                figure.misses().stream(),
                                figure.misses().stream().limit(1).map(miss -> miss.as(Miss.State.RELIEVED)))
                        .toList())));
        assertThat(SchemesTest.amounts(Settlement.settle(history, figures, Instant.parse("2026-02-01T00:00:00Z"))
                        .get(0)))
                .as(why)
                .isEqualTo(cost);
    }

    @ParameterizedTest(name = "{2}")
    @CsvSource(delimiter = '|', textBlock = """
            due: 2026-05-10, late: { each-day: 100 } | 2900.00 in 2026-03, 500.00 in 2026-05 | another date ends the lateness of the first
            due: 2026-03-02, late: { each-day: 900 } | 7400.00 in 2026-03                    | the same date stays that of its own version
            """)
    void a_later_version_may_name_another_date(String terms, String lines, String why) {
        String level = Contracts.one("{ reading: { metric: m } }", "at least 95%", "");
        String deliverable = "deliverables:\n  - { id: D-1, title: Report, clause: \"9\", ";
        ContractHistory history = Contracts.versions(
                "2026-01-01",
                level + deliverable + "due: 2026-03-02, late: { each-day: 100 } }\n",
                "2026-04-01",
                level + deliverable + terms + " }\n");
        Map<MeasurementPeriod, Map<String, Figure>> figures = new TreeMap<>();
        for (String month : List.of("2026-03", "2026-04", "2026-05")) {
            figures.put(MeasurementPeriod.parse(month), Map.of("L", Settled.value("100")));
        }
        List<Fact> log = List.of(Facts.fact(FactKind.DELIVERABLES, "D-1: delivered=2026-05-15", 1));

        assertThat(Settlement.settle(
                                history,
                                figures,
                                ChargesByPeriod.stated(history),
                                log,
                                Map.of(),
                                Instant.parse("2026-06-01T00:00:00Z"))
                        .stream()
                        .flatMap(result -> result.lines().stream())
                        .map(line -> line.amount() + " in " + line.period().label())
                        .collect(java.util.stream.Collectors.joining(", ")))
                .as(why)
                .isEqualTo(lines);
    }
}
