package org.scorekeeper.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.scorekeeper.contract.yaml.ContractReader;

/** Versions of one contract take over from each other, and must not contradict each other. */
class ContractHistoriesTest {
    private static final String HEAD = "contract: C-1; vendor: v; applies-from: 2026-01-01;"
            + " term: { from: 2026-01-01, to: 2028-12-31 }; time-zone: Europe/London; currency: GBP; period: monthly;";

    private static Contract version(String source, String head) {
        String text = head.replace("; ", "\n").replace(";", "\n")
                + "service-levels: [ { id: A, measure: { count-of: tickets }, target: at most 3 } ]\n";
        ContractReader.Result result = ContractReader.read(source, text);
        return result.contract().orElseThrow(() -> new AssertionError(result.problems()));
    }

    @Test
    void a_later_version_takes_over_from_its_own_day() {
        Contract first = version("a.yaml", HEAD);
        Contract second = version("b.yaml", HEAD.replace("applies-from: 2026-01-01", "applies-from: 2027-04-01"));
        ContractHistories found = ContractHistories.of(new ArrayList<>(List.of(second, first)));
        assertThat(found.problems()).isEmpty();
        assertThat(found.histories().get("C-1"))
                .extracting(ContractHistory::versions)
                .isEqualTo(List.of(first, second));
    }

    @ParameterizedTest(name = "{0} becomes {1}")
    @CsvSource(delimiter = '|', textBlock = """
        currency: GBP           | currency: EUR              | b.yaml:1: applies-from: C-1 from 2026-01-01 also stands in a.yaml. Keep one of the two, or give the later version its own day.
        currency: GBP           | currency: EUR LATER        | b.yaml:1: currency: is EUR, but GBP in a.yaml. Versions of one contract share it; another one is another contract.
        vendor: v               | vendor: w LATER            | b.yaml:1: vendor: is w, but v in a.yaml. Versions of one contract share it; another one is another contract.
        from: 2026-01-01, to    | from: 2026-02-01, to LATER | b.yaml:1: term.from: is 2026-02-01, but 2026-01-01 in a.yaml. Versions of one contract share it; another one is another contract.
        period: monthly         | period: weekly WEEK        | b.yaml:1: applies-from: lies within a monthly period of the version before it, in a.yaml. Write 2027-03-01 or 2027-04-01.
        """)
    void versions_that_contradict_each_other_leave_the_contract_out(String old, String changed, String message) {
        String head = HEAD.replace(old, changed.replaceAll(" (LATER|WEEK)$", ""));
        if (changed.endsWith("LATER")) {
            head = head.replace("applies-from: 2026-01-01", "applies-from: 2027-04-01");
        } else if (changed.endsWith("WEEK")) {
            head = head.replace("applies-from: 2026-01-01", "applies-from: 2027-03-29");
        }
        ContractHistories found = ContractHistories.of(List.of(
                version("a.yaml", HEAD), version("b.yaml", head), version("c.yaml", HEAD.replace("C-1", "C-2"))));
        assertThat(found.problems()).extracting(Problem::toString).containsExactly(message);
        assertThat(found.histories()).containsOnlyKeys("C-2");
    }

    @Test
    void numbers_that_differ_in_case_alone_are_refused() {
        ContractHistories found =
                ContractHistories.of(List.of(version("a.yaml", HEAD), version("b.yaml", HEAD.replace("C-1", "c-1"))));
        assertThat(found.problems()).hasSize(2);
        assertThat(found.histories()).isEmpty();
    }
}
