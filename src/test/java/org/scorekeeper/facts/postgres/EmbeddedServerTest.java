package org.scorekeeper.facts.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The workspace's own server keeps what it was given, whatever happens to the process that started it. */
class EmbeddedServerTest {
    @TempDir
    Path workspace = Path.of("");

    private final List<Process> children = new ArrayList<>();

    @AfterEach
    void no_child_is_left() throws InterruptedException {
        for (Process child : children) {
            child.destroyForcibly().waitFor();
        }
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(textBlock = """
            false, the process was killed and its server lives on
            true,  the process and its server were killed
            """)
    void what_was_committed_is_there_after_a_kill(boolean serverToo, String why) throws Exception {
        Process child = start("before");
        assertThat(line(child)).as(why).isEqualTo("stored");
        ProcessHandle server =
                ProcessHandle.of(OpenAndWait.serverProcess(workspace)).orElseThrow();
        child.destroyForcibly().waitFor();
        if (serverToo) {
            server.destroyForcibly();
            server.onExit().join();
        } else {
            assertThat(server.isAlive()).as("the orphan").isTrue();
        }
        try (Database again = Database.open(DatabaseSettings.embedded(), workspace)) {
            assertThat(words(again)).as(why).containsExactly("before");
            assertThat(OpenAndWait.serverProcess(workspace)).as("a new server").isNotEqualTo(server.pid());
        }
    }

    @Test
    void a_second_process_on_the_same_workspace_gets_one_sentence() throws Exception {
        Process first = start("first");
        assertThat(line(first)).isEqualTo("stored");
        Process second = start("second");
        String sentence = "another run (process " + first.pid() + ") is using the workspace " + workspace
                + ". Wait until it has finished, or stop it, and give the command again.";
        assertThat(line(second)).isEqualTo(sentence);
        assertThat(second.waitFor()).isZero();
        assertThatThrownBy(() -> Database.open(DatabaseSettings.embedded(), workspace))
                .isInstanceOf(DatabaseUnavailableException.class)
                .hasMessage(sentence);
    }

    @Test
    void a_second_opening_in_the_same_process_is_refused_and_leaves_the_first_its_lock() throws Exception {
        try (Database first = Database.open(DatabaseSettings.embedded(), workspace)) {
            assertThatThrownBy(() -> Database.open(DatabaseSettings.embedded(), workspace))
                    .hasMessageStartingWith(
                            "another run (process " + ProcessHandle.current().pid() + ") is using the workspace");
            assertThat(line(start("other"))).startsWith("another run (process");
            assertThat(first.settings()).isEqualTo(DatabaseSettings.embedded());
        }
    }

    @Test
    void a_pid_file_whose_number_belongs_to_another_program_is_no_obstacle() throws Exception {
        Database.open(DatabaseSettings.embedded(), workspace).close();
        Files.writeString(
                workspace.resolve(".scorekeeper/postgres/postmaster.pid"),
                ProcessHandle.current().pid() + "\n/somewhere/else\n1\n5432\n",
                StandardOpenOption.CREATE);
        try (Database again = Database.open(DatabaseSettings.embedded(), workspace)) {
            assertThat(setting(again, "fsync")).isEqualTo("on");
        }
        assertThat(ProcessHandle.current().isAlive()).isTrue();
    }

    @Test
    void a_first_start_that_was_killed_begins_afresh() throws Exception {
        Path home = Files.createDirectories(workspace.resolve(".scorekeeper"));
        Files.writeString(home.resolve("postgres.key.new"), "half");
        Files.createDirectories(home.resolve("postgres/base"));
        Files.writeString(home.resolve("postgres/PG_VERSION"), "18\n");
        try (Database database = Database.open(DatabaseSettings.embedded(), workspace)) {
            assertThat(setting(database, "fsync")).isEqualTo("on");
        }
        assertThat(home.resolve("postgres.key.new")).doesNotExist();
    }

    @Test
    void it_is_durable_and_shut_to_everybody_without_the_password() throws Exception {
        try (EmbeddedServer server = EmbeddedServer.start(workspace)) {
            try (Connection connection = DriverManager.getConnection(server.url(), server.user(), server.password());
                    Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery(
                            "select current_setting('fsync'),"
                                    + " current_setting('synchronous_commit'), current_setting('listen_addresses'),"
                                    + " current_setting('unix_socket_directories'),"
                                    + " (select string_agg(type || ' ' || auth_method, ', ') from pg_hba_file_rules),"
                                    + " (select concat(datlocprovider, ' ', datlocale) from pg_database where datname = 'postgres')")) {
                row.next();
                assertThat(List.of(
                                row.getString(1),
                                row.getString(2),
                                row.getString(3),
                                row.getString(4),
                                row.getString(5),
                                row.getString(6)))
                        .containsExactly("on", "on", "127.0.0.1", "", "host scram-sha-256", "b C.UTF-8");
            }
            assertThatThrownBy(() -> DriverManager.getConnection(server.url(), server.user(), "wrong"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("password authentication failed");
            assertThatThrownBy(() -> DriverManager.getConnection(server.url(), server.user(), ""))
                    .isInstanceOf(SQLException.class);
            Path home = workspace.resolve(".scorekeeper");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home)))
                    .isEqualTo("rwx------");
            assertThat(PosixFilePermissions.toString(
                            Files.getPosixFilePermissions(home.resolve("postgres/scorekeeper.key"))))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void a_server_that_cannot_keep_its_data_says_where_and_what_to_do() throws IOException {
        Files.writeString(workspace.resolve(".scorekeeper"), "a file where the folder should be");
        assertThatThrownBy(() -> Database.open(DatabaseSettings.embedded(), workspace))
                .isInstanceOf(DatabaseUnavailableException.class)
                .hasMessageContaining("the embedded PostgreSQL in " + workspace.resolve(".scorekeeper"))
                .hasMessageEndingWith("Or name a server with --database.");
    }

    @Test
    void data_of_another_version_is_said_at_once_and_left_alone() throws IOException {
        Database.open(DatabaseSettings.embedded(), workspace).close();
        Path version = workspace.resolve(".scorekeeper/postgres/PG_VERSION");
        Files.writeString(version, "17\n");
        assertThatThrownBy(() -> Database.open(DatabaseSettings.embedded(), workspace))
                .isInstanceOf(DatabaseUnavailableException.class)
                .hasMessageContaining("does not start: database files are incompatible with server")
                .hasMessageNotContaining("\n");
        Files.writeString(version, "18\n");
        Database.open(DatabaseSettings.embedded(), workspace).close();
    }

    @Test
    void a_workspace_that_was_copied_with_its_folders_open_is_closed_again() throws IOException {
        Database.open(DatabaseSettings.embedded(), workspace).close();
        Path data = workspace.resolve(".scorekeeper/postgres");
        for (Path folder : List.of(data, data.resolveSibling(""))) {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
        }
        Database.open(DatabaseSettings.embedded(), workspace).close();
        for (Path folder : List.of(data, data.resolveSibling(""))) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
                    .isEqualTo("rwx------");
        }
    }

    private Process start(String word) throws IOException {
        Process child = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-cp",
                        System.getProperty("java.class.path"),
                        OpenAndWait.class.getName(),
                        workspace.toString(),
                        word)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        children.add(child);
        return child;
    }

    private static String line(Process child) throws IOException {
        var output = new BufferedReader(new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8));
        return String.valueOf(output.readLine());
    }

    private static List<String> words(Database database) throws SQLException {
        List<String> words = new ArrayList<>();
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select word from said")) {
            while (rows.next()) {
                words.add(rows.getString(1));
            }
        }
        return words;
    }

    private static String setting(Database database, String name) throws SQLException {
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select current_setting('" + name + "')")) {
            row.next();
            return row.getString(1);
        }
    }
}
