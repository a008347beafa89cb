package org.scorekeeper.facts.postgres;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.scorekeeper.facts.FactKind;
import org.scorekeeper.facts.FactRow;
import org.scorekeeper.facts.Field;
import org.scorekeeper.facts.Moment;

/** Writes facts through PostgreSQL's binary COPY: the server is spared the parsing. */
public final class FactCopy {
    /** Signature, no flags, no header extension. */
    private static final byte[] HEADER = {
        'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0, 0, 0, 0, 0, 0, 0, 0, 0
    };

    private static final int END = -1;
    private static final int FLUSH = 1 << 18;

    /** The columns before the canonical fields. */
    private static final List<String> LEADING = List.of(
            "vendor",
            "id",
            "version",
            "contract",
            "file_id",
            "sheet",
            "row_no",
            "order_at",
            "fingerprint",
            "days",
            "own");

    private final FactKind kind;
    private final int[] moments;
    private final CopyBuffer buffer = new CopyBuffer(FLUSH + (1 << 14));

    private FactCopy(FactKind kind) {
        this.kind = kind;
        this.moments = kind.moments().stream().mapToInt(Integer::intValue).toArray();
    }

    /**
     * Stores these rows in their kind's table, within the connection's transaction.
     *
     * @throws IllegalArgumentException where PostgreSQL cannot keep a row: a NUL character in a text, an id that is too
     *     long, a number or moment out of range
     */
    public static void copy(Connection connection, FactKind kind, List<FactRow> rows) throws SQLException {
        if (!rows.isEmpty()) {
            new FactCopy(kind).copyAll(connection, rows);
        }
    }

    /** The columns of a kind's table, in its order. */
    static List<String> columns(FactKind kind) {
        return java.util.stream.Stream.concat(
                        LEADING.stream(), kind.fields().stream().map(Field::column))
                .toList();
    }

    private void copyAll(Connection connection, List<FactRow> rows) throws SQLException {
        String sql = columns(kind).stream()
                .collect(Collectors.joining(", ", "copy " + kind.table() + " (", ") from stdin (format binary)"));
        CopyIn copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(sql);
        try {
            buffer.raw(HEADER);
            for (FactRow row : rows) {
                write(row);
                if (buffer.size() >= FLUSH) {
                    flush(copy);
                }
            }
            buffer.columns(END);
            flush(copy);
            copy.endCopy();
        } finally {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
        }
    }

    private void flush(CopyIn copy) throws SQLException {
        copy.writeToCopy(buffer.bytes(), 0, buffer.size());
        buffer.clear();
    }

    private void write(FactRow row) {
        @Nullable Object[] values = row.values();
        if (values.length != kind.fields().size()) {
            throw new IllegalArgumentException(
                    kind.code() + " have " + kind.fields().size() + " fields, not " + values.length);
        }
        buffer.columns(LEADING.size() + values.length);
        buffer.text(row.vendor());
        buffer.text(indexed(row.id()));
        buffer.int4(row.version());
        buffer.text(row.contract() == null ? null : indexed(row.contract()));
        buffer.int8(row.fileId());
        buffer.text(row.sheet());
        buffer.int4(row.row());
        buffer.instant(row.orderAt());
        buffer.int8(row.fingerprint());
        buffer.int4(days(values));
        buffer.json(row.own());
        for (Object value : values) {
            write(value);
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
