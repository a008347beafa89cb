package org.scorekeeper.facts.postgres;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.scorekeeper.facts.FactKind;
import org.scorekeeper.facts.FactRow;
import org.scorekeeper.facts.Field;
import org.scorekeeper.facts.Moment;

/**
 * Rows of one kind in the form in which PostgreSQL takes them, waiting for their versions. Whoever reads a file makes
 * the block, so that the thread that stores it has only to send it. Not for two threads at a time.
 */
public final class FactBlock {
    /** Before the version's four bytes stand the number of columns and the version's length. */
    private static final int VERSION_AT = 6;

    /** An odd number with its bits all over. */
    private static final long SPREAD = 0x9e37_79b9_7f4a_7c15L;

    private static final int USUAL_ROW = 200;
    /** Most files are small; the buffer grows with those that are not. */
    private static final int FIRST_ROWS = 4_000;

    /** The columns before the canonical fields; the version first, because it is known last. */
    private static final List<String> LEADING = List.of(
            "version",
            "vendor",
            "id",
            "contract",
            "file_id",
            "sheet",
            "row_no",
            "order_at",
            "fingerprint",
            "days",
            "own");

    private final FactKind kind;
    private final int[] fields;
    private final int[] moments;
    private final int placedBy;
    private final CopyBuffer buffer;
    /** The contracts that its rows name, each with its number; 0 for none. */
    private final Map<String, Integer> contracts = new HashMap<>();

    private final Months months = new Months();

    // What the store must know of each row, column by column: a row leaves no objects behind.
    private long[] hashes;
    private long[] prints;
    private long[] orders;
    private long[] lines;
    private int[] contractOf;
    private int[] monthOf;
    private int[] starts;
    private int size;

    /**
     * An empty block.
     *
     * @param filled the kind's fields, by their place, that rows of this file can have; the others stay empty
     * @param rows how many are expected
     */
    public FactBlock(FactKind kind, BitSet filled, int rows) {
        this.kind = kind;
        this.fields = filled.stream().toArray();
        this.moments = kind.moments().stream().mapToInt(Integer::intValue).toArray();
        this.placedBy = kind.index(kind.placedBy().name());
        this.buffer = new CopyBuffer(Math.max(1, Math.min(rows, FIRST_ROWS)) * USUAL_ROW);
        contracts.put("", 0);
        int first = Math.max(1, Math.min(rows, FIRST_ROWS));
        hashes = new long[first];
        prints = new long[first];
        orders = new long[first];
        lines = new long[first];
        contractOf = new int[first];
        monthOf = new int[first];
        starts = new int[first];
    }

    /** Forgets its rows, to be used again for the same file: the room that they took stays. */
    public void clear() {
        buffer.clear();
        contracts.clear();
        contracts.put("", 0);
        size = 0;
    }

    /** How many rows it has. */
    public int size() {
        return size;
    }

    /** How many bytes they take. */
    public int bytes() {
        return buffer.size();
    }

    /** The hash of a row's id: what tells items apart, together with {@link #print}. */
    long hash(int row) {
        return hashes[row];
    }

    /** What a row says: the fingerprint of its content, and once more its id, spelled otherwise. */
    long print(int row) {
        return prints[row];
    }

    /** The microsecond of its latest-by value, or {@link KnownRows#NO_ORDER}. */
    long order(int row) {
        return orders[row];
    }

    /** The fingerprint of its line; 0 where it has none. */
    long line(int row) {
        return lines[row];
    }

    /** The rows of these versions (0: not stored), contract by contract. */
    List<BitSet> byContract(int[] versions) {
        BitSet[] rows = new BitSet[contracts.size()];
        for (int i = 0; i < size; i++) {
            if (versions[i] > 0) {
                int contract = contractOf[i];
                if (rows[contract] == null) {
                    rows[contract] = new BitSet(size);
                }
                rows[contract].set(i);
            }
        }
        return new TreeMap<>(contracts)
                .values().stream()
                        .map(number -> rows[number])
                        .filter(Objects::nonNull)
                        .toList();
    }

    /** The months in which rows of these versions (0: not stored) happened. */
    BitSet months(int[] versions) {
        BitSet found = new BitSet();
        for (int i = 0; i < size; i++) {
            if (versions[i] > 0) {
                found.set(monthOf[i]);
            }
        }
        return found;
    }

    /** The table's columns that its rows name, in their order. */
    List<String> columns() {
        List<String> columns = new ArrayList<>(LEADING);
        for (int field : fields) {
            columns.add(kind.fields().get(field).column());
        }
        return columns;
    }

    /** Every column of a kind's table. */
    static List<String> columns(FactKind kind) {
        return java.util.stream.Stream.concat(
                        LEADING.stream(), kind.fields().stream().map(Field::column))
                .toList();
    }

    /**
     * Adds a row.
     *
     * @throws IllegalArgumentException where PostgreSQL cannot keep it: a NUL character in a text, an id that is too long,
     *     a number or moment out of range
     */
    public void add(FactRow row) {
        add(row, 0);
    }

    /**
     * Adds a row that was a line by itself.
     *
     * @param line the line's fingerprint; 0 where it has none
     * @return the hash of its id, by which {@link KnownLines} knows the item
     * @throws IllegalArgumentException as above
     */
    public long add(FactRow row, long line) {
        @Nullable Object[] values = row.values();
        if (values.length != kind.fields().size()) {
            throw new IllegalArgumentException(
                    kind.code() + " have " + kind.fields().size() + " fields, not " + values.length);
        }
        int start = buffer.size();
        buffer.columns(LEADING.size() + fields.length);
        buffer.int4(row.version());
        buffer.text(row.vendor());
        buffer.text(indexed(row.id()));
        buffer.text(row.contract() == null ? null : indexed(row.contract()));
        buffer.int8(row.fileId());
        buffer.text(row.sheet());
        buffer.int4(row.row());
        buffer.instant(row.orderAt());
        buffer.int8(row.fingerprint());
        buffer.int4(days(values));
        buffer.json(row.own());
        int written = 0;
        for (int field : fields) {
            write(values[field]);
            written += values[field] == null ? 0 : 1;
        }
        refuseMore(values, written);
        if (size == starts.length) {
            grow();
        }
        hashes[size] = hash(row.id());
        prints[size] = print(row.fingerprint(), row.id());
        orders[size] = row.orderAt() == null ? KnownRows.NO_ORDER : micros(row.orderAt());
        contractOf[size] = row.contract() == null ? 0 : number(row.contract());
        monthOf[size] =
                values[placedBy] instanceof Moment moment ? months.of(moment.start(ZoneOffset.UTC)) : Months.NONE;
        lines[size] = line;
        starts[size] = start;
        return hashes[size++];
    }

    private int number(String contract) {
        Integer number = contracts.get(contract);
        if (number == null) {
            number = contracts.size();
            contracts.put(contract, number);
        }
        return number;
    }

    private void grow() {
        int more = starts.length * 2;
        hashes = Arrays.copyOf(hashes, more);
        prints = Arrays.copyOf(prints, more);
        orders = Arrays.copyOf(orders, more);
        lines = Arrays.copyOf(lines, more);
        contractOf = Arrays.copyOf(contractOf, more);
        monthOf = Arrays.copyOf(monthOf, more);
        starts = Arrays.copyOf(starts, more);
    }

    /** An instant as {@link #order} gives it. */
    static long micros(Instant instant) {
        return instant.getEpochSecond() * 1_000_000L + instant.getNano() / 1000;
    }

    /** What a row of this content and id says, as {@link #print(int)} gives it. */
    static long print(long fingerprint, String id) {
        return fingerprint ^ id.hashCode() * SPREAD;
    }

    /** Spreads an id over 64 bits. */
    static long hash(String id) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < id.length(); i++) {
            hash = (hash ^ id.charAt(i)) * 0x100000001b3L;
        }
        hash = (hash ^ hash >>> 30) * 0xbf58476d1ce4e5b9L;
        hash = (hash ^ hash >>> 27) * 0x94d049bb133111ebL;
        return hash ^ hash >>> 31;
    }

    /** Gives a row its version and puts its bytes into what is sent. */
    void send(int index, int version, CopyBuffer into) {
        int start = starts[index];
        int end = index + 1 < size ? starts[index + 1] : buffer.size();
        buffer.putAt(start + VERSION_AT, version);
        into.raw(buffer.bytes(), start, end - start);
    }

    private void refuseMore(@Nullable Object[] values, int written) {
        for (Object value : values) {
            written -= value == null ? 0 : 1;
        }
        if (written < 0) {
            throw new IllegalArgumentException("a row has a field that its file does not fill");
        }
    }

    private static String indexed(String id) {
        if (id.length() > FactRow.LONGEST_ID) {
            throw new IllegalArgumentException(
                    "the database keeps no id of more than " + FactRow.LONGEST_ID + " characters");
        }
        return id;
    }

    private int days(@Nullable Object[] values) {
        int bits = 0;
        for (int bit = 0; bit < moments.length; bit++) {
            if (values[moments[bit]] instanceof Moment.Day) {
                bits |= 1 << bit;
            }
        }
        return bits;
    }

    private void write(@Nullable Object value) {
        if (value == null) {
            buffer.nothing();
        } else if (value instanceof String text) {
            buffer.text(text);
        } else if (value instanceof Moment moment) {
            // A day begins at midnight UTC; its bit among the days tells that it is one.
            buffer.instant(moment.start(ZoneOffset.UTC));
        } else if (value instanceof BigDecimal decimal) {
            buffer.numeric(decimal);
        } else if (value instanceof Integer number) {
            buffer.int4(number);
        } else if (value instanceof Duration duration) {
            buffer.int8(duration.toSeconds());
        } else {
            throw new IllegalArgumentException("no fact holds a " + value.getClass());
        }
    }
}
