package org.scorekeeper.intake.xls;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.poi.EncryptedDocumentException;
import org.apache.poi.hssf.OldExcelFormatException;
import org.apache.poi.hssf.eventusermodel.HSSFEventFactory;
import org.apache.poi.hssf.eventusermodel.HSSFRequest;
import org.apache.poi.hssf.eventusermodel.HSSFUserException;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.jspecify.annotations.Nullable;
import org.scorekeeper.intake.table.SheetChoice;
import org.scorekeeper.intake.table.Sheets;
import org.scorekeeper.intake.table.SourceRow;
import org.scorekeeper.intake.table.TableFormat;
import org.scorekeeper.intake.table.UnreadableFileException;

/**
 * The sheets of a workbook of Excel 97 to 2003. POI pushes its records; a thread of its own takes them and hands over a
 * few rows at a time, so that memory stays the same however many rows there are.
 */
public final class XlsSheets implements Sheets {
    /** What the reading thread hands over. */
    sealed interface Handed {
        /** A sheet begins. */
        record Begin(String sheet, SheetChoice choice) implements Handed {}

        /** A row of it. */
        record Row(SourceRow row) implements Handed {}

        /** The workbook ends. */
        record End() implements Handed {}

        /** It cannot be read any further. */
        record Broken(UnreadableFileException why) implements Handed {}
    }

    private static final int ROWS_AHEAD = 256;

    private final BlockingQueue<Handed> queue = new ArrayBlockingQueue<>(ROWS_AHEAD);
    private final AtomicInteger hiddenRows = new AtomicInteger();
    private volatile boolean closed;
    private @Nullable Handed ahead;
    private @Nullable SheetChoice choice;

    /** Begins to read a workbook; what is wrong with it is said by the first call of {@link #nextSheet}. */
    public XlsSheets(Path file, TableFormat format) {
        Thread reading = new Thread(() -> hand(readAll(file, format)), "xls-" + file.getFileName());
        reading.setDaemon(true);
        reading.start();
    }

    private Handed readAll(Path file, TableFormat format) {
        try (POIFSFileSystem container = new POIFSFileSystem(file.toFile(), true)) {
            if (!container.getRoot().hasEntryCaseInsensitive("Workbook")
                    && container.getRoot().hasEntryCaseInsensitive("Book")) {
                throw new OldExcelFormatException("Excel 5 or 95");
            }
            MergedRecords merged = new MergedRecords();
            HSSFRequest looking = new HSSFRequest();
            looking.addListenerForAllRecords(merged);
            new HSSFEventFactory().processWorkbookEvents(looking, container);
            RecordListener listener = new RecordListener(format, this::hand, () -> closed, hiddenRows, merged);
            HSSFRequest request = new HSSFRequest();
            request.addListenerForAllRecords(listener);
            new HSSFEventFactory().abortableProcessWorkbookEvents(request, container);
            return listener.end();
        } catch (UnreadableFileException said) {
            return new Handed.Broken(said);
        } catch (EncryptedDocumentException locked) {
            return broken("the workbook is protected by a password. Remove the password and send it again.", locked);
        } catch (OldExcelFormatException old) {
            return broken("the workbook is older than Excel 97. Save it as xlsx and send it again.", old);
        } catch (FileNotFoundException | IllegalArgumentException noWorkbook) {
            return broken(
                    "the file is no Excel workbook, though it is a container of that kind. Save it as xlsx and send it again.",
                    noWorkbook);
        } catch (IOException | HSSFUserException | RuntimeException | StackOverflowError | OutOfMemoryError damaged) {
            // A damaged length makes POI ask for more memory than there is; nothing of ours was lost by it.
            return broken(
                    "the workbook is damaged. Open it in a spreadsheet, save it as xlsx and send it again.", damaged);
        }
    }

    private static Handed broken(String message, Throwable cause) {
        return new Handed.Broken(new UnreadableFileException(message, cause));
    }

    private void hand(Handed handed) {
        try {
            while (!closed && !queue.offer(handed, 100, TimeUnit.MILLISECONDS)) {
                // waits for the reader, or for the workbook to be closed
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public @Nullable String nextSheet() {
        while (true) {
            Handed next = take();
            if (next instanceof Handed.Begin begin) {
                ahead = null;
                choice = begin.choice();
                return begin.sheet();
            }
            if (next instanceof Handed.End) {
                return null;
            }
            ahead = null; // a row of the sheet before, which nobody wanted
        }
    }

    @Override
    public @Nullable SourceRow nextRow() {
        if (take() instanceof Handed.Row row) {
            ahead = null;
            return row.row();
        }
        return null;
    }

    /** What comes next; it stays next until it is taken away. */
    private Handed take() {
        try {
            Handed next = ahead == null ? queue.take() : ahead;
            ahead = next;
            if (next instanceof Handed.Broken broken) {
                throw broken.why();
            }
            return next;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new UnreadableFileException("reading was stopped. Run the same command again.", stopped);
        }
    }

    @Override
    public int hiddenRows() {
        return hiddenRows.get();
    }

    @Override
    public SheetChoice choice() {
        return Objects.requireNonNullElse(choice, new SheetChoice(List.of(), List.of(), List.of()));
    }

    @Override
    public void close() {
        closed = true;
        queue.clear();
    }
}
