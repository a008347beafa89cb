package org.scorekeeper.facts.postgres;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.postgresql.copy.CopyOut;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.json.JsonMapper;

/**
 * Rows as PostgreSQL's binary COPY sends them, value by value. Texts that come again and again (priorities, teams) are
 * one object, so that a million facts fit in memory.
 */
final class CopyInput {
    private static final VarHandle INT2 = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INT4 = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INT8 = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final int SIGNATURE = 11;
    private static final int END = -1;
    private static final int NULL = -1;
    private static final int NEGATIVE = 0x4000;
    private static final int NAN = 0xc000;
    private static final int GROUP_DIGITS = 4;
    private static final int GROUP = 10_000;
    private static final int SHORT_TEXT = 40;
    private static final long FACTOR = 0x9e37_79b9_7f4a_7c15L;
    private static final JsonMapper JSON = JsonMapper.shared();

    private final CopyOut copy;
    private final String[] known = new String[1 << 12];
    private final byte[][] spelled = new byte[known.length][];
    private byte[] bytes = {};
    private int at;
    private int limit;

    CopyInput(CopyOut copy) throws SQLException {
        this.copy = copy;
        require(SIGNATURE + 8);
        at = SIGNATURE + 4;
        int extension = int4();
        require(extension);
        at += extension;
    }

    /** Steps to the next row; false at the end. */
    boolean next() throws SQLException {
        require(2);
        if (int2() != END) {
            return true;
        }
        while (copy.readFromCopy() != null) {
            // PostgreSQL says only now that it is done.
        }
        return false;
    }

    /** The length of the next value, all of which is at hand; -1 for none. */
    private int length() throws SQLException {
        require(4);
        int length = int4();
        if (length != NULL) {
            require(length);
        }
        return length;
    }

    int requiredInt() throws SQLException {
        length();
        return int4();
    }

    long requiredLong() throws SQLException {
        length();
        return int8();
    }

    @Nullable
    Integer integer() throws SQLException {
        return length() == NULL ? null : Integer.valueOf(int4());
    }

    @Nullable
    Long number() throws SQLException {
        return length() == NULL ? null : Long.valueOf(int8());
    }

    @Nullable
    Instant instant() throws SQLException {
        if (length() == NULL) {
            return null;
        }
        long micros = int8();
        return Instant.ofEpochSecond(
                CopyBuffer.EPOCH_SECONDS + Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000L) * 1000);
    }

    @Nullable
    String text() throws SQLException {
        int length = length();
        if (length == NULL) {
            return null;
        }
        int start = at;
        at += length;
        return length > SHORT_TEXT
                ? new String(bytes, start, length, StandardCharsets.UTF_8)
                : shortText(start, length);
    }

    /** A text that hardly comes twice, such as an id: not worth remembering. */
    String ownText() throws SQLException {
        int length = length();
        if (length == NULL) {
            throw new SQLException("a fact in the database has no id");
        }
        int start = at;
        at += length;
        return new String(bytes, start, length, StandardCharsets.UTF_8);
    }

    private String shortText(int start, int length) {
        int hash = hash(start, length);
        int slot = (hash ^ hash >>> 12) & known.length - 1;
        byte[] spelling = spelled[slot];
        if (spelling != null && Arrays.equals(spelling, 0, spelling.length, bytes, start, start + length)) {
            return known[slot];
        }
        String text = new String(bytes, start, length, StandardCharsets.UTF_8);
        known[slot] = text;
        spelled[slot] = Arrays.copyOfRange(bytes, start, start + length);
        return text;
    }

    /** Looks at both ends of a text, eight bytes each: enough to tell apart what comes again and again. */
    private int hash(int start, int length) {
        long hash = length;
        if (length >= Long.BYTES) {
            hash = (hash + (long) INT8.get(bytes, start)) * FACTOR;
            hash = (hash ^ hash >>> 32) + (long) INT8.get(bytes, start + length - Long.BYTES);
        } else {
            for (int i = start; i < start + length; i++) {
                hash = (hash << 8) | bytes[i];
            }
        }
        return (int) ((hash * FACTOR) >>> 32);
    }

    @Nullable
    BigDecimal decimal() throws SQLException {
        if (length() == NULL) {
            return null;
        }
        int groups = int2();
        int weight = int2();
        int sign = int2() & 0xffff;
        int scale = int2();
        if ((sign & NAN) == NAN) {
            throw new IllegalStateException("a figure in the database is no number");
        }
        int scaleOfGroups = (groups - weight - 1) * GROUP_DIGITS;
        BigDecimal value = groups <= GROUP_DIGITS
                ? BigDecimal.valueOf(smallDigits(groups), scaleOfGroups)
                : new BigDecimal(largeDigits(groups), scaleOfGroups);
        // PostgreSQL leaves zeros at the end out; the scale tells how many digits there were.
        value = value.setScale(scale);
        return sign == NEGATIVE ? value.negate() : value;
    }

    private long smallDigits(int groups) {
        long digits = 0;
        for (int i = 0; i < groups; i++) {
            digits = digits * GROUP + int2();
        }
        return digits;
    }

    private BigInteger largeDigits(int groups) {
        StringBuilder digits = new StringBuilder(groups * GROUP_DIGITS);
        for (int i = 0; i < groups; i++) {
            digits.append(Integer.toString(GROUP + int2()), 1, GROUP_DIGITS + 1);
        }
        return new BigInteger(digits.toString());
    }

    /** Texts by name, from jsonb: a version, then the text of a JSON object. */
    Map<String, String> json() throws SQLException {
        int length = length();
        if (length == NULL) {
            return Map.of();
        }
        int start = at + 1;
        at += length;
        Map<String, String> texts = new LinkedHashMap<>();
        try (JsonParser json = JSON.createParser(bytes, start, length - 1)) {
            json.nextToken();
            while (json.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = json.currentName();
                json.nextToken();
                texts.put(name, json.getString());
            }
        }
        return texts;
    }

    private short int2() {
        short value = (short) INT2.get(bytes, at);
        at += Short.BYTES;
        return value;
    }

    private int int4() {
        int value = (int) INT4.get(bytes, at);
        at += Integer.BYTES;
        return value;
    }

    private long int8() {
        long value = (long) INT8.get(bytes, at);
        at += Long.BYTES;
        return value;
    }

    /** PostgreSQL sends a row at a time, but does not promise to. */
    private void require(int length) throws SQLException {
        while (limit - at < length) {
            byte[] more = copy.readFromCopy();
            if (more == null) {
                throw new SQLException("the database ended a COPY in the middle of a row");
            }
            if (at == limit) {
                bytes = more;
            } else {
                byte[] joined = new byte[limit - at + more.length];
                System.arraycopy(bytes, at, joined, 0, limit - at);
                System.arraycopy(more, 0, joined, limit - at, more.length);
                bytes = joined;
            }
            at = 0;
            limit = bytes.length;
        }
    }
}
