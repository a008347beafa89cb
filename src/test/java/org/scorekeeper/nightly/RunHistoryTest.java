package org.scorekeeper.nightly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scorekeeper.facts.postgres.Database;
import org.scorekeeper.facts.postgres.DatabaseSettings;
import org.scorekeeper.facts.postgres.TestDatabases;

/** What {@code runs} tells of three nights: one that was clean, one with a bad row and a bad file, one that failed. */
class RunHistoryTest {
    @TempDir
    private static Path folder = Path.of("");

    private static DatabaseSettings database = DatabaseSettings.embedded();
    private static NightRequest request =
            new NightRequest(folder, Optional.empty(), Optional.empty(), java.util.Set.of(), false, false, null);

    @BeforeAll
    static void three_nights() throws Exception {
        database = TestDatabases.EMBEDDED.fresh();
        Path workspace = Nights.workspace(folder, database);
        request = Nights.request(workspace, null, false, null);
        assertThat(Nights.night(workspace, "2026-02-03").exit()).isEqualTo(ExitCode.DONE);
        Nights.write(workspace.resolve("inbox/acme/tickets-2.csv"), """
                Number,Priority,Opened,Resolved
                T-4,P1,2026-02-05 09:00,2026-02-05 10:00
                T-5,P1,2026-02-31 09:00,2026-03-06 14:00
                """);
        Nights.write(workspace.resolve("inbox/acme/tickets-3.csv"), "Number,Priority,Opened,Resolved\n");
        assertThat(Nights.night(workspace, "2026-03-03").exit()).isEqualTo(ExitCode.LOOK);
        sql(
                "create function no() returns trigger language plpgsql as $$ begin raise exception 'the disk is full'; end $$");
        sql("create trigger no before insert on period_result for each row execute function no()");
        assertThat(Nights.night(workspace, "2026-04-03").exit()).isEqualTo(ExitCode.FAILED);
    }

    private static void sql(String statement) throws java.sql.SQLException {
        try (Connection connection = DriverManager.getConnection(database.url(), database.user(), database.password());
                Statement sql = connection.createStatement()) {
            sql.execute("set search_path = " + database.schema());
            sql.execute(statement);
        }
    }

    @Test
    void lists_the_newest_first() {
        assertThat(RunHistory.list(request, 20).lines())
                .anySatisfy(line -> assertThat(line).startsWith("run  id ").contains("as of", "took", "refused"))
                .anySatisfy(line -> assertThat(line).contains("2026-04-03").contains("not finished"))
                .anySatisfy(line -> assertThat(line).contains("2026-03-03").contains("3 done, but look"))
                .anySatisfy(line -> assertThat(line).contains("2026-02-03").contains("0 done"));
        assertThat(RunHistory.list(request, 1)).contains("2026-04-03").doesNotContain("2026-03-03");
    }

    @Test
    void tells_steps_files_refusals_and_what_to_do() {
        String page = RunHistory.one(request, "2");

        assertThat(page)
                .contains("Run 2 · ")
                .contains("as of 2026-03-03")
                .containsPattern("  intake +\\d+\\.\\d s +2  completed")
                .containsPattern("  evaluate +\\d+\\.\\d s +1  completed")
                .containsPattern("  acme/tickets-2.csv +acme +2 +1 +0 +0 +1 +done")
                .contains("Refused rows\n  acme/tickets-2.csv › Opened: row 3: ")
                .contains("What to do next\n")
                .contains("- inbox/acme/tickets-3.csv: the file has column names in row 1")
                .contains("2026-03/acme/rejected-rows.csv to acme: 1 row was refused.");
    }

    @Test
    void says_nothing_is_to_be_done_where_nothing_is() {
        assertThat(RunHistory.one(request, "1"))
                .contains("What to do next\n  Nothing: what came in was taken, and nothing waits for a person.");
    }

    @Test
    void says_why_a_run_failed_and_shows_no_stack_trace() {
        assertThat(RunHistory.one(request, "3"))
                .contains("and has not ended")
                .contains("the disk is full")
                .contains("Give the same command again")
                .doesNotContain("\tat ", "Exception", "ERROR: ERROR");
    }

    @Test
    void finds_a_run_by_the_id_that_documents_print() {
        String id = RunHistory.one(request, "1").split(" · ", -1)[1];

        assertThat(RunHistory.one(request, id)).startsWith("Run 1 · " + id);
        assertThatThrownBy(() -> RunHistory.one(request, "77"))
                .isInstanceOf(UnknownNameException.class)
                .hasMessageContaining("there is no run 77; the newest is 3, ");
    }

    @Test
    void tells_of_runs_while_one_is_on() {
        try (Database on = Database.open(database, folder)) {
            assertThat(on.settings().schema()).isEqualTo(database.schema());
            assertThat(RunHistory.list(request, 20)).contains("2026-02-03");
        }
    }

    @Test
    void makes_no_database_where_nothing_has_run(@TempDir Path fresh) throws IOException {
        NightRequest nothing = Nights.request(fresh, null, false, null);

        assertThatThrownBy(() -> RunHistory.list(nothing, 20)).hasMessageContaining("nothing has run here yet");
        assertThat(Files.exists(fresh.resolve(".scorekeeper"))).isFalse();
    }
}
