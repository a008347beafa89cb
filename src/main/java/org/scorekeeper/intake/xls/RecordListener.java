package org.scorekeeper.intake.xls;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.apache.poi.hssf.eventusermodel.AbortableHSSFListener;
import org.apache.poi.hssf.eventusermodel.FormatTrackingHSSFListener;
import org.apache.poi.hssf.record.BOFRecord;
import org.apache.poi.hssf.record.BoolErrRecord;
import org.apache.poi.hssf.record.BoundSheetRecord;
import org.apache.poi.hssf.record.CellValueRecordInterface;
import org.apache.poi.hssf.record.DateWindow1904Record;
import org.apache.poi.hssf.record.EOFRecord;
import org.apache.poi.hssf.record.FormulaRecord;
import org.apache.poi.hssf.record.LabelRecord;
import org.apache.poi.hssf.record.LabelSSTRecord;
import org.apache.poi.hssf.record.NumberRecord;
import org.apache.poi.hssf.record.Record;
import org.apache.poi.hssf.record.RowRecord;
import org.apache.poi.hssf.record.SSTRecord;
import org.apache.poi.hssf.record.StringRecord;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.DateUtil;
import org.apache.poi.ss.usermodel.FormulaError;
import org.jspecify.annotations.Nullable;
import org.scorekeeper.intake.table.Cell;
import org.scorekeeper.intake.table.NumberFormat;
import org.scorekeeper.intake.table.SheetChoice;
import org.scorekeeper.intake.table.SourceRow;
import org.scorekeeper.intake.table.TableFormat;
import org.scorekeeper.intake.xls.XlsSheets.Handed;

/** Gathers a workbook's records into the rows of the sheets that the feed means. */
final class RecordListener extends AbortableHSSFListener {
    private static final short STOP = 1;

    private final TableFormat format;
    private final Consumer<Handed> hand;
    private final BooleanSupplier closed;
    private final FormatTrackingHSSFListener formats = new FormatTrackingHSSFListener(record -> {}, Locale.ROOT);
    private final List<BoundSheetRecord> sheets = new ArrayList<>();
    private @Nullable SheetChoice choice;
    private @Nullable SSTRecord strings;
    private @Nullable FormulaRecord formulaWithText;
    private final AtomicInteger hiddenRows;
    private final MergedRecords merged;
    private boolean from1904;
    /** How many streams are open: a chart embedded in a sheet is a stream within a stream. */
    private int depth;

    private int streams;
    private @Nullable String sheet;
    private int row = -1;
    private List<Cell> cells = new ArrayList<>();

    RecordListener(
            TableFormat format,
            Consumer<Handed> hand,
            BooleanSupplier closed,
            AtomicInteger hiddenRows,
            MergedRecords merged) {
        this.merged = merged;
        this.hiddenRows = hiddenRows;
        this.format = format;
        this.hand = hand;
        this.closed = closed;
    }

    @Override
    public short abortableProcessRecord(Record record) {
        if (closed.getAsBoolean()) {
            return STOP;
        }
        formats.processRecord(record);
        if (record instanceof BOFRecord begin) {
            begin(begin);
        } else if (record instanceof EOFRecord) {
            end(--depth);
        } else if (record instanceof BoundSheetRecord bound) {
            sheets.add(bound);
        } else if (record instanceof SSTRecord table) {
            strings = table;
        } else if (record instanceof DateWindow1904Record window) {
            from1904 = window.getWindowing() == 1;
        } else if (record instanceof RowRecord shape && sheet != null && depth == 1) {
            hiddenRows.addAndGet(shape.getZeroHeight() ? 1 : 0);
        } else if (sheet != null && depth == 1) {
            cell(record);
        }
        return 0;
    }

    private void begin(BOFRecord begin) {
        depth++;
        if (depth > 1 || begin.getType() == BOFRecord.TYPE_WORKBOOK) {
            return;
        }
        SheetChoice chosen = choice();
        int stream = streams++;
        if (begin.getType() != BOFRecord.TYPE_WORKSHEET || stream >= sheets.size()) {
            return;
        }
        String name = sheets.get(stream).getSheetname();
        if (chosen.meant().stream().anyMatch(i -> chosen.names().get(i).equals(name))) {
            sheet = name;
            hand.accept(new Handed.Begin(name, chosen));
        }
    }

    private SheetChoice choice() {
        if (choice == null) {
            // The list has the order of the tabs, the streams have their own.
            sheets.sort(Comparator.comparingInt(BoundSheetRecord::getPositionOfBof));
            choice = SheetChoice.of(
                    sheets.stream().map(BoundSheetRecord::getSheetname).toList(),
                    sheets.stream()
                            .filter(bound -> bound.isHidden() || bound.isVeryHidden())
                            .map(BoundSheetRecord::getSheetname)
                            .toList(),
                    format);
        }
        return choice;
    }

    private void end(int open) {
        if (open <= 0) {
            flush();
            sheet = null;
            depth = 0;
        }
    }

    /** What is handed over at last. */
    Handed end() {
        choice();
        flush(); // a stream that was cut off has no end of its own
        return new Handed.End();
    }

    private void cell(Record record) {
        if (record instanceof StringRecord text && formulaWithText != null) {
            put(formulaWithText, new Cell.Text(text.getString()));
            formulaWithText = null;
        } else if (record instanceof LabelSSTRecord label && strings != null) {
            put(label, new Cell.Text(strings.getString(label.getSSTIndex()).getString()));
        } else if (record instanceof LabelRecord label) {
            put(label, new Cell.Text(label.getValue()));
        } else if (record instanceof NumberRecord number) {
            put(number, number(number, number.getValue()));
        } else if (record instanceof BoolErrRecord value) {
            put(value, value.isBoolean() ? new Cell.Bool(value.getBooleanValue()) : error(value.getErrorValue()));
        } else if (record instanceof FormulaRecord formula) {
            formula(formula);
        }
    }

    private void formula(FormulaRecord formula) {
        CellType type = formula.getCachedResultTypeEnum();
        if (formula.hasCachedResultString()) {
            formulaWithText = formula;
        } else if (type == CellType.BOOLEAN) {
            put(formula, new Cell.Bool(formula.getCachedBooleanValue()));
        } else if (type == CellType.ERROR) {
            put(formula, error((byte) formula.getCachedErrorValue()));
        } else if (type == CellType.NUMERIC) {
            put(formula, number(formula, formula.getValue()));
        }
    }

    private static Cell error(byte code) {
        return new Cell.Err(
                FormulaError.isValidCode(code) ? FormulaError.forInt(code).getString() : "#ERR!");
    }

    private Cell number(CellValueRecordInterface cell, double stored) {
        if (Double.isNaN(stored) || Double.isInfinite(stored)) {
            return new Cell.Err("#NUM!");
        }
        String code = formats.getFormatString(cell);
        boolean isDate = code != null && DateUtil.isADateFormat(formats.getFormatIndex(cell), code);
        return NumberFormat.of(code, isDate).cell(Double.toString(stored), from1904);
    }

    private void put(CellValueRecordInterface where, Cell cell) {
        if (where.getRow() != row) {
            flush();
            row = where.getRow();
        }
        while (cells.size() < where.getColumn()) {
            cells.add(Cell.Text.EMPTY);
        }
        if (cells.size() == where.getColumn()) {
            cells.add(cell);
        } else {
            cells.set(where.getColumn(), cell);
        }
    }

    private void flush() {
        if (row >= 0) {
            hand.accept(new Handed.Row(merged.of(streams - 1).filled(new SourceRow(sheet, row + 1, cells))));
        }
        cells = new ArrayList<>();
        row = -1;
    }
}
