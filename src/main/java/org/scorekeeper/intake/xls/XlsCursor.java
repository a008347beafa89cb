package org.scorekeeper.intake.xls;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.apache.poi.EncryptedDocumentException;
import org.apache.poi.hssf.OldExcelFormatException;
import org.apache.poi.hssf.eventusermodel.AbortableHSSFListener;
import org.apache.poi.hssf.eventusermodel.FormatTrackingHSSFListener;
import org.apache.poi.hssf.eventusermodel.HSSFEventFactory;
import org.apache.poi.hssf.eventusermodel.HSSFRequest;
import org.apache.poi.hssf.eventusermodel.HSSFUserException;
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
import org.apache.poi.hssf.record.SSTRecord;
import org.apache.poi.hssf.record.StringRecord;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.DateUtil;
import org.apache.poi.ss.usermodel.FormulaError;
import org.jspecify.annotations.Nullable;
import org.scorekeeper.intake.table.Cell;
import org.scorekeeper.intake.table.Header;
import org.scorekeeper.intake.table.HeaderFinder;
import org.scorekeeper.intake.table.RowCursor;
import org.scorekeeper.intake.table.SourceRow;
import org.scorekeeper.intake.table.TableFormat;
import org.scorekeeper.intake.table.UnreadableFileException;

/**
 * One sheet of a workbook of Excel 97 to 2003. POI pushes its records; a thread of its own takes them and hands over a
 * few rows at a time, so that memory stays the same however long the sheet is.
 */
public final class XlsCursor implements RowCursor {
    private sealed interface Handed {
        record Row(SourceRow row) implements Handed {}

        record End() implements Handed {}

        record Broken(UnreadableFileException why) implements Handed {}
    }

    private final BlockingQueue<Handed> queue = new ArrayBlockingQueue<>(256);
    private final Thread reading;
    private final HeaderFinder finder;
    private volatile boolean closed;
    private volatile String sheet = "";
    private boolean ended;

    /** Opens a workbook at the sheet that the feed means; wanted are its column names. */
    public XlsCursor(Path file, TableFormat format, Set<String> wanted) {
        reading = new Thread(() -> readAll(file, format), "xls-" + file.getFileName());
        reading.setDaemon(true);
        reading.start();
        try {
            finder = new HeaderFinder(this::take, wanted, format.headerRow());
        } catch (RuntimeException unreadable) {
            close();
            throw unreadable;
        }
    }

    private void readAll(Path file, TableFormat format) {
        Handed last;
        try (POIFSFileSystem container = new POIFSFileSystem(file.toFile(), true)) {
            if (container.getRoot().hasEntryCaseInsensitive("EncryptedPackage")) {
                throw new EncryptedDocumentException("encrypted");
            }
            Listener listener = new Listener(format);
            FormatTrackingHSSFListener formats = new FormatTrackingHSSFListener(record -> {}, Locale.ROOT);
            listener.formats = formats;
            HSSFRequest request = new HSSFRequest();
            request.addListenerForAllRecords(listener);
            new HSSFEventFactory().abortableProcessWorkbookEvents(request, container);
            last = listener.found
                    ? new Handed.End()
                    : new Handed.Broken(new UnreadableFileException("no sheet is called "
                            + format.sheet().orElse("") + "; there are: " + String.join(", ", listener.names)
                            + ". Name the sheet in the feed's format, or rename it."));
        } catch (EncryptedDocumentException locked) {
            last = new Handed.Broken(new UnreadableFileException(
                    "the workbook is protected by a password. Remove the password and send it again.", locked));
        } catch (OldExcelFormatException old) {
            last = new Handed.Broken(new UnreadableFileException(
                    "the workbook is older than Excel 97. Save it as xlsx and send it again.", old));
        } catch (FileNotFoundException noWorkbook) {
            last = new Handed.Broken(new UnreadableFileException(
                    "the file is no Excel workbook, though it is a container of that kind. Save it as xlsx and send it again.",
                    noWorkbook));
        } catch (IOException | HSSFUserException | RuntimeException damaged) {
            String detail =
                    String.valueOf(damaged.getMessage()).lines().findFirst().orElse("");
            last = new Handed.Broken(new UnreadableFileException(
                    "the workbook is damaged (" + detail
                            + "). Open it in a spreadsheet, save it as xlsx and send it again.",
                    damaged));
        }
        hand(last);
    }

    private void hand(Handed handed) {
        try {
            while (!closed && !queue.offer(handed, 100, java.util.concurrent.TimeUnit.MILLISECONDS)) {
                // waits for the reader, or for the cursor to be closed
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private @Nullable SourceRow take() {
        if (ended) {
            return null;
        }
        try {
            Handed handed = queue.take();
            if (handed instanceof Handed.Row row) {
                return row.row();
            }
            ended = true;
            if (handed instanceof Handed.Broken broken) {
                throw broken.why();
            }
            return null;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new UnreadableFileException("reading was stopped", stopped);
        }
    }

    /** Gathers the records of one sheet into rows. */
    private final class Listener extends AbortableHSSFListener {
        private final TableFormat format;
        private final List<String> names = new ArrayList<>();
        private @Nullable FormatTrackingHSSFListener formats;
        private @Nullable SSTRecord strings;
        private @Nullable FormulaRecord formulaWithText;
        private boolean from1904;
        private boolean inSheet;
        private boolean found;
        private int sheetIndex = -1;
        private int row = -1;
        private List<Cell> cells = new ArrayList<>();

        Listener(TableFormat format) {
            this.format = format;
        }

        @Override
        public short abortableProcessRecord(Record record) {
            if (closed) {
                return 1;
            }
            if (formats != null) {
                formats.processRecord(record);
            }
            if (record instanceof BoundSheetRecord bound) {
                names.add(bound.getSheetname());
            } else if (record instanceof SSTRecord table) {
                strings = table;
            } else if (record instanceof DateWindow1904Record window) {
                from1904 = window.getWindowing() == 1;
            } else if (record instanceof BOFRecord begin) {
                begin(begin);
            } else if (record instanceof EOFRecord && inSheet) {
                flush();
                inSheet = false;
                return 1;
            } else if (inSheet) {
                cell(record);
            }
            return 0;
        }

        private void begin(BOFRecord begin) {
            if (begin.getType() == BOFRecord.TYPE_WORKSHEET || begin.getType() == BOFRecord.TYPE_CHART) {
                sheetIndex++;
            }
            if (begin.getType() == BOFRecord.TYPE_WORKSHEET
                    && !found
                    && sheetIndex < names.size()
                    && format.takesSheet(names.get(sheetIndex))) {
                inSheet = true;
                found = true;
                sheet = names.get(sheetIndex);
            }
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
                put(
                        value,
                        value.isBoolean()
                                ? new Cell.Bool(value.getBooleanValue())
                                : new Cell.Err(FormulaError.forInt(value.getErrorValue())
                                        .getString()));
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
                put(
                        formula,
                        new Cell.Err(FormulaError.forInt((byte) formula.getCachedErrorValue())
                                .getString()));
            } else {
                put(formula, number(formula, formula.getValue()));
            }
        }

        private Cell number(CellValueRecordInterface cell, double stored) {
            if (Double.isNaN(stored) || Double.isInfinite(stored)) {
                return new Cell.Err("#NUM!");
            }
            String text = new BigDecimal(Double.toString(stored)).toPlainString();
            String pattern = formats == null ? null : formats.getFormatString(cell);
            if (pattern != null && formats != null && DateUtil.isADateFormat(formats.getFormatIndex(cell), pattern)) {
                boolean dateOnly = !pattern.toLowerCase(Locale.ROOT).matches(".*[hs].*");
                Cell date = Cell.date(new BigDecimal(text), from1904, dateOnly);
                if (date != null) {
                    return date;
                }
            }
            return Cell.number(Cell.decimal(text), pattern);
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
                hand(new Handed.Row(new SourceRow(sheet, row + 1, cells)));
            }
            cells = new ArrayList<>();
            row = -1;
        }
    }

    @Override
    public Header header() {
        return finder.header();
    }

    @Override
    public @Nullable SourceRow next() {
        return finder.next();
    }

    @Override
    public String traits() {
        return "xls, sheet " + sheet + ", header in row " + header().row();
    }

    @Override
    public void close() {
        closed = true;
        queue.clear();
    }
}
