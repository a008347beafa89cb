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
}
