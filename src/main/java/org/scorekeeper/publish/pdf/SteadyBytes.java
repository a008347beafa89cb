package org.scorekeeper.publish.pdf;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes what is drawn by lot or from the clock out of a finished PDF: its dates become the as-of, the prefixes of its
 * font subsets are counted, and its id is the hash of the rest. Takes out too what an archive refuses: lists of a subset's
 * letters, which need not be there and are wrong where they are (ISO 19005-2, 6.2.11.4.2). Every replacement has the length
 * of what it replaces, so the file's table of offsets stays right.
 */
final class SteadyBytes {
    private static final DateTimeFormatter PDF_DATE = DateTimeFormatter.ofPattern(
                    "'D:'uuuuMMddHHmmss'+00''00'''", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final Pattern DATE = Pattern.compile("/(?:CreationDate|ModDate)\\((D:[0-9]{14}[^)]*)\\)");
    /** The same dates in the metadata that an archive asks for. */
    private static final Pattern TOLD = Pattern.compile("<xmp:(?:Create|Modify|Metadata)Date>([^<]+)<");

    private static final DateTimeFormatter XMP_DATE =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final Pattern SUBSET = Pattern.compile("/([A-Z]{6})\\+DejaVu");
    private static final Pattern LETTERS = Pattern.compile("/CIDSet \\d+ 0 R");
    private static final Pattern ID = Pattern.compile("/ID ?\\[<([0-9a-fA-F]{32})><([0-9a-fA-F]{32})>\\]");
    private static final String NO_ID = "0".repeat(32);

    private SteadyBytes() {}

    static byte[] of(byte[] pdf, Instant asOf) {
        // Latin-1 keeps every byte as one letter.
        StringBuilder text = new StringBuilder(new String(pdf, StandardCharsets.ISO_8859_1));
        dates(text, asOf);
        subsets(text);
        letters(text);
        ids(text);
        return text.toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    private static void dates(StringBuilder text, Instant asOf) {
        Matcher dates = DATE.matcher(text);
        String date = PDF_DATE.format(asOf);
        while (dates.find()) {
            int length = dates.end(1) - dates.start(1);
            text.replace(dates.start(1), dates.end(1), fit(date, length));
        }
        Matcher told = TOLD.matcher(text);
        while (told.find()) {
            int length = told.end(1) - told.start(1);
            String zone = XMP_DATE.format(asOf).length() + 1 == length ? "Z" : "+00:00";
            text.replace(
                    told.start(1),
                    told.end(1),
                    (XMP_DATE.format(asOf) + zone + " ".repeat(length)).substring(0, length));
        }
    }

    /** A date in universal time may also end in Z: where the clock's zone made the original shorter. */
    private static String fit(String date, int length) {
        return length == date.length()
                ? date
                : (date.substring(0, 16) + "Z").concat(" ".repeat(64)).substring(0, length);
    }

    private static void subsets(StringBuilder text) {
        Map<String, String> prefixes = new HashMap<>();
        Matcher fonts = SUBSET.matcher(text);
        while (fonts.find()) {
            String prefix = prefixes.computeIfAbsent(fonts.group(1), drawn -> counted(prefixes.size()));
            text.replace(fonts.start(1), fonts.end(1), prefix);
        }
    }

    private static void letters(StringBuilder text) {
        Matcher letters = LETTERS.matcher(text);
        while (letters.find()) {
            text.replace(letters.start(), letters.end(), " ".repeat(letters.end() - letters.start()));
        }
    }

    private static String counted(int number) {
        return "AAAAA" + (char) ('A' + number);
    }

    private static void ids(StringBuilder text) {
        Matcher id = ID.matcher(text);
        if (!id.find()) {
            throw new IllegalStateException("The PDF has no id.");
        }
        text.replace(id.start(1), id.end(1), NO_ID);
        text.replace(id.start(2), id.end(2), NO_ID);
        String hash = hash(text);
        text.replace(id.start(1), id.end(1), hash);
        text.replace(id.start(2), id.end(2), hash);
    }

    private static String hash(StringBuilder text) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(text.toString().getBytes(StandardCharsets.ISO_8859_1));
            return HexFormat.of().formatHex(digest, 0, NO_ID.length() / 2);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
