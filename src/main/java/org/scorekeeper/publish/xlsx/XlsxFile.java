package org.scorekeeper.publish.xlsx;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.dhatim.fastexcel.HyperLink;
import org.dhatim.fastexcel.PaperSize;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.scorekeeper.publish.AtomicFile;
import org.scorekeeper.publish.Cell;
import org.scorekeeper.publish.Column;
import org.scorekeeper.publish.Table;
import org.scorekeeper.publish.told.Paper;

/**
 * Writes a table as a workbook with real types: numbers, dates in the contract's local time, lengths of time; its
 * heading stays in view and filters, what rests on another document leads there, and a second sheet says what each column
 * means. The same table and as-of give the same bytes.
 */
public final class XlsxFile {
    private static final int MAX_TEXT = 32_767;
    private static final int FLUSH = 1_000;
    private static final double SECONDS_OF_A_DAY = 86_400;
    /** Excel takes no more in a sheet, and calls the workbook damaged where there are. */
    private static final int MAX_LINKS = 65_000;

    /** A text that is longer is read in its cell. */
    private static final int WIDEST = 48;
    /** So many letters side by side on a page across can still be read. */
    private static final int READABLE = 340;

    private final Workbook workbook;
    private final Table<?> table;
    private final Definitions definitions;
    private final Paper paper;
    private int links;

    private XlsxFile(Workbook workbook, Table<?> table, Definitions definitions, Paper paper) {
        this.workbook = workbook;
        this.table = table;
        this.definitions = definitions;
        this.paper = paper;
    }

    /** Writes a table for English readers. */
    public static void write(Path file, Table<?> table, Instant asOf) {
        write(file, table, asOf, Locale.ENGLISH);
    }

    /**
     * Writes a table; a table of more than a million rows goes on in a second sheet.
     *
     * @param asOf what the file's properties say of its time
     * @param readers whose language the definitions have
     */
    public static void write(Path file, Table<?> table, Instant asOf, Locale readers) {
        AtomicFile.write(file, out -> {
            ByteArrayOutputStream drawn = new ByteArrayOutputStream(1 << 15);
            try (Workbook workbook = new Workbook(drawn, "Scorekeeper", null)) {
                new XlsxFile(workbook, table, new Definitions(readers), Paper.of(readers)).fill();
            }
            SteadyZip.copy(drawn.toByteArray(), out, asOf);
        });
    }

    private void fill() throws IOException {
        Iterator<List<Cell>> rows = table.cells().iterator();
        int number = 1;
        do {
            fill(sheet(number++), rows);
        } while (rows.hasNext());
        definitions.write(workbook, table.columns(), paperSize());
    }

    private Worksheet sheet(int number) {
        Worksheet sheet = workbook.newWorksheet(number == 1 ? table.name() : table.name() + " " + number);
        for (int i = 0; i < table.columns().size(); i++) {
            Column<?> column = table.columns().get(i);
            sheet.value(0, i, column.name());
            sheet.style(0, i).bold().horizontalAlignment("left").set();
        }
        sheet.freezePane(0, 1);
        return sheet;
    }

    /** As wide as what stands in it, within reason; the filter's arrow stands beside the heading. */
    private int[] widths() {
        return table.columns().stream()
                .mapToInt(column -> Math.max(column.width(), column.name().length() + 3))
                .toArray();
    }

    private PaperSize paperSize() {
        return paper == Paper.LETTER ? PaperSize.LETTER_PAPER : PaperSize.A4_PAPER;
    }

    /** On paper: across, its heading on every page; on one page's width, where that can still be read. */
    private void layOut(Worksheet sheet, int[] widths) {
        for (int i = 0; i < widths.length; i++) {
            sheet.width(i, widths[i]);
        }
        sheet.paperSize(paperSize());
        sheet.pageOrientation("landscape");
        sheet.repeatRows(0);
        if (Arrays.stream(widths).sum() <= READABLE) {
            sheet.setFitToPage(true);
            sheet.fitToWidth((short) 1);
            sheet.fitToHeight((short) 0);
        } else {
            sheet.repeatCols(0);
        }
    }

    private void fill(Worksheet sheet, Iterator<List<Cell>> rows) throws IOException {
        int last = 0;
        int[] widths = widths();
        links = 0;
        while (rows.hasNext() && last + 1 < Worksheet.MAX_ROWS) {
            last++;
            List<Cell> cells = rows.next();
            for (int i = 0; i < cells.size(); i++) {
                if (!(cells.get(i) instanceof Cell.Empty)) {
                    if (table.columns().get(i).kind() == Column.Kind.TEXT) {
                        widths[i] = Math.max(
                                widths[i], Math.min(WIDEST, cells.get(i).plain().length() + 1));
                    }
                    set(sheet, last, i, cells.get(i));
                    String format = format(table.columns().get(i).kind(), cells.get(i));
                    boolean leads = cells.get(i) instanceof Cell.Link link && leads(sheet, last, i, link);
                    if (leads) {
                        sheet.style(last, i)
                                .format(format)
                                .fontColor("0563C1")
                                .underlined()
                                .set();
                    } else {
                        sheet.style(last, i).format(format).set();
                    }
                }
            }
            if (last == FLUSH) {
                layOut(sheet, widths); // what is flushed first says how wide the columns are
            }
            if (last % FLUSH == 0) {
                sheet.flush(); // memory does not grow with the table
            }
        }
        if (last < FLUSH) {
            layOut(sheet, widths);
        }
        sheet.setAutoFilter(0, 0, last, Math.max(0, table.columns().size() - 1));
        sheet.finish();
    }

    private boolean leads(Worksheet sheet, int row, int column, Cell.Link link) {
        if (links >= MAX_LINKS) {
            return false;
        }
        links++;
        sheet.hyperlink(row, column, new HyperLink(address(link.target()), link.text()));
        return true;
    }

    /** A relative path as a link has it: whatever is no letter of ASCII is escaped. */
    private static String address(String target) {
        return Arrays.stream(target.split("/", -1))
                .map(part -> URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20"))
                .collect(Collectors.joining("/"));
    }

    /** Excel computes in binary floating point, so this is the one place where a figure becomes a double. */
    private static void set(Worksheet sheet, int row, int column, Cell cell) {
        if (cell instanceof Cell.Decimal decimal) {
            sheet.value(row, column, decimal.value().doubleValue());
        } else if (cell instanceof Cell.Day day) {
            sheet.value(row, column, day.date());
        } else if (cell instanceof Cell.At at) {
            sheet.value(row, column, at.instant().atZone(at.zone()).toLocalDateTime());
        } else if (cell instanceof Cell.Length length) {
            sheet.value(row, column, length.seconds() / SECONDS_OF_A_DAY);
        } else {
            String text = cell.plain();
            sheet.value(row, column, text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT - 1) + "…");
        }
    }

    /** Money has as many decimals as its currency. */
    private static String format(Column.Kind kind, Cell cell) {
        return switch (kind) {
            case TEXT -> "@";
            case NUMBER -> "General";
            case MONEY -> {
                int places = cell instanceof Cell.Decimal money
                        ? Math.max(0, money.value().scale())
                        : 2;
                yield "#,##0" + (places == 0 ? "" : "." + "0".repeat(places));
            }
            case DATE -> "yyyy-mm-dd";
            case TIME -> "yyyy-mm-dd hh:mm:ss";
            case LENGTH -> "[hh]:mm:ss"; // with one h LibreOffice saves four hours as 04:00:00 AM
        };
    }
}
