package org.scorekeeper.publish.csv;

import java.util.Arrays;
import java.util.stream.Collectors;

/** How CSV documents are written: for programs, or so that a spreadsheet of some country opens them by a double click. */
public enum CsvForm {
    /** RFC 4180: UTF-8 without a byte-order mark, commas, a point for decimals. */
    PLAIN("plain", ',', '.', false),
    /** For a German Excel: a byte-order mark, semicolons, a comma for decimals. */
    EXCEL_DE("excel-de", ';', ',', true),
    /** The same for a French one. */
    EXCEL_FR("excel-fr", ';', ',', true);

    private final String code;
    private final char separator;
    private final char decimal;
    private final boolean marked;

    CsvForm(String code, char separator, char decimal, boolean marked) {
        this.code = code;
        this.separator = separator;
        this.decimal = decimal;
        this.marked = marked;
    }

    /** The word that the settings use. */
    public String code() {
        return code;
    }

    /** What stands between cells. */
    char separator() {
        return separator;
    }

    /** A number's text with this form's decimal sign. */
    String number(String plain) {
        return decimal == '.' ? plain : plain.replace('.', decimal);
    }

    /** Whether a byte-order mark says that it is UTF-8. */
    boolean marked() {
        return marked;
    }

    /**
     * The form of a word.
     *
     * @throws IllegalArgumentException naming the words that there are
     */
    public static CsvForm of(String code) {
        return Arrays.stream(values())
                .filter(form -> form.code.equals(code))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("\"" + code + "\" is no profile. Write "
                        + Arrays.stream(values()).map(CsvForm::code).collect(Collectors.joining(", ")) + "."));
    }
}
