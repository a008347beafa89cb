package org.scorekeeper.publish.xlsx;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.poi.ss.SpreadsheetVersion;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.ss.usermodel.Font;
import org.apache.poi.ss.usermodel.HorizontalAlignment;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.ss.usermodel.Workbook;
import org.apache.poi.ss.util.CellRangeAddress;
import org.scorekeeper.publish.AtomicFile;
import org.scorekeeper.publish.Cell;
import org.scorekeeper.publish.Column;
import org.scorekeeper.publish.Table;

/**
 * Writes a table as a workbook with real types: numbers, dates in the contract's local time, lengths of time; its
 * heading stays in view and filters. The same table and as-of give the same bytes.
 */
public final class XlsxFile {
    private static final int MAX_ROWS = SpreadsheetVersion.EXCEL2007.getMaxRows();
    private static final int MAX_TEXT = SpreadsheetVersion.EXCEL2007.getMaxTextLength();
    private static final double SECONDS_OF_A_DAY = 86_400;

    private final Workbook workbook;
    private final Table<?> table;
    private final CellStyle heading;
    private final Map<Column.Kind, CellStyle> styles = new EnumMap<>(Column.Kind.class);
    private final Map<Integer, CellStyle> moneyStyles = new HashMap<>();

    private XlsxFile(Workbook workbook, Table<?> table) {
        this.workbook = workbook;
        this.table = table;
        this.heading = heading();
        style(Column.Kind.TEXT, "@");
        style(Column.Kind.NUMBER, "General");
        style(Column.Kind.MONEY, "#,##0.00");
        style(Column.Kind.DATE, "yyyy-mm-dd");
        style(Column.Kind.TIME, "yyyy-mm-dd hh:mm:ss");
        style(Column.Kind.LENGTH, "[h]:mm:ss");
    }

    /**
     * Writes a table; a table of more than a million rows goes on in a second sheet.
     *
     * @param asOf what the file's properties say of its time
     */
    public static void write(Path file, Table<?> table, Instant asOf) {
        AtomicFile.write(file, out -> write(out, table, asOf));
    }

    private static void write(OutputStream out, Table<?> table, Instant asOf) throws IOException {
        try (FixedTimeWorkbook workbook = new FixedTimeWorkbook(asOf)) {
            new XlsxFile(workbook, table).fill();
            workbook.write(out);
        }
    }

    private void fill() {
        Iterator<List<Cell>> rows = table.cells().iterator();
        int number = 1;
        do {
            fill(sheet(number++), rows);
        } while (rows.hasNext());
    }

    private Sheet sheet(int number) {
        Sheet sheet = workbook.createSheet(number == 1 ? table.name() : table.name() + " " + number);
        Row first = sheet.createRow(0);
        for (int i = 0; i < table.columns().size(); i++) {
            Column<?> column = table.columns().get(i);
            org.apache.poi.ss.usermodel.Cell cell = first.createCell(i);
            cell.setCellValue(column.name());
            cell.setCellStyle(heading);
            // The width of the filter's arrow stands beside the heading.
            sheet.setColumnWidth(
                    i, Math.min(255, Math.max(column.width(), column.name().length() + 3)) * 256);
        }
        sheet.createFreezePane(0, 1);
        return sheet;
    }

    private void fill(Sheet sheet, Iterator<List<Cell>> rows) {
        int last = 0;
        while (rows.hasNext() && last + 1 < MAX_ROWS) {
            Row row = sheet.createRow(++last);
            List<Cell> cells = rows.next();
            for (int i = 0; i < cells.size(); i++) {
                if (!(cells.get(i) instanceof Cell.Empty)) {
                    org.apache.poi.ss.usermodel.Cell cell = row.createCell(i);
                    cell.setCellStyle(style(table.columns().get(i).kind(), cells.get(i)));
                    set(cell, cells.get(i));
                }
            }
        }
        sheet.setAutoFilter(
                new CellRangeAddress(0, last, 0, Math.max(0, table.columns().size() - 1)));
    }

    /** Excel computes in binary floating point, so this is the one place where a figure becomes a double. */
    private static void set(org.apache.poi.ss.usermodel.Cell target, Cell cell) {
        if (cell instanceof Cell.Decimal decimal) {
            target.setCellValue(decimal.value().doubleValue());
        } else if (cell instanceof Cell.Day day) {
            target.setCellValue(day.date());
        } else if (cell instanceof Cell.At at) {
            target.setCellValue(at.instant().atZone(at.zone()).toLocalDateTime());
        } else if (cell instanceof Cell.Length length) {
            target.setCellValue(length.seconds() / SECONDS_OF_A_DAY);
        } else {
            String text = cell.plain();
            target.setCellValue(text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT - 1) + "…");
        }
    }

    /** Money has as many decimals as its currency. */
    private CellStyle style(Column.Kind kind, Cell cell) {
        if (kind == Column.Kind.MONEY
                && cell instanceof Cell.Decimal money
                && money.value().scale() != 2) {
            int places = Math.max(0, money.value().scale());
            return moneyStyles.computeIfAbsent(
                    places, key -> styled("#,##0" + (key == 0 ? "" : "." + "0".repeat(key))));
        }
        return Objects.requireNonNull(styles.get(kind));
    }

    private void style(Column.Kind kind, String format) {
        styles.put(kind, styled(format));
    }

    private CellStyle styled(String format) {
        CellStyle style = workbook.createCellStyle();
        style.setDataFormat(workbook.createDataFormat().getFormat(format));
        return style;
    }

    private CellStyle heading() {
        Font bold = workbook.createFont();
        bold.setBold(true);
        CellStyle style = workbook.createCellStyle();
        style.setFont(bold);
        style.setAlignment(HorizontalAlignment.LEFT);
        return style;
    }
}
