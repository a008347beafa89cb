package org.scorekeeper.facts.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * The files whose facts count: those of now, those of an earlier run, or those of now as they were read then. Facts are
 * never overwritten, so what was known on any earlier day is known by the files that had come.
 *
 * @param paths each file's path, relative to the inbox, by its number
 */
public record KnownFiles(Map<Long, String> paths) {
    private static final String OF_THEN = """
            run_id <= ? and (state = 'done' or (state = 'withdrawn' and withdrawn_by > ?)) and not exists (
                select from file_absence a
                where a.file_id = source_file.file_id and a.withdrawn_by <= ? and a.restored_by > ?)""";

    /** A file that a run took back to read it again, beside the same content as it is read now. */
    private static final String READ_AGAIN = """
             from source_file earlier join source_file later using (feed, sha256)
            where earlier.state = 'withdrawn' and earlier.feed_digest <> later.feed_digest and later.state = 'done' and exists (
                select from source_file next where next.feed = earlier.feed and next.sha256 = earlier.sha256
                    and next.run_id = earlier.withdrawn_by and next.file_id > earlier.file_id)""";

    /** Copies the map. */
    public KnownFiles {
        paths = Map.copyOf(paths);
    }

    /** The files that are in the register now and not taken back. */
    public static KnownFiles now(Connection connection) throws SQLException {
        return of(connection, "state = 'done'");
    }

    /** The files that counted at the end of a run. */
    public static KnownFiles atRun(Connection connection, long runId) throws SQLException {
        return of(connection, OF_THEN, runId, runId, runId, runId);
    }

    /** The runs in which a changed feed had files read again, in order. */
    public static NavigableSet<Long> rereadings(Connection connection) throws SQLException {
        NavigableSet<Long> runs = new TreeSet<>();
        try (PreparedStatement query =
                        connection.prepareStatement("select distinct earlier.withdrawn_by" + READ_AGAIN);
                ResultSet rows = query.executeQuery()) {
            while (rows.next()) {
                runs.add(rows.getLong(1));
            }
        }
        return runs;
    }

    /** The files of now; those that a run or a later one read again, as they were read before. */
    public static KnownFiles asReadBefore(Connection connection, long rereading) throws SQLException {
        Map<Long, String> files = new HashMap<>(now(connection).paths);
        try (PreparedStatement query = connection.prepareStatement(
                "select distinct on (later.file_id) later.file_id, earlier.file_id, earlier.path" + READ_AGAIN
                        + " and earlier.withdrawn_by >= ? order by later.file_id, earlier.file_id")) {
            query.setLong(1, rereading);
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    files.remove(rows.getLong(1));
                    files.put(rows.getLong(2), rows.getString(3));
                }
            }
        }
        return new KnownFiles(files);
    }

    private static KnownFiles of(Connection connection, String which, long... runs) throws SQLException {
        Map<Long, String> paths = new HashMap<>();
        try (PreparedStatement query =
                connection.prepareStatement("select file_id, path from source_file where " + which)) {
            for (int i = 0; i < runs.length; i++) {
                query.setLong(i + 1, runs[i]);
            }
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    paths.put(rows.getLong(1), rows.getString(2));
                }
            }
        }
        return new KnownFiles(paths);
    }
}
