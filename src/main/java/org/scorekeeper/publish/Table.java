package org.scorekeeper.publish;

import java.util.List;
import java.util.stream.Stream;

/**
 * A table that leaves the house as CSV or as a workbook. Its rows are made while they are written.
 *
 * @param <R> what a row is made of
 * @param name of the sheet
 * @param columns from left to right
 * @param rows from top to bottom
 */
public record Table<R>(String name, List<Column<R>> columns, List<R> rows) {
    /** Copies the lists. */
    public Table {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
    }

    /** The headings. */
    public List<String> headings() {
        return columns.stream().map(Column::name).toList();
    }

    /** The rows' cells, made one row after the other. */
    public Stream<List<Cell>> cells() {
        return rows.stream().map(this::cells);
    }

    private List<Cell> cells(R row) {
        return columns.stream().map(column -> column.cell().apply(row)).toList();
    }
}
