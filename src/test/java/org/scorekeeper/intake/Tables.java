package org.scorekeeper.intake;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.scorekeeper.intake.table.Cell;
import org.scorekeeper.intake.table.Header;
import org.scorekeeper.intake.table.RowCursor;
import org.scorekeeper.intake.table.SourceRow;
import org.scorekeeper.intake.table.TableFormat;

/** Reads files whole and prints them, for tests. */
final class Tables {
    private Tables() {}

    static Set<String> wanted(String... names) {
        return Arrays.stream(names).map(Header::key).collect(Collectors.toSet());
    }

    static TableFormat sheet(String pattern) {
        return new TableFormat(Optional.empty(), Optional.empty(), Optional.of(pattern), Optional.empty(), '.');
    }

    static TableFormat headerRow(int row) {
        return new TableFormat(Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(row), '.');
    }

    static TableFormat delimiter(char delimiter) {
        return new TableFormat(Optional.of(delimiter), Optional.empty(), Optional.empty(), Optional.empty(), '.');
    }

    static List<SourceRow> rows(Path file, TableFormat format, Set<String> wanted) {
        List<SourceRow> rows = new ArrayList<>();
        try (RowCursor cursor = TableFiles.open(file, format, wanted)) {
            for (SourceRow row = cursor.next(); row != null; row = cursor.next()) {
                rows.add(row);
            }
        }
        return rows;
    }

    /** The header as {@code 1: a | b}, then each row likewise; after an exclamation mark what is wrong with it. */
    static List<String> printed(Path file, TableFormat format, Set<String> wanted) {
        List<String> lines = new ArrayList<>();
        try (RowCursor cursor = TableFiles.open(file, format, wanted)) {
            lines.add(cursor.header().row() + ": "
                    + String.join(" | ", cursor.header().names()));
            for (SourceRow row = cursor.next(); row != null; row = cursor.next()) {
                lines.add(printed(row));
            }
        }
        return lines;
    }

    static String printed(SourceRow row) {
        return row.row() + ": " + row.cells().stream().map(Cell::text).collect(Collectors.joining(" | "))
                + (row.flaw() == null ? "" : " ! " + row.flaw());
    }

    static List<String> remarks(Path file, TableFormat format, Set<String> wanted) {
        try (RowCursor cursor = TableFiles.open(file, format, wanted)) {
            for (SourceRow row = cursor.next(); row != null; row = cursor.next()) {
                // what is found out on the way counts too
            }
            return cursor.remarks();
        }
    }

    static String traits(Path file, TableFormat format, Set<String> wanted) {
        try (RowCursor cursor = TableFiles.open(file, format, wanted)) {
            for (SourceRow row = cursor.next(); row != null; row = cursor.next()) {
                // what is found out on the way counts too
            }
            return cursor.traits();
        }
    }
}
