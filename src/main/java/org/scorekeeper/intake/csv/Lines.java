package org.scorekeeper.intake.csv;

import java.io.IOException;
import java.io.Reader;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.scorekeeper.intake.table.UnreadableFileException;

/** The physical lines of a text, counted; a line ends with CR, LF or both. Lines can be given back. */
final class Lines implements AutoCloseable {
    /** A cell of a workbook holds 32,767 characters at most; no honest line is this long. */
    static final int LONGEST = 1 << 23;

    private final Reader reader;
    private final char[] buffer = new char[1 << 16];
    private final Deque<String> again = new ArrayDeque<>();
    private int position;
    private int filled;
    private boolean afterReturn;
    private int handed;

    Lines(Reader reader) {
        this.reader = reader;
    }

    /** The number of the line that was handed out last, from 1. */
    int number() {
        return handed;
    }

    /** The next line without its end; null after the last. */
    @Nullable
    String next() throws IOException {
        String line = again.isEmpty() ? read() : again.poll();
        if (line != null) {
            handed++;
        }
        return line;
    }

    /** Takes the lines handed out last back, to be handed out again. */
    void giveBack(List<String> lines) {
        for (int i = lines.size() - 1; i >= 0; i--) {
            again.addFirst(lines.get(i));
        }
        handed -= lines.size();
    }

    private @Nullable String read() throws IOException {
        if (reader instanceof Utf8Reader plain) {
            String line = plain.line(LONGEST);
            if (line != null && line.length() > LONGEST) {
                throw tooLong();
            }
            return line;
        }
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
                if (begun.length() > LONGEST) {
                    throw tooLong();
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

    private UnreadableFileException tooLong() {
        return new UnreadableFileException("line " + (handed + 1) + " is longer than "
                + String.format(java.util.Locale.ROOT, "%,d", LONGEST)
                + " characters. Is this a text file with a row a line? Export it again as CSV.");
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
