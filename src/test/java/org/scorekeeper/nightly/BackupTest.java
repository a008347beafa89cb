package org.scorekeeper.nightly;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.Driver;
import org.scorekeeper.facts.postgres.DatabaseSettings;
import org.scorekeeper.facts.postgres.TestDatabases;

/** What docs/operations.md tells to back up, as it tells it: restored, it is as if nothing had happened. */
class BackupTest {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void a_workspace_with_its_own_database_is_one_folder() throws Exception {
        Path workspace = Nights.workspace(folder.resolve("vendors"));
        Files.delete(workspace.resolve("scorekeeper.yaml"));
        Nights.write(workspace.resolve("scorekeeper.yaml"), "limits: { settle: 0s }\n");
        NightOutcome before = Nights.night(workspace, "2026-02-05");
        assertThat(before.exit()).as(before.lastLine()).isEqualTo(ExitCode.DONE);
        Map<String, String> documents = Nights.documents(workspace.resolve("reports"));

        run(folder, Map.of(), "tar", "-czf", "vendors.tar.gz", "vendors");
        run(folder, Map.of(), "rm", "-r", "vendors");
        run(folder, Map.of(), "tar", "-xzf", "vendors.tar.gz");

        assertThat(Nights.night(workspace, "2026-02-05").lastLine()).startsWith("Nothing new since the run ");
        assertThat(Nights.documents(workspace.resolve("reports"))).isEqualTo(documents);
        goes_on(workspace);
    }

    @Test
    void the_schemas_of_a_server_come_back_from_pg_dump() throws Exception {
        DatabaseSettings settings = TestDatabases.SERVER.fresh();
        Assumptions.assumeTrue(
                Files.isExecutable(Path.of("/usr/bin/pg_dump")),
                "pg_dump (Debian's postgresql-client) is not here: not tried");
        Path workspace = Nights.workspace(folder.resolve("vendors"), settings);
        NightOutcome before = Nights.night(workspace, "2026-02-05");
        assertThat(before.exit()).as(before.lastLine()).isEqualTo(ExitCode.DONE);
        Map<String, String> documents = Nights.documents(workspace.resolve("reports"));
        Map<String, String> server = server(settings);

        run(
                folder,
                server,
                "pg_dump",
                "-Fc",
                "-n",
                settings.schema(),
                "-n",
                settings.batchSchema(),
                "-f",
                "scorekeeper.dump");
        execute(settings, "drop schema " + settings.schema() + " cascade");
        execute(settings, "drop schema " + settings.batchSchema() + " cascade");
        run(folder, server, "pg_restore", "--exit-on-error", "-d", server.get("PGDATABASE") + "", "scorekeeper.dump");

        assertThat(Nights.night(workspace, "2026-02-05").lastLine()).startsWith("Nothing new since the run ");
        // The reports need no backup: they are made again.
        run(folder, Map.of(), "rm", "-r", "vendors/reports");
        NightOutcome again = Nights.night(workspace, "2026-02-05");
        assertThat(again.exit()).as(again.lastLine()).isEqualTo(ExitCode.DONE);
        assertThat(Nights.documents(workspace.resolve("reports"))).isEqualTo(documents);
        goes_on(workspace);
    }

    private static void goes_on(Path workspace) throws IOException {
        Nights.write(
                workspace.resolve("inbox/acme/tickets-2.csv"),
                "Number,Priority,Opened,Resolved\nT-2,P1,2026-01-06 09:00,2026-01-06 12:00\n");
        NightOutcome next = Nights.night(workspace, "2026-02-06");
        assertThat(next.lastLine()).startsWith("1 file, 1 rows came in;");
        assertThat(Files.readString(workspace.resolve("reports/2026-01/measurements.csv")))
                .contains(",restated,1,2,2,100,%,95,,met,,0,");
    }

    /** How PostgreSQL's own programs are told of a server. */
    private static Map<String, String> server(DatabaseSettings settings) {
        Properties url = Objects.requireNonNull(Driver.parseURL(settings.url() + "", new Properties()));
        return Map.of(
                "PGHOST", url.getProperty("PGHOST"),
                "PGPORT", url.getProperty("PGPORT"),
                "PGDATABASE", url.getProperty("PGDBNAME"),
                "PGUSER", settings.user() + "",
                "PGPASSWORD", settings.password() + "");
    }

    private static void execute(DatabaseSettings settings, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(settings.url(), settings.user(), settings.password());
                Statement statement = connection.createStatement()) {
            statement.execute("set client_min_messages = warning");
            statement.execute(sql);
        }
    }

    private static void run(Path folder, Map<String, String> environment, String... command)
            throws IOException, InterruptedException {
        Path said = folder.resolve("said.txt");
        ProcessBuilder program = new ProcessBuilder(new ArrayList<>(List.of(command)))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile());
        program.environment().putAll(environment);
        assertThat(program.start().waitFor()).as(() -> said(said)).isZero();
    }

    private static String said(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            return unreadable.toString();
        }
    }
}
