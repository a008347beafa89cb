package org.scorekeeper.settle;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.scorekeeper.contract.Problem;
import org.scorekeeper.measure.Contracts;

/** {@code examples}: what the schedule works out by hand, the contract must give. */
class WorkedExamplesTest {
    private static final String LEVELS = """
            service-levels:
              - id: KPI-1
                clause: "1"
                measure: { share-of: tickets, period-by: opened, met-when: { status: done } }
                target: at least 98%
                ladder: [ { below: 98%, points: 1 }, { below: 95%, points: 2 } ]
                repeat: { consecutive: 2, times: 2 }
                starts: 2026-02-01
              - id: Q
                clause: "2"
                measure: { reading: { metric: m } }
                target: at most 4h
                period: quarterly
                improvement: { after: 2 periods above target, raise: 50% of the excess }
                ladder: [ { above: 4h, credit: 1% of charges } ]
            credits:
              points: { each: 2% of charges }
              caps: [ { of: contract, per: period, at-most: 15% of charges } ]
            examples:
            """;

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            { level: KPI-1, periods: [98.5%, 96.5%, 96.5%], points: [0, 1, 2] } | -
            { level: KPI-1, periods: [98.5%, 96.5%, 96.5%], credits: [0, 200, 400.00] } | -
            { level: KPI-1, periods: 94%, credits: 364, charges: 9100 } | -
            { level: KPI-1, periods: [98.5%, 96.5%, 96.5%], points: [0, 1, 1] } | gives points 0, 1, 2, not 0, 1, 1. Correct the example, or the rules of KPI-1.
            { level: Q, periods: [2h, 2h, 3h, 5h], credits: [0, 0, 0, 300], target: [4h, 4h, 3h, 3h] } | -
            { level: Q, periods: [2h, 2h, 3h], target: [4h, 4h, 4h] } | gives target 14400, 14400, 10800, not 14400, 14400, 14400. Correct the example, or the rules of Q.
            { points: 7, credits: 1400.00 } | -
            { points: 8, credits: 27300.00, charges: 182000.00 } | -
            { points: 8, credits: 1600 } | gives credits 1500, not 1600. Correct the example, or the rules of the contract.
            """)
    void a_contract_gives_what_its_examples_say(String example, String fault) {
        String text = LEVELS + "  - " + example + "\n";

        assertThat(WorkedExamples.faults(Contracts.of(text).latest()))
                .extracting(Problem::message)
                .isEqualTo(fault == null ? java.util.List.of() : java.util.List.of(fault));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            { level: L, periods: [90], credits: [10] }               | needs the charges that its credits rest on. Write charges: 182000.00 in it.
            { level: L, periods: [90], credits: [10], charges: 1000 } | -
            """)
    void charges_that_only_the_register_knows_stand_in_the_example(String example, String fault) {
        String text = """
                contract: C-2
                vendor: v
                applies-from: 2026-01-01
                term: { from: 2026-01-01, to: 2026-12-31 }
                time-zone: UTC
                currency: GBP
                charges: { from: charges }
                service-levels:
                  - { id: L, measure: { reading: { metric: m } }, target: at least 95, ladder: [ { below: 95, credit: 1% of charges } ] }
                examples:
                """ + "  - " + example + "\n";
        var contract = org.scorekeeper.contract.yaml.ContractReader.read("c.yaml", text)
                .contract()
                .orElseThrow();

        assertThat(WorkedExamples.faults(contract).stream()
                        .map(Problem::toString)
                        .toList())
                .isEqualTo(
                        fault.equals("-")
                                ? java.util.List.of()
                                : java.util.List.of("c.yaml:11: examples[1]: " + fault));
    }
}
