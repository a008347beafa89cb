package org.scorekeeper.facts.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;
import org.flywaydb.core.api.migration.BaseJavaMigration;
import org.flywaydb.core.api.migration.Context;
import org.scorekeeper.facts.FactKind;

/**
 * Facts that were stored before {@code known_rows} was there get theirs, so that an export which repeats them adds nothing.
 * Written in Java, because the hash of an id is ours and not the server's.
 */
final class V7__Known_rows_of_earlier_facts extends BaseJavaMigration {
    private static final int ROWS = 40_000;

    @Override
    public void migrate(Context context) throws SQLException {
        fill(context.getConnection());
    }

    /** Adds what is known of rows whose file has nothing known yet; a second time it finds nothing to do. */
    static void fill(Connection connection) throws SQLException {
        for (FactKind kind : FactKind.values()) {
            for (String vendor : vendors(connection, kind)) {
                fill(connection, kind, vendor);
            }
        }
    }

    private static List<String> vendors(Connection connection, FactKind kind) throws SQLException {
        List<String> vendors = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement(
                        "select distinct vendor from " + kind.table() + " order by vendor");
                ResultSet found = query.executeQuery()) {
            while (found.next()) {
                vendors.add(found.getString(1));
            }
        }
        return vendors;
    }

    /** Version by version, because a row names the one before it. */
    private static void fill(Connection connection, FactKind kind, String vendor) throws SQLException {
        KnownRows known = new KnownRows(connection, kind, vendor);
        try (PreparedStatement query = connection.prepareStatement(
                "select id, version, fingerprint, order_at, file_id from "
                        + kind.table() + " where vendor = ? and file_id not in"
                        + " (select file_id from known_rows where vendor = ? and kind = ?) order by version, file_id, row_no")) {
            query.setFetchSize(ROWS);
            query.setString(1, vendor);
            query.setString(2, vendor);
            query.setString(3, kind.code());
            try (ResultSet facts = query.executeQuery()) {
                boolean more = facts.next();
                while (more) {
                    more = block(connection, known, facts);
                }
            }
        }
    }

    /** One block of rows of one file, from the row that the cursor stands on; whether another follows. */
    private static boolean block(Connection connection, KnownRows known, ResultSet facts) throws SQLException {
        long fileId = facts.getLong("file_id");
        KnownRows.Additions additions = known.new Additions(fileId, ROWS);
        boolean more = true;
        for (int rows = 0; more && rows < ROWS && facts.getLong("file_id") == fileId; rows++) {
            String id = facts.getString("id");
            long hash = FactBlock.hash(id);
            Timestamp order = facts.getTimestamp("order_at");
            additions.add(
                    hash,
                    FactBlock.print(facts.getLong("fingerprint"), id),
                    order == null ? KnownRows.NO_ORDER : FactBlock.micros(order.toInstant()),
                    facts.getInt("version"),
                    known.newest(connection, hash));
            more = facts.next();
        }
        additions.store(connection);
        return more;
    }
}
