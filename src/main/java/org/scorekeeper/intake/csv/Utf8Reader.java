package org.scorekeeper.intake.csv;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Well-formed UTF-8, line by line, made into texts straight from its bytes: no byte of a character of several looks like
 * the end of a line.
 */
final class Utf8Reader extends Reader {
    private final InputStream in;
    private byte[] bytes = new byte[1 << 16];
    private int position;
    private int filled;
    private boolean afterReturn;

    Utf8Reader(InputStream in) {
        this.in = in;
    }

    /**
     * The next line without its end; null after the last.
     *
     * @param longest of a line that has more characters only the beginning is handed out, longer than that
     */
    @Nullable
    String line(int longest) throws IOException {
        if (afterReturn && has(1) && bytes[position] == '\n') {
            position++; // the second half of CR LF
        }
        afterReturn = false;
        int end = position;
        while (true) {
            while (end < filled && bytes[end] != '\n' && bytes[end] != '\r') {
                end++;
            }
            if (end < filled) {
                String line = text(end);
                afterReturn = bytes[end] == '\r';
                position = end + 1;
                return line;
            }
            int length = end - position;
            // A character takes three bytes at most for each of a text's places.
            if (length > 3L * longest || !has(length + 1)) {
                String line = text(position + length);
                position += length;
                return line.isEmpty() ? null : line;
            }
            end = position + length;
        }
    }

    private String text(int end) {
        return new String(bytes, position, end - position, StandardCharsets.UTF_8);
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
    public int read(char[] into, int offset, int length) {
        throw new UnsupportedOperationException("is read line by line");
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
