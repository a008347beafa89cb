package org.scorekeeper.intake.table;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a workbook's number format makes of a stored number.
 *
 * @param shows as what
 * @param before of a format that fills a number up, the text in front of it
 * @param digits how many digits it then has at least
 * @param after the text behind it
 */
public record NumberFormat(Shows shows, String before, int digits, String after) {
    /** What a format makes of numbers. */
    enum Shows {
        /** A number as it is. */
        NUMBER,
        /** A hundredfold with a percent sign. */
        PERCENT,
        /** A day. */
        DATE,
        /** A time of day, with or without its day, or a length of time. */
        DATE_TIME
    }

    /** A number as it is. */
    public static final NumberFormat PLAIN = new NumberFormat(Shows.NUMBER, "", 0, "");

    /** Texts in quotes, single escaped or padded characters, and brackets other than [h], [m] and [s]. */
    private static final Pattern NO_CODES =
            Pattern.compile("\"[^\"]*\"?|[\\\\_*].|\\[(?!h+\\]|m+\\]|s+\\])[^\\]]*\\]", Pattern.CASE_INSENSITIVE);

    private static final String LITERAL = "((?:\"[^\"]*\"|\\\\.|-)*)";
    private static final Pattern FILLED_UP = Pattern.compile(LITERAL + "(0{2,30})" + LITERAL);

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
            boolean timed = codes.indexOf('h') >= 0 || codes.indexOf('s') >= 0 || codes.contains("[m");
            return new NumberFormat(timed ? Shows.DATE_TIME : Shows.DATE, "", 0, "");
        }
        Matcher filled = FILLED_UP.matcher(code);
        if (filled.matches()) {
            return new NumberFormat(
                    Shows.NUMBER, literal(filled.group(1)), filled.group(2).length(), literal(filled.group(3)));
        }
        return codes.indexOf('%') >= 0 ? new NumberFormat(Shows.PERCENT, "", 0, "") : PLAIN;
    }

    private static String literal(String code) {
        return code.replaceAll("\"([^\"]*)\"|\\\\(.)", "$1$2");
    }

    /**
     * The cell that a stored number shows.
     *
     * @param stored its shortest decimal, or all digits of it
     * @throws NumberFormatException where it is no number
     */
    public Cell cell(String stored, boolean from1904) {
        if (shows == Shows.DATE || shows == Shows.DATE_TIME) {
            Cell date = Cell.date(new BigDecimal(stored.trim()), from1904, shows == Shows.DATE);
            if (date != null) {
                return date;
            }
        }
        BigDecimal number = Cell.decimal(stored);
        if (shows == Shows.PERCENT) {
            return Cell.percent(number);
        }
        return new Cell.Decimal(
                number, digits > 0 && number.signum() >= 0 && number.scale() == 0 ? shown(number) : null);
    }

    private String shown(BigDecimal number) {
        String plain = number.toPlainString();
        return before + "0".repeat(Math.max(0, digits - plain.length())) + plain + after;
    }
}
