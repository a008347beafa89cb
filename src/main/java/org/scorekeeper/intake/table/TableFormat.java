package org.scorekeeper.intake.table;

import java.nio.charset.Charset;
import java.util.Optional;

/**
 * What a feed says about the form of its files; what it leaves out is detected.
 *
 * @param delimiter between the cells of a text file
 * @param encoding of a text file
 * @param sheet name of the workbook's sheet, {@code *} and {@code ?} as wildcards; else the first sheet with a header
 * @param headerRow the row that holds the column names, from 1
 * @param decimal the decimal mark of numbers written as text
 */
public record TableFormat(
        Optional<Character> delimiter,
        Optional<Charset> encoding,
        Optional<String> sheet,
        Optional<Integer> headerRow,
        char decimal) {
    /** Everything detected, a point for decimals. */
    public static final TableFormat AUTO =
            new TableFormat(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), '.');

    /** Whether a sheet of this name is meant. */
    public boolean takesSheet(String name) {
        return sheet.isEmpty() || name.toLowerCase(java.util.Locale.ROOT).matches(glob(sheet.get()));
    }

    private static String glob(String pattern) {
        StringBuilder regex = new StringBuilder();
        for (char c : pattern.toLowerCase(java.util.Locale.ROOT).toCharArray()) {
            regex.append(c == '*' ? ".*" : c == '?' ? "." : java.util.regex.Pattern.quote(String.valueOf(c)));
        }
        return regex.toString();
    }
}
