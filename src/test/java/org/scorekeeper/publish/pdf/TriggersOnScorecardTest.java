package org.scorekeeper.publish.pdf;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scorekeeper.calendar.MeasurementPeriod;
import org.scorekeeper.contract.ContractHistory;
import org.scorekeeper.measure.Contracts;
import org.scorekeeper.measure.Figure;
import org.scorekeeper.settle.PeriodResult;
import org.scorekeeper.settle.Settled;
import org.scorekeeper.settle.Settlement;

/** What a scorecard says of triggers, and of levels with a period of their own. */
class TriggersOnScorecardTest {
    @TempDir
    private Path folder = Path.of("");

    private static final String LEVELS = """
            service-levels:
              - { id: M, title: Monthly promise, measure: { reading: { metric: m } }, target: at least 95% }
              - { id: Q, title: Quarterly promise, measure: { reading: { metric: m } }, target: at least 95%, period: quarterly }
            triggers:
              - { name: Board, when: { consecutive-fails: 4 } }
              - { name: Right to terminate, clause: 14.2, notice: 20 working days, when: { consecutive-fails: 2 } }
            """;

    private String scorecard(String... months) throws Exception {
        ContractHistory history = Contracts.of(LEVELS);
        Map<MeasurementPeriod, Map<String, Figure>> figures = new LinkedHashMap<>();
        for (int i = 0; i < months.length; i++) {
            figures.put(MeasurementPeriod.parse("2026-0" + (i + 1)), Map.of("M", Settled.value(months[i])));
        }
        figures.put(MeasurementPeriod.parse("2026-Q1"), Map.of("Q", Settled.value("99.5")));
        List<PeriodResult> results = Settlement.settle(history, figures, Scorecards.AS_OF);
        PeriodResult march = results.get(2).with(List.of(results.get(3)));
        Path file = folder.resolve("scorecard.pdf");
        new ScorecardPdf().write(file, Scorecards.of(List.of(results.get(0), results.get(1), march)));
        return PdfText.of(file);
    }

    @Test
    void page_one_says_what_is_open_and_what_is_near_and_until_when() throws Exception {
        String page = scorecard("90", "90", "90").split("\n----\n", -1)[0];

        assertThat(page.replace("\n", " "))
                .contains("Rights and deadlines")
                .contains(
                        "Right to terminate (M): open since 28 Feb 2026: failures in a row: 3, it opens at 2; notice by 27 Mar 2026.")
                .contains("What matters most: Right to terminate (M) is open; notice by 27 Mar 2026.")
                .contains("Board (M): near: failures in a row: 3, it opens at 4.")
                .contains("14.2");
    }

    @Test
    void nothing_is_said_while_all_is_quiet() throws Exception {
        assertThat(scorecard("90", "99", "99"))
                .doesNotContain("Rights and deadlines")
                .contains("Nothing broke, and nothing is near to it.");
    }

    @Test
    void what_is_better_or_worse_is_said_where_no_level_has_a_weight_too() throws Exception {
        assertThat(scorecard("99", "99", "90").replace("\n", " "))
                .contains("What matters most: “Monthly promise”, 90.00")
                .contains("↓ worse: 1 of 1 kept last period");
    }

    @Test
    void a_level_with_a_period_of_its_own_stands_on_the_scorecard_of_the_period_in_which_that_ends() throws Exception {
        assertThat(scorecard("99", "99", "99").replace("\n", " "))
                .contains("Quarterly promise")
                .contains("Q · Quarter 1 of 2026");
    }
}
