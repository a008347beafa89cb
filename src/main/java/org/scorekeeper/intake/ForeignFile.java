package org.scorekeeper.intake;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.scorekeeper.intake.table.Spaces;

/** Files that are no table at all, known by how they begin: each with what its sender can do. */
final class ForeignFile {
    private static final String OLD_WORKBOOK =
            "the workbook is older than Excel 97. Save it as xlsx and send it again.";
    private static final String OTHER_ARCHIVE =
            "the file is packed in a way that is not read (%s). Pack it with gzip or as a zip archive, or send the file itself.";

    /** Beginnings in bytes, and what to say of them. */
    private static final List<Kind> KINDS = List.of(
            new Kind(OLD_WORKBOOK, "090004"),
            new Kind(OLD_WORKBOOK, "090206"),
            new Kind(OLD_WORKBOOK, "090406"),
            new Kind(OLD_WORKBOOK, "0908"),
            new Kind("the file is compressed (gzip). Unpack it and send it again.", "1F8B"),
            new Kind("the file is a PDF, which holds no rows. Export the data as CSV or xlsx.", "25504446"),
            new Kind("the zip archive is empty or cut in parts. Send the file itself.", "504B0506"),
            new Kind("the zip archive is empty or cut in parts. Send the file itself.", "504B0708"),
            new Kind(OTHER_ARCHIVE.formatted("7z"), "377ABCAF271C"),
            new Kind(OTHER_ARCHIVE.formatted("rar"), "526172211A07"),
            new Kind(OTHER_ARCHIVE.formatted("bzip2"), "425A68..31415926"),
            new Kind(OTHER_ARCHIVE.formatted("xz"), "FD377A585A"),
            new Kind(OTHER_ARCHIVE.formatted("zstd"), "28B52FFD"));

    private static final Pattern MARKUP = Pattern.compile(
            "<!--.*|<!doctype\\s.*|<\\?xml.*|<[a-z][a-z0-9:]*[\\s>/].*(?:</|/>|<[a-z]).*", Pattern.DOTALL);
    private static final Pattern JSON = Pattern.compile("[\\[{]\\s*[\\[{\"].*", Pattern.DOTALL);

    private ForeignFile() {}

    /** What begins with bytes of a pattern of their hexadecimal digits. */
    private record Kind(String message, String begins) {}

    /** What a file is that cannot be a table, and what to do; empty where it may be one. */
    static Optional<String> of(byte[] head) {
        String begins = HexFormat.of().withUpperCase().formatHex(head, 0, Math.min(head.length, 16));
        return KINDS.stream()
                .filter(kind -> begins.matches(kind.begins() + ".*"))
                .map(Kind::message)
                .findFirst()
                .or(() -> ofText(text(head)));
    }

    private static String text(byte[] head) {
        Charset encoding = StandardCharsets.UTF_8;
        if (head.length > 1 && (head[0] & 0xff) == 0xFF && (head[1] & 0xff) == 0xFE) {
            encoding = StandardCharsets.UTF_16LE;
        } else if (head.length > 1 && (head[0] & 0xff) == 0xFE && (head[1] & 0xff) == 0xFF) {
            encoding = StandardCharsets.UTF_16BE;
        }
        return Spaces.trim(new String(head, encoding)).toLowerCase(Locale.ROOT);
    }

    private static Optional<String> ofText(String text) {
        if (text.chars().allMatch(c -> c == 0)) {
            return Optional.of("the file is empty. Export it again.");
        }
        if (text.startsWith("<?xml") && text.contains("mso-application")) {
            return Optional.of(
                    "the file is an XML spreadsheet of Excel 2003. Open it, save it as xlsx and send it again.");
        }
        if (MARKUP.matcher(text).matches() || text.startsWith("mime-version:")) {
            return Optional.of("the file is a web page or XML under another name. Export the data as CSV or xlsx.");
        }
        if (JSON.matcher(text).matches()) {
            return Optional.of("the file is JSON and no table. Export the data as CSV or xlsx.");
        }
        if (text.startsWith("{\\rtf")) {
            return Optional.of("the file is a text document (RTF) and no table. Export the data as CSV or xlsx.");
        }
        return Optional.empty();
    }
}
