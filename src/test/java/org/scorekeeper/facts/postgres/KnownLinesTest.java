package org.scorekeeper.facts.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.scorekeeper.facts.FactKind;
import org.scorekeeper.facts.FactRow;

/**
 * Which lines need no reading. Files are parted by slashes; each row is its line: the item's letter, what is said of it, and the
 * latest-by minute behind a colon where the feed has one. {@code -1} takes the first file back.
 */
class KnownLinesTest {
    @ParameterizedTest(name = "{0}: {2}")
    @CsvSource(delimiter = ';', textBlock = """
                    Ta Ub               ; Ta Ub       ; what was said is known
                    Ta / Tb             ; Tb          ; a line that another file overtook would be news
                    Ta Tb               ; Tb          ; and one that the same file overtook
                    Ta / Tb / Ta        ; Ta          ; unless it was said again
                    Ta:1 Tb:2 / Ta:1    ; Ta:1 Tb:2   ; where rows have an order, each stays what it is
                    Tb:2 / Ta:1         ; Ta:1 Tb:2   ; also the older one that came later
                    Ta / -1             ;             ; what was taken back is known no longer
                    Ta / Tb / -1        ; Tb          ; what others said is
                    Ta / Ta / -1        ;             ; though not where they only repeated it
                    """)
    void known(String files, @Nullable String known, String why) throws Exception {
        try (Database database = TestDatabases.EMBEDDED.open()) {
            long fileId = 0;
            for (String file : files.split("/", -1)) {
                if (file.strip().equals("-1")) {
                    run(database, "update source_file set state = 'withdrawn' where file_id = 1");
                } else {
                    read(database, ++fileId, List.of(file.strip().split(" ", -1)));
                }
            }
            List<String> all = Stream.of(files.split("[/ ]+", -1))
                    .filter(row -> !row.equals("-1"))
                    .distinct()
                    .sorted()
                    .toList();
            KnownLines lines = learn(database, ++fileId, "reading");
            assertThat(all.stream().filter(row -> lines.test(line(row))).collect(Collectors.joining(" ")))
                    .as(why)
                    .isEqualTo(known == null ? "" : known);

            all.forEach(row -> lines.hear(FactBlock.hash(row.substring(0, 1))));
            assertThat(all.stream().filter(row -> lines.test(line(row))))
                    .as("what was heard of in this file is read")
                    .isEmpty();
            KnownLines otherwise = learn(database, fileId, "another mapping");
            assertThat(all.stream().filter(row -> otherwise.test(line(row))))
                    .as("of lines that were read otherwise none is known")
                    .isEmpty();
        }
    }

    private static KnownLines learn(Database database, long fileId, String reading) throws SQLException {
        try (Connection connection = database.dataSource().getConnection()) {
            connection.setAutoCommit(false);
            KnownLines lines =
                    new FactVersions(connection, FactKind.TICKETS, "v", fileId).lines(connection, "f", reading);
            connection.commit();
            for (long other = 0; other <= 1_000; other++) {
                assertThat(lines.test(other)).isFalse(); // from so many on, lines are looked for out of their order too
            }
            return lines;
        }
    }

    private static void read(Database database, long fileId, List<String> rows) throws SQLException {
        run(database, """
                insert into source_file (vendor, feed, path, sha256, bytes, modified, run_id, state, rows_read,
                    accepted, unchanged, superseded, rejected, first_seen)
                values ('v', 'f', 'p%d', 's%d', 1, now(), 1, 'done', 0, 0, 0, 0, 0, now())""".formatted(fileId, fileId));
        try (Connection connection = database.dataSource().getConnection()) {
            connection.setAutoCommit(false);
            FactVersions versions = new FactVersions(connection, FactKind.TICKETS, "v", fileId);
            versions.lines(connection, "f", "reading");
            BitSet all = new BitSet();
            all.set(0, FactKind.TICKETS.fields().size());
            FactBlock block = new FactBlock(FactKind.TICKETS, all, rows.size());
            List<Long> items = new ArrayList<>();
            rows.forEach(row -> items.add(block.add(row(fileId, row), line(row))));
            assertThat(items)
                    .isEqualTo(rows.stream()
                            .map(row -> FactBlock.hash(row.substring(0, 1)))
                            .toList());
            versions.write(connection, block);
            connection.commit();
        }
    }

    private static FactRow row(long fileId, String text) {
        String[] parts = text.substring(1).split(":", -1);
        @Nullable Object[] values = new Object[FactKind.TICKETS.fields().size()];
        values[FactKind.TICKETS.index("title")] = parts[0];
        Instant orderAt = parts.length == 1 ? null : Instant.ofEpochSecond(60L * Integer.parseInt(parts[1]));
        return new FactRow(
                "v", null, text.substring(0, 1), 0, fileId, null, 2, orderAt, parts[0].hashCode(), values, Map.of());
    }

    private static long line(String row) {
        return FactBlock.hash("line " + row);
    }

    private static void run(Database database, String sql) throws SQLException {
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
