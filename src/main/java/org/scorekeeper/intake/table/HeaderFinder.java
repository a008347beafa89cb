package org.scorekeeper.intake.table;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Finds the header among a table's first rows: the row that has most of the names that the feed wants; titles above it
 * are passed over. The rows after it are handed out as they come.
 */
public final class HeaderFinder {
    private static final int LOOK_AT = 60;

    private final Supplier<@Nullable SourceRow> rows;
    private final Deque<SourceRow> ahead = new ArrayDeque<>();
    private final Header header;

    /**
     * Looks for the header.
     *
     * @param rows the table's rows, null at the end
     * @param wanted the names that the feed knows, in the form of {@link Header#key}
     * @param given the header's row where the feed says it
     * @throws UnreadableFileException where no row can be the header
     */
    public HeaderFinder(Supplier<@Nullable SourceRow> rows, Set<String> wanted, Optional<Integer> given) {
        this.rows = rows;
        Header best = null;
        int most = 0;
        for (int i = 0; i < LOOK_AT; i++) {
            SourceRow row = rows.get();
            if (row == null) {
                break;
            }
            ahead.add(row);
            if (given.isPresent() && row.row() > given.get()) {
                break;
            }
            int score = given.isPresent() ? (row.row() == given.get() ? 1 : 0) : score(row, wanted);
            if (score > most) {
                most = score;
                best = new Header(
                        row.row(), row.cells().stream().map(Cell::text).toList());
            }
            if (most > 0 && (given.isPresent() || most == wanted.size())) {
                break;
            }
        }
        if (best == null) {
            throw new UnreadableFileException(
                    given.isPresent()
                            ? "row " + given.get()
                                    + ", which the feed names as header-row, is empty or missing. Check header-row in the feed."
                            : "no row has any of the columns that the feed names. Is this the right file? Compare the first rows with the feed's columns.");
        }
        header = best;
        for (Iterator<SourceRow> i = ahead.iterator(); i.hasNext(); ) {
            if (i.next().row() <= best.row()) {
                i.remove();
            }
        }
    }

    private static int score(SourceRow row, Set<String> wanted) {
        Set<String> found = new java.util.HashSet<>();
        for (Cell cell : row.cells()) {
            String key = Header.key(cell.text());
            if (wanted.contains(key)) {
                found.add(key);
            }
        }
        return found.size();
    }

    /** The column names. */
    public Header header() {
        return header;
    }

    /** The next row below the header that is not blank; null at the end. */
    public @Nullable SourceRow next() {
        SourceRow row = ahead.isEmpty() ? rows.get() : ahead.poll();
        while (row != null && row.isBlank()) {
            row = ahead.isEmpty() ? rows.get() : ahead.poll();
        }
        return row;
    }
}
