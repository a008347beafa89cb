package org.scorekeeper.intake;

import java.util.Locale;
import org.scorekeeper.facts.Place;

/**
 * Why a row was refused, and how its sender can mend it.
 *
 * @param place the row
 * @param column the vendor's column; empty where it is the row as a whole
 * @param reason what kind of fault
 * @param found what stood there
 * @param detail what is wrong with it, in words
 * @param remedy what would do
 */
public record IntakeFault(Place place, String column, Reason reason, String found, String detail, String remedy) {
    private static final int LONGEST_QUOTE = 120;

    /** The kinds of faults. */
    public enum Reason {
        /** A required value is not there. */
        MISSING,
        /** No pattern of the feed reads it as a date. */
        NOT_A_DATE,
        /** It is no number. */
        NOT_A_NUMBER,
        /** It is no length of time. */
        NOT_A_DURATION,
        /** A word that the feed's value map does not know. */
        UNKNOWN_VALUE,
        /** A reading in another unit than the contract judges it in. */
        OTHER_UNIT,
        /** Two dates in an order that cannot be. */
        WRONG_ORDER,
        /** The workbook shows an error there. */
        ERROR_CELL,
        /** More cells than the header has columns. */
        TOO_MANY_CELLS,
        /** A quote too many or too few: the cells cannot be told apart. */
        STRAY_QUOTE,
        /** A line of totals or a footer below the table. */
        TOTALS,
        /** The column names once more, in the middle of the table. */
        COLUMN_NAMES,
        /** A character that no text may hold. */
        UNREADABLE_TEXT;

        /** As files print it: {@code not-a-date}. */
        public String code() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** The sentence for the vendor, without the place: {@code "31/02/2026" is not a date. Use d/M/yyyy.} */
    public String sentence() {
        return (found.isEmpty() ? "" : "\"" + shortened(found) + "\" ") + detail + ". " + remedy;
    }

    private static String shortened(String text) {
        String line = text.replaceAll("\\s+", " ");
        return line.length() <= LONGEST_QUOTE ? line : line.substring(0, LONGEST_QUOTE) + "…";
    }

    /** Place and sentence. */
    @Override
    public String toString() {
        return place + (column.isEmpty() ? "" : " › " + column) + ": " + sentence();
    }
}
