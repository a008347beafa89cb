package org.scorekeeper.intake;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.scorekeeper.facts.FieldType;
import org.scorekeeper.intake.Feed.Column;
import org.scorekeeper.intake.table.Cell;
import org.scorekeeper.intake.table.Header;
import org.scorekeeper.intake.table.SourceRow;
import org.scorekeeper.intake.table.Spaces;

/** A field of the feed bound to a column of one file. */
final class Bound {
    private final String field;
    private final FieldType type;
    private final int column;
    private final String name;
    private final int[] further;
    private final Map<String, String> words = new HashMap<>();
    private final String known;

    /**
     * Binds a field.
     *
     * @param column the cell's index, from 0
     * @param name as the file writes it
     */
    Bound(String field, FieldType type, int column, String name, Column mapping) {
        this(field, type, column, name, mapping, new int[0]);
    }

    /**
     * Binds a field to several columns.
     *
     * @param further cells whose texts follow the first one's
     */
    Bound(String field, FieldType type, int column, String name, Column mapping, int[] further) {
        this.further = further;
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

    /** The field's cell; of several columns their texts in one. */
    Cell cell(SourceRow row) {
        Cell first = row.cell(column);
        if (further.length == 0) {
            return first;
        }
        StringBuilder joined = new StringBuilder(Spaces.trim(first.text()));
        for (int other : further) {
            Cell next = row.cell(other);
            if (first instanceof Cell.DateTime day && next instanceof Cell.DateTime time) {
                return new Cell.DateTime(
                        day.value().toLocalDate().atTime(time.value().toLocalTime()), false);
            }
            if (next instanceof Cell.Err) {
                return next;
            }
            String text = Spaces.trim(next.text());
            joined.append(joined.isEmpty() || text.isEmpty() ? "" : " ").append(text);
        }
        return first instanceof Cell.Err ? first : new Cell.Text(joined.toString());
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
