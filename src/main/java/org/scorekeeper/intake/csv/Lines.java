package org.scorekeeper.intake.csv;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.scorekeeper.intake.table.Limits;
import org.scorekeeper.intake.table.UnreadableFileException;

/** The physical lines of a text, counted; a line ends with CR, LF or both. Lines can be given back. */
final class Lines implements AutoCloseable {
    /** No honest line is longer, however short the cells may be that a workspace lets through. */
    private static final int LONG_ENOUGH = 1 << 23;

    private final Reader reader;
    private final Limits limits;
    private final char[] buffer = new char[1 << 16];
    private final Deque<String> again = new ArrayDeque<>();
    private int position;
    private int filled;
    private boolean afterReturn;
    private int handed;
    private boolean givenBack;
    private @Nullable String text;

    Lines(Reader reader, Limits limits) {
        this.reader = reader;
        this.limits = limits;
    }

    /** The most characters of a line, or of a record of several. */
    int longest() {
        return Math.max(limits.cell(), LONG_ENOUGH);
    }

    /** The number of the line that was handed out last, from 1. */
    int number() {
        return handed;
    }

    /** The next line without its end; null after the last. */
    @Nullable
    String next() throws IOException {
        return advance() ? text() : null;
    }

    /** Steps to the next line; false after the last. */
    boolean advance() throws IOException {
        givenBack = !again.isEmpty();
        if (givenBack) {
            text = again.poll();
        } else if (reader instanceof Utf8Reader plain) {
            text = null;
            if (!plain.advance(longest())) {
                return false;
            }
        } else {
            text = read();
            if (text == null) {
                return false;
            }
        }
        handed++;
        return true;
    }

    /** The line without its end. */
    String text() {
        if (text == null && reader instanceof Utf8Reader plain) {
            if (plain.isLongerThan(longest())) {
                throw tooLong(handed);
            }
            text = plain.text();
        }
        return Objects.requireNonNull(text);
    }

    /** The line's fingerprint, which needs no text; 0 where the line was given back. */
    long print(long seed) {
        if (givenBack) {
            return 0;
        }
        if (text == null && reader instanceof Utf8Reader plain) {
            return plain.print(seed);
        }
        return Utf8Reader.print(seed, text().getBytes(StandardCharsets.UTF_8));
    }

    /** Takes the lines handed out last back, to be handed out again. */
    void giveBack(List<String> lines) {
        for (int i = lines.size() - 1; i >= 0; i--) {
            again.addFirst(lines.get(i));
        }
        handed -= lines.size();
    }

    private @Nullable String read() throws IOException {
        StringBuilder begun = null;
        while (position < filled || fill()) {
            if (afterReturn) {
                afterReturn = false;
                if (buffer[position] == '\n') {
                    position++; // the second half of CR LF
                    continue;
                }
            }
            int end = position;
            while (end < filled && buffer[end] != '\n' && buffer[end] != '\r') {
                end++;
            }
            if (end == filled) {
                begun = (begun == null ? new StringBuilder() : begun).append(buffer, position, end - position);
                if (begun.length() > longest()) {
                    throw tooLong(handed + 1);
                }
                position = end;
                continue;
            }
            String line = begun == null
                    ? new String(buffer, position, end - position)
                    : begun.append(buffer, position, end - position).toString();
            afterReturn = buffer[end] == '\r';
            position = end + 1;
            return line;
        }
        return begun == null ? null : begun.toString();
    }

    private UnreadableFileException tooLong(int line) {
        return limits.tooMuchText("line " + line + " is longer than " + longest() + " characters");
    }

    private boolean fill() throws IOException {
        position = 0;
        filled = Math.max(reader.read(buffer), 0);
        return filled > 0;
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
