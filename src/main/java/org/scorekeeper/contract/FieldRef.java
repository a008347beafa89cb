package org.scorekeeper.contract;

/**
 * A field of an item, canonical or of the feed's own, and which of its several values over time counts.
 *
 * @param name as written in the contract, in lower case: {@code opened}, {@code priority}
 * @param which the first known value or the last (contract language, "Which of several values counts")
 */
public record FieldRef(String name, Which which) {
    /** Interns the name: a night asks many million times for a field, and finds it by identity. */
    public FieldRef {
        name = name.intern();
    }

    /** Which of several known values counts. */
    public enum Which {
        /** The first known value. */
        FIRST,
        /** The latest known value: the default. */
        LAST
    }

    /** The latest value of a field. */
    public static FieldRef last(String name) {
        return new FieldRef(name, Which.LAST);
    }

    @Override
    public String toString() {
        return which == Which.FIRST ? "first-" + name : name;
    }
}
