package org.scorekeeper.nightly;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an hour may cost, which lines are not payable, and what becomes of them in money. */
class TimesheetNightTest {
    private static final String HEADER =
            "Id,Person,Role,Day,Week end,Hours,Start,End,Rate,Amount,Approved by,Submitted\n";

    @TempDir
    Path folder;

    @ParameterizedTest(name = "{3}")
    @CsvSource(delimiter = '|', textBlock = """
            1,Ada,engineer,2026-01-05,2026-01-09,8,,,50,,Bo,                                              |          | 0.00   | a line within the card is payable
            1,Ada,engineer,2026-01-05,2026-01-09,37.25,,,85,,Bo,;                                         |          | 1303.75 | fractions of an hour are priced exactly: 37.25 hours of 85.00 less 37.25 of 50.00
            1,Ada,wizard,2026-01-05,2026-01-09,8,,,50,,Bo,                                                | unknown_role | 400.00 | the card lacks the role
            1,Ada,engineer,2026-01-05,2026-01-09,8,,,50,,,                                                | not_approved | 400.00 | nobody approved it
            1,Ada,engineer,2026-01-05,2026-01-09,12,,,50,,Bo,                                             | hours_per_day | 100.00 | two hours too many
            1,Ada,engineer,2026-01-10,2026-01-16,8,,,50,,Bo,                                              |          | 0.00   | a Saturday is payable with approval
            1,Ada,engineer,2026-01-05,2026-01-09,8,,,62.50,,Bo,                                           | wrong_rate | 100.00 | the rate is above the card's
            1,Ada,engineer,2026-01-05,2026-01-09,8,,,50,450,Bo,                                           | wrong_rate | 50.00  | the amount is more than hours times rate
            1,Ada,engineer,2026-01-05,2026-01-09,8,,,50,,Bo,2026-01-20                                    | late     | 0.00   | late lines are noted and payable
            1,Ada,engineer,2026-01-05,2026-01-09,12,,,62.50,,Bo,                                          | hours_per_day | 250.00 | two hours at the vendor's rate and the rest above the card's
            """)
    void each_rule_has_its_amount(String row, String kind, String amount, String why) throws Exception {
        Path workspace = workspace("");
        if (!row.contains("37.25")) {
            Nights.write(
                    workspace.resolve("contracts/c-1.yaml"),
                    Files.readString(workspace.resolve("contracts/c-1.yaml")).replace("at most 40", "at most 10"));
        }
        Nights.write(
                workspace.resolve("inbox/acme/time-1.csv"), HEADER + row.strip().replace(";", "") + "\n");

        NightOutcome night = Nights.night(workspace, "2026-02-05");

        assertThat(night.exit()).as(String.join("\n", night.said())).isEqualTo(ExitCode.DONE);
        List<String> exceptions = lines(workspace, "2026-01/acme/C-1-timesheet-exceptions.csv");
        if (kind == null && amount.equals("0.00")) {
            assertThat(exceptions).hasSize(1);
        } else {
            assertThat(exceptions)
                    .hasSize(2)
                    .element(1)
                    .asString()
                    .contains("," + amount + ",GBP," + (kind == null ? "" : kind));
        }
        List<String> summary = lines(workspace, "2026-01/breach-summary.csv");
        assertThat(summary).hasSize(amount.equals("0.00") ? 1 : 2);
        if (!amount.equals("0.00")) {
            assertThat(summary.get(1))
                    .contains(",timesheet_exception,customer,", "," + amount + "," + amount + ",GBP,");
        }
    }

    @Test
    void duplicates_and_overlaps_are_disallowed_once() throws Exception {
        Path workspace = workspace("");
        Nights.write(workspace.resolve("inbox/acme/time-1.csv"), HEADER + """
                1,Ada,engineer,2026-01-05,2026-01-09,4,2026-01-05 08:00,2026-01-05 12:00,50,,Bo,
                2,Ada,engineer,2026-01-05,2026-01-09,4,2026-01-05 08:00,2026-01-05 12:00,50,,Bo,
                3,Ada,engineer,2026-01-05,2026-01-09,4,2026-01-05 11:00,2026-01-05 15:00,50,,Bo,
                """);

        Nights.night(workspace, "2026-02-05");

        assertThat(lines(workspace, "2026-01/acme/C-1-timesheet-exceptions.csv").subList(1, 3))
                .satisfiesExactly(
                        line -> assertThat(line).contains(",2,A,", ",200.00,GBP,duplicate,"),
                        line -> assertThat(line).contains(",3,A,", ",50.00,GBP,overlap,"));
    }

    @Test
    void above_the_ceiling_nothing_is_payable_and_the_notice_falls_due_before() throws Exception {
        Path workspace = workspace("""
                  not-to-exceed: { amount: 100000, per: contract, warn-at: 85% }
                triggers: [ { name: Budget notice, clause: "9", when: { spent: at least 100% } } ]
                """);
        Nights.write(workspace.resolve("inbox/acme/time-1.csv"), HEADER + """
                1,Ada,engineer,2026-01-05,2026-01-09,1,,,,80000,Bo,
                2,Ada,engineer,2026-02-05,2026-02-06,1,,,,4000,Bo,
                3,Ada,engineer,2026-03-05,2026-03-06,1,,,,2000,Bo,
                4,Ada,engineer,2026-04-06,2026-04-10,1,,,,20000,Bo,
                """);
        Nights.write(
                workspace.resolve("contracts/c-1.yaml"),
                Files.readString(workspace.resolve("contracts/c-1.yaml")).replace("rate: 50.00", "rate: 90000.00"));

        Nights.night(workspace, "2026-05-05");

        for (String month : List.of("2026-01", "2026-02", "2026-03")) {
            assertThat(lines(workspace, month + "/breach-summary.csv"))
                    .as(month)
                    .hasSize(1);
        }
        assertThat(lines(workspace, "2026-04/breach-summary.csv"))
                .hasSize(2)
                .element(1)
                .asString()
                .contains("C-1/2026-04/timesheet/4,", ",6000.00,6000.00,GBP,");
        assertThat(lines(workspace, "2026-02/triggers.csv").get(1)).contains(",quiet,");
        assertThat(lines(workspace, "2026-03/triggers.csv").get(1)).contains(",warned,");
        assertThat(lines(workspace, "2026-04/triggers.csv").get(1)).contains(",raised,");
    }

    @Test
    void a_level_can_measure_exceptions_and_charges_can_be_what_is_payable() throws Exception {
        Path workspace = workspace("");
        String contract = Files.readString(workspace.resolve("contracts/c-1.yaml"));
        Nights.write(
                workspace.resolve("contracts/c-1.yaml"),
                contract.replace(
                                "charges: { per-period: 1000.00, clause: Schedule 2 }",
                                "charges: { from: timesheets, clause: \"2\" }")
                        .replace("period-by: resolved", "period-by: work-date")
                        .replace("share-of: tickets", "share-of: timesheets")
                        .replace("      where: { priority: P1 }\n", "")
                        .replace(
                                "met-when: { elapsed: opened..resolved, at-most: 4h, on: round-the-clock }",
                                "met-when: { exception: absent }"));
        Nights.write(workspace.resolve("inbox/acme/time-1.csv"), HEADER + """
                1,Ada,engineer,2026-01-05,2026-01-09,8,,,50,,Bo,
                2,Ada,engineer,2026-01-06,2026-01-09,8,,,50,,,
                """);

        Nights.night(workspace, "2026-02-05");

        assertThat(lines(workspace, "2026-01/measurements.csv"))
                .element(1)
                .asString()
                .contains(",issued,0,1,2,50,");
        assertThat(lines(workspace, "2026-01/breach-summary.csv"))
                .element(1)
                .asString()
                .contains(",1,400.00,8.00,8.00,GBP,");
    }

    private Path workspace(String rules) throws IOException {
        Path workspace = Nights.workspace(folder);
        Files.delete(workspace.resolve("inbox/acme/tickets-1.csv"));
        Nights.write(workspace.resolve("contracts/c-1.yaml"), Nights.CONTRACT + """
                rate-card: [ { role: engineer, rate: 50.00, per: hour } ]
                timesheet-rules:
                  hours-per-day: at most 40
                  approval: required
                  on-closed-days: only with approval
                  submitted-within: 3 working days
                """ + rules);
        Nights.write(workspace.resolve("feeds/time.yaml"), """
                feed: acme-time
                vendor: acme
                facts: timesheets
                files: "acme/time*.csv"
                dates: { pattern: ["yyyy-MM-dd HH:mm", "yyyy-MM-dd"], zone: Europe/London }
                columns: { id: Id, person: Person, role: Role, work-date: Day, week-end: Week end, hours: Hours, start: Start, end: End, rate: Rate, amount: Amount, approved-by: Approved by, submitted: Submitted }
                """);
        return workspace;
    }

    private static List<String> lines(Path workspace, String document) throws IOException {
        return Files.readAllLines(workspace.resolve("reports").resolve(document));
    }
}
