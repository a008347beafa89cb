package org.scorekeeper.intake.table;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a workbook's number format makes of a stored number. */
public enum NumberFormat {
    /** A number as it is. */
    PLAIN,
    /** A hundredfold with a percent sign. */
    PERCENT,
    /** A day. */
    DATE,
    /** A time of day, with or without its day, or a length of time. */
    DATE_TIME;

    /** Texts in quotes, single escaped or padded characters, and brackets other than [h], [m] and [s]. */
    private static final Pattern NO_CODES =
            Pattern.compile("\"[^\"]*\"?|[\\\\_*].|\\[(?!h+\\]|m+\\]|s+\\])[^\\]]*\\]", Pattern.CASE_INSENSITIVE);

    /**
     * Reads a format code such as {@code dd/mm/yyyy hh:mm}.
     *
     * @param isDate whether the workbook's library takes it for a date
     */
    public static NumberFormat of(@Nullable String code, boolean isDate) {
        if (code == null) {
            return PLAIN;
        }
        String codes = NO_CODES.matcher(code).replaceAll("").toLowerCase(Locale.ROOT);
        if (isDate) {
            return codes.indexOf('h') >= 0 || codes.indexOf('s') >= 0 || codes.contains("[m") ? DATE_TIME : DATE;
        }
        return codes.indexOf('%') >= 0 ? PERCENT : PLAIN;
    }

    /**
     * The cell that a stored number shows.
     *
     * @param stored its shortest decimal, or all digits of it
     * @throws NumberFormatException where it is no number
     */
    public Cell cell(String stored, boolean from1904) {
        if (this == DATE || this == DATE_TIME) {
            Cell date = Cell.date(new BigDecimal(stored.trim()), from1904, this == DATE);
            if (date != null) {
                return date;
            }
        }
        BigDecimal number = Cell.decimal(stored);
        return this == PERCENT ? Cell.percent(number) : new Cell.Decimal(number);
    }
}
