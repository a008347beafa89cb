package org.scorekeeper.intake;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
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
        refuse(head);
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

    private static void refuse(byte[] head) {
        if (starts(head, 0x09, 0x00, 0x04)
                || starts(head, 0x09, 0x02, 0x06)
                || starts(head, 0x09, 0x04, 0x06)
                || starts(head, 0x09, 0x08)) {
            throw new UnreadableFileException(
                    "the workbook is older than Excel 97. Save it as xlsx and send it again.");
        }
        if (starts(head, 0x1F, 0x8B)) {
            throw new UnreadableFileException("the file is compressed (gzip). Unpack it and send it again.");
        }
        if (starts(head, 0x25, 0x50, 0x44, 0x46)) {
            throw new UnreadableFileException(
                    "the file is a PDF, which holds no rows. Export the data as CSV or xlsx.");
        }
        if (starts(head, 0x50, 0x4B)) {
            throw new UnreadableFileException("the zip archive is empty or cut in parts. Send the file itself.");
        }
        String text = new String(head, StandardCharsets.UTF_8)
                .replace("\ufeff", "")
                .stripLeading()
                .toLowerCase(Locale.ROOT);
        if (text.startsWith("<?xml") && text.contains("mso-application")) {
            throw new UnreadableFileException(
                    "the file is an XML spreadsheet of Excel 2003. Open it, save it as xlsx and send it again.");
        }
        if (text.startsWith("<!doctype html")
                || text.startsWith("<html")
                || text.startsWith("<?xml")
                || text.startsWith("<table")
                || text.startsWith("mime-version:")) {
            throw new UnreadableFileException(
                    "the file is a web page or XML under another name. Export the data as CSV or xlsx.");
        }
        if (text.isBlank() || text.chars().allMatch(c -> c == 0)) {
            throw new UnreadableFileException("the file is empty. Export it again.");
        }
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
