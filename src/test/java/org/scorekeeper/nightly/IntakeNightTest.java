package org.scorekeeper.nightly;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that come packed, empty, changed, late, again or not at all, and files that are taken back. */
class IntakeNightTest {
    private static final String HEAD = "Number,Priority,Opened,Resolved\n";

    @TempDir
    private Path folder = Path.of("");

    @Test
    void packed_files_are_read_and_the_same_content_adds_nothing() throws Exception {
        Path workspace = Nights.workspace(folder);
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(Nights.TICKETS.getBytes(StandardCharsets.UTF_8));
        }
        Files.write(workspace.resolve("inbox/acme/tickets-9.csv.gz"), packed.toByteArray());
        try (var zip =
                new java.util.zip.ZipOutputStream(Files.newOutputStream(workspace.resolve("inbox/acme/week.zip")))) {
            zip.putNextEntry(new java.util.zip.ZipEntry("tickets-5.csv"));
            zip.write((HEAD + "T-5,P1,2026-01-07 09:00,2026-01-07 19:00\n").getBytes(StandardCharsets.UTF_8));
        }

        NightOutcome outcome = Nights.night(workspace, "2026-02-05");

        assertThat(outcome.exit()).as(String.join("\n", outcome.said())).isEqualTo(ExitCode.DONE);
        assertThat(outcome.lastLine()).startsWith("2 files, 4 rows came in;");
        assertThat(measured(workspace)).contains(",1,3,33.3333333333,%,95,,failed,");
        assertThat(Files.readString(workspace.resolve("reports/2026-01/acme/C-1-breaches.csv")))
                .contains("acme/week.zip!/tickets-5.csv,,2,");
    }

    @Test
    void a_file_without_rows_is_no_success() throws Exception {
        Path workspace = Nights.workspace(folder);
        Nights.write(workspace.resolve("inbox/acme/tickets-0.csv"), HEAD);

        NightOutcome outcome = Nights.night(workspace, "2026-02-05");

        assertThat(outcome.exit()).isEqualTo(ExitCode.LOOK);
        assertThat(outcome.said())
                .anyMatch(line -> line.startsWith(
                        "inbox/acme/tickets-0.csv: the file has column names in row 1 and no rows" + " below them."));
    }

    @Test
    void what_is_taken_back_counts_no_longer_and_what_repeated_it_stands_by_itself() throws Exception {
        Path workspace = Nights.workspace(folder);
        // T-1 is in both files; T-4 only in the second, which will be taken back; T-2 only in the first.
        Nights.write(
                workspace.resolve("inbox/acme/tickets-2.csv"),
                HEAD + "T-1,P1,2026-01-05 09:00,2026-01-05 10:00\nT-4,P1,2026-01-08 09:00,2026-01-08 10:00\n");
        Nights.night(workspace, "2026-02-05");
        assertThat(measured(workspace)).contains(",issued,0,2,3,66.6666666667,%,");

        NightRequest request = Nights.request(workspace, "2026-02-06", false, null);
        assertThat(Withdrawal.give(request, "acme/none.csv", "me").done()).isFalse();
        Withdrawal.Outcome taken = Withdrawal.give(request, "acme/tickets-1.csv", "me");
        assertThat(taken.done()).isTrue();
        assertThat(taken.said()).startsWith("acme/tickets-1.csv is taken back: 3 rows count no longer.");

        NightOutcome intake = Night.intake(request);
        assertThat(intake.exit()).as(intake.lastLine()).isEqualTo(ExitCode.DONE);
        assertThat(intake.lastLine()).isEqualTo("1 file, 2 rows came in.");
        Nights.night(workspace, "2026-02-06");
        assertThat(measured(workspace)).contains(",restated,1,2,2,100,%,");

        assertThat(Nights.night(workspace, "2026-02-07").lastLine())
                .as("it lies in the inbox and is not read again")
                .startsWith("0 files, 0 rows came in;");
        Nights.write(workspace.resolve("inbox/acme/tickets-1.csv"), Nights.TICKETS + "T-6,P1,2026-01-09 09:00,\n");
        assertThat(Nights.night(workspace, "2026-02-08").lastLine())
                .as("its bytes have changed")
                .startsWith("1 file, 4 rows came in;");
    }

    @Test
    void what_is_put_in_again_counts_as_before_and_the_days_between_know_nothing_of_it() throws Exception {
        Path workspace = Nights.workspace(folder);
        Nights.write(
                workspace.resolve("inbox/acme/tickets-2.csv"),
                HEAD + "T-1,P1,2026-01-05 09:00,2026-01-05 10:00\nT-4,P1,2026-01-08 09:00,2026-01-08 10:00\n");
        Nights.night(workspace, "2026-02-05");
        NightRequest request = Nights.request(workspace, "2026-02-06", false, null);
        assertThat(Withdrawal.undo(request, "acme/tickets-1.csv", "me").said())
                .startsWith("no file acme/tickets-1.csv is taken back.");
        Withdrawal.give(request, "acme/tickets-1.csv", "me");
        Nights.night(workspace, "2026-02-06");
        assertThat(measured(workspace)).contains(",restated,1,2,2,100,%,");

        Withdrawal.Outcome again = Withdrawal.undo(
                request, workspace.resolve("inbox/acme/tickets-1.csv").toString(), "me");
        assertThat(again.done()).as(again.said()).isTrue();
        assertThat(Nights.night(workspace, "2026-02-07").lastLine())
                .as("its rows are there, and are not read again")
                .startsWith("0 files, 0 rows came in;");
        assertThat(measured(workspace)).contains(",restated,2,2,3,66.6666666667,%,");

        Path then = folder.resolve("then");
        NightOutcome shown = KnownDay.write(
                new NightRequest(workspace, Optional.of(then), Optional.empty(), Set.of(), false, false, null),
                LocalDate.parse("2026-02-06"));
        assertThat(shown.exit()).as(shown.lastLine()).isEqualTo(ExitCode.DONE);
        assertThat(Files.readString(then.resolve("2026-01/measurements.csv"))).contains(",restated,1,2,2,100,%,");

        Withdrawal.give(request, "acme/tickets-1.csv", "me");
        Nights.night(workspace, "2026-02-08");
        assertThat(measured(workspace)).as("taken back once more").contains(",restated,3,2,2,100,%,");
    }

    @Test
    void bytes_that_come_back_add_nothing_and_what_stands_is_said() throws Exception {
        Path workspace = Nights.workspace(folder);
        Path file = workspace.resolve("inbox/acme/tickets-1.csv");
        Nights.night(workspace, "2026-02-05");
        Nights.write(file, Nights.TICKETS.replace("2026-01-06 14:00", "2026-01-06 10:00"));
        Nights.night(workspace, "2026-02-06");
        assertThat(measured(workspace)).contains(",restated,1,2,2,100,%,");
        Nights.write(file, Nights.TICKETS);
        Nights.write(workspace.resolve("inbox/acme/tickets-copy.csv"), Nights.TICKETS);

        NightOutcome outcome = Nights.night(workspace, "2026-02-07");

        assertThat(outcome.exit()).isEqualTo(ExitCode.LOOK);
        assertThat(outcome.said())
                .containsExactly(
                        "inbox/acme/tickets-1.csv: it has the same bytes as acme/tickets-1.csv, which was read as of"
                                + " 2026-02-05, so it adds nothing: what later files said stands. If it is this one that is right,"
                                + " take them back (scorekeeper intake --withdraw FILE).",
                        "inbox/acme/tickets-copy.csv: it has the same bytes as acme/tickets-1.csv, which was read as of"
                                + " 2026-02-05, so it adds nothing: what later files said stands. If it is this one that is right,"
                                + " take them back (scorekeeper intake --withdraw FILE).");
        assertThat(measured(workspace)).contains(",restated,1,2,2,100,%,");
        assertThat(Nights.night(workspace, "2026-02-08").exit())
                .as("it was so the night before")
                .isEqualTo(ExitCode.DONE);
    }

    @Test
    void intake_alone_measures_nothing_and_the_night_after_it_does() throws Exception {
        Path workspace = Nights.workspace(folder);
        Nights.write(workspace.resolve("inbox/acme/notes.txt"), "hello");

        NightOutcome intake = Night.intake(Nights.request(workspace, "2026-02-05", false, null));
        assertThat(intake.exit()).isEqualTo(ExitCode.LOOK);
        assertThat(intake.lastLine()).isEqualTo("1 file, 3 rows came in.");
        assertThat(workspace.resolve("reports")).doesNotExist();

        NightOutcome night = Nights.night(workspace, "2026-02-05");
        assertThat(night.exit()).as("the file that nobody takes is known").isEqualTo(ExitCode.DONE);
        assertThat(measured(workspace)).contains(",issued,0,1,2,50,%,");
    }

    @Test
    void an_older_export_that_arrives_later_does_not_win() throws Exception {
        Path workspace = Nights.workspace(folder);
        Files.delete(workspace.resolve("inbox/acme/tickets-1.csv"));
        String late = "T-1,P1,2026-01-05 09:00,2026-01-05 19:00\n";
        String corrected = "T-1,P1,2026-01-05 09:00,2026-01-05 11:00\n";
        Nights.write(workspace.resolve("inbox/acme/tickets-2026-01-20.csv"), HEAD + corrected);
        Nights.night(workspace, "2026-02-05");
        Nights.write(workspace.resolve("inbox/acme/tickets-2026-01-10.csv"), HEAD + late);
        Nights.night(workspace, "2026-02-06");
        assertThat(measured(workspace)).as("the export of the 20th stands").contains(",issued,0,1,1,100,%,");

        Nights.write(
                workspace.resolve("inbox/acme/tickets-2026-01-30.csv"), HEAD + late + "T-2,P2,2026-01-05 09:00,\n");
        Nights.night(workspace, "2026-02-07");
        assertThat(measured(workspace)).as("a newer one corrects it").contains(",restated,1,0,1,0,%,");
    }

    @Test
    void a_column_that_goes_is_said_loudly_where_a_contract_needs_it() throws Exception {
        Path workspace = Nights.workspace(folder);
        Nights.write(
                workspace.resolve("feeds/acme.yaml"),
                Nights.FEED.replace("resolved: Resolved", "resolved: Resolved, title: Text"));
        Nights.write(
                workspace.resolve("inbox/acme/tickets-1.csv"),
                "Number,Priority,Opened,Resolved,Text,Old\nT-1,P1,2026-01-05 09:00,2026-01-05 10:00,a,b\n");
        assertThat(Nights.night(workspace, "2026-02-05").exit()).isEqualTo(ExitCode.DONE);

        Nights.write(
                workspace.resolve("inbox/acme/tickets-2.csv"),
                "Number,Priority,Opened,Resolved at,New\nT-2,P1,2026-01-05 09:00,2026-01-05 10:00,x\n");
        NightOutcome outcome = Nights.night(workspace, "2026-02-06");

        assertThat(outcome.exit()).isEqualTo(ExitCode.LOOK);
        assertThat(outcome.said())
                .contains(
                        "inbox/acme/tickets-2.csv: the column \"Resolved\" is no longer there, which the feed acme-tickets"
                                + " reads as resolved, and a contract of acme needs it. Is it now called \"Resolved at\"?"
                                + " Add that name to the feed.",
                        "inbox/acme/tickets-2.csv: new columns, which the feed does not read: Resolved at, New; columns"
                                + " that are gone, which the feed can do without: Old.")
                .anyMatch(line -> line.contains("the column \"Text\" is no longer there"));
    }

    @Test
    void a_file_far_smaller_than_usual_is_said() throws Exception {
        Path workspace = Nights.workspace(folder);
        Nights.write(workspace.resolve("feeds/acme.yaml"), Nights.FEED + "expected: by 06:00 on working days\n");
        for (int i = 2; i <= 4; i++) {
            Nights.write(
                    workspace.resolve("inbox/acme/tickets-" + i + ".csv"),
                    Nights.TICKETS + "T-9" + i + ",P2,2026-01-05 09:00,\n");
        }
        Nights.night(workspace, "2026-02-05");
        Nights.write(workspace.resolve("inbox/acme/tickets-5.csv"), HEAD + "T-9,P2,2026-01-05 09:00,\n");

        assertThat(Nights.night(workspace, "2026-02-06").said())
                .contains(
                        "inbox/acme/tickets-5.csv: it has 1 rows, and the feed's last 4 files had 4 in the middle. Ask the"
                                + " vendor whether it is whole.");
    }

    @Test
    void a_limit_is_a_named_refusal_and_raising_it_reads_the_file() throws Exception {
        Path workspace = Nights.workspace(folder);
        Path settings = workspace.resolve("scorekeeper.yaml");
        String before = Files.readString(settings);
        Files.writeString(settings, before.replace("settle: 0s", "settle: 0s, rows: 2"));

        assertThat(Nights.night(workspace, "2026-02-05").said())
                .containsExactly(
                        "inbox/acme/tickets-1.csv: it has more than 2 rows, more than limits.rows (2) lets through."
                                + " Ask its sender for the data in smaller files, or raise limits.rows in scorekeeper.yaml where the"
                                + " file is right.");

        Files.writeString(settings, before.replace("settle: 0s", "settle: 0s, rows: 3"));
        assertThat(Nights.night(workspace, "2026-02-05").lastLine()).startsWith("1 file, 3 rows came in;");
        assertThat(measured(workspace)).contains(",restated,1,1,2,50,%,");
    }

    private static String measured(Path workspace) throws IOException {
        return Files.readString(workspace.resolve("reports/2026-01/measurements.csv"));
    }
}
