package org.scorekeeper.intake.table;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The merged regions of a sheet that span several rows: what a person sees beside each of these rows stands in the file beside
 * the first alone. Rows are given in order.
 */
public final class MergedCells {
    private final Map<Integer, NavigableMap<Integer, Region>> byColumn = new HashMap<>();

    private static final class Region {
        private final int firstRow;
        private final int lastRow;
        private @Nullable Cell shown;

        Region(int firstRow, int lastRow) {
            this.firstRow = firstRow;
            this.lastRow = lastRow;
        }
    }

    /**
     * Adds a region; one of a single row has nothing to fill.
     *
     * @param firstRow as the sheet shows it, from 1
     * @param column its first, from 0
     */
    public void add(int firstRow, int lastRow, int column) {
        if (lastRow > firstRow) {
            byColumn.computeIfAbsent(column, key -> new TreeMap<>()).put(firstRow, new Region(firstRow, lastRow));
        }
    }

    /** The row with what the regions above it show in it; a row that is blank otherwise stays blank. */
    public SourceRow filled(SourceRow row) {
        if (byColumn.isEmpty() || row.isBlank()) {
            return row;
        }
        List<Cell> cells = null;
        for (Map.Entry<Integer, NavigableMap<Integer, Region>> column : byColumn.entrySet()) {
            Map.Entry<Integer, Region> nearest = column.getValue().floorEntry(row.row());
            Region region = nearest == null ? null : nearest.getValue();
            if (region == null || region.lastRow < row.row()) {
                continue;
            }
            if (region.firstRow == row.row()) {
                region.shown = row.cell(column.getKey());
            } else if (region.shown != null && row.cell(column.getKey()).isBlank()) {
                cells = cells == null ? new ArrayList<>(row.cells()) : cells;
                while (cells.size() <= column.getKey()) {
                    cells.add(Cell.Text.EMPTY);
                }
                cells.set(column.getKey(), region.shown);
            }
        }
        return cells == null ? row : new SourceRow(row.sheet(), row.row(), cells, row.flaw());
    }
}
