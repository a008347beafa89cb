package org.scorekeeper.nightly;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scorekeeper.facts.postgres.Database;
import org.scorekeeper.facts.postgres.DatabaseSettings;
import org.scorekeeper.facts.postgres.TestDatabases;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** A night shared with two other machines, of which one dies and one sleeps, leaves what it leaves alone, byte for byte. */
class RemoteNightTest {
    private static final int VENDORS = 9;
    private static final int TICKETS = 1_500;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** What is stored, whatever numbers it was given. */
    private static final Map<String, String> STORED = Map.of(
            "facts",
            "select vendor, id, version, contract, path, row_no, priority, opened, resolved from ticket join source_file"
                    + " using (vendor, file_id) order by vendor, id, version",
            "files",
            "select path, state, rows_read, accepted, unchanged, superseded, rejected from source_file order by path",
            "refused",
            "select path, row_no, column_name, found, cells from rejected_row join source_file using (file_id) order by path, row_no",
            "figures",
            "select contract, period, revision, state, digest from period_result order by contract, period, revision",
            "ledger",
            "select line_id, signed_amount, posting, body from ledger_line order by line_id");

    @TempDir
    private Path folder = Path.of("");

    private final List<Process> processes = new ArrayList<>();

    @AfterEach
    void end() {
        processes.forEach(Process::destroyForcibly);
    }

    @Test
    void a_killed_and_a_sleeping_helper_change_nothing() throws Exception {
        DatabaseSettings shared = TestDatabases.SERVER.fresh();
        DatabaseSettings alone = TestDatabases.SERVER.fresh();
        Path calm = workspace(folder.resolve("calm"), alone);
        Path night = workspace(folder.resolve("night"), shared);
        Files.writeString(
                night.resolve("scorekeeper.yaml"),
                Files.readString(night.resolve("scorekeeper.yaml")) + "\nworkers: { takeover: 3s }\n");
        Path mount = Files.createSymbolicLink(folder.resolve("mount"), night);
        Database.open(shared, night).close();
        JdbcClient database = client(shared);

        Process killed = start("killed", "worker", "--workspace", mount.toString());
        Process sleeping = start("sleeping", "worker", "--workspace", night.toString());
        says("killed", "waits for nights");
        says("sleeping", "waits for nights");
        Process manager;
        // While a table is locked nobody comes on, so that everybody is in the middle of something when it happens.
        try (Connection figures = source(shared).getConnection()) {
            try (Connection facts = source(shared).getConnection()) {
                lock(facts, "ticket");
                manager = start(
                        "night",
                        "nightly",
                        "--workspace",
                        night.toString(),
                        "--reports",
                        night.resolve("reports").toString(),
                        "--as-of",
                        "2026-02-05");
                until(
                        "both read files",
                        () -> holds(database, killed, "intake-file") && holds(database, sleeping, "intake-file"));
                killed.destroyForcibly();
                lock(figures, "period_result");
            }
            until("one evaluates", () -> holds(database, sleeping, "evaluate-contract"));
            signal(sleeping, "STOP");
        }
        says("night", name(sleeping) + " has been silent");
        signal(sleeping, "CONT");
        assertThat(manager.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                .as(said("night"))
                .isTrue();
        until("it notices", () -> said("sleeping").matches("(?s).*the night (went on without|is over).*"));
        signal(sleeping, "TERM");
        assertThat(sleeping.waitFor(10, TimeUnit.SECONDS)).as(said("sleeping")).isTrue();
        assertThat(sleeping.exitValue()).as(said("sleeping")).isZero();
        assertThat(said("sleeping")).endsWith("The worker was stopped.\n");

        NightOutcome undisturbed = Nights.night(calm, "2026-02-05");
        assertThat(manager.exitValue())
                .as(said("night"))
                .isEqualTo(undisturbed.exit().code());
        assertThat(said("night"))
                .as(said("sleeping"))
                .contains(name(killed) + " has been silent")
                .containsPattern("intake-file: \\d+ of 10 parts were done by other machines");
        assertThat(Nights.documents(night.resolve("reports"))).isEqualTo(Nights.documents(calm.resolve("reports")));
        assertThat(stored(database)).isEqualTo(stored(client(alone)));
        for (String table :
                List.of("int_channel_message", "lane_lease", "lane_holder", "shared_night", "handed_document")) {
            assertThat(count(database, table)).as(table).isZero();
        }
    }

    private static Path workspace(Path folder, DatabaseSettings settings) throws IOException {
        Nights.workspace(folder, settings);
        for (int vendor = 1; vendor <= VENDORS; vendor++) {
            Nights.contract(folder, "C-" + (10 + vendor), "vendor" + vendor, Nights.CONTRACT, tickets(vendor, 0));
            Nights.write(folder.resolve("inbox/vendor" + vendor + "/tickets-2.csv"), tickets(vendor, 100));
        }
        return folder;
    }

    /** A later file says of the same tickets that they took longer, and of one of them what nobody can read. */
    private static String tickets(int vendor, int longer) {
        StringBuilder tickets = new StringBuilder("Number,Priority,Opened,Resolved\n");
        LocalDateTime opened = LocalDateTime.of(2026, 1, 1, 0, 0);
        DateTimeFormatter format = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");
        for (int i = 0; i < (longer == 0 ? TICKETS : TICKETS / 10); i++) {
            tickets.append("V")
                    .append(vendor)
                    .append('-')
                    .append(i)
                    .append(",P1,")
                    .append(opened.plusMinutes(i).format(format))
                    .append(',')
                    .append(
                            longer > 0 && i == 7
                                    ? "next week"
                                    : opened.plusMinutes(i + (i * vendor) % 250 + longer)
                                            .format(format))
                    .append('\n');
        }
        return tickets.toString();
    }

    private Process start(String name, String... command) throws IOException {
        List<String> line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-Dscorekeeper.log=text",
                "-cp",
                System.getProperty("java.class.path"),
                "org.scorekeeper.cli.Main"));
        line.addAll(List.of(command));
        Process process = new ProcessBuilder(line)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(name + ".log").toFile())
                .start();
        processes.add(process);
        return process;
    }

    private String said(String name) {
        try {
            return Files.readString(folder.resolve(name + ".log"));
        } catch (IOException unreadable) {
            throw new java.io.UncheckedIOException(unreadable);
        }
    }

    private void says(String name, String words) throws Exception {
        until(name + " says: " + words, () -> said(name).contains(words));
    }

    private void until(String what, Callable<Boolean> state) throws Exception {
        Instant deadline = Instant.now().plus(PATIENCE);
        while (!state.call()) {
            assertThat(Instant.now())
                    .as(() -> what + "\n" + said("night") + said("killed") + said("sleeping"))
                    .isBefore(deadline);
            assertThat(Files.exists(folder.resolve("night.log")) ? said("night") : "")
                    .doesNotContain("Failed:");
            TimeUnit.MILLISECONDS.sleep(10);
        }
    }

    private static String name(Process worker) {
        return "-" + worker.pid();
    }

    /** Until the connection is closed. */
    private static void lock(Connection connection, String table) throws SQLException {
        connection.setAutoCommit(false);
        try (Statement sql = connection.createStatement()) {
            sql.execute("lock table " + table + " in share mode");
        }
    }

    private static boolean holds(JdbcClient database, Process worker, String step) {
        return !database.sql("select 1 from lane_lease where holder like ? and lane like ?")
                .params("%" + name(worker), "%/" + step + "/%")
                .query()
                .listOfRows()
                .isEmpty();
    }

    private static void signal(Process process, String signal) throws Exception {
        Process kill = new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid())).start();
        assertThat(kill.waitFor()).isZero();
    }

    private static long count(JdbcClient database, String table) {
        return database.sql("select count(*) from " + table).query(Long.class).single();
    }

    private static Map<String, List<String>> stored(JdbcClient database) {
        Map<String, List<String>> stored = new TreeMap<>();
        STORED.forEach((what, query) -> stored.put(
                what,
                database.sql(query).query().listOfRows().stream()
                        .map(Object::toString)
                        .toList()));
        assertThat(stored.values()).as("there is something to compare").noneMatch(List::isEmpty);
        return stored;
    }

    private static JdbcClient client(DatabaseSettings settings) {
        return JdbcClient.create(source(settings));
    }

    private static DataSource source(DatabaseSettings settings) {
        return new DriverManagerDataSource(
                settings.url() + "?currentSchema=" + settings.schema(),
                Objects.requireNonNull(settings.user()),
                Objects.requireNonNull(settings.password()));
    }
}
