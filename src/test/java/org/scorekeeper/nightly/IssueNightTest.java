package org.scorekeeper.nightly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scorekeeper.nightly.postgres.OrderStore.Kind;
import org.scorekeeper.workspace.Workspace;

/** What is issued stands; what changes it afterwards is said, with its cause, by lines more. */
class IssueNightTest {
    @TempDir
    Path folder;

    @Test
    void what_is_issued_is_posted_once_and_what_is_provisional_stands_in_the_preview_only() throws Exception {
        Path workspace = Nights.workspace(folder);

        NightOutcome night = Nights.night(workspace, "2026-02-05");

        assertThat(night.exit()).as(night.lastLine()).isEqualTo(ExitCode.DONE);
        assertThat(lines(workspace, "finance/posting-0001.csv"))
                .hasSize(2)
                .element(1)
                .asString()
                .startsWith("C-1/2026-01/SL-1,posting-0001,2026-02-05,C-1,")
                .contains(",credit,customer,", ",20.00,20.00,GBP,");
        assertThat(lines(workspace, "2026-01/breach-summary.csv"))
                .isEqualTo(lines(workspace, "finance/posting-0001.csv"));
        assertThat(lines(workspace, "2026-01/breach-preview.csv")).hasSize(1);
        assertThat(lines(workspace, "2026-02/measurements.csv"))
                .element(1)
                .asString()
                .contains(",provisional,0,");

        Nights.night(workspace, "2026-02-06");

        assertThat(workspace.resolve("reports/finance/posting-0002.csv")).doesNotExist();
    }

    @Test
    void late_data_restates_with_its_cause_and_an_adjustment_and_keeps_the_first_issue() throws Exception {
        Path workspace = Nights.workspace(folder);
        Nights.night(workspace, "2026-02-05");
        byte[] issued = Files.readAllBytes(workspace.resolve("reports/2026-01/acme/C-1-scorecard.pdf"));
        Path posting = workspace.resolve("reports/finance/posting-0001.csv");
        String posted = Files.readString(posting);
        // One more miss of three: two thirds missed, so the severe step.
        Nights.write(
                workspace.resolve("inbox/acme/tickets-2.csv"),
                "Number,Priority,Opened,Resolved\nT-9,P1,2026-01-07 09:00,2026-01-07 19:00\n");

        Nights.night(workspace, "2026-02-06");

        assertThat(lines(workspace, "2026-01/measurements.csv"))
                .element(1)
                .asString()
                .contains(",restated,1,1,3,33.3333333333,%,95,,failed,severe,3,");
        assertThat(lines(workspace, "2026-01/breach-summary.csv")).hasSize(3);
        assertThat(lines(workspace, "finance/posting-0002.csv"))
                .hasSize(2)
                .element(1)
                .asString()
                .startsWith("C-1/2026-01/SL-1/r1,posting-0002,2026-02-06,C-1,")
                .contains(
                        ",adjustment,customer,",
                        ",40.00,40.00,GBP,",
                        ",2026-01,C-1/2026-01/SL-1,,",
                        "late data +40.00");
        assertThat(Files.readString(posting)).isEqualTo(posted);
        assertThat(Files.readAllBytes(workspace.resolve("reports/2026-01/acme/C-1-scorecard-r0.pdf")))
                .isEqualTo(issued);
        assertThat(Files.readAllBytes(workspace.resolve("reports/2026-01/acme/C-1-scorecard.pdf")))
                .isNotEqualTo(issued);
    }

    @Test
    void a_correction_that_heals_a_miss_takes_its_line_back_and_a_later_one_brings_it_again() throws Exception {
        Path workspace = Nights.workspace(folder);
        Nights.night(workspace, "2026-02-05");

        correct(workspace, "2", "2026-01-06 12:00");
        Nights.night(workspace, "2026-02-06");
        correct(workspace, "3", "2026-01-06 15:00");
        Nights.night(workspace, "2026-02-07");

        List<String> summary = lines(workspace, "2026-01/breach-summary.csv");
        assertThat(summary).hasSize(4);
        assertThat(summary.get(2)).contains("C-1/2026-01/SL-1/r1", ",reversal,vendor,", ",20.00,-20.00,GBP,");
        assertThat(summary.get(3)).contains("C-1/2026-01/SL-1/r2", ",adjustment,customer,", ",20.00,20.00,GBP,");
    }

    @Test
    void a_corrected_contract_changes_nothing_that_is_issued_and_says_what_it_would_change() throws Exception {
        Path workspace = Nights.workspace(folder);
        Nights.night(workspace, "2026-02-05");
        var documents = lines(workspace, "2026-01/measurements.csv");
        Nights.write(workspace.resolve("contracts/c-1.yaml"), Nights.CONTRACT.replace("each: 2%", "each: 5%"));

        NightOutcome night = Nights.night(workspace, "2026-02-06");

        assertThat(lines(workspace, "2026-01/measurements.csv")).isEqualTo(documents);
        assertThat(workspace.resolve("reports/finance/posting-0002.csv")).doesNotExist();
        assertThat(night.exit()).isEqualTo(ExitCode.LOOK);
        assertThat(night.said())
                .contains(
                        "C-1 2026-01 is issued, and its contract or feed has changed since: that would bring the customer"
                                + " 50.00 instead of 20.00 GBP. A row in approvals restates it.");
        assertThat(Nights.night(workspace, "2026-02-07").exit())
                .as("said already")
                .isEqualTo(ExitCode.DONE);
    }

    @Test
    void a_changed_feed_reads_issued_files_again_for_what_is_not_issued_only() throws Exception {
        Path workspace = Nights.workspace(folder);
        Nights.night(workspace, "2026-02-05");
        Nights.write(workspace.resolve("feeds/acme.yaml"), Nights.FEED.replace("Europe/London", "America/New_York"));
        Nights.write(
                workspace.resolve("feeds/acme.yaml"),
                Nights.FEED
                        .replace("resolved: Resolved", "resolved: [Solved, Resolved], closed: Resolved")
                        .replace("priority: Priority", "priority: { column: Priority, values: { P1: P9 } }"));

        NightOutcome night = Nights.night(workspace, "2026-02-06");

        assertThat(lines(workspace, "2026-01/measurements.csv"))
                .element(1)
                .asString()
                .contains(",issued,0,1,2,50,");
        assertThat(night.said()).anyMatch(line -> line.contains("its contract or feed has changed since"));
    }

    @Test
    void an_earlier_period_that_is_restated_restates_the_later_one_it_counts_for() throws Exception {
        Path workspace = Nights.workspace(folder);
        Nights.write(
                workspace.resolve("contracts/c-1.yaml"),
                Nights.CONTRACT.replace(
                        "target: at least 95%", "target: at least 95%\n    repeat: { consecutive: 2, times: 2 }"));
        Nights.write(
                workspace.resolve("inbox/acme/tickets-2.csv"),
                "Number,Priority,Opened,Resolved\nT-7,P1,2026-02-03 09:00,2026-02-03 14:00\nT-8,P1,2026-02-03 09:00,2026-02-03 10:00\n");
        Nights.night(workspace, "2026-03-05");
        assertThat(lines(workspace, "2026-02/breach-summary.csv"))
                .element(1)
                .asString()
                .contains(",40.00,40.00,GBP,");

        correct(workspace, "3", "2026-01-06 12:00");
        Nights.night(workspace, "2026-03-06");

        assertThat(lines(workspace, "2026-02/breach-summary.csv"))
                .hasSize(3)
                .element(2)
                .asString()
                .contains("C-1/2026-02/SL-1/r1", ",adjustment,vendor,", ",20.00,-20.00,GBP,", "earlier period -20.00");
        assertThat(lines(workspace, "2026-01/breach-summary.csv"))
                .element(2)
                .asString()
                .contains("late data -20.00");
    }

    @Test
    void the_database_itself_refuses_to_change_the_ledger() throws Exception {
        Path workspace = Nights.workspace(folder);
        Nights.night(workspace, "2026-02-05");
        var settings = Workspace.read(workspace).settings();

        try (Connection connection = DriverManager.getConnection(
                        settings.database().url().orElseThrow(),
                        settings.database().night().user().orElseThrow(),
                        settings.database().night().password().orElseThrow().reveal());
                var statement = connection.createStatement()) {
            String table = settings.database().schema().orElseThrow() + ".ledger_line";
            for (String change : List.of(
                    "update " + table + " set signed_amount = 0",
                    "update " + table + " set posting = null",
                    "delete from " + table)) {
                assertThatThrownBy(() -> statement.execute(change)).hasMessageContaining("the ledger only grows");
            }
        }
    }

    @Test
    void nothing_is_posted_where_the_ledger_of_a_contract_whose_file_is_gone_says_something_else() throws Exception {
        Path workspace = Nights.workspace(folder);
        Nights.contract(workspace, "C-2", "bolt", Nights.CONTRACT, Nights.TICKETS);
        Nights.night(workspace, "2026-02-05");
        Files.delete(workspace.resolve("contracts/c-2.yaml"));
        Nights.night(workspace, "2026-02-06");
        var settings = Workspace.read(workspace).settings();
        try (Connection connection = DriverManager.getConnection(
                        settings.database().url().orElseThrow(),
                        settings.database().night().user().orElseThrow(),
                        settings.database().night().password().orElseThrow().reveal());
                var statement = connection.createStatement()) {
            statement.execute(
                    "set search_path to " + settings.database().schema().orElseThrow());
            statement.execute(
                    "insert into ledger_line (line_id, contract, period, revision, base_line_id, signed_amount,"
                            + " currency, terms, run_id, posting, body) select line_id || '/x', contract, period, revision,"
                            + " base_line_id, signed_amount, currency, terms, run_id, posting, body from ledger_line"
                            + " where contract = 'C-2'");
        }

        NightOutcome night = Nights.night(workspace, "2026-02-07");

        assertThat(night.exit()).isEqualTo(ExitCode.FAILED);
        assertThat(night.lastLine()).contains("the ledger of C-2 2026-01 comes to 40.00, its figures to 20.00");
    }

    @Test
    void a_period_waits_for_its_closing_day_unless_somebody_closes_it() throws Exception {
        Path workspace = Nights.workspace(folder);
        Nights.write(
                workspace.resolve("contracts/c-1.yaml"),
                Nights.CONTRACT.replace("service-levels:", "closes: { after: 10 working days }\nservice-levels:"));
        Nights.night(workspace, "2026-02-11");
        assertThat(state(workspace)).isEqualTo("provisional");
        assertThat(lines(workspace, "2026-01/breach-summary.csv")).hasSize(1);
        assertThat(lines(workspace, "2026-01/breach-preview.csv"))
                .hasSize(2)
                .element(1)
                .asString()
                .startsWith("C-1/2026-01/SL-1,,,");

        assertThat(order(workspace, Kind.CLOSE, "2026-02").said())
                .containsExactly("C-1 2026-02: has not ended and cannot be issued yet.");
        assertThat(order(workspace, Kind.CLOSE, "2026-01").given()).containsExactly("C-1");
        Nights.night(workspace, "2026-02-11");

        assertThat(state(workspace)).isEqualTo("issued");
        assertThat(lines(workspace, "2026-01/breach-preview.csv")).hasSize(1);
        assertThat(order(workspace, Kind.HOLD, "2026-01").said())
                .containsExactly("C-1 2026-01: is issued already; what changes it now is a restatement.");
    }

    @Test
    void the_closing_day_comes_by_itself() throws Exception {
        Path workspace = Nights.workspace(folder);
        Nights.write(
                workspace.resolve("contracts/c-1.yaml"),
                Nights.CONTRACT.replace("service-levels:", "closes: { after: 10 working days }\nservice-levels:"));

        Nights.night(workspace, "2026-02-12");

        assertThat(state(workspace)).isEqualTo("issued");
    }

    @Test
    void a_held_period_is_not_issued_before_it_is_released() throws Exception {
        Path workspace = Nights.workspace(folder);
        Nights.night(workspace, "2026-01-20");
        order(workspace, Kind.HOLD, "2026-01");

        NightOutcome held = Nights.night(workspace, "2026-02-05");

        assertThat(state(workspace)).isEqualTo("held");
        assertThat(held.exit()).isEqualTo(ExitCode.LOOK);
        assertThat(held.said()).contains("C-1 2026-01 is held: held by tester: figures in question.");

        order(workspace, Kind.RELEASE, "2026-01");
        Nights.night(workspace, "2026-02-06");

        assertThat(state(workspace)).isEqualTo("issued");
    }

    @Test
    void a_period_that_needs_its_files_is_held_while_one_is_missing() throws Exception {
        Path workspace = Nights.workspace(folder);
        Nights.write(
                workspace.resolve("contracts/c-1.yaml"),
                Nights.CONTRACT.replace("service-levels:", "closes: { after: 1d, needs: [files] }\nservice-levels:"));
        Nights.write(workspace.resolve("feeds/acme.yaml"), Nights.FEED + "expected: by 06:00 on working days\n");

        Path tickets = workspace.resolve("inbox/acme/tickets-1.csv");
        Files.delete(tickets);

        NightOutcome held = Nights.night(workspace, "2026-02-05");

        assertThat(state(workspace)).isEqualTo("held");
        assertThat(held.said())
                .anyMatch(line -> line.startsWith("C-1 2026-01 is held: the expected file acme-tickets"));

        Nights.write(tickets, Nights.TICKETS);
        Nights.night(workspace, "2026-02-06");

        assertThat(state(workspace)).as("a file that comes late is there").isEqualTo("issued");
    }

    private static PeriodOrders.Outcome order(Path workspace, Kind kind, String period) {
        return PeriodOrders.give(
                Nights.request(workspace, null, false, null),
                kind,
                Optional.empty(),
                period,
                "figures in question",
                "tester");
    }

    private static String state(Path workspace) throws IOException {
        return lines(workspace, "2026-01/measurements.csv").get(1).split(",", -1)[8];
    }

    private static void correct(Path workspace, String file, String resolved) throws IOException {
        Nights.write(
                workspace.resolve("inbox/acme/tickets-" + file + ".csv"),
                "Number,Priority,Opened,Resolved\nT-2,P1,2026-01-06 09:00," + resolved + "\n");
    }

    private static List<String> lines(Path workspace, String document) throws IOException {
        return Files.readAllLines(workspace.resolve("reports").resolve(document));
    }
}
