package org.scorekeeper.publish.csv;

import com.opencsv.CSVWriter;
import com.opencsv.ICSVWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.scorekeeper.publish.AtomicFile;
import org.scorekeeper.publish.Cell;
import org.scorekeeper.publish.Column;
import org.scorekeeper.publish.Table;

/**
 * Writes CSV after RFC 4180, or as a {@link CsvForm} says: UTF-8, lines that end in CR LF. Text that a spreadsheet would
 * run as a formula gets an apostrophe in front; numbers, also negative ones, stay as they are.
 */
public final class CsvFile {
    private static final String FORMULA_STARTS = "=+-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20";
    private static final char BYTE_ORDER_MARK = '\uFEFF';
    private static final Pattern NUMBER = Pattern.compile("[+-]?[0-9]+([.,:' ][0-9]+)*([eE][+-]?[0-9]+)?\\s?%?");

    private CsvFile() {}

    /** Writes a table with its headings; rows are written as they are made. */
    public static void write(Path file, Table<?> table) {
        write(file, table, CsvForm.PLAIN);
    }

    /** The same in another form. */
    public static void write(Path file, Table<?> table, CsvForm form) {
        AtomicFile.write(file, out -> write(out, table, form));
    }

    /** Whether a file holds exactly what a table would write, in whatever form it was written then. */
    public static boolean says(Path file, Table<?> table) {
        try {
            byte[] found = Files.readAllBytes(file);
            for (CsvForm form : CsvForm.values()) {
                ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                write(bytes, table, form);
                if (Arrays.equals(found, bytes.toByteArray())) {
                    return true;
                }
            }
            return false;
        } catch (IOException unreadable) {
            return false;
        }
    }

    private static void write(OutputStream out, Table<?> table, CsvForm form) throws IOException {
        Writer text = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        if (form.marked()) {
            text.write(BYTE_ORDER_MARK);
        }
        try (CSVWriter csv = writer(text, form)) {
            csv.writeNext(headings(table.columns()), false);
            table.cells().forEach(cells -> csv.writeNext(texts(cells, form), false));
            csv.flush();
            if (csv.checkError()) {
                throw csv.getException();
            }
        }
    }

    private static CSVWriter writer(Writer text, CsvForm form) {
        return new CSVWriter(
                text,
                form.separator(),
                ICSVWriter.DEFAULT_QUOTE_CHARACTER,
                ICSVWriter.DEFAULT_ESCAPE_CHARACTER,
                ICSVWriter.RFC4180_LINE_END);
    }

    /** The line of headings, as bytes of such a file. */
    public static String headingLine(List<? extends Column<?>> columns) {
        StringWriter text = new StringWriter();
        writer(text, CsvForm.PLAIN).writeNext(headings(columns), false);
        return text.toString();
    }

    /** One row as a line of such a file. */
    public static <R> String line(List<Column<R>> columns, R row) {
        StringWriter text = new StringWriter();
        writer(text, CsvForm.PLAIN)
                .writeNext(
                        texts(
                                columns.stream()
                                        .map(column -> column.cell().apply(row))
                                        .toList(),
                                CsvForm.PLAIN),
                        false);
        return text.toString();
    }

    private static String[] headings(List<? extends Column<?>> columns) {
        return columns.stream().map(Column::name).map(CsvFile::harmless).toArray(String[]::new);
    }

    private static String[] texts(List<Cell> cells, CsvForm form) {
        return cells.stream().map(cell -> text(cell, form)).toArray(String[]::new);
    }

    private static String text(Cell cell, CsvForm form) {
        if (cell instanceof Cell.Text || cell instanceof Cell.Link) {
            return harmless(cell.plain());
        }
        return cell instanceof Cell.Decimal ? form.number(cell.plain()) : cell.plain();
    }

    /** The text with an apostrophe in front where a spreadsheet would run it. */
    static String harmless(String text) {
        boolean runs = !text.isEmpty()
                && FORMULA_STARTS.indexOf(text.charAt(0)) >= 0
                && !NUMBER.matcher(text).matches();
        return runs ? "'" + text : text;
    }
}
