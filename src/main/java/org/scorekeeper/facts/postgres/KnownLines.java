package org.scorekeeper.facts.postgres;

import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.function.LongPredicate;

/**
 * Lines of a feed's files that say what is known, by their fingerprints: such a line needs no reading. An export of which
 * little has changed is then hardly read at all.
 *
 * <p>With each line is kept which row says what it says. A line is known while a row that repeats that one would be
 * unchanged: whether it is, is found out before a file is read, and within the file an item of which a row was read is
 * read from then on. So a line that is passed over has the end that it would have had.
 */
public final class KnownLines implements LongPredicate {
    /** So many are kept in memory, the latest: a file of more lines is read where they end. */
    private static final int MOST = 4_000_000;

    /** So many lines may have gone from between two that still follow each other. */
    private static final int WINDOW = 4;

    /** So many lines that are not found in their order, and one of eight, are read rather than looked for elsewhere. */
    private static final int FEW = 1_000;

    private static final int ROWS_A_BLOCK = 500_000;
    /** So many lines more than twice those that are of use lie in the database before it is cleared up. */
    private static final int LITTER = 100_000;

    private final String feed;
    private final String reading;
    private final ItemIndex heard = new ItemIndex();
    private final long[] heardOf = new long[1 << 14];
    private long[] lines = {};
    private long[] items = {};
    private int[] rows = {};
    private int size;

    /**
     * From a line's hash to one more than its place; 0: free. At most one of two is taken. Made only where an export does
     * not have its lines in a similar order as the one before; empty until then.
     */
    private int[] slots = {};
    /** Where the next line is looked for first. */
    private int next;

    private long asked;
    private long missed;

    private KnownLines(String feed, String reading) {
        this.feed = feed;
        this.reading = reading;
    }

    /** Learns a feed's lines, and forgets those that were read otherwise than they are now. */
    static KnownLines learn(Connection connection, String feed, String reading, FactVersions versions)
            throws SQLException {
        KnownLines known = new KnownLines(feed, reading);
        known.forget(connection, "feed = ? and reading <> ?");
        long stored = known.stored(connection);
        known.makeRoom((int) Math.min(MOST, stored));
        long tooMany = stored - MOST;
        try (PreparedStatement query = connection.prepareStatement(
                "select lines, items, row_ordinals from known_line where feed = ? and reading = ? order by block_id")) {
            KnownRows.inBinary(query);
            query.setFetchSize(KnownRows.A_FEW);
            query.setString(1, feed);
            query.setString(2, reading);
            try (ResultSet found = query.executeQuery()) {
                while (found.next()) {
                    long[] lines = KnownRows.longs(found.getBytes(1));
                    long[] items = KnownRows.longs(found.getBytes(2));
                    int[] rows = ints(found.getBytes(3));
                    for (int i = 0; i < lines.length; i++) {
                        if (--tooMany < 0) {
                            known.add(connection, versions, lines[i], items[i], rows[i]);
                        }
                    }
                }
            }
        }
        if (stored > 2L * known.size + LITTER) {
            known.forget(connection, "feed = ? and reading = ?");
            for (int from = 0; from < known.size; from += ROWS_A_BLOCK) {
                known.store(connection, from, Math.min(known.size, from + ROWS_A_BLOCK));
            }
        }
        known.rows = new int[0]; // of no use any more
        return known;
    }

    private long stored(Connection connection) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(
                "select coalesce(sum(length(lines)), 0) / 8 from known_line where feed = ? and reading = ?")) {
            query.setString(1, feed);
            query.setString(2, reading);
            try (ResultSet found = query.executeQuery()) {
                found.next();
                return found.getLong(1);
            }
        }
    }

    private void makeRoom(int most) {
        lines = new long[most];
        items = new long[most];
        rows = new int[most];
    }

    private void forget(Connection connection, String which) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement("delete from known_line where " + which)) {
            delete.setString(1, feed);
            delete.setString(2, reading);
            delete.executeUpdate();
        }
    }

    private void add(Connection connection, FactVersions versions, long line, long item, int row) throws SQLException {
        if (versions.isKnown(connection, item, row)) {
            lines[size] = line;
            items[size] = item;
            rows[size++] = row;
        }
    }

    /** Of lines that are alike the last one counts. */
    private void findInAnyOrder() {
        slots = new int[2 * size + 2];
        for (int place = 0; place < size; place++) {
            slots[slot(lines[place])] = place + 1;
        }
    }

    /** The slot of a line, or the free one that it would take. */
    private int slot(long line) {
        int slot = (int) (((line >>> 32) * slots.length) >>> 32);
        while (slots[slot] != 0 && lines[slots[slot] - 1] != line) {
            slot = slot + 1 == slots.length ? 0 : slot + 1;
        }
        return slot;
    }

    /** Whether a line says what is known, and nothing else was heard of its item in this file. */
    @Override
    public boolean test(long line) {
        asked++;
        int place = next;
        int last = Math.min(size, next + WINDOW);
        while (place < last && lines[place] != line) {
            place++;
        }
        if (place >= last) {
            place = elsewhere(line);
        }
        if (place < 0) {
            return false;
        }
        next = place + 1;
        return !mayBeHeard(items[place]) || heard.newest(items[place]) < 0;
    }

    /** The place of a line that is not where it is looked for first; -1 where there is none, or too little to look for it. */
    private int elsewhere(long line) {
        missed++;
        if (slots.length == 0) {
            if (missed <= FEW || missed < asked / 8) {
                return -1;
            }
            findInAnyOrder();
        }
        return slots[slot(line)] - 1;
    }

    /** Nearly every item was not heard of, and a few bits an item say so at once. */
    private boolean mayBeHeard(long item) {
        return (heardOf[(int) (item >>> 6) & heardOf.length - 1] & 1L << item) != 0;
    }

    /** A row of this file was read: from now on what it speaks of is no longer as it was. */
    public void hear(long item) {
        if (size > 0) {
            heard.put(item, 0);
            heardOf[(int) (item >>> 6) & heardOf.length - 1] |= 1L << item;
        }
    }

    /** Keeps the lines of a block, each with the row that says what it says; in the transaction that stores the facts. */
    void keep(Connection connection, FactBlock block, int[] ordinals) throws SQLException {
        KnownLines kept = new KnownLines(feed, reading);
        kept.lines = new long[ordinals.length];
        kept.items = new long[ordinals.length];
        kept.rows = new int[ordinals.length];
        for (int i = 0; i < ordinals.length; i++) {
            if (block.line(i) != 0) {
                kept.lines[kept.size] = block.line(i);
                kept.items[kept.size] = block.hash(i);
                kept.rows[kept.size++] = ordinals[i];
            }
        }
        if (kept.size > 0) {
            kept.store(connection, 0, kept.size);
        }
    }

    private void store(Connection connection, int from, int to) throws SQLException {
        ByteBuffer ordinals = ByteBuffer.allocate((to - from) * Integer.BYTES);
        ordinals.asIntBuffer().put(rows, from, to - from);
        try (PreparedStatement insert = connection.prepareStatement(
                "insert into known_line (feed, reading, lines, items, row_ordinals) values (?, ?, ?, ?, ?)")) {
            insert.setString(1, feed);
            insert.setString(2, reading);
            insert.setBytes(3, bytes(lines, from, to));
            insert.setBytes(4, bytes(items, from, to));
            insert.setBytes(5, ordinals.array());
            insert.executeUpdate();
        }
    }

    private static int[] ints(byte[] bytes) {
        int[] ints = new int[bytes.length / Integer.BYTES];
        ByteBuffer.wrap(bytes).asIntBuffer().get(ints);
        return ints;
    }

    private static byte[] bytes(long[] longs, int from, int to) {
        ByteBuffer bytes = ByteBuffer.allocate((to - from) * Long.BYTES);
        bytes.asLongBuffer().put(longs, from, to - from);
        return bytes.array();
    }
}
