package org.scorekeeper.facts.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/**
 * The files whose facts count: those of now, those of an earlier run, or those of now as they were read then. Facts are
 * never overwritten, so what was known on any earlier day is known by the files that had come.
 *
 * @param paths each file's path, relative to the inbox, by its number
 */
public record KnownFiles(Map<Long, String> paths) {
    private static final String OF_THEN =
            "run_id <= ? and (state = 'done' or (state = 'withdrawn' and withdrawn_by > ?))";

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
        return of(connection, OF_THEN, runId, runId);
    }

    /** The files of now, each as it was read by a run or, where it came later, as it is read now. */
    public static KnownFiles asReadBy(Connection connection, long runId) throws SQLException {
        Map<Long, String> files = new HashMap<>(now(connection).paths);
        try (PreparedStatement query = connection.prepareStatement("""
                select earlier.file_id, earlier.path, later.file_id from source_file earlier
                join source_file later using (feed, sha256)
                where earlier.state = 'withdrawn' and earlier.withdrawn_by > ? and earlier.run_id <= ?
                    and later.state = 'done' and later.run_id > ?""")) {
            query.setLong(1, runId);
            query.setLong(2, runId);
            query.setLong(3, runId);
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    files.remove(rows.getLong(3));
                    files.put(rows.getLong(1), rows.getString(2));
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
