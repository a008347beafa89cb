package org.scorekeeper.intake.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The sheets of a workbook as one table. Where the feed names no sheet, it is the first one shown that has a header;
 * where its pattern takes several, they are read one after the other, their columns found by name in each.
 *
 * <p>A merged region has its value in its first cell and is blank elsewhere, as the file stores it: where the regions
 * are is said only behind the last row.
 */
public final class WorkbookCursor implements RowCursor {
    private final Sheets sheets;
    private final String form;
    private final TableFormat format;
    private final Set<String> wanted;
    private final Header header;
    private final List<String> read = new ArrayList<>();
    private HeaderFinder rows;
    private int @Nullable [] columns;

    /**
     * Finds the header in the first sheet that has one.
     *
     * @param form of the workbook, for a person to read
     * @param wanted the column names of the feed, in the form of {@link Header#key}
     * @throws UnreadableFileException where no row can be the header; the sheets are then closed
     */
    public WorkbookCursor(Sheets sheets, String form, TableFormat format, Set<String> wanted) {
        this.sheets = sheets;
        this.form = form;
        this.format = format;
        this.wanted = wanted;
        try {
            rows = nextTable().orElseThrow(() -> HeaderFinder.none(format.headerRow()));
        } catch (RuntimeException unreadable) {
            sheets.close();
            throw unreadable;
        }
        header = rows.header();
    }

    private Optional<HeaderFinder> nextTable() {
        for (String name = sheets.nextSheet(); name != null; name = sheets.nextSheet()) {
            Optional<HeaderFinder> found = HeaderFinder.find(sheets::nextRow, wanted, format.headerRow());
            if (found.isPresent()) {
                read.add(name);
                return found;
            }
        }
        return Optional.empty();
    }

    @Override
    public Header header() {
        return header;
    }

    @Override
    public @Nullable SourceRow next() {
        SourceRow row = rows.next();
        while (row == null && format.sheet().isPresent()) {
            Optional<HeaderFinder> further = nextTable();
            if (further.isEmpty()) {
                return null;
            }
            rows = further.get();
            columns = columnsOf(rows.header());
            row = rows.next();
        }
        return row == null || columns == null ? row : inOrder(row, columns);
    }

    /** Where each column of the first sheet stands in a further one; null where they stand alike. */
    private int @Nullable [] columnsOf(Header further) {
        if (further.names().equals(header.names())) {
            return null;
        }
        Map<String, Integer> there = further.indexes();
        if (!wantedOf(there).equals(wantedOf(header.indexes()))) {
            throw new UnreadableFileException("the sheet " + read.get(read.size() - 1)
                    + " has other columns than the sheet " + read.get(0) + ": "
                    + String.join(", ", named(further)) + " instead of " + String.join(", ", named(header))
                    + ". Give both the same columns, or name only one in the feed's format.");
        }
        int[] columns = new int[header.names().size()];
        Arrays.setAll(columns, i -> there.getOrDefault(Header.key(header.names().get(i)), -1));
        return columns;
    }

    private Set<String> wantedOf(Map<String, Integer> names) {
        Set<String> there = new HashSet<>(names.keySet());
        if (!wanted.isEmpty()) {
            there.retainAll(wanted);
        }
        return there;
    }

    private static List<String> named(Header header) {
        return header.names().stream().filter(name -> !name.isEmpty()).toList();
    }

    private SourceRow inOrder(SourceRow row, int[] columns) {
        List<Cell> cells = new ArrayList<>(columns.length);
        for (int column : columns) {
            cells.add(row.cell(column));
        }
        // What stands beyond the sheet's header has no name there either: it stays beyond.
        for (int i = rows.header().names().size(); i < row.cells().size(); i++) {
            cells.add(row.cell(i));
        }
        return new SourceRow(row.sheet(), row.row(), cells);
    }

    @Override
    public String traits() {
        List<String> left = new ArrayList<>(sheets.choice().names());
        left.removeAll(read);
        left.replaceAll(name -> sheets.choice().hidden().contains(name) ? name + " (hidden)" : name);
        return form + (read.size() == 1 ? ", sheet " : ", sheets ") + String.join(", ", read) + ", header in row "
                + header.row() + header.remarks()
                + (left.isEmpty() ? "" : ", sheets not read: " + String.join(", ", left));
    }

    @Override
    public void close() {
        sheets.close();
    }
}
