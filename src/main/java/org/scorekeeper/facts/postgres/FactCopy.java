package org.scorekeeper.facts.postgres;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.scorekeeper.facts.FactKind;
import org.scorekeeper.facts.FactRow;
import org.scorekeeper.facts.Field;
import org.scorekeeper.facts.Moment;
import tools.jackson.databind.json.JsonMapper;

/** Writes facts through PostgreSQL's binary COPY: the server is spared the parsing. */
public final class FactCopy {
    private static final byte[] HEADER = {
        'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0, 0, 0, 0, 0, 0, 0, 0, 0
    };
    /** PostgreSQL counts from the year 2000. */
    private static final long EPOCH_SECONDS = 946_684_800L;

    private static final int FLUSH = 1 << 20;
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final BigInteger TEN_THOUSAND = BigInteger.valueOf(10_000);

    private final FactKind kind;
    private ByteBuffer buffer = ByteBuffer.allocate(FLUSH + (1 << 16));

    private FactCopy(FactKind kind) {
        this.kind = kind;
    }

    /**
     * Stores these rows in their kind's table, within the connection's transaction.
     *
     * @throws IllegalArgumentException where a text holds a NUL character, which PostgreSQL cannot keep
     */
    public static void copy(Connection connection, FactKind kind, List<FactRow> rows) throws SQLException, IOException {
        if (!rows.isEmpty()) {
            new FactCopy(kind).copyAll(connection, rows);
        }
    }

    /** The columns before the canonical fields, in the table's order. */
    static String columns(FactKind kind) {
        return "vendor, id, version, contract, file_id, sheet, row_no, order_at, fingerprint, days, own, "
                + kind.fields().stream().map(Field::column).collect(Collectors.joining(", "));
    }

    private void copyAll(Connection connection, List<FactRow> rows) throws SQLException {
        CopyIn copy = connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyIn("copy " + kind.table() + " (" + columns(kind) + ") from stdin (format binary)");
        try {
            buffer.put(HEADER);
            for (FactRow row : rows) {
                write(row);
                if (buffer.position() >= FLUSH) {
                    flush(copy);
                }
            }
            buffer.putShort((short) -1);
            flush(copy);
            copy.endCopy();
        } finally {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
        }
    }

    private void flush(CopyIn copy) throws SQLException {
        copy.writeToCopy(buffer.array(), 0, buffer.position());
        buffer.clear();
    }

    private void write(FactRow row) {
        List<Field> fields = kind.fields();
        room(256);
        buffer.putShort((short) (11 + fields.size()));
        text(row.vendor());
        text(row.id());
        int4(row.version());
        text(row.contract());
        int8(row.fileId());
        text(row.sheet());
        int4(row.row());
        instant(row.orderAt());
        int8(row.fingerprint());
        int4(days(row));
        own(row.own());
        for (int i = 0; i < fields.size(); i++) {
            value(row.values()[i]);
        }
    }

    private int days(FactRow row) {
        int bits = 0;
        List<Integer> moments = kind.moments();
        for (int bit = 0; bit < moments.size(); bit++) {
            if (row.values()[moments.get(bit)] instanceof Moment.Day) {
                bits |= 1 << bit;
            }
        }
        return bits;
    }

    private void value(@Nullable Object value) {
        room(64);
        if (value == null) {
            buffer.putInt(-1);
        } else if (value instanceof String text) {
            text(text);
        } else if (value instanceof Moment.At at) {
            instant(at.instant());
        } else if (value instanceof Moment.Day day) {
            instant(day.date().atStartOfDay(ZoneOffset.UTC).toInstant());
        } else if (value instanceof BigDecimal decimal) {
            numeric(decimal);
        } else if (value instanceof Integer number) {
            int4(number);
        } else if (value instanceof Duration duration) {
            int8(duration.toSeconds());
        } else {
            throw new IllegalArgumentException("no fact holds a " + value.getClass());
        }
    }

    private void own(Map<String, String> own) {
        if (own.isEmpty()) {
            buffer.putInt(-1);
            return;
        }
        byte[] json = JSON.writeValueAsBytes(own);
        room(json.length + 8);
        buffer.putInt(json.length + 1);
        buffer.put((byte) 1); // the version of jsonb's binary form
        buffer.put(json);
    }

    private void text(@Nullable String text) {
        if (text == null) {
            room(4);
            buffer.putInt(-1);
            return;
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        for (byte b : bytes) {
            if (b == 0) {
                throw new IllegalArgumentException("a text holds a NUL character");
            }
        }
        room(bytes.length + 4);
        buffer.putInt(bytes.length);
        buffer.put(bytes);
    }

    private void int4(int number) {
        buffer.putInt(4);
        buffer.putInt(number);
    }

    private void int8(long number) {
        buffer.putInt(8);
        buffer.putLong(number);
    }

    private void instant(@Nullable Instant instant) {
        room(12);
        if (instant == null) {
            buffer.putInt(-1);
        } else {
            int8((instant.getEpochSecond() - EPOCH_SECONDS) * 1_000_000L + instant.getNano() / 1000);
        }
    }

    /** PostgreSQL keeps a numeric as base-10000 digits around the decimal point. */
    private void numeric(BigDecimal decimal) {
        BigDecimal value = decimal.scale() < 0 ? decimal.setScale(0) : decimal;
        int scale = value.scale();
        int groupsAfterPoint = (scale + 3) / 4;
        BigInteger digits = value.unscaledValue().abs().multiply(BigInteger.TEN.pow(groupsAfterPoint * 4 - scale));
        int count = 0;
        BigInteger rest = digits;
        while (rest.signum() > 0) {
            rest = rest.divide(TEN_THOUSAND);
            count++;
        }
        room(16 + 2 * count);
        buffer.putInt(8 + 2 * count);
        buffer.putShort((short) count);
        buffer.putShort((short) (count - groupsAfterPoint - 1));
        buffer.putShort((short) (value.signum() < 0 ? 0x4000 : 0));
        buffer.putShort((short) scale);
        int start = buffer.position();
        rest = digits;
        for (int i = count - 1; i >= 0; i--) {
            BigInteger[] split = rest.divideAndRemainder(TEN_THOUSAND);
            buffer.putShort(start + 2 * i, split[1].shortValue());
            rest = split[0];
        }
        buffer.position(start + 2 * count);
    }

    private void room(int bytes) {
        if (buffer.remaining() < bytes) {
            ByteBuffer larger = ByteBuffer.allocate(Math.max(buffer.capacity() * 2, buffer.position() + bytes));
            larger.put(buffer.flip());
            buffer = larger;
        }
    }
}
