package org.scorekeeper.nightly;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scorekeeper.facts.postgres.DatabaseSettings;
import org.scorekeeper.facts.postgres.TestDatabases;
import org.scorekeeper.nightly.Diagnosis.Level;

/** What the doctor says of a workspace that is well, and of one fault at a time. */
class DoctorTest {
    private static final Clock NOW = Clock.systemUTC();

    @TempDir
    private Path folder = Path.of("");

    private static List<Diagnosis> examine(Path workspace, Clock clock) {
        return Doctor.examine(Nights.request(workspace, null, false, null), clock);
    }

    private static Diagnosis of(List<Diagnosis> found, String what) {
        return found.stream().filter(one -> one.what().equals(what)).findFirst().orElseThrow();
    }

    private static void says(Diagnosis one, Level level, String found) {
        assertThat(one.level()).as(one.line()).isEqualTo(level);
        assertThat(one.line()).contains(found).doesNotContain("Exception", "\n");
        if (level != Level.OK) {
            assertThat(one.line()).matches("(?s)(ok|warn|fail) .*\\. \\S.*");
        }
    }

    @Test
    void a_workspace_that_is_well() throws IOException {
        Path workspace = Nights.workspace(folder);
        assertThat(Nights.night(workspace, "2026-02-03").exit()).isEqualTo(ExitCode.DONE);

        List<Diagnosis> found = examine(workspace, NOW);

        assertThat(found)
                .extracting(Diagnosis::what)
                .containsExactly(
                        "program",
                        "locale",
                        "fonts",
                        "workspace",
                        "contracts",
                        "inbox",
                        "reports",
                        "space",
                        "database",
                        "clock",
                        "tables",
                        "last run",
                        "mail");
        assertThat(found)
                .filteredOn(one -> !one.what().equals("space") && !one.what().equals("locale"))
                .allSatisfy(one -> assertThat(one.level()).as(one.line()).isEqualTo(Level.OK));
        says(of(found, "database"), Level.OK, "PostgreSQL 18");
        says(of(found, "last run"), Level.OK, "run 1 of as-of 2026-02-03 began 0 minutes ago, exit 0");
        try (var left = Files.list(workspace.resolve("reports"))) {
            assertThat(left).noneMatch(file -> file.toString().contains("doctor"));
        }

        Clock tomorrow = Clock.offset(NOW, Duration.ofHours(40));
        List<Diagnosis> later = examine(workspace, tomorrow);
        says(of(later, "last run"), Level.WARN, "began 40 hours ago. Does the timer run?");
        says(of(later, "clock"), Level.FAIL, "Let both follow the same time server");
        assertThat(Doctor.exit(later)).isEqualTo(ExitCode.FAILED);
        says(of(examine(workspace, Clock.offset(NOW, Duration.ofSeconds(20))), "clock"), Level.WARN, "s apart");
    }

    @Test
    void tables_of_another_release() throws Exception {
        DatabaseSettings database = TestDatabases.EMBEDDED.fresh();
        Path workspace = Nights.workspace(folder, database);
        says(of(examine(workspace, NOW), "tables"), Level.OK, "none yet");
        Nights.night(workspace, "2026-02-03");

        sql(
                database,
                "update flyway_schema_history set version = '999' where installed_rank ="
                        + " (select max(installed_rank) from flyway_schema_history where version is not null)");
        says(of(examine(workspace, NOW), "tables"), Level.FAIL, "A later release has been here");
        sql(database, "delete from flyway_schema_history where version = '999'");
        says(of(examine(workspace, NOW), "tables"), Level.WARN, "The next night brings them up to date: back up first");
    }

    private static void sql(DatabaseSettings database, String statement) throws java.sql.SQLException {
        try (Connection connection = DriverManager.getConnection(database.url(), database.user(), database.password());
                Statement sql = connection.createStatement()) {
            sql.execute("set search_path = " + database.schema());
            sql.execute(statement);
        }
    }

    @Test
    void a_server_that_does_not_answer_and_one_that_lets_nobody_in() throws IOException {
        Nights.write(
                folder.resolve("scorekeeper.yaml"),
                "database: { url: \"jdbc:postgresql://127.0.0.1:1/nowhere?password=hush\" }\n");
        Diagnosis away = of(examine(folder, NOW), "database");
        says(away, Level.FAIL, "127.0.0.1:1/nowhere cannot be used");
        assertThat(away.line()).doesNotContain("hush");

        DatabaseSettings there = TestDatabases.EMBEDDED.fresh();
        Nights.write(
                folder.resolve("scorekeeper.yaml"),
                "database: { url: \"" + there.url() + "\", user: postgres, password: hush-hush }\n");
        Diagnosis closed = of(examine(folder, NOW), "database");
        says(closed, Level.FAIL, "password authentication failed");
        assertThat(closed.line()).doesNotContain("hush-hush");

        Nights.write(
                folder.resolve("scorekeeper.yaml"),
                "database: { url: \"" + there.url() + "\", user: postgres, password-file: not-there }\n");
        says(of(examine(folder, NOW), "database"), Level.FAIL, "not-there cannot be read");
    }

    @Test
    void a_mail_server_that_is_down_and_one_that_is_up() throws IOException {
        Nights.write(folder.resolve("scorekeeper.yaml"), "mail: { host: localhost, port: 1, from: a@example.com }\n");
        says(of(examine(folder, NOW), "mail"), Level.FAIL, "localhost:1 does not answer");

        GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        server.start();
        try {
            Nights.write(
                    folder.resolve("scorekeeper.yaml"),
                    "mail: { host: 127.0.0.1, port: " + server.getSmtp().getPort() + ", from: a@example.com }\n");
            says(of(examine(folder, NOW), "mail"), Level.OK, "takes messages");
        } finally {
            server.stop();
        }

        Nights.write(folder.resolve("outbox"), "a file where a folder should be");
        Nights.write(folder.resolve("scorekeeper.yaml"), "mail: { directory: outbox/mails }\n");
        assertThat(of(examine(folder, NOW), "mail").level()).isNotNull();
    }

    @Test
    void folders_and_settings_that_are_wrong() throws IOException {
        Nights.write(folder.resolve("scorekeeper.yaml"), "as-of: yesterday\n");
        List<Diagnosis> found = examine(folder, NOW);
        says(of(found, "workspace"), Level.FAIL, "scorekeeper.yaml:1");
        says(of(found, "inbox"), Level.WARN, "there is no folder");
        says(of(found, "contracts"), Level.WARN, "scorekeeper check names them");
        assertThat(found).noneMatch(one -> one.what().equals("database"));

        Nights.write(folder.resolve("scorekeeper.yaml"), "reports: /proc/scorekeeper\n");
        NightRequest request = new NightRequest(
                folder, java.util.Optional.empty(), java.util.Optional.empty(), java.util.Set.of(), false, false, null);
        says(of(Doctor.examine(request, NOW), "reports"), Level.FAIL, "/proc cannot be written");
        assertThat(Doctor.examine(request, NOW)).anyMatch(one -> one.line().contains("the first night makes one"));
        assertThat(folder.resolve(".scorekeeper")).doesNotExist();
    }
}
