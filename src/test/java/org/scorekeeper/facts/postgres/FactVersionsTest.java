package org.scorekeeper.facts.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.scorekeeper.facts.FactKind;
import org.scorekeeper.facts.FactRow;

/**
 * What becomes of rows. A file is written as rows of the one ticket T: a word for its content, with the latest-by minute
 * behind a colon where the feed has one. Files are parted by slashes, blocks of a file by bars.
 */
class FactVersionsTest {
    @ParameterizedTest(name = "{0}: {3}")
    @CsvSource(delimiter = ';', textBlock = """
                    a            ; 1 0 0       ; a ; a first row is accepted
                    a a          ; 1 1 0       ; a ; the same row twice says nothing new
                    a b          ; 1 0 1       ; b ; without latest-by the later row of a file counts, the earlier is overtaken
                    a | b        ; 1 0 1       ; b ; the same across two blocks
                    a / a        ; 0 1 0       ; a ; the next export repeats what is known
                    a / b        ; 1 0 0       ; b ; a correction supersedes, and the first file's account stays
                    a / b / a    ; 1 0 0       ; a ; what was said before may be said again
                    a:1 b:2      ; 1 0 1       ; b ; an event log: the newest row is the state
                    b:2 a:1      ; 1 0 1       ; b ; whatever the order of its rows
                    a:1 b:1      ; 1 0 1       ; b ; of equals the later row counts
                    a:1 b:2 / a:1 b:2 c:3 ; 1 2 0 ; c ; an overlapping log adds only what is new
                    b:2 / a:1    ; 0 0 1       ; b ; an older export that arrives later does not win
                    b:2 / a:1 / a:1 ; 0 1 0    ; b ; and is known from then on
                    a / a | b | b ; 1 2 0      ; b ; known, new, and repeated, in blocks of one file
                    """)
    void becomes(String files, String lastAccount, String state, String why) throws Exception {
        becomes(files, lastAccount, state, why, false);
    }

    @ParameterizedTest(name = "{0}: {3}")
    @CsvSource(delimiter = ';', textBlock = """
                    a / a        ; 0 1 0       ; a ; what an earlier release stored is known
                    a / b / b    ; 0 1 0       ; b ; in its newest version
                    a / b / a    ; 1 0 0       ; a ; and in the one before, which may be said again
                    a:1 b:2 / a:1 b:2 c:3 ; 1 2 0 ; c ; with its order
                    b:2 / a:1 / a:1 ; 0 1 0    ; b ; also where it changed no state
                    """)
    void an_upgrade_knows_what_was_stored_before(String files, String lastAccount, String state, String why)
            throws Exception {
        becomes(files, lastAccount, state, why, true);
    }

    /** Before each file the tables may be made those of an earlier release, and brought up to date. */
    private static void becomes(String files, String lastAccount, String state, String why, boolean upgraded)
            throws Exception {
        try (Database database = TestDatabases.EMBEDDED.open()) {
            Account last = new Account(0, 0, 0);
            long fileId = 0;
            for (String file : files.split("/", -1)) {
                fileId++;
                if (upgraded) {
                    upgrade(database);
                }
                last = read(database, fileId, file.strip());
            }
            assertThat(last).as(why).hasToString(lastAccount);
            assertThat(state(database)).as(why).isEqualTo(state);
        }
    }

    private static void upgrade(Database database) throws SQLException {
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("delete from known_rows");
            V7__Known_rows_of_earlier_facts.fill(connection);
            connection.commit();
        }
    }

    /** A file's account after its last block. */
    private record Account(int accepted, int unchanged, int superseded) {
        @Override
        public String toString() {
            return accepted + " " + unchanged + " " + superseded;
        }
    }

    private static Account read(Database database, long fileId, String file) throws Exception {
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("""
                    insert into source_file (vendor, feed, path, sha256, bytes, modified, run_id, state, rows_read,
                        accepted, unchanged, superseded, rejected, first_seen)
                    values ('v', 'f', 'p%d', 's%d', 1, now(), 1, 'done', 0, 0, 0, 0, 0, now())""".formatted(fileId, fileId));
            FactVersions versions = new FactVersions(connection, FactKind.TICKETS, "v", fileId);
            int accepted = 0;
            int unchanged = 0;
            int superseded = 0;
            int line = 2;
            for (String block : file.split("\\|", -1)) {
                List<FactRow> rows = new ArrayList<>();
                for (String row : block.strip().split(" ", -1)) {
                    rows.add(row(fileId, line++, row));
                }
                FactVersions.Outcome outcome = versions.write(connection, Blocks.of(FactKind.TICKETS, rows));
                accepted += outcome.accepted() - outcome.overtaken();
                unchanged += outcome.unchanged();
                superseded += outcome.superseded() + outcome.overtaken();
                assertThat(outcome.accepted() + outcome.unchanged() + outcome.superseded())
                        .as("every row of a block has one end")
                        .isEqualTo(rows.size());
            }
            connection.commit();
            return new Account(accepted, unchanged, superseded);
        }
    }

    private static FactRow row(long fileId, int line, String text) {
        String[] parts = text.split(":", -1);
        @Nullable Object[] values = new Object[FactKind.TICKETS.fields().size()];
        values[FactKind.TICKETS.index("title")] = parts[0];
        Instant orderAt = parts.length == 1 ? null : Instant.ofEpochSecond(60L * Integer.parseInt(parts[1]));
        return new FactRow("v", null, "T", 0, fileId, null, line, orderAt, parts[0].hashCode(), values, Map.of());
    }

    /** The title of the newest version, as the reader orders them. */
    private static String state(Database database) throws SQLException {
        List<String> titles = new ArrayList<>();
        try (Connection connection = database.dataSource().getConnection()) {
            new FactReader(connection)
                    .read(
                            FactKind.TICKETS,
                            "v",
                            null,
                            fact -> titles.add(fact.text("title").orElse("")));
            try (Statement statement = connection.createStatement();
                    ResultSet count = statement.executeQuery("select count(*) from ticket")) {
                count.next();
                assertThat(count.getInt(1)).as("no version is ever lost").isEqualTo(titles.size());
            }
        }
        return titles.get(titles.size() - 1);
    }
}
