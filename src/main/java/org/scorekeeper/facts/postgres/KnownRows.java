package org.scorekeeper.facts.postgres;

import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGStatement;
import org.scorekeeper.facts.FactKind;

/**
 * What is known of a vendor's rows of one kind, without a tree over a table of facts: with each block of facts the
 * fingerprints of its rows are stored side by side, and come back a block at a time. In memory is kept which row is an
 * item's newest; a row that is not the item's first knows the one before it.
 *
 * <p>Rows are counted through all blocks, in the order in which these were stored: a row's ordinal.
 */
final class KnownRows {
    /** The order of a row whose feed gives none. */
    static final long NO_ORDER = Long.MIN_VALUE;

    /** The ordinal before an item's first row. */
    static final int NONE = -1;

    /** So many blocks come at a time. */
    static final int A_FEW = 4;

    /** So many rows' fingerprints are kept at hand: an export that overlaps an earlier one has its rows in a similar order. */
    private static final int ROWS_AT_HAND = 1_500_000;

    private final FactKind kind;
    private final String vendor;
    private @Nullable ItemIndex index;
    private final List<Stored> blocks = new ArrayList<>();
    private final Map<Integer, Prints> atHand = new LinkedHashMap<>(16, 0.75f, true);
    /** Rows that are not their item's only ones. */
    private final BitSet among = new BitSet();
    /** Rows whose file was taken back. */
    private final BitSet silent = new BitSet();

    private int rowsAtHand;
    private int rows;

    /** A block in the database: the ordinal of its first row, and whether its file was taken back and says nothing. */
    private record Stored(long blockId, int first, int size, long fileId, boolean silent) {}

    /** A row as the database keeps it. */
    record Known(long print, long order, int version, int before, long fileId, boolean silent) {}

    /** What a block's rows say, by their place in it. */
    private static final class Prints {
        private final long[] prints;
        private final long @Nullable [] orders;
        private final Map<Integer, Later> later;

        Prints(long[] prints, long @Nullable [] orders, Map<Integer, Later> later) {
            this.prints = prints;
            this.orders = orders;
            this.later = later;
        }
    }

    /** A row that is not its item's first: its version, and the ordinal of the row before it. */
    private record Later(int version, int before) {}

    /** Learns which rows the vendor has; what they speak of, when it is asked for. */
    KnownRows(Connection connection, FactKind kind, String vendor) throws SQLException {
        this.kind = kind;
        this.vendor = vendor;
        try (PreparedStatement query = ofVendor(
                connection,
                "k.block_id, k.file_id, f.state in ('withdrawn', 'quarantined'), length(k.hashes) / 8, k.later")) {
            try (ResultSet found = query.executeQuery()) {
                while (found.next()) {
                    int size = found.getInt(4);
                    blocks.add(new Stored(found.getLong(1), rows, size, found.getLong(2), found.getBoolean(3)));
                    mark(found.getBytes(5));
                    silent.set(rows, rows + size, found.getBoolean(3));
                    rows += size;
                }
            }
        }
    }

    /** Which row is each item's newest: the largest part of what is known, fetched when it is first needed. */
    private ItemIndex index(Connection connection) throws SQLException {
        if (index == null) {
            ItemIndex made = new ItemIndex(rows);
            int row = 0;
            try (PreparedStatement query = ofVendor(connection, "k.hashes")) {
                try (ResultSet found = query.executeQuery()) {
                    while (found.next()) {
                        for (long hash : longs(found.getBytes(1))) {
                            made.put(hash, row++);
                        }
                    }
                }
            }
            index = made;
        }
        return index;
    }

    private PreparedStatement ofVendor(Connection connection, String columns) throws SQLException {
        PreparedStatement query = connection.prepareStatement("select " + columns
                + " from known_rows k join source_file f using (file_id)"
                + " where k.vendor = ? and k.kind = ? order by k.block_id");
        inBinary(query);
        query.setFetchSize(A_FEW);
        query.setString(1, vendor);
        query.setString(2, kind.code());
        return query;
    }

    /** Asks for bytes as they are: the driver would ask for them as text. */
    static void inBinary(PreparedStatement query) throws SQLException {
        query.unwrap(PGStatement.class).setPrepareThreshold(-1);
    }

    /** Of a block that begins with the next row: which of its rows have one before them, and which rows these are. */
    private void mark(byte @Nullable [] later) {
        ByteBuffer more = ByteBuffer.wrap(later == null ? new byte[0] : later);
        while (more.hasRemaining()) {
            among.set(rows + more.getInt());
            more.getInt(); // the version
            among.set(more.getInt());
        }
    }

    /** The ordinal of an item's newest row; {@link #NONE} where the item is new. */
    int newest(Connection connection, long hash) throws SQLException {
        return index(connection).newest(hash);
    }

    /** How many rows there are: the ordinal of the next one. */
    int rows() {
        return rows;
    }

    /** Whether a row that is stored is its item's only one, and its file is not taken back. */
    boolean standsAlone(int ordinal) {
        return !among.get(ordinal) && !isSilent(ordinal);
    }

    /** Whether the file of a row that is stored was taken back. */
    boolean isSilent(int ordinal) {
        return silent.get(ordinal);
    }

    /** The file of a row that is stored. */
    long fileOf(int ordinal) {
        return blocks.get(blockOf(ordinal)).fileId();
    }

    /** What a row that is stored says. */
    Known row(Connection connection, int ordinal) throws SQLException {
        int number = blockOf(ordinal);
        Stored block = blocks.get(number);
        Prints prints = prints(connection, number);
        int place = ordinal - block.first();
        Later later = prints.later.get(place);
        return new Known(
                prints.prints[place],
                prints.orders == null ? NO_ORDER : prints.orders[place],
                later == null ? 1 : later.version(),
                later == null ? NONE : later.before(),
                block.fileId(),
                block.silent());
    }

    private int blockOf(int ordinal) {
        int low = 0;
        int high = blocks.size() - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (blocks.get(middle).first() <= ordinal) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    private Prints prints(Connection connection, int number) throws SQLException {
        Prints known = atHand.get(number);
        if (known == null) {
            known = fetch(connection, blocks.get(number).blockId());
            keep(number, known);
        }
        return known;
    }

    private void keep(int number, Prints prints) {
        atHand.put(number, prints);
        rowsAtHand += prints.prints.length;
        Iterator<Prints> oldest = atHand.values().iterator();
        while (rowsAtHand > ROWS_AT_HAND && atHand.size() > 1) {
            rowsAtHand -= oldest.next().prints.length;
            oldest.remove();
        }
    }

    private static Prints fetch(Connection connection, long blockId) throws SQLException {
        try (PreparedStatement query =
                connection.prepareStatement("select prints, orders, later from known_rows where block_id = ?")) {
            inBinary(query);
            query.setLong(1, blockId);
            try (ResultSet found = query.executeQuery()) {
                if (!found.next()) {
                    throw new SQLException("the block " + blockId + " of known rows is gone");
                }
                byte[] orders = found.getBytes(2);
                return new Prints(
                        longs(found.getBytes(1)), orders == null ? null : longs(orders), later(found.getBytes(3)));
            }
        }
    }

    /** The rows before those of a block that are not their items' first, by their places. */
    static Map<Integer, Integer> before(byte[] packed) {
        Map<Integer, Integer> before = new LinkedHashMap<>();
        later(packed).forEach((place, row) -> before.put(place, row.before()));
        return before;
    }

    private static Map<Integer, Later> later(byte @Nullable [] packed) {
        if (packed == null) {
            return Map.of();
        }
        Map<Integer, Later> later = new LinkedHashMap<>();
        ByteBuffer more = ByteBuffer.wrap(packed);
        while (more.hasRemaining()) {
            later.put(more.getInt(), new Later(more.getInt(), more.getInt()));
        }
        return later;
    }

    /** The rows of one block that are new, in the order in which they are stored. */
    final class Additions {
        private final long fileId;
        private final int first = rows;
        private final long[] hashes;
        private final long[] prints;
        private final long[] orders;
        private final Map<Integer, Later> later = new LinkedHashMap<>();
        private boolean ordered;
        private int size;

        Additions(long fileId, int most) {
            this.fileId = fileId;
            hashes = new long[most];
            prints = new long[most];
            orders = new long[most];
        }

        /** Adds a row as its item's newest version, with the ordinal of the version before. */
        void add(long hash, long print, long order, int version, int before) {
            hashes[size] = hash;
            prints[size] = print;
            orders[size] = order;
            ordered |= order != NO_ORDER;
            if (before != NONE) {
                later.put(size, new Later(version, before));
            }
            size++;
            Objects.requireNonNull(index, "items are added after they were looked for")
                    .put(hash, rows++);
        }

        /** Whether a row is among them. */
        boolean has(int ordinal) {
            return ordinal >= first;
        }

        /** What one of them says. */
        Known row(int ordinal) {
            int place = ordinal - first;
            Later more = later.get(place);
            return new Known(
                    prints[place],
                    orders[place],
                    more == null ? 1 : more.version(),
                    more == null ? NONE : more.before(),
                    fileId,
                    false);
        }

        /** Stores them in the caller's transaction, in which their facts are stored as well. */
        void store(Connection connection) throws SQLException {
            try (PreparedStatement insert = connection.prepareStatement("""
                    insert into known_rows (vendor, kind, file_id, hashes, prints, orders, later)
                    values (?, ?, ?, ?, ?, ?, ?) returning block_id""")) {
                insert.setString(1, vendor);
                insert.setString(2, kind.code());
                insert.setLong(3, fileId);
                insert.setBytes(4, bytes(hashes, size));
                insert.setBytes(5, bytes(prints, size));
                insert.setBytes(6, ordered ? bytes(orders, size) : null);
                insert.setBytes(7, later.isEmpty() ? null : packed());
                try (ResultSet made = insert.executeQuery()) {
                    made.next();
                    blocks.add(new Stored(made.getLong(1), first, size, fileId, false));
                }
            }
        }

        private byte[] packed() {
            ByteBuffer bytes = ByteBuffer.allocate(later.size() * 3 * Integer.BYTES);
            later.forEach(
                    (place, row) -> bytes.putInt(place).putInt(row.version()).putInt(row.before()));
            return bytes.array();
        }
    }

    static byte[] bytes(long[] longs, int size) {
        ByteBuffer bytes = ByteBuffer.allocate(size * Long.BYTES);
        bytes.asLongBuffer().put(longs, 0, size);
        return bytes.array();
    }

    static long[] longs(byte[] bytes) {
        long[] longs = new long[bytes.length / Long.BYTES];
        ByteBuffer.wrap(bytes).asLongBuffer().get(longs);
        return longs;
    }
}
