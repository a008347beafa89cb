package org.scorekeeper.facts.postgres;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Values in the binary form in which PostgreSQL sends and receives them, each with its length before it, in one growing
 * array that is used again and again.
 */
final class CopyBuffer {
    /** PostgreSQL counts from the year 2000. */
    static final long EPOCH_SECONDS = 946_684_800L;

    /** 4713 BC to 294276 AD, in seconds from 1970: what timestamptz holds. */
    private static final long FIRST_SECOND = -210_866_803_200L;

    private static final long LAST_SECOND = 9_224_318_015_999L;

    /** What numeric holds before and after the point. */
    private static final int MOST_WHOLE_DIGITS = 131_072;

    private static final int MOST_DECIMALS = 16_383;

    private static final int NULL = -1;
    private static final short NEGATIVE = 0x4000;
    private static final int GROUP_DIGITS = 4;
    private static final int GROUP = 10_000;
    private static final int[] POWERS = {1, 10, 100, 1000};
    private static final char[] HEX = "0123456789abcdef".toCharArray();

    private byte[] bytes;
    private int size;

    CopyBuffer(int capacity) {
        bytes = new byte[capacity];
    }

    byte[] bytes() {
        return bytes;
    }

    int size() {
        return size;
    }

    void clear() {
        size = 0;
    }

    void raw(byte[] from, int start, int length) {
        room(length);
        System.arraycopy(from, start, bytes, size, length);
        size += length;
    }

    /** Overwrites four bytes that were put before. */
    void putAt(int place, int value) {
        int end = size;
        size = place;
        put4(value);
        size = end;
    }

    void columns(int count) {
        room(2);
        put2(count);
    }

    void nothing() {
        room(4);
        put4(NULL);
    }

    void int4(int value) {
        room(8);
        put4(4);
        put4(value);
    }

    void int8(long value) {
        room(12);
        put4(8);
        put8(value);
    }

    void instant(@Nullable Instant instant) {
        if (instant == null) {
            nothing();
            return;
        }
        long second = instant.getEpochSecond();
        if (second < FIRST_SECOND || second > LAST_SECOND) {
            throw new IllegalArgumentException("the database keeps no moment so far away: " + instant);
        }
        int8((second - EPOCH_SECONDS) * 1_000_000L + instant.getNano() / 1000);
    }

    /** A text in UTF-8; half a character, which UTF-8 cannot say, becomes a question mark. */
    void text(@Nullable String text) {
        if (text == null) {
            nothing();
            return;
        }
        if (text.indexOf(0) >= 0) {
            throw new IllegalArgumentException("the database keeps no text with a NUL character");
        }
        // The library's own loops are fast from the first row on; one of ours would be only once it is compiled.
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        room(4 + utf8.length);
        put4(utf8.length);
        System.arraycopy(utf8, 0, bytes, size, utf8.length);
        size += utf8.length;
    }

    /** Texts by name as jsonb: its version, then the text of a JSON object. */
    void json(Map<String, String> texts) {
        if (texts.isEmpty()) {
            nothing();
            return;
        }
        room(7);
        int start = size;
        size += 4;
        put1(1);
        char before = '{';
        for (Map.Entry<String, String> entry : texts.entrySet()) {
            room(2);
            put1(before);
            quoted(entry.getKey());
            put1(':');
            quoted(entry.getValue());
            before = ',';
        }
        room(1);
        put1('}');
        length(start);
    }

    private void quoted(String text) {
        room(3 + 6 * text.length());
        put1('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0) {
                throw new IllegalArgumentException("the database keeps no text with a NUL character");
            }
            if (c == '"' || c == '\\') {
                put1('\\');
                put1(c);
            } else if (c < ' ') {
                put1('\\');
                put1('u');
                put1('0');
                put1('0');
                put1(HEX[c >> 4]);
                put1(HEX[c & 15]);
            } else {
                i += utf8(text, i, c);
            }
        }
        put1('"');
    }

    /** Puts one character; the answer is how many further places of the text it took: 1 for a surrogate pair. */
    private int utf8(String text, int at, char c) {
        if (c < 0x80) {
            put1(c);
        } else if (c < 0x800) {
            put1(0xc0 | c >> 6);
            following(c);
        } else if (!Character.isSurrogate(c)) {
            put1(0xe0 | c >> 12);
            following(c >> 6);
            following(c);
        } else if (Character.isHighSurrogate(c)
                && at + 1 < text.length()
                && Character.isLowSurrogate(text.charAt(at + 1))) {
            int point = Character.toCodePoint(c, text.charAt(at + 1));
            put1(0xf0 | point >> 18);
            following(point >> 12);
            following(point >> 6);
            following(point);
            return 1;
        } else {
            put1('?');
        }
        return 0;
    }

    private void following(int bits) {
        put1(0x80 | (bits & 0x3f));
    }

    /**
     * A decimal with its scale: groups of four digits around the decimal point, the number of groups, the weight of the
     * first one, the sign and the scale before them. A negative scale (1E+3) becomes 0 (1000).
     */
    void numeric(BigDecimal decimal) {
        int scale = Math.max(decimal.scale(), 0);
        if (scale > MOST_DECIMALS || (long) decimal.precision() - decimal.scale() > MOST_WHOLE_DIGITS) {
            throw new IllegalArgumentException("the database keeps no number with so many digits");
        }
        int groupsAfterPoint = (scale + GROUP_DIGITS - 1) / GROUP_DIGITS;
        int pad = groupsAfterPoint * GROUP_DIGITS - scale;
        boolean fitsLong = decimal.scale() >= 0 && decimal.precision() + pad <= 18;
        int start = size;
        room(24);
        size += 12;
        int groups = fitsLong
                ? groups(Math.abs(decimal.unscaledValue().longValue()) * POWERS[pad])
                : groups(decimal.setScale(scale).unscaledValue().abs().multiply(BigInteger.valueOf(POWERS[pad])));
        int end = size;
        size = start + 4;
        put2(groups);
        put2(groups - groupsAfterPoint - 1);
        put2(decimal.signum() < 0 ? NEGATIVE : 0);
        put2(scale);
        size = end;
        length(start);
    }

    private int groups(long digits) {
        int count = 0;
        for (long rest = digits; rest > 0; rest /= GROUP) {
            count++;
        }
        room(2 * count);
        long rest = digits;
        for (int i = count - 1; i >= 0; i--) {
            int at = size + 2 * i;
            int group = (int) (rest % GROUP);
            bytes[at] = (byte) (group >> 8);
            bytes[at + 1] = (byte) group;
            rest /= GROUP;
        }
        size += 2 * count;
        return count;
    }

    private int groups(BigInteger digits) {
        if (digits.signum() == 0) {
            return 0;
        }
        String text = digits.toString();
        int count = (text.length() + GROUP_DIGITS - 1) / GROUP_DIGITS;
        room(2 * count);
        for (int i = 0; i < count; i++) {
            int end = text.length() - (count - 1 - i) * GROUP_DIGITS;
            put2(Integer.parseInt(text, Math.max(0, end - GROUP_DIGITS), end, 10));
        }
        return count;
    }

    private void length(int start) {
        int end = size;
        size = start;
        put4(end - start - 4);
        size = end;
    }

    private void room(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, Math.addExact(size, more)));
        }
    }

    private void put1(int value) {
        bytes[size++] = (byte) value;
    }

    private void put2(int value) {
        put1(value >> 8);
        put1(value);
    }

    private void put4(int value) {
        put2(value >> 16);
        put2(value);
    }

    private void put8(long value) {
        put4((int) (value >> 32));
        put4((int) value);
    }
}
