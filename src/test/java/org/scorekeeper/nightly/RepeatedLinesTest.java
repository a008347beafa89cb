package org.scorekeeper.nightly;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.scorekeeper.facts.FactKind;
import org.scorekeeper.facts.postgres.DatabaseSettings;
import org.scorekeeper.facts.postgres.TestDatabases;

/**
 * Passing over lines that are known changes nothing: two workspaces get the same random files night after night, one of them
 * forgets all lines before each night, and in the end both hold the same facts, refusals and accounts.
 */
class RepeatedLinesTest {
    private static final int VENDORS = 24;
    private static final int NIGHTS = 5;

    private static final List<String> FEEDS = List.of("""
            facts: tickets
            columns: { id: Number, priority: Priority, opened: Opened, resolved: Resolved, note: Note }
            """, """
            facts: tickets
            columns: { id: Number, priority: Priority, opened: Opened, resolved: Resolved, note: Note }
            latest-by: Updated
            """, """
            facts: timesheets
            columns: { person: Number, role: Priority, work-date: Opened, hours: Hours, project: Note }
            """, """
            facts: timesheets
            columns: { id: Number, person: Priority, work-date: Opened, hours: Hours, project: Note }
            """, """
            facts: ticket-status
            columns: { ticket: Number, status: Priority, from: Opened }
            """, """
            facts: readings
            columns: { metric: Number, at: Opened, value: Hours }
            """);

    private static final List<String> HEADS = List.of(
            "Number,Priority,Opened,Resolved,Hours,Updated,Note", "Note,Updated,Hours,Resolved,Opened,Priority,Number");

    private static final List<Charset> ENCODINGS = List.of(
            StandardCharsets.UTF_8, StandardCharsets.UTF_8, StandardCharsets.UTF_16, Charset.forName("windows-1252"));

    @TempDir
    private Path folder = Path.of("");

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {4, 20_261_126})
    void known_lines_have_the_end_that_they_would_have_had(long seed) throws Exception {
        DatabaseSettings quick = TestDatabases.EMBEDDED.fresh();
        DatabaseSettings slow = TestDatabases.EMBEDDED.fresh();
        Path one = workspace(folder.resolve("quick"), quick);
        Path other = workspace(folder.resolve("slow"), slow);
        Random random = new Random(seed);
        for (int night = 0; night < NIGHTS; night++) {
            for (int vendor = 0; vendor < VENDORS; vendor++) {
                vendorsDay(random, night, vendor, List.of(one, other));
            }
            forget(slow);
            for (Path workspace : List.of(one, other)) {
                NightOutcome outcome = Night.intake(Nights.request(workspace, "2026-02-" + (10 + night), false, null));
                assertThat(outcome.exit()).as(outcome.lastLine()).isNotIn(ExitCode.FAILED, ExitCode.WRONG_COMMAND);
            }
            assertThat(stored(quick)).as("seed %d, night %d", seed, night).isEqualTo(stored(slow));
        }
        assertThat(texts(quick, "select 1 from known_line")).isNotEmpty();
    }

    private static Path workspace(Path at, DatabaseSettings settings) throws Exception {
        for (int vendor = 0; vendor < VENDORS; vendor++) {
            Nights.write(
                    at.resolve("feeds/v" + vendor + ".yaml"), """
                            feed: f%1$d
                            vendor: v%1$d
                            files: 'v%1$d/**'
                            dates: { pattern: [yyyy-MM-dd HH:mm, yyyy-MM-dd], zone: Europe/London }
                            """.formatted(vendor) + FEEDS.get(vendor % FEEDS.size()));
        }
        Files.createDirectories(at.resolve("inbox"));
        Nights.database(at, settings);
        return at;
    }

    /** New files, changed ones, and now and then one that is taken back or put in again. */
    private static void vendorsDay(Random random, int night, int vendor, List<Path> workspaces) throws Exception {
        for (int files = 1 + random.nextInt(2); files > 0; files--) {
            String name = switch (random.nextInt(3)) {
                case 0 -> "export.csv";
                case 1 -> "day-2026-01-0" + (1 + random.nextInt(9)) + ".csv";
                default -> "n" + night + "-" + files + ".csv";
            };
            byte[] bytes = file(random).getBytes(ENCODINGS.get(random.nextInt(ENCODINGS.size())));
            for (Path workspace : workspaces) {
                Path file = workspace.resolve("inbox/v" + vendor + "/" + name);
                Files.createDirectories(file.getParent());
                Files.write(file, bytes);
            }
        }
        int choice = random.nextInt(6);
        for (Path workspace : workspaces) {
            NightRequest request = Nights.request(workspace, "2026-02-01", false, null);
            if (night > 1 && choice == 0 && vendor % 5 == 0) {
                Withdrawal.give(request, "v" + vendor + "/export.csv", "me");
            } else if (night > 1 && choice == 1 && vendor % 5 == 0) {
                Withdrawal.undo(request, "v" + vendor + "/export.csv", "me");
            }
        }
    }

    /** Few items, few things to say of them, and everything that can be wrong with a line. */
    private static String file(Random random) {
        boolean turned = random.nextInt(4) == 0;
        List<String> lines = new ArrayList<>(List.of(HEADS.get(turned ? 1 : 0)));
        for (int rows = random.nextInt(14); rows >= 0; rows--) {
            int item = random.nextInt(7);
            String opened = random.nextInt(12) == 0 ? "2026-02-31" : "2026-01-0" + (1 + item) + " 09:00";
            String note = switch (random.nextInt(9)) {
                case 0 -> "\"with, comma\"";
                case 1 -> "\"two\nlines\"";
                case 2 -> "\"stray";
                case 3 -> "5\" disk";
                case 4 -> "M\u00fcller";
                default -> "";
            };
            List<String> cells = new ArrayList<>(List.of(
                    "T-" + item,
                    "P" + (1 + random.nextInt(3) / 2),
                    opened,
                    random.nextBoolean() ? "" : "2026-01-09 10:00",
                    random.nextInt(15) == 0 ? "many" : "" + (1 + random.nextInt(2)),
                    random.nextInt(8) == 0 ? "" : "2026-01-1" + random.nextInt(3) + " 10:00",
                    note));
            if (turned) {
                java.util.Collections.reverse(cells);
            }
            if (random.nextInt(20) == 0) {
                cells.remove(cells.size() - 1);
            }
            lines.add(String.join(",", cells));
            if (random.nextInt(6) == 0) {
                lines.add(lines.get(lines.size() - 1));
            }
            if (random.nextInt(30) == 0) {
                lines.add(random.nextBoolean() ? "" : ",,,,,,");
            }
        }
        return String.join(random.nextBoolean() ? "\n" : "\r\n", lines) + (random.nextBoolean() ? "\n" : "");
    }

    private static void forget(DatabaseSettings settings) throws SQLException {
        if (!texts(
                        settings,
                        "select 1 from information_schema.tables where table_name = 'known_line'"
                                + " and table_schema = '" + settings.schema() + "'")
                .isEmpty()) {
            try (Connection connection = connect(settings);
                    Statement statement = connection.createStatement()) {
                statement.execute("delete from known_line");
            }
        }
    }

    /** Everything that came of the files, as text. */
    private static String stored(DatabaseSettings settings) throws SQLException {
        List<String> all = new ArrayList<>();
        List<String> queries = new ArrayList<>(List.of(
                "select file_id, vendor, path, sha256, state, reason, rows_read, accepted, unchanged, superseded, rejected,"
                        + " traits, header, withdrawn_by from source_file order by file_id",
                "select file_id, sheet, row_no, column_name, found, reason, remedy, cells, glimpse, item_id from rejected_row"
                        + " order by file_id, row_no",
                "select vendor, kind, file_id, hashes, prints, orders, later from known_rows order by vendor, kind, block_id",
                "select note_key, sentence from run_note order by run_id, note_key"));
        for (FactKind kind : FactKind.values()) {
            queries.add("select * from " + kind.table() + " order by vendor, id, version, file_id, row_no");
        }
        for (String query : queries) {
            all.addAll(texts(settings, query));
        }
        return String.join("\n", all);
    }

    private static List<String> texts(DatabaseSettings settings, String query) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Connection connection = connect(settings);
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(query)) {
            while (found.next()) {
                StringBuilder row = new StringBuilder();
                for (int i = 1; i <= found.getMetaData().getColumnCount(); i++) {
                    row.append(found.getString(i)).append(" | ");
                }
                rows.add(row.toString());
            }
        }
        return rows;
    }

    private static Connection connect(DatabaseSettings settings) throws SQLException {
        Connection connection = DriverManager.getConnection(
                java.util.Objects.requireNonNull(settings.url()), settings.user(), settings.password());
        connection.setSchema(settings.schema());
        return connection;
    }
}
