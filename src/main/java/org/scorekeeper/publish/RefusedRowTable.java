package org.scorekeeper.publish;

import static org.scorekeeper.publish.Column.number;
import static org.scorekeeper.publish.Column.text;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.scorekeeper.publish.DataReceived.RefusedRow;

/**
 * {@code rejected-rows.csv}, which goes back to the vendor: their columns as they sent them, then where the row stands,
 * what is wrong with it and how to mend it.
 */
public final class RefusedRowTable {
    private RefusedRowTable() {}

    /** The refused rows of one vendor; files with different columns share one table, the columns in order of appearance. */
    public static Table<?> of(List<RefusedRow> refused) {
        List<Row> rows = refused.stream().map(Row::of).toList();
        Set<Sent> sent = new LinkedHashSet<>();
        rows.forEach(row -> sent.addAll(row.cells().keySet()));
        List<Column<Row>> columns = new ArrayList<>();
        for (Sent column : sent) {
            columns.add(text(column.name(), 18, row -> Cell.text(row.cells().getOrDefault(column, ""))));
        }
        columns.add(text("file", 40, row -> Cell.text(row.refused().file())));
        columns.add(text("sheet", 14, row -> Cell.text(row.refused().sheet())));
        columns.add(number("row", 8, row -> Cell.count(row.refused().row())));
        columns.add(text("column", 18, row -> Cell.text(row.refused().column())));
        columns.add(text("found", 18, row -> Cell.text(row.refused().found())));
        columns.add(text("reason", 40, row -> Cell.text(row.refused().reason())));
        columns.add(text("remedy", 40, row -> Cell.text(row.refused().remedy())));
        return new Table<>("rejected-rows", columns, rows);
    }

    /** A column of the vendor's: a name may stand over several columns of one file. */
    private record Sent(String name, int occurrence) {}

    private record Row(RefusedRow refused, Map<Sent, String> cells) {
        static Row of(RefusedRow refused) {
            Map<String, Integer> seen = new HashMap<>();
            Map<Sent, String> cells = new java.util.LinkedHashMap<>();
            refused.cells()
                    .forEach(cell -> cells.put(
                            new Sent(cell.getKey(), seen.merge(cell.getKey(), 1, Integer::sum)), cell.getValue()));
            return new Row(refused, cells);
        }
    }
}
