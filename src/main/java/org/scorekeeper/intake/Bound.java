package org.scorekeeper.intake;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.scorekeeper.facts.FieldType;
import org.scorekeeper.intake.Feed.Column;
import org.scorekeeper.intake.table.Header;

/** A field of the feed bound to a column of one file. */
final class Bound {
    private final String field;
    private final FieldType type;
    private final int column;
    private final String name;
    private final Map<String, String> words = new HashMap<>();
    private final String known;

    /**
     * Binds a field.
     *
     * @param column the cell's index, from 0
     * @param name as the file writes it
     */
    Bound(String field, FieldType type, int column, String name, Column mapping) {
        this.field = field;
        this.type = type;
        this.column = column;
        this.name = name;
        // What already is one of our words passes; a word of theirs that equals one of ours means what the map says.
        mapping.values().values().forEach(ours -> words.put(key(ours), ours));
        mapping.values().forEach((theirs, ours) -> words.put(key(theirs), ours));
        known = String.join(", ", mapping.values().keySet());
    }

    private static String key(String word) {
        return Header.key(word).toLowerCase(Locale.ROOT);
    }

    String field() {
        return field;
    }

    FieldType type() {
        return type;
    }

    int column() {
        return column;
    }

    String name() {
        return name;
    }

    boolean hasWords() {
        return !words.isEmpty();
    }

    /** Our word for one of the vendor's; null where the feed does not know it. */
    @Nullable
    String translate(String theirs) {
        String ours = words.get(theirs);
        if (ours == null) {
            ours = words.get(key(theirs));
            if (ours != null) {
                words.put(theirs, ours); // as this file spells it: the next million times it is found at once
            }
        }
        return ours;
    }

    /** The vendor's words that the feed knows, for a message. */
    String known() {
        return known;
    }
}
