package org.scorekeeper.facts.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
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
    private final long fileId;
    private final KnownRows known;
    private final Map<Long, Optional<ExportDay>> days = new HashMap<>();
    private final @Nullable ExportDay exported;
    private final BitSet months = new BitSet();
    private @Nullable KnownLines lines;

    /**
     * What became of the rows of one block. The three add up to the block's rows; {@code overtaken} moves rows of this
     * file that an earlier block counted as accepted to superseded.
     *
     * @param accepted rows that now stand as their item's newest state
     * @param unchanged rows that said what was known
     * @param superseded rows that are older than their item's state, or overtaken within the block
     * @param overtaken rows of earlier blocks of this file that this block overtook
     */
    public record Outcome(int accepted, int unchanged, int superseded, int overtaken) {
        /** The same with further rows that said what was known. */
        public Outcome repeating(int rows) {
            return new Outcome(accepted, unchanged + rows, superseded, overtaken);
        }
    }

    /** What is known of one item. */
    private static final class ItemState {
        int lastVersion;
        int ordinal;
        long print;
        long order;
        long fileId;

        @Nullable
        ExportDay exported;

        boolean exists;
        boolean wonInBlock;

        /** What was said of it at which order, and by which row; most items of most files have none, and need no map. */
        private Map<Said, Integer> said = Map.of();

        record Said(long print, long order) {}

        void remember(long what, long at, int row) {
            if (at == KnownRows.NO_ORDER) {
                return; // rows without an order are compared with the newest state alone
            }
            if (said.isEmpty()) {
                said = new HashMap<>();
            }
            said.put(new Said(what, at), row);
        }

        /** The row by which this is known; {@link KnownRows#NONE} where it is news. */
        int saying(long what, long at) {
            return at == KnownRows.NO_ORDER
                    ? (exists && print == what ? ordinal : KnownRows.NONE)
                    : said.getOrDefault(new Said(what, at), KnownRows.NONE);
        }

        /** A row without an order is older than one with; of equals the later export counts, then the later row. */
        boolean isNewerThan(long at, @Nullable ExportDay of) {
            return exists && (order > at || (order == at && ExportDay.isOlder(of, exported)));
        }

        void becomes(long what, long at, int row, long file, @Nullable ExportDay of, boolean inBlock) {
            exported = of;
            ordinal = row;
            print = what;
            order = at;
            fileId = file;
            exists = true;
            wonInBlock = inBlock;
        }
    }

    /**
     * Prepares for one file: learns which items the vendor already has.
     *
     * @param connection in a transaction (a cursor needs one)
     */
    public FactVersions(Connection connection, FactKind kind, String vendor, long fileId) throws SQLException {
        this.kind = kind;
        this.fileId = fileId;
        this.known = new KnownRows(connection, kind, vendor);
        this.exported = day(connection, fileId);
    }

    /**
     * Learns which lines of a feed's files say nothing new; what is written from now on is known by its lines as well.
     * Asked once, before the first row.
     *
     * @param reading what, beside the lines, the meaning of a line follows from: lines that were read otherwise are
     *     forgotten
     */
    public KnownLines lines(Connection connection, String feed, String reading) throws SQLException {
        KnownLines learnt = KnownLines.learn(connection, feed, reading, this);
        lines = learnt;
        return learnt;
    }

    /** Learns what the vendor's rows speak of, before the first block is there: it takes its time with many rows. */
    public void prepare(Connection connection) throws SQLException {
        known.newest(connection, 0);
    }

    /** Whether a row that repeats one that is stored would be unchanged. */
    boolean isKnown(Connection connection, long hash, int ordinal) throws SQLException {
        if (ordinal >= known.rows() || known.isSilent(ordinal)) {
            return false;
        }
        if (known.standsAlone(ordinal)) {
            return true;
        }
        KnownRows.Known row = known.row(connection, ordinal);
        return row.order() != KnownRows.NO_ORDER
                || state(connection, known.newest(connection, hash), null).saying(row.print(), row.order())
                        != KnownRows.NONE;
    }

    /**
     * Whether files that came after one have changed what it said.
     *
     * @param repeats whether it also said what earlier files had said
     */
    public static boolean isOvertaken(Connection connection, FactKind kind, String vendor, long fileId, boolean repeats)
            throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("""
                select k.hashes, k.later from known_rows k join source_file f using (file_id)
                where k.vendor = ? and k.kind = ? and k.file_id > ? and k.later is not null and f.state = 'done'""")) {
            KnownRows.inBinary(query);
            query.setFetchSize(KnownRows.A_FEW);
            query.setString(1, vendor);
            query.setString(2, kind.code());
            query.setLong(3, fileId);
            try (ResultSet found = query.executeQuery()) {
                FactVersions versions = null;
                while (found.next()) {
                    versions = versions == null ? new FactVersions(connection, kind, vendor, fileId) : versions;
                    if (versions.isOvertaken(connection, found.getBytes(1), found.getBytes(2), repeats)) {
                        return true;
                    }
                }
                return false;
            }
        }
    }

    private boolean isOvertaken(Connection connection, byte[] hashes, byte[] later, boolean repeats)
            throws SQLException {
        long[] items = KnownRows.longs(hashes);
        for (Map.Entry<Integer, Integer> row : KnownRows.before(later).entrySet()) {
            long of = known.fileOf(row.getValue());
            if ((of == fileId || (repeats && of < fileId))
                    && !isKnown(connection, items[row.getKey()], row.getValue())) {
                return true;
            }
        }
        return false;
    }

    /** The day that a file's name gives; null where it gives none. */
    private @Nullable ExportDay day(Connection connection, long ofFile) throws SQLException {
        Optional<ExportDay> day = days.get(ofFile);
        if (day == null) {
            try (PreparedStatement file =
                    connection.prepareStatement("select path from source_file where file_id = ?")) {
                file.setLong(1, ofFile);
                try (ResultSet rows = file.executeQuery()) {
                    day = rows.next() ? Optional.ofNullable(ExportDay.of(rows.getString(1))) : Optional.empty();
                }
            }
            days.put(ofFile, day);
        }
        return day.orElse(null);
    }

    /**
     * Stores one block of rows, in file order, within the caller's transaction.
     *
     * @param block rows whose versions are yet to be given
     */
    public Outcome write(Connection connection, FactBlock block) throws SQLException {
        KnownRows.Additions additions = known.new Additions(fileId, block.size());
        Map<Long, ItemState> items = new HashMap<>();
        int[] versions = new int[block.size()];
        int accepted = 0;
        int unchanged = 0;
        int superseded = 0;
        int overtaken = 0;
        int[] ordinals = new int[block.size()];
        for (int i = 0; i < versions.length; i++) {
            long hash = block.hash(i);
            long print = block.print(i);
            long order = block.order(i);
            int newest = known.newest(connection, hash);
            if (newest == KnownRows.NONE) {
                versions[i] = 1;
                ordinals[i] = known.rows();
                additions.add(hash, print, order, 1, KnownRows.NONE);
                accepted++;
                continue;
            }
            ItemState item = items.get(hash);
            if (item == null) {
                item = state(connection, newest, additions);
                items.put(hash, item);
            }
            int saying = item.saying(print, order);
            if (saying != KnownRows.NONE) {
                ordinals[i] = saying;
                unchanged++;
                continue;
            }
            versions[i] = ++item.lastVersion;
            int row = known.rows();
            ordinals[i] = row;
            additions.add(hash, print, order, item.lastVersion, newest);
            item.remember(print, order, row);
            if (item.isNewerThan(order, exported)) {
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
            item.becomes(print, order, row, fileId, exported, true);
            accepted++;
        }
        if (lines != null) {
            lines.keep(connection, block, ordinals);
        }
        if (unchanged < versions.length) {
            store(connection, block, versions);
            additions.store(connection);
        }
        return new Outcome(accepted, unchanged, superseded, overtaken);
    }

    /** Rows of one contract side by side: its index knows only ranges of blocks (see V1__facts.sql). */
    private void store(Connection connection, FactBlock block, int[] versions) throws SQLException {
        BitSet lacking = block.months(versions);
        lacking.andNot(months);
        if (!lacking.isEmpty()) {
            Months.make(connection, kind.table(), lacking);
            months.or(lacking);
        }
        try (FactCopy copy = new FactCopy(connection, kind, block)) {
            for (BitSet rows : block.byContract(versions)) {
                for (int i = rows.nextSetBit(0); i >= 0; i = rows.nextSetBit(i + 1)) {
                    copy.row(i, versions[i]);
                }
            }
            copy.end();
        }
    }

    /** What an item's rows say, one after the other; a file that was taken back says nothing any more. */
    private ItemState state(Connection connection, int newest, KnownRows.@Nullable Additions additions)
            throws SQLException {
        Deque<Integer> ordinals = new ArrayDeque<>();
        Deque<KnownRows.Known> rows = new ArrayDeque<>();
        for (int ordinal = newest; ordinal != KnownRows.NONE; ) {
            KnownRows.Known row = additions != null && additions.has(ordinal)
                    ? additions.row(ordinal)
                    : known.row(connection, ordinal);
            ordinals.push(ordinal);
            rows.push(row);
            ordinal = row.before();
        }
        ItemState item = new ItemState();
        for (KnownRows.Known row : rows) {
            int ordinal = ordinals.pop();
            item.lastVersion = Math.max(item.lastVersion, row.version());
            if (row.silent()) {
                continue;
            }
            item.remember(row.print(), row.order(), ordinal);
            ExportDay of = day(connection, row.fileId());
            if (!item.isNewerThan(row.order(), of)) {
                boolean inBlock = additions != null && additions.has(ordinal);
                item.becomes(row.print(), row.order(), ordinal, row.fileId(), of, inBlock);
            }
        }
        return item;
    }
}
