package org.scorekeeper.contract.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.scorekeeper.contract.Problem;

/** Keys of the language that a later release will follow are refused, each at its line: never ignored. */
class NotYetSupportedTest {
    private static final String TEXT = TestContracts.text("northwind.yaml");

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        closes                              | 'period: monthly'                  | 'closes: { after: 10 working days, needs: [files, charges] }'
        delivery                            | 'period: monthly'                  | 'delivery: { vendor: [preview] }'
        triggers                            | 'period: monthly'                  | 'triggers: [ { name: Plan, when: { step: severe } } ]'
        examples                            | 'period: monthly'                  | 'examples: [ { level: KPI-1, periods: [98.5%], points: [0] } ]'
        disputed                            | 'period: monthly'                  | 'disputed: withhold'
        stub                                | 'period: monthly'                  | 'stub: pro rata'
        charges.from                        | 'charges: { per-period: 182000.00' | ', from: charges }'
        charges.except                      | 'charges: { per-period: 182000.00' | ', except: { kind: [pass-through] } }'
        service-levels[KPI-1].credits       | '    at-risk: 1 more miss'         | '    credits: { per-item: 250.00 }'
        credits.points.free                 | '  points: { each: 2% of charges'  | ', free: 20 }'
        credits.points.steps                | '  points: { each: 2% of charges'  | ', steps: [ { to: 100, times: 1 } ] }'
        credits.points.table                | '  points: { each: 2% of charges'  | ', table: [ { from: 10, credit: 2% of charges } ] }'
        credits.pool                        | 'credits:'                         | '  pool: { at-risk: 12% of charges, size: 250%, allocations: { KPI-1: 40% } }'
        credits.pools                       | 'credits:'                         | '  pools: { availability: { size: 50% } }'
        credits.earn-back                   | 'credits:'                         | '  earn-back: { after: 3 periods at target, returns: 50% }'
        credits.one-event                   | 'credits:'                         | '  one-event: { cost: greatest, by: incident }'
        credits.ignore                      | 'credits:'                         | '  ignore: at most 1.00'
        credits.invoiced                    | 'credits:'                         | '  invoiced: next period'
        credits.per-item                    | 'credits:'                         | '  per-item: 250.00'
        credits.per-step                    | 'credits:'                         | '  per-step: { every: 0.1%, credit: 1.00 }'
        credits.curve                       | 'credits:'                         | '  curve: [ { at: 95%, credit: 0% of charges } ]'
        deliverables[D-07].late             | 'fee: 25000.00 }'                  | ', late: { each-day: 0.5% of fee, at-most: 10% of fee } }'
        """)
    void a_key_of_a_later_release_is_refused_at_its_line(String key, String after, String addition) {
        String old = after.startsWith("fee") ? " }" : addition.startsWith(",") ? " }" : "";
        String replacement = addition.startsWith(",") ? after.replace(" }", "") + addition : after + "\n" + addition;
        String text = TestContracts.edited(TEXT, after.startsWith("fee") ? after : after + old, replacement);
        List<Problem> errors = ContractReader.read("contracts/nwd.yaml", text).problems().stream()
                .filter(Problem::isError)
                .toList();
        int line = text.substring(0, text.lastIndexOf(addition.replaceAll("^[ ,]+", "")))
                .split("\n", -1)
                .length;
        assertThat(TestContracts.lines(errors))
                .isEqualTo("contracts/nwd.yaml:" + line + ": " + key + ": is not yet supported in this release."
                        + " Take it out, and settle it by hand until it is.");
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(delimiter = '|', textBlock = """
        per: period, at-most: 15% | per: year, at-most: 15% | credits.caps[1].per
        per: period, at-most: 15% | per: item, at-most: 15% | credits.caps[1].per
        each: 2% of charges       | each: 2% of fee         | credits.points.each
        name: minor, points: 1 }  | credit: 0.5% of fee }   | service-levels[KPI-1].ladder[1].credit
        """)
    void a_value_of_a_later_release_is_refused(String old, String replacement, String key) {
        int at = TEXT.indexOf(old);
        String text = TEXT.substring(0, at) + replacement + TEXT.substring(at + old.length());
        List<Problem> errors = ContractReader.read("contracts/nwd.yaml", text).problems().stream()
                .filter(Problem::isError)
                .toList();
        assertThat(errors).singleElement().satisfies(problem -> {
            assertThat(problem.key()).isEqualTo(key);
            assertThat(problem.message()).contains("is not yet supported in this release");
        });
    }
}
