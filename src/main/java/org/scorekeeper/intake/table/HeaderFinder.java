package org.scorekeeper.intake.table;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Finds the header among a table's first rows: the row that has most of the names that the feed wants, of equals the
 * first; titles above it are passed over. Where nothing is known of the names, the first row with more than one cell is
 * the header. The rows after it are handed out as they come.
 */
public final class HeaderFinder {
    private static final int LOOK_AT = 60;

    private final Supplier<@Nullable SourceRow> rows;
    private final Deque<SourceRow> ahead;
    private final Header header;

    private HeaderFinder(Supplier<@Nullable SourceRow> rows, Deque<SourceRow> ahead, SourceRow header) {
        this.rows = rows;
        this.ahead = ahead;
        this.header =
                new Header(header.row(), header.cells().stream().map(Cell::text).toList());
    }

    /**
     * Looks for the header.
     *
     * @param rows the table's rows, null at the end
     * @param wanted the names that the feed knows, in the form of {@link Header#key}
     * @param given the header's row where the feed says it
     * @return empty where no row can be the header
     */
    static Optional<HeaderFinder> find(
            Supplier<@Nullable SourceRow> rows, Set<String> wanted, Optional<Integer> given) {
        Deque<SourceRow> ahead = new ArrayDeque<>();
        SourceRow best = given.isPresent() ? at(given.get(), rows) : best(wanted, rows, ahead);
        return best == null ? Optional.empty() : Optional.of(new HeaderFinder(rows, ahead, best));
    }

    /**
     * Looks for the header, which must be there.
     *
     * @throws UnreadableFileException where no row can be the header
     */
    public static HeaderFinder require(
            Supplier<@Nullable SourceRow> rows, Set<String> wanted, Optional<Integer> given) {
        return find(rows, wanted, given).orElseThrow(() -> none(given));
    }

    /** That no row can be the header, and what to do. */
    static UnreadableFileException none(Optional<Integer> given) {
        return new UnreadableFileException(given.map(row -> "row " + row
                        + ", which the feed names as header-row, is empty or missing. Check header-row in the feed.")
                .orElse("no row has any of the columns that the feed names."
                        + " Is this the right file? Compare its first rows with the feed's columns."));
    }

    private static @Nullable SourceRow at(int number, Supplier<@Nullable SourceRow> rows) {
        SourceRow row = rows.get();
        while (row != null && row.row() < number) {
            row = rows.get();
        }
        return row != null && row.row() == number && !row.isBlank() ? row : null;
    }

    private static @Nullable SourceRow best(
            Set<String> wanted, Supplier<@Nullable SourceRow> rows, Deque<SourceRow> ahead) {
        SourceRow best = null;
        int most = 0;
        for (int i = 0; i < LOOK_AT; i++) {
            SourceRow row = rows.get();
            if (row == null) {
                break;
            }
            int score = wanted.isEmpty() ? Math.min(cellsOf(row), 2) : namesOf(row, wanted);
            if (score > most) {
                most = score;
                best = row;
                ahead.clear(); // titles above it
            } else {
                ahead.add(row);
            }
            if (most > 0 && most == (wanted.isEmpty() ? 2 : wanted.size())) {
                break;
            }
        }
        return best;
    }

    private static int namesOf(SourceRow row, Set<String> wanted) {
        Set<String> found = new HashSet<>();
        for (Cell cell : row.cells()) {
            String key = Header.key(cell.text());
            if (wanted.contains(key)) {
                found.add(key);
            }
        }
        return found.size();
    }

    private static int cellsOf(SourceRow row) {
        return (int) row.cells().stream().filter(cell -> !cell.isBlank()).count();
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
