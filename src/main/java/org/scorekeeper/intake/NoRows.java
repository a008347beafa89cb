package org.scorekeeper.intake;

import java.util.Optional;
import java.util.regex.Pattern;
import org.scorekeeper.facts.FactKind;
import org.scorekeeper.intake.IntakeFault.Reason;
import org.scorekeeper.intake.table.Cell;
import org.scorekeeper.intake.table.Header;
import org.scorekeeper.intake.table.SourceRow;
import org.scorekeeper.intake.table.Spaces;

/**
 * Lines of an export that are no rows: totals and counts, notes below the table, and column names that stand once more in
 * the middle of it. They are refused like a wrong row, so that nothing is passed over in silence, and no figure waits for
 * them.
 */
final class NoRows {
    /** How the last lines of exports begin in the languages of our vendors. */
    private static final Pattern TOTALS = Pattern.compile(
            "(?:(?:grand|sub)[ -]?)?(?:totals?|totaux|totale|totaal)(?:\\s.*|:.*)?|(?:zwischen)?summen?\\W*|gesamt(?:summe)?\\W*",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CHARACTER_CLASS);

    private static final Pattern COUNTS = Pattern.compile(
            "(?:row|record|line|item|ticket|entry)?s?[ -]?count\\W*|(?:rows|records|items|entries|anzahl|nombre|sum|average|mean|mittelwert|durchschnitt|moyenne)(?:\\W.*)?",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CHARACTER_CLASS);

    /** In a table of fewer columns, a row of one cell is nothing odd. */
    private static final int COLUMNS_OF_A_TABLE = 3;

    private final FactKind kind;
    private final BoundColumns columns;
    private final Header header;

    NoRows(FactKind kind, BoundColumns columns, Header header) {
        this.kind = kind;
        this.columns = columns;
        this.header = header;
    }

    /**
     * Refuses a row that could be taken for a fact.
     *
     * @param bare whether it has nothing but its id
     */
    void refuse(SourceRow row, String id, Bound idColumn, boolean bare) {
        boolean totals = mayBeTotals(id) && TOTALS.matcher(id).matches();
        if (totals || (id.length() == idColumn.name().length() && id.equalsIgnoreCase(idColumn.name())) || bare) {
            Optional<Refusal> none = totals ? Optional.of(totals(id)) : of(row);
            none.ifPresent(refusal -> {
                throw refusal;
            });
        }
    }

    /** By its first letter: nearly no id begins as a word for totals does, and a million ids are looked at. */
    private static boolean mayBeTotals(String id) {
        return !id.isEmpty() && "gGsStTzZ".indexOf(id.charAt(0)) >= 0;
    }

    /** What a row is that is no row; empty where it is one, however wrong. */
    Optional<Refusal> of(SourceRow row) {
        String first = "";
        int filled = 0;
        boolean names = true;
        for (int i = 0; i < row.cells().size(); i++) {
            String text = Spaces.trim(row.cell(i).text());
            if (!text.isEmpty()) {
                first = filled == 0 ? text : first;
                filled++;
                names &= i < header.names().size()
                        && Header.key(text).equals(Header.key(header.names().get(i)));
            }
        }
        if (names && filled > 1) {
            return Optional.of(new Refusal(
                    "",
                    Reason.COLUMN_NAMES,
                    first,
                    "begins the column names once more, which are no row of " + kind.code(),
                    "Leave them out of the export, or leave them: they count nowhere."));
        }
        boolean words = TOTALS.matcher(first).matches() || COUNTS.matcher(first).matches();
        if (words && lacksOrHolds(row, first)) {
            return Optional.of(totals(first));
        }
        return filled == 1 && header.names().size() >= COLUMNS_OF_A_TABLE && isNote(first)
                ? Optional.of(new Refusal(
                        "",
                        Reason.TOTALS,
                        first,
                        "stands alone in its line, a note beside the table and no row of " + kind.code(),
                        "Leave it out of the export, or leave it: it counts nowhere."))
                : Optional.empty();
    }

    private Refusal totals(String word) {
        return new Refusal(
                "",
                Reason.TOTALS,
                word,
                "begins a line of totals, which is no row of " + kind.code(),
                "Leave it out of the export, or leave it: it counts nowhere.");
    }

    /** Several words, a rule of dashes, or the word for an end. */
    private static boolean isNote(String text) {
        return text.chars().anyMatch(c -> c == ' ' || c == '\u00a0')
                || text.chars().noneMatch(c -> c == 0 || Character.isLetterOrDigit(c))
                || text.equalsIgnoreCase("EOF")
                || text.equalsIgnoreCase("END");
    }

    /** A client may be called Total: only where a needed cell is empty, or holds that very word, are these totals. */
    private boolean lacksOrHolds(SourceRow row, String word) {
        for (String field : columns.needed()) {
            Bound bound = columns.of(field, kind);
            Cell cell = bound == null ? Cell.Text.EMPTY : bound.cell(row);
            String text = Spaces.trim(cell.text());
            if (text.isEmpty() || text.equals(word)) {
                return true;
            }
        }
        return false;
    }
}
