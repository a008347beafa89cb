package org.scorekeeper.intake.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The sheets of a workbook as one table: all that the feed's pattern takes, or all that have the columns it needs where it
 * names none; where nobody says what is needed, the first with a header. They are read one after the other, hidden ones too, their columns found by name in each.
 *
 * <p>A merged region over several rows shows its value in each of them, in its first column.
 */
public final class WorkbookCursor implements RowCursor {
    private final Sheets sheets;
    private final String form;
    private final TableFormat format;
    private final Wanted wanted;
    private @Nullable Header near;
    private final Header header;
    private final List<String> read = new ArrayList<>();
    private HeaderFinder rows;
    private int @Nullable [] columns;

    /**
     * Finds the header in the first sheet that has one.
     *
     * @param form of the workbook, for a person to read
     * @param wanted the columns of the feed
     * @throws UnreadableFileException where no row can be the header; the sheets are then closed
     */
    public WorkbookCursor(Sheets sheets, String form, TableFormat format, Wanted wanted) {
        this.sheets = sheets;
        this.form = form;
        this.format = format;
        this.wanted = wanted;
        try {
            rows = nextTable().orElseThrow(this::none);
        } catch (RuntimeException unreadable) {
            sheets.close();
            throw unreadable;
        }
        header = rows.header();
    }

    private Optional<HeaderFinder> nextTable() {
        for (String name = sheets.nextSheet(); name != null; name = sheets.nextSheet()) {
            Optional<HeaderFinder> found = HeaderFinder.find(sheets::nextRow, wanted.names(), format.headerRow());
            if (found.isPresent()
                    && (format.sheet().isPresent() || wanted.fits(found.get().header()))) {
                read.add(name);
                return found;
            }
            near = near == null && found.isPresent() ? found.get().header() : near;
        }
        return Optional.empty();
    }

    private UnreadableFileException none() {
        return near == null
                ? HeaderFinder.none(format.headerRow())
                : new UnreadableFileException("no sheet has all the columns that every row needs ("
                        + wanted.needed().stream()
                                .map(any -> String.join(" or ", new java.util.TreeSet<>(any)))
                                .collect(Collectors.joining(", "))
                        + "); the nearest has in row " + near.row() + ": " + String.join(", ", named(near))
                        + ". Has a column been renamed? Add the new name to the feed, or export the file again.");
    }

    @Override
    public Header header() {
        return header;
    }

    @Override
    public @Nullable SourceRow next() {
        SourceRow row = rows.next();
        while (row == null && (format.sheet().isPresent() || !wanted.needed().isEmpty())) {
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
        if (!wanted.names().isEmpty()) {
            there.retainAll(wanted.names());
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
    public List<String> remarks() {
        List<String> remarks = new ArrayList<>();
        List<String> hidden = read.stream()
                .filter(name -> sheets.choice().hidden().contains(name))
                .toList();
        if (!hidden.isEmpty()) {
            remarks.add((hidden.size() == 1 ? "the hidden sheet " : "the hidden sheets ") + String.join(", ", hidden)
                    + (hidden.size() == 1 ? " was" : " were") + " read too");
        }
        if (sheets.hiddenRows() > 0) {
            remarks.add(sheets.hiddenRows() + (sheets.hiddenRows() == 1 ? " hidden row was" : " hidden rows were")
                    + " read too");
        }
        return remarks;
    }

    @Override
    public void close() {
        sheets.close();
    }
}
