package org.scorekeeper.intake.csv;

import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Lines of UTF-8 or of an encoding of one byte a letter, made into texts straight from their bytes: no byte of a character of
 * several looks like the end of a line.
 */
final class ByteLines implements LineSource {
    private static final VarHandle INT8 = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final long FACTOR = 0x9e37_79b9_7f4a_7c15L;
    private static final long ONES = 0x0101_0101_0101_0101L;
    private static final long HIGH_BITS = ONES << 7;
    private static final long FEEDS = ONES * '\n';
    private static final long RETURNS = ONES * '\r';

    private final InputStream in;
    private final Charset encoding;
    private final boolean mixed;
    private byte[] bytes = new byte[1 << 16];
    private int position;
    private int filled;
    /** Where the line lies, how far its bytes are hashed, and to what. */
    private int start;

    private int end;
    private int hashed;
    private long hash;
    private boolean afterReturn;

    /**
     * Reads from where a stream stands.
     *
     * @param encoding of its lines; of mixed ones, of those that are no UTF-8
     * @param mixed whether each line is UTF-8 where its bytes fit it
     */
    ByteLines(InputStream in, Charset encoding, boolean mixed) {
        this.in = in;
        this.encoding = encoding;
        this.mixed = mixed;
    }

    @Override
    public boolean advance(int longest) throws IOException {
        if (afterReturn && has(1) && bytes[position] == '\n') {
            position++; // the second half of CR LF
        }
        afterReturn = false;
        while (true) {
            hash = 0;
            int at = position;
            while (at + Long.BYTES <= filled) {
                long word = (long) INT8.get(bytes, at);
                if (hasEnd(word)) {
                    break;
                }
                hash = mix(hash, word);
                at += Long.BYTES;
            }
            hashed = at;
            while (at < filled && bytes[at] != '\n' && bytes[at] != '\r') {
                at++;
            }
            start = position;
            end = at;
            if (at < filled) {
                afterReturn = bytes[at] == '\r';
                position = at + 1;
                return true;
            }
            int length = at - position;
            // A character takes three bytes at most for each of a text's places.
            if (length > 3L * longest || !has(length + 1)) {
                start = position; // what lies before may have been dropped
                end = position + length;
                hashed -= at - end;
                position = end;
                return length > 0;
            }
        }
    }

    /** Whether a line may end within eight bytes. */
    private static boolean hasEnd(long word) {
        long feed = word ^ FEEDS;
        long carriage = word ^ RETURNS;
        return ((((feed - ONES) & ~feed) | ((carriage - ONES) & ~carriage)) & HIGH_BITS) != 0;
    }

    @Override
    public boolean isLongerThan(int most) {
        int characters = end - start;
        for (int at = start; isUtf8() && characters > most && at < end; at++) {
            characters -= (bytes[at] & 0xC0) == 0x80 ? 1 : 0; // it goes on with the character before
        }
        return characters > most;
    }

    private boolean isUtf8() {
        return mixed || encoding.equals(StandardCharsets.UTF_8);
    }

    @Override
    public String text() {
        boolean utf8 = mixed && Utf8.isValid(bytes, start, end);
        return new String(bytes, start, end - start, utf8 ? StandardCharsets.UTF_8 : encoding);
    }

    @Override
    public long print(long seed) {
        return finish(hash, seed, bytes, hashed, end, end - start);
    }

    /** A 64-bit hash of bytes, the same on every machine: it is stored. */
    static long print(long seed, byte[] bytes) {
        long hash = 0;
        int at = 0;
        for (; at + Long.BYTES <= bytes.length; at += Long.BYTES) {
            hash = mix(hash, (long) INT8.get(bytes, at));
        }
        return finish(hash, seed, bytes, at, bytes.length, bytes.length);
    }

    private static long finish(long begun, long seed, byte[] bytes, int from, int to, int length) {
        long rest = 0;
        int at = from;
        long hash = begun;
        for (; at + Long.BYTES <= to; at += Long.BYTES) {
            hash = mix(hash, (long) INT8.get(bytes, at));
        }
        for (; at < to; at++) {
            rest = (rest << 8) | (bytes[at] & 0xff);
        }
        hash = mix(mix(mix(hash, rest), length), seed);
        hash = (hash ^ hash >>> 30) * 0xbf58476d1ce4e5b9L;
        hash = (hash ^ hash >>> 27) * 0x94d049bb133111ebL;
        return hash ^ hash >>> 31;
    }

    private static long mix(long hash, long word) {
        long mixed = (hash ^ word) * FACTOR;
        return mixed ^ mixed >>> 32;
    }

    /** Whether so many bytes lie ahead, after reading on where they do not. */
    private boolean has(int wanted) throws IOException {
        while (filled - position < wanted) {
            if (position > 0) {
                System.arraycopy(bytes, position, bytes, 0, filled - position);
                filled -= position;
                position = 0;
            }
            if (filled == bytes.length) {
                bytes = Arrays.copyOf(bytes, bytes.length * 2);
            }
            int read = in.read(bytes, filled, bytes.length - filled);
            if (read < 0) {
                return false;
            }
            filled += read;
        }
        return true;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
