package org.scorekeeper.intake;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.scorekeeper.intake.csv.CsvCursor;
import org.scorekeeper.intake.table.Limits;
import org.scorekeeper.intake.table.RowCursor;
import org.scorekeeper.intake.table.Sheets;
import org.scorekeeper.intake.table.TableFormat;
import org.scorekeeper.intake.table.UnreadableFileException;
import org.scorekeeper.intake.table.Wanted;
import org.scorekeeper.intake.table.WorkbookCursor;
import org.scorekeeper.intake.xls.XlsSheets;
import org.scorekeeper.intake.xlsx.LockedWorkbook;
import org.scorekeeper.intake.xlsx.XlsxSheets;

/** Opens a vendor's file by what it holds, not by what it is called. */
public final class TableFiles {
    private TableFiles() {}

    /**
     * Opens a file as a table, within the limits that hold where nobody sets others.
     *
     * @param wanted the column names of the feed, in the form of {@link org.scorekeeper.intake.table.Header#key}
     * @throws UnreadableFileException with the reason and what its sender can do
     */
    public static RowCursor open(Path file, TableFormat format, Set<String> wanted) {
        return open(file, format, Wanted.of(wanted), Limits.DEFAULTS);
    }

    /**
     * Opens a file as a table.
     *
     * @param wanted the columns of the feed
     * @throws UnreadableFileException with the reason and what its sender can do
     */
    public static RowCursor open(Path file, TableFormat format, Wanted wanted, Limits limits) {
        byte[] head;
        try (InputStream in = Files.newInputStream(file)) {
            head = in.readNBytes(512);
        } catch (IOException unreadable) {
            throw new UnreadableFileException("the file cannot be read: " + unreadable.getMessage(), unreadable);
        }
        if (head.length == 0) {
            throw new UnreadableFileException("the file is empty. Export it again.");
        }
        if (starts(head, 0x50, 0x4B, 0x03, 0x04)) {
            return new WorkbookCursor(new XlsxSheets(file, format, limits), "xlsx", format, wanted);
        }
        if (starts(head, 0xD0, 0xCF, 0x11, 0xE0)) {
            return container(file, format, wanted, limits);
        }
        ForeignFile.of(head).ifPresent(why -> {
            throw new UnreadableFileException(why);
        });
        return new CsvCursor(file, format, wanted, limits);
    }

    /** The names of a workbook's sheets; none of a file that is no workbook. */
    static List<String> sheets(Path file, Limits limits) {
        byte[] head;
        try {
            head = Packed.head(file);
        } catch (IOException unreadable) {
            throw new UnreadableFileException("the file cannot be read: " + unreadable.getMessage(), unreadable);
        }
        if (!Takers.isWorkbook(head)) {
            return List.of();
        }
        try (Sheets sheets = Packed.isZip(head)
                ? new XlsxSheets(file, TableFormat.AUTO, limits)
                : new XlsSheets(file, TableFormat.AUTO)) {
            sheets.nextSheet();
            return sheets.choice().names();
        }
    }

    private static RowCursor container(Path file, TableFormat format, Wanted wanted, Limits limits) {
        Path unlocked = LockedWorkbook.unlocked(file);
        return unlocked == null
                ? new WorkbookCursor(new XlsSheets(file, format), "xls", format, wanted)
                : new WorkbookCursor(XlsxSheets.ofTemporary(unlocked, format, limits), "xlsx", format, wanted);
    }

    private static boolean starts(byte[] head, int... magic) {
        for (int i = 0; i < magic.length; i++) {
            if (i >= head.length || (head[i] & 0xff) != magic[i]) {
                return false;
            }
        }
        return true;
    }
}
