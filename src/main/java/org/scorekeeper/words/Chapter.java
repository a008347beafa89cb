package org.scorekeeper.words;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** A part of a contract told in words: a heading and what is said under it. */
public final class Chapter {
    private final String heading;
    private final List<Entry> entries = new ArrayList<>();

    Chapter(String heading) {
        this.heading = heading;
    }

    /**
     * One thing that is said.
     *
     * @param label what it is about; empty where it speaks for itself
     * @param text a sentence or more
     */
    public record Entry(String label, String text) {}

    /** What it is about. */
    public String heading() {
        return heading;
    }

    /** What it says, in order. */
    public List<Entry> entries() {
        return Collections.unmodifiableList(entries);
    }

    Chapter say(String label, String text) {
        entries.add(new Entry(label, text));
        return this;
    }

    Chapter say(String label, Optional<String> text) {
        text.ifPresent(words -> say(label, words));
        return this;
    }
}
