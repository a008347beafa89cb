package org.scorekeeper.intake.csv;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.scorekeeper.intake.table.Limits;

/** The physical lines of a text, counted, none longer than the limits let through. Lines can be given back. */
final class Lines implements AutoCloseable {
    /** No honest line is longer, however short the cells may be that a workspace lets through. */
    private static final int LONG_ENOUGH = 1 << 23;

    private final LineSource source;
    private final Limits limits;
    private final Deque<String> again = new ArrayDeque<>();
    private int handed;
    private boolean givenBack;
    private @Nullable String text;

    Lines(LineSource source, Limits limits) {
        this.source = source;
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
        text = again.poll();
        if (!givenBack && !source.advance(longest())) {
            return false;
        }
        handed++;
        return true;
    }

    /** The line without its end. */
    String text() {
        if (text == null) {
            if (source.isLongerThan(longest())) {
                throw limits.tooMuchText("line " + handed + " is longer than " + longest() + " characters");
            }
            text = source.text();
        }
        return text;
    }

    /** The line's fingerprint, which needs no text; 0 where the line was given back. */
    long print(long seed) {
        return givenBack ? 0 : source.print(seed);
    }

    /** Takes the lines handed out last back, to be handed out again. */
    void giveBack(List<String> lines) {
        for (int i = lines.size() - 1; i >= 0; i--) {
            again.addFirst(lines.get(i));
        }
        handed -= lines.size();
    }

    @Override
    public void close() throws IOException {
        source.close();
    }
}
