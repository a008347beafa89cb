package org.scorekeeper.nightly;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole nights over a contract with a quarterly level and triggers. */
class OwnPeriodsNightTest {
    @TempDir
    private Path folder = Path.of("");

    private static final String LEVEL = """
              - id: SL-Q
                title: Incidents of a quarter
                clause: Schedule 1, 2
                period: quarterly
                measure: { count-of: tickets, where: { priority: P1 }, period-by: opened }
                target: at most 1
                minimum: at most 3
                ladder: [ { above: 1, name: many, credit: 1% of charges } ]
            """;

    private static final String TRIGGERS = """
            triggers:
              - { name: Plan, when: { step: many } }
              - { name: Points, notice: 5 working days, when: { points: at least 1 } }
            """;

    private List<String> lines(String file) throws Exception {
        return Files.readAllLines(folder.resolve("reports").resolve(file));
    }

    @Test
    void a_quarter_has_its_own_folder_and_triggers_stand_in_each_periods() throws Exception {
        Nights.workspace(folder);
        Nights.write(
                folder.resolve("contracts/c-1.yaml"),
                Nights.CONTRACT.replace("weight: 100%", "note: fixed").replace("credits:", LEVEL + "credits:")
                        + TRIGGERS);

        NightOutcome outcome = Nights.night(folder, "2026-04-02");

        assertThat(outcome.exit()).as(outcome.lastLine()).isEqualTo(ExitCode.DONE);
        assertThat(Nights.documents(folder.resolve("reports")).keySet())
                .contains(
                        "2026-Q1/measurements.csv",
                        "2026-Q1/triggers.csv",
                        "2026-Q1/breach-summary.csv",
                        "2026-Q1/acme/C-1-breaches.csv",
                        "2026-03/acme/C-1-scorecard.pdf",
                        "2026-Q2/measurements.csv")
                .doesNotContain("2026-Q1/acme/C-1-scorecard.pdf", "2026-Q1/portfolio.pdf");
        assertThat(lines("2026-Q1/measurements.csv"))
                .hasSize(2)
                .element(1)
                .asString()
                .contains(",SL-Q,", ",2026-Q1,2026-01-01T00:00:00Z,2026-04-01T00:00:00+01:00,")
                .contains(",2,,1,3,failed,many,0,");
        assertThat(lines("2026-Q2/measurements.csv").get(1))
                .contains(",SL-Q,", ",provisional,", ",0,,,1,3,no_data,,0,");
        assertThat(lines("2026-03/measurements.csv")).hasSize(2);
        // a hundredth of the quarter's 3,000.00
        assertThat(lines("2026-Q1/breach-summary.csv").get(1)).contains("C-1/2026-Q1/SL-Q", ",30.00,30.00,GBP,");
        assertThat(lines("2026-Q1/triggers.csv"))
                .containsExactly(
                        "contract,contract_version,vendor,trigger,service_level,period,state,since,notice_by,reason",
                        "C-1,2026-01-01,acme,Plan,SL-Q,2026-Q1,raised,2026-03-31,,step many reached");
        assertThat(lines("2026-01/triggers.csv"))
                .contains("C-1,2026-01-01,acme,Points,,2026-01,raised,2026-01-31,2026-02-06,"
                        + "\"1 points in the last 1 period, at least 1 raise it\"");
        assertThat(lines("2026-02/triggers.csv").get(1)).contains("Points,,2026-02,cured,2026-02-28,,");
    }
}
