package org.scorekeeper.intake.xlsx;

import java.io.IOException;
import java.io.InputStream;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;
import org.scorekeeper.intake.table.Cell;
import org.scorekeeper.intake.table.Limits;
import org.scorekeeper.intake.table.SourceRow;

/** The rows of one sheet's XML. */
final class SheetXml implements AutoCloseable {
    private static final int MOST_COLUMNS = 16_384;

    private final String name;
    private final InputStream in;
    private final Xml xml;
    private final SharedStrings strings;
    private final CellFormats formats;
    private final boolean from1904;
    private final Limits limits;
    private int lastRow;
    private int hiddenRows;

    SheetXml(String name, InputStream in, SharedStrings strings, CellFormats formats, boolean from1904, Limits limits)
            throws XMLStreamException {
        this.name = name;
        this.in = in;
        this.xml = new Xml(in, limits);
        this.limits = limits;
        this.strings = strings;
        this.formats = formats;
        this.from1904 = from1904;
    }

    /** The next row that the file has; null behind the last. */
    @Nullable
    SourceRow next() throws XMLStreamException, IOException {
        for (String element = xml.nextStart(); element != null; element = xml.nextStart()) {
            if (element.equals("row")) {
                String number = xml.attribute("r");
                hiddenRows += Xml.isTrue(xml.attribute("hidden")) ? 1 : 0;
                lastRow = number == null ? lastRow + 1 : Integer.parseInt(number.trim());
                return new SourceRow(name, lastRow, cells());
            }
        }
        return null;
    }

    /** How many rows so far are not shown. */
    int hiddenRows() {
        return hiddenRows;
    }

    private List<Cell> cells() throws XMLStreamException, IOException {
        List<Cell> cells = new ArrayList<>();
        for (String element = xml.nextStartIn("row"); element != null; element = xml.nextStartIn("row")) {
            if (element.equals("c")) {
                String reference = xml.attribute("r");
                int column = reference == null ? cells.size() : column(reference);
                if (column >= limits.columns()) {
                    throw limits.tooWide("its row " + lastRow + " has " + (column + 1) + " columns");
                }
                Cell cell = cell();
                while (cells.size() < column) {
                    cells.add(Cell.Text.EMPTY);
                }
                if (cells.size() == column) {
                    cells.add(cell);
                } else {
                    cells.set(column, cell);
                }
            }
        }
        return cells;
    }

    /** The column of a reference such as AB12, from 0. */
    static int column(String reference) throws XMLStreamException {
        int column = 0;
        for (int i = 0; i < reference.length(); i++) {
            char c = reference.charAt(i);
            if (c >= 'A' && c <= 'Z') {
                column = column * 26 + (c - 'A' + 1);
            } else if (c >= 'a' && c <= 'z') {
                column = column * 26 + (c - 'a' + 1);
            } else if (c != '$') {
                break;
            }
            if (column > MOST_COLUMNS) {
                break;
            }
        }
        if (column < 1 || column > MOST_COLUMNS) {
            throw new XMLStreamException("no cell is called " + reference);
        }
        return column - 1;
    }

    private Cell cell() throws XMLStreamException, IOException {
        String type = xml.attribute("t");
        String style = xml.attribute("s");
        String value = null;
        String formula = null;
        for (String element = xml.nextStartIn("c"); element != null; element = xml.nextStartIn("c")) {
            if (element.equals("v")) {
                value = xml.text();
            } else if (element.equals("is")) {
                value = RichText.of(xml, "is");
            } else if (element.equals("f")) {
                formula = xml.text();
            }
        }
        if (formula != null && (value == null || (value.isEmpty() && !"str".equals(type)))) {
            return new Cell.Err("=" + formula); // whoever wrote the workbook did not calculate it
        }
        if (value == null || value.isEmpty()) {
            return Cell.Text.EMPTY;
        }
        return switch (type == null ? "n" : type) {
            case "s" -> new Cell.Text(strings.get(Integer.parseInt(value.trim())));
            case "str" -> new Cell.Text(Xml.unescaped(value));
            case "inlineStr" -> new Cell.Text(value);
            case "b" -> new Cell.Bool(Xml.isTrue(value.trim()));
            case "e" -> new Cell.Err(value);
            case "d" -> iso(value.trim());
            default -> number(value, style);
        };
    }

    /** A date as ISO 8601, which strict workbooks may have. */
    private static Cell iso(String text) {
        try {
            if (text.indexOf('T') < 0) {
                return new Cell.DateTime(LocalDate.parse(text).atStartOfDay(), true);
            }
            LocalDateTime exact = LocalDateTime.parse(text.endsWith("Z") ? text.substring(0, text.length() - 1) : text);
            return new Cell.DateTime(exact.plusNanos(500_000_000).truncatedTo(ChronoUnit.SECONDS), false);
        } catch (DateTimeException odd) {
            return new Cell.Text(text);
        }
    }

    private Cell number(String stored, @Nullable String style) {
        try {
            return formats.of(style).cell(stored, from1904);
        } catch (NumberFormatException odd) {
            return new Cell.Text(stored);
        }
    }

    @Override
    public void close() throws XMLStreamException, IOException {
        xml.close();
        in.close();
    }
}
