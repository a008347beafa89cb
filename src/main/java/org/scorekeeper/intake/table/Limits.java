package org.scorekeeper.intake.table;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * How much of a vendor's file is read before it is refused: a file may be damaged, or meant to do harm. Each is a key
 * under {@code limits} in {@code scorekeeper.yaml}.
 *
 * @param file bytes of one file, unpacked; of an archive all its files together
 * @param compression how many times its packed size a part of an archive or workbook may have
 * @param entries files in one archive
 * @param rows of one file
 * @param columns of one table
 * @param cell characters of one cell
 * @param settle how long ago a file must have been written last
 * @param linksOut whether links that lead out of the inbox are followed
 */
public record Limits(
        long file, int compression, int entries, long rows, int columns, int cell, Duration settle, boolean linksOut) {
    /** Far above what honest exports have. */
    public static final Limits DEFAULTS =
            new Limits(4L << 30, 100, 1_000, 50_000_000, 16_384, 10_000_000, Duration.ofSeconds(2), false);

    /** The same, whatever was written just now. */
    public Limits withoutSettling() {
        return new Limits(file, compression, entries, rows, columns, cell, Duration.ZERO, linksOut);
    }

    /** Refuses more bytes than a file may have. */
    public UnreadableFileException tooLarge(String what) {
        return refusal(what, "file", size(file));
    }

    /** Refuses what unpacks to far more than it is. */
    public UnreadableFileException tooDense(String what) {
        return refusal(what, "compression", compression);
    }

    /** Refuses an archive of too many files. */
    public UnreadableFileException tooMany(String what) {
        return refusal(what, "entries", entries);
    }

    /** Refuses a table of too many rows. */
    public UnreadableFileException tooLong(String what) {
        return refusal(what, "rows", rows);
    }

    /** Refuses a table of too many columns. */
    public UnreadableFileException tooWide(String what) {
        return refusal(what, "columns", columns);
    }

    /** Refuses a cell of too many characters. */
    public UnreadableFileException tooMuchText(String what) {
        return refusal(what, "cell", cell);
    }

    private static UnreadableFileException refusal(String what, String key, Object value) {
        return new UnreadableFileException(what + ", more than limits." + key + " (" + value
                + ") lets through. Ask its sender for the data in smaller files, or raise limits." + key
                + " in scorekeeper.yaml where the file is right.");
    }

    /** Whether a file that was refused for a limit would be refused for it again. */
    public boolean stillRefuse(String reason) {
        return !reason.contains("limits.")
                || List.of(
                                named("file", size(file)),
                                named("compression", compression),
                                named("entries", entries),
                                named("rows", rows),
                                named("columns", columns),
                                named("cell", cell))
                        .stream()
                        .anyMatch(reason::contains);
    }

    private static String named(String key, Object value) {
        return "limits." + key + " (" + value + ")";
    }

    private static String size(long bytes) {
        String[] units = {"GB", "MB", "KB"};
        for (int i = 0; i < units.length; i++) {
            long unit = 1L << (10 * (units.length - i));
            if (bytes >= unit && bytes % unit == 0) {
                return String.format(Locale.ROOT, "%d %s", bytes / unit, units[i]);
            }
        }
        return bytes + " bytes";
    }
}
