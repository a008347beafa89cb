package org.scorekeeper.intake.csv;

import java.util.AbstractList;
import java.util.RandomAccess;
import org.scorekeeper.intake.table.Cell;

/** The cells of a record, made when they are asked for: most columns of an export are never looked at. */
final class Texts extends AbstractList<Cell> implements RandomAccess {
    private final String[] values;

    Texts(String[] values) {
        this.values = values;
    }

    @Override
    public Cell get(int index) {
        String text = values[index];
        return new Cell.Text(text.startsWith("=\"") ? shown(text) : text);
    }

    /** What a spreadsheet shows of {@code ="0042"}, as programs write what it should not take for a number; else all of it. */
    private static String shown(String text) {
        String alone = text.stripTrailing();
        if (alone.length() < 3 || !alone.endsWith("\"")) {
            return text;
        }
        String inside = alone.substring(2, alone.length() - 1);
        String halved = inside.replace("\"\"", "");
        return halved.indexOf('"') < 0 ? inside.replace("\"\"", "\"") : text; // another formula stays a text
    }

    @Override
    public int size() {
        return values.length;
    }
}
