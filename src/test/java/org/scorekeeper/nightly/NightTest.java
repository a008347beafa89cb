package org.scorekeeper.nightly;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One night after another over small workspaces: what goes on, what does nothing, what runs again, what is refused. */
class NightTest {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void a_first_night_leaves_every_document() throws Exception {
        Path workspace = Nights.workspace(folder);

        NightOutcome outcome = Nights.night(workspace, "2026-02-05");

        assertThat(outcome.exit()).as(outcome.lastLine()).isEqualTo(ExitCode.DONE);
        assertThat(Nights.documents(workspace.resolve("reports")).keySet())
                .contains(
                        "index.html",
                        "2026-01/measurements.csv",
                        "2026-01/breach-summary.csv",
                        "2026-01/breach-summary.xlsx",
                        "2026-01/breach-preview.csv",
                        "2026-01/portfolio.pdf",
                        "2026-01/acme/C-1-scorecard.pdf",
                        "2026-01/acme/C-1-breaches.csv",
                        "2026-01/acme/C-1-breaches.xlsx",
                        "2026-02/acme/C-1-scorecard.pdf");
        assertThat(Files.readAllLines(workspace.resolve("reports/2026-01/measurements.csv")))
                .element(1)
                .asString()
                .contains(",SL-1,", ",issued,0,1,2,50,%,95,,failed,minor,1,");
        assertThat(Files.readAllLines(workspace.resolve("reports/2026-01/breach-summary.csv")))
                .element(1)
                .asString()
                .contains("C-1/2026-01/SL-1", ",credit,customer,50,95,%,minor,1,1000.00,20.00,20.00,GBP,");
        assertThat(Files.readAllLines(workspace.resolve("reports/2026-01/acme/C-1-breaches.csv")))
                .element(1)
                .asString()
                .contains(",T-2,2026-01-06T09:00:00Z,2026-01-06T14:00:00Z,4:00:00,5:00:00,0:00:00,1:00:00,,counted,"
                        + "acme/tickets-1.csv,,3,");
    }

    @Test
    void the_same_as_of_over_the_same_inputs_does_nothing_and_returns_its_code() throws Exception {
        Path workspace = Nights.workspace(folder);
        NightOutcome first = Nights.night(workspace, "2026-02-05");
        var documents = Nights.documents(workspace.resolve("reports"));

        NightOutcome second = Nights.night(workspace, "2026-02-05");

        assertThat(second.exit()).isEqualTo(first.exit());
        assertThat(second.lastLine()).startsWith("Nothing new since the run ");
        assertThat(Nights.documents(workspace.resolve("reports"))).isEqualTo(documents);
    }

    @Test
    void the_same_as_of_over_other_inputs_runs_again() throws Exception {
        Path workspace = Nights.workspace(folder);
        Nights.night(workspace, "2026-02-05");
        // A correction: T-2 was solved in time after all. And the whole first file once more, under another name.
        Nights.write(
                workspace.resolve("inbox/acme/tickets-2.csv"),
                "Number,Priority,Opened,Resolved\nT-2,P1,2026-01-06 09:00,2026-01-06 12:00\nT-3,P2,2026-01-06 09:00,2026-01-09 14:00\n");
        Nights.write(workspace.resolve("inbox/acme/tickets-copy.csv"), Nights.TICKETS);

        NightOutcome again = Nights.night(workspace, "2026-02-05");

        assertThat(again.lastLine()).startsWith("1 file, 2 rows came in;");
        assertThat(Files.readString(workspace.resolve("reports/2026-01/measurements.csv")))
                .contains(",restated,1,2,2,100,%,95,,met,,0,");
        assertThat(Files.readString(workspace.resolve("reports/2026-01/manifest.json")))
                .contains("\"accepted\" : 1", "\"unchanged\" : 1");
    }

    @Test
    void two_workspaces_with_the_same_inputs_leave_the_same_bytes() throws Exception {
        Path one = Nights.workspace(folder.resolve("one"));
        Path two = Nights.workspace(folder.resolve("two"));

        Nights.night(one, "2026-02-05");
        Nights.night(two, "2026-02-05");

        assertThat(Nights.documents(two.resolve("reports"))).isEqualTo(Nights.documents(one.resolve("reports")));
    }

    @Test
    void a_run_that_failed_goes_on_where_it_stopped() throws Exception {
        Path workspace = Nights.workspace(folder);
        Path inTheWay = workspace.resolve("reports");
        Files.writeString(inTheWay, "a file where the folder should be");

        NightOutcome failed = Nights.night(workspace, "2026-02-05");
        assertThat(failed.exit()).isEqualTo(ExitCode.FAILED);
        assertThat(failed.lastLine())
                .startsWith("Failed: the step publish could not be done (")
                .contains("reports")
                .endsWith("the same command goes on from there.");

        Files.delete(inTheWay);
        NightOutcome after = Nights.night(workspace, "2026-02-05");

        assertThat(after.exit()).as(after.lastLine()).isEqualTo(ExitCode.DONE);
        assertThat(after.lastLine()).startsWith("1 file, 3 rows came in;");
        assertThat(workspace.resolve("reports/2026-01/acme/C-1-scorecard.pdf")).exists();
    }

    @Test
    void a_new_as_of_does_not_go_on_with_an_old_failure() throws Exception {
        Path workspace = Nights.workspace(folder);
        Path inTheWay = workspace.resolve("reports");
        Files.writeString(inTheWay, "in the way");
        Nights.night(workspace, "2026-02-05");
        Files.delete(inTheWay);

        NightOutcome other = Nights.night(workspace, "2026-02-06");

        assertThat(other.exit()).isEqualTo(ExitCode.DONE);
        assertThat(workspace.resolve("reports/2026-02/acme/C-1-scorecard.pdf")).exists();
    }

    @Test
    void bad_input_stops_itself_and_nothing_else() throws Exception {
        Path workspace = Nights.workspace(folder);
        Nights.write(workspace.resolve("inbox/acme/notes.txt"), "hello");
        Nights.write(workspace.resolve("inbox/acme/tickets-bad.csv"), "Something,Else\n1,2\n");
        Nights.write(
                workspace.resolve("inbox/acme/tickets-rows.csv"),
                "Number,Priority,Opened,Resolved\nT-9,P1,31/02/2026,\nT-10,,2026-01-06 09:00,\n,,,\n");
        Nights.write(
                workspace.resolve("contracts/wrong.yaml"),
                Nights.CONTRACT.replace("C-1", "C-2").replace("target:", "targt:"));
        Nights.write(workspace.resolve("feeds/wrong.yaml"), "feed: x\nvendor: acme\nfacts: tikets\n");

        NightOutcome outcome = Nights.night(workspace, "2026-02-05");

        assertThat(outcome.exit()).isEqualTo(ExitCode.LOOK);
        assertThat(String.join("\n", outcome.said()))
                .contains("contracts/wrong.yaml:20: service-levels[SL-1].targt: unknown key. Did you mean \"target\"?")
                .contains("feeds/wrong.yaml:3: facts: \"tikets\" are no facts.")
                .contains(
                        "inbox/acme/notes.txt: no feed that is right takes it. If it belongs to feeds/wrong.yaml, mend")
                .contains("inbox/acme/tickets-bad.csv: ")
                .contains("inbox/acme/tickets-rows.csv: 2 of 2 rows were refused; see rejected-rows.csv.");
        assertThat(Files.readAllLines(
                        workspace.resolve("reports/2026-02/acme/rejected-rows.csv"), StandardCharsets.UTF_8))
                .satisfiesExactly(
                        head -> assertThat(head).startsWith("Number,Priority,Opened,Resolved,file,sheet,row,column"),
                        row -> assertThat(row)
                                .startsWith(
                                        "T-9,P1,31/02/2026,,acme/tickets-rows.csv,,2,Opened,31/02/2026,is not a date."),
                        row -> assertThat(row)
                                .startsWith("T-10,,2026-01-06 09:00,,acme/tickets-rows.csv,,3,Priority,"));
        assertThat(Files.readString(workspace.resolve("reports/2026-01/measurements.csv")))
                .contains(",1,2,50,%,95,,failed,");

        assertThat(Nights.night(workspace, "2026-02-06").exit())
                .as("the next night nothing is new")
                .isEqualTo(ExitCode.DONE);
    }

    @Test
    void a_wrong_version_leaves_its_contract_out_as_a_whole() throws Exception {
        Path workspace = Nights.workspace(folder);
        Nights.write(
                workspace.resolve("contracts/c-1-later.yaml"),
                Nights.CONTRACT
                        .replace("applies-from: 2026-01-01", "applies-from: 2026-02-01")
                        .replace("target:", "targt:"));

        NightOutcome outcome = Nights.night(workspace, "2026-03-05");

        assertThat(outcome.exit()).isEqualTo(ExitCode.LOOK);
        assertThat(outcome.lastLine())
                .as("the version that is right must not stand in for the one that is wrong")
                .endsWith("of 0 contracts; no document was made");
    }

    @Test
    void strict_reads_nothing_where_anything_is_wrong() throws Exception {
        Path workspace = Nights.workspace(folder);
        Nights.write(workspace.resolve("feeds/wrong.yaml"), "feed: x\nvendor: acme\nfacts: tikets\n");

        NightOutcome outcome = Night.run(Nights.request(workspace, "2026-02-05", true, null));

        assertThat(outcome.exit()).isEqualTo(ExitCode.WRONG_COMMAND);
        assertThat(outcome.lastLine()).startsWith("Nothing was read: ");
        assertThat(workspace.resolve(".scorekeeper")).doesNotExist();
        assertThat(workspace.resolve("reports")).doesNotExist();
    }

    @Test
    void a_database_that_is_not_there_is_one_line_with_what_to_do() throws Exception {
        Path workspace = Nights.workspace(folder);

        NightOutcome outcome =
                Night.run(Nights.request(workspace, "2026-02-05", false, "jdbc:postgresql://127.0.0.1:1/none"));

        assertThat(outcome.exit()).isEqualTo(ExitCode.FAILED);
        assertThat(outcome.said()).isEqualTo(List.of());
        assertThat(outcome.lastLine())
                .startsWith("Failed: ")
                .contains("jdbc:postgresql://127.0.0.1:1/none")
                .doesNotContain("\n");
    }
}
