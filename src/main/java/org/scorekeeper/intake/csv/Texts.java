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
        return new Cell.Text(values[index]);
    }

    @Override
    public int size() {
        return values.length;
    }
}
