package org.scorekeeper.intake;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import org.scorekeeper.intake.csv.CsvCursor;
import org.scorekeeper.intake.table.RowCursor;
import org.scorekeeper.intake.table.TableFormat;
import org.scorekeeper.intake.table.UnreadableFileException;
import org.scorekeeper.intake.xls.XlsCursor;
import org.scorekeeper.intake.xlsx.XlsxCursor;

/** Opens a vendor's file by what it holds, not by what it is called. */
public final class TableFiles {
    private TableFiles() {}

    /**
     * Opens a file as a table.
     *
     * @param wanted the column names of the feed, in the form of {@link org.scorekeeper.intake.table.Header#key}
     * @throws UnreadableFileException with the reason and what its sender can do
     */
    public static RowCursor open(Path file, TableFormat format, Set<String> wanted) {
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
            return new XlsxCursor(file, format, wanted);
        }
        if (starts(head, 0xD0, 0xCF, 0x11, 0xE0)) {
            return new XlsCursor(file, format, wanted);
        }
        refuse(head);
        return new CsvCursor(file, format, wanted);
    }

    private static void refuse(byte[] head) {
        if (starts(head, 0x09, 0x00, 0x04) || starts(head, 0x09, 0x02, 0x06) || starts(head, 0x09, 0x04, 0x06)) {
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
        String text =
                new String(head, StandardCharsets.ISO_8859_1).stripLeading().toLowerCase(Locale.ROOT);
        if (text.startsWith("<!doctype html")
                || text.startsWith("<html")
                || text.startsWith("<?xml")
                || text.startsWith("<table")) {
            throw new UnreadableFileException(
                    "the file is a web page or XML under another name. Export the data as CSV or xlsx.");
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
