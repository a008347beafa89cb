package org.scorekeeper.intake.csv;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Lines of an encoding that needs a decoder. */
final class CharLines implements LineSource {
    private final Reader reader;
    private final char[] buffer = new char[1 << 16];
    private int position;
    private int filled;
    private boolean afterReturn;
    private @Nullable String text;

    CharLines(Reader reader) {
        this.reader = reader;
    }

    @Override
    public boolean advance(int longest) throws IOException {
        text = read(longest);
        return text != null;
    }

    private @Nullable String read(int longest) throws IOException {
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
                position = end;
                if (begun.length() > longest) {
                    return begun.toString();
                }
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

    private boolean fill() throws IOException {
        position = 0;
        filled = Math.max(reader.read(buffer), 0);
        return filled > 0;
    }

    @Override
    public boolean isLongerThan(int most) {
        return text().length() > most;
    }

    @Override
    public String text() {
        return Objects.requireNonNull(text, "there is no line");
    }

    @Override
    public long print(long seed) {
        return ByteLines.print(seed, text().getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
