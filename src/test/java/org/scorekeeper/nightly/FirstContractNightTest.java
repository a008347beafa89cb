package org.scorekeeper.nightly;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scorekeeper.facts.postgres.TestDatabases;
import org.scorekeeper.workspace.FirstContract;
import org.scorekeeper.workspace.FirstContract.From;

/** What {@code init} writes runs at once; so does a contract without service levels; and a target of few items is told. */
class FirstContractNightTest {
    @TempDir
    private Path workspace;

    @Test
    void first_contracts_run_at_once_and_take_the_first_files() throws Exception {
        for (From kind : From.values()) {
            new FirstContract(kind, kind.contract(), kind.vendor(), 2026).into(workspace);
        }
        Nights.write(workspace.resolve("contracts/rates.yaml"), """
                contract: RATES-1
                vendor: rates
                applies-from: 2026-01-01
                term: { from: 2026-01-01, to: 2026-12-31 }
                time-zone: UTC
                currency: GBP
                charges: { from: timesheets }
                rate-card: [ { role: engineer, rate: 88.00 } ]
                """);
        Nights.write(workspace.resolve("feeds/rates.yaml"), """
                feed: rates
                vendor: rates
                facts: timesheets
                files: "rates/*.csv"
                dates: { zone: UTC }
                columns: { id: Row, person: Person, role: Role, work-date: Date, hours: Hours, rate: Rate }
                """);
        Nights.write(
                workspace.resolve("inbox/rates/t.csv"),
                "Row,Person,Role,Date,Hours,Rate\n1,Ada,wizard,2026-01-05,8,50\n");
        Nights.write(workspace.resolve("inbox/engineering-vendor/timesheets-1.csv"), """
                Row,Person,Role,Date,Week ending,Hours,Rate,Amount,Approved by,Submitted
                1,Ada,engineer,2026-01-05,2026-01-09,8,88.00,704.00,Bo,2026-01-09
                2,Ada,wizard,2026-01-06,2026-01-09,8,88.00,704.00,Bo,2026-01-09
                """);
        StringBuilder tickets = new StringBuilder(
                "Number,Short description,Type,Priority,State,Opened,Responded,Resolved,Updated,Assigned to,Reopen count,Satisfaction\n");
        for (int month = 1; month <= 4; month++) {
            tickets.append(
                    "T%d,Mail,incident,1 - Critical,Closed,2026-0%d-05 09:00,2026-0%d-05 09:10,2026-0%d-05 12:00,2026-0%d-05 12:00,Cy,0,5%n"
                            .formatted(month, month, month, month, month));
        }
        Nights.write(workspace.resolve("inbox/desk-vendor/tickets-1.csv"), tickets.toString());
        Nights.database(workspace, TestDatabases.EMBEDDED);

        NightOutcome night = Nights.night(workspace, "2026-05-20");

        assertThat(night.exit()).as(String.join("\n", night.said())).isEqualTo(ExitCode.DONE);
        assertThat(night.said())
                .anyMatch(
                        line -> line.contains("warning: service-levels[PI-3].target: at least 85% of usually 1 items"));
        assertThat(Files.readString(workspace.resolve("reports/2026-01/measurements.csv")))
                .contains("DESK-1", "APPS-1", "ENG-1");
        assertThat(Files.readString(workspace.resolve("reports/2026-01/breach-summary.csv")))
                .contains("ENG-1", "RATES-1", "timesheet_exception");
        assertThat(workspace.resolve("reports/2026-01/rates/RATES-1-scorecard.pdf"))
                .exists();
    }
}
