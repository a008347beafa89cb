package org.scorekeeper.facts.postgres;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.scorekeeper.facts.FactKind;

/**
 * Turns the rows of one file into versions of facts. A row that says what is known adds nothing; a row that is newer
 * than what is known becomes the item's state, and what was known stays beside it; a row that is older is kept as an
 * earlier version and changes no state. Nothing is ever overwritten.
 *
 * <p>Not for two threads, and one file of a vendor's kind at a time.
 */
public final class FactVersions {
    private final FactKind kind;
    private final String vendor;
    private final long fileId;
    private final SeenItems seen = new SeenItems();

    /**
     * What became of the rows of one block. The three add up to the block's rows; {@code overtaken} moves rows of this
     * file that an earlier block counted as accepted to superseded.
     *
     * @param accepted rows that now stand as their item's newest state
     * @param unchanged rows that said what was known
     * @param superseded rows that are older than their item's state, or overtaken within the block
     * @param overtaken rows of earlier blocks of this file that this block overtook
     */
    public record Outcome(int accepted, int unchanged, int superseded, int overtaken) {}

    /** What is known of one item. */
    private static final class ItemState {
        int lastVersion;
        long fingerprint;

        @Nullable
        Instant orderAt;

        long fileId;
        boolean exists;
        boolean wonInBlock;

        /** What was said of it at which order; most items of most files have none, and need no set. */
        private Set<Said> said = Set.of();

        record Said(long fingerprint, Instant orderAt) {}

        void remember(long print, @Nullable Instant at) {
            if (at == null) {
                return; // rows without an order are compared with the newest state alone
            }
            if (said.isEmpty()) {
                said = new HashSet<>();
            }
            said.add(new Said(print, at));
        }

        boolean says(FactBlock.Entry row) {
            return row.orderAt() == null
                    ? exists && fingerprint == row.fingerprint()
                    : said.contains(new Said(row.fingerprint(), row.orderAt()));
        }

        boolean isNewerThan(FactBlock.Entry row) {
            if (!exists || orderAt == null) {
                return false;
            }
            return row.orderAt() == null || row.orderAt().isBefore(orderAt);
        }

        void becomes(long print, @Nullable Instant at, long file) {
            fingerprint = print;
            orderAt = at;
            fileId = file;
            exists = true;
        }
    }

    /**
     * Prepares for one file: learns which items the vendor already has, in constant memory.
     *
     * @param connection in a transaction (a cursor needs one)
     */
    public FactVersions(Connection connection, FactKind kind, String vendor, long fileId) throws SQLException {
        this.kind = kind;
        this.vendor = vendor;
        this.fileId = fileId;
        try (PreparedStatement ids =
                connection.prepareStatement("select id from " + kind.table() + " where vendor = ? and version = 1")) {
            ids.setFetchSize(20_000);
            ids.setString(1, vendor);
            try (ResultSet rows = ids.executeQuery()) {
                while (rows.next()) {
                    seen.add(SeenItems.hash(rows.getString(1)));
                }
            }
        }
    }

    /**
     * Stores one block of rows, in file order, within the caller's transaction.
     *
     * @param block rows whose versions are yet to be given
     */
    public Outcome write(Connection connection, FactBlock block) throws SQLException {
        List<FactBlock.Entry> rows = block.entries();
        Map<String, ItemState> items = states(connection, rows);
        int[] versions = new int[rows.size()];
        int accepted = 0;
        int unchanged = 0;
        int superseded = 0;
        int overtaken = 0;
        for (int i = 0; i < versions.length; i++) {
            FactBlock.Entry row = rows.get(i);
            ItemState item = items.computeIfAbsent(row.id(), id -> new ItemState());
            if (item.says(row)) {
                unchanged++;
                continue;
            }
            versions[i] = ++item.lastVersion;
            item.remember(row.fingerprint(), row.orderAt());
            if (item.isNewerThan(row)) {
                superseded++;
                continue;
            }
            if (item.exists && item.fileId == fileId) {
                if (item.wonInBlock) {
                    accepted--;
                    superseded++;
                } else {
                    overtaken++;
                }
            }
            item.becomes(row.fingerprint(), row.orderAt(), fileId);
            item.wonInBlock = true;
            accepted++;
        }
        if (unchanged < versions.length) {
            store(connection, block, versions);
        }
        return new Outcome(accepted, unchanged, superseded, overtaken);
    }

    /** Rows of one contract side by side: its index knows only ranges of blocks (see V1__facts.sql). */
    private void store(Connection connection, FactBlock block, int[] versions) throws SQLException {
        Map<String, BitSet> contracts = new TreeMap<>();
        for (int i = 0; i < versions.length; i++) {
            if (versions[i] > 0) {
                contracts
                        .computeIfAbsent(block.entries().get(i).contract(), key -> new BitSet(versions.length))
                        .set(i);
            }
        }
        try (FactCopy copy = new FactCopy(connection, kind, block)) {
            for (BitSet rows : contracts.values()) {
                for (int i = rows.nextSetBit(0); i >= 0; i = rows.nextSetBit(i + 1)) {
                    copy.row(i, versions[i]);
                }
            }
            copy.end();
        }
    }

    /** After the file's last block: tells the server's planner what has come, so that evaluation finds it quickly. */
    public static void tidy(Connection connection, FactKind kind) throws SQLException {
        try (PreparedStatement summary =
                connection.prepareStatement("select brin_summarize_new_values('" + kind.table() + "_contract')")) {
            summary.execute();
        }
        try (PreparedStatement analyze =
                connection.prepareStatement("analyze " + kind.table() + " (vendor, contract, id)")) {
            analyze.execute();
        }
    }

    private Map<String, ItemState> states(Connection connection, List<FactBlock.Entry> rows) throws SQLException {
        List<String> perhapsKnown = new ArrayList<>();
        for (FactBlock.Entry row : rows) {
            if (seen.add(row.hash())) {
                perhapsKnown.add(row.id());
            }
        }
        Map<String, ItemState> items = new HashMap<>(rows.size() * 2);
        if (perhapsKnown.isEmpty()) {
            return items;
        }
        String sql =
                "select v.id, v.version, v.fingerprint, v.order_at, v.file_id, f.state in ('withdrawn', 'quarantined') from "
                        + kind.table() + " v join source_file f using (file_id) where v.vendor = ? and v.id = any(?)"
                        + " order by v.id, v.order_at nulls first, v.version";
        Array ids = connection.createArrayOf("text", perhapsKnown.toArray());
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            query.setString(1, vendor);
            query.setArray(2, ids);
            try (ResultSet found = query.executeQuery()) {
                while (found.next()) {
                    ItemState item = items.computeIfAbsent(found.getString(1), id -> new ItemState());
                    item.lastVersion = Math.max(item.lastVersion, found.getInt(2));
                    if (found.getBoolean(6)) {
                        continue; // a withdrawn file says nothing any more
                    }
                    java.sql.Timestamp at = found.getTimestamp(4);
                    Instant orderAt = at == null ? null : at.toInstant();
                    item.remember(found.getLong(3), orderAt);
                    item.becomes(found.getLong(3), orderAt, found.getLong(5));
                }
            }
        } finally {
            ids.free();
        }
        return items;
    }
}
