package org.scorekeeper.intake.table;

import java.util.List;
import java.util.Set;

/**
 * The columns that a feed looks for in a table's header.
 *
 * @param names all that it knows, in the form of {@link Header#key}
 * @param needed those without which no row means anything, each with the names that it may have
 */
public record Wanted(Set<String> names, List<Set<String>> needed) {
    /** Copies the collections. */
    public Wanted {
        names = Set.copyOf(names);
        needed = needed.stream().map(Set::copyOf).toList();
    }

    /** Names of which none is needed more than another. */
    public static Wanted of(Set<String> names) {
        return new Wanted(names, List.of());
    }

    /** Whether a header has a column for everything that is needed. */
    public boolean fits(Header header) {
        Set<String> there = header.indexes().keySet();
        return needed.stream().allMatch(any -> any.stream().anyMatch(there::contains));
    }
}
