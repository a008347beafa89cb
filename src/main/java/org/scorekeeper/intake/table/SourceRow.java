package org.scorekeeper.intake.table;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One row of a table as its sender wrote it.
 *
 * @param sheet of a workbook; null for a text file
 * @param row as the sheet shows it, from 1; in a text file the record's first physical line
 * @param cells from the first column on; those that the row lacks are blank
 * @param flaw why its cells cannot be told apart for certain ("has a quote that ..."); null where they can
 * @param line the fingerprint of its line among the lines of files of this form; 0 where it has none
 * @param repeat whether its line was known, so that nobody looked into it: it has no cells
 */
public record SourceRow(
        @Nullable String sheet,
        int row,
        List<Cell> cells,
        @Nullable String flaw,
        long line,
        boolean repeat) {
    /** A row without a flaw. */
    public SourceRow(@Nullable String sheet, int row, List<Cell> cells) {
        this(sheet, row, cells, null);
    }

    /** A row without a line. */
    public SourceRow(@Nullable String sheet, int row, List<Cell> cells, @Nullable String flaw) {
        this(sheet, row, cells, flaw, 0, false);
    }

    /** A row whose line is known. */
    public static SourceRow repeated(int row, long line) {
        return new SourceRow(null, row, List.of(), null, line, true);
    }

    /** The cell of a column; blank beyond the row's end. */
    public Cell cell(int column) {
        return column >= 0 && column < cells.size() ? cells.get(column) : Cell.Text.EMPTY;
    }

    /** Whether every cell is blank. */
    public boolean isBlank() {
        for (int i = 0; i < cells.size(); i++) {
            if (!cells.get(i).isBlank()) {
                return false;
            }
        }
        return !repeat;
    }
}
