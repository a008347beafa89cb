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
        /** Two dates in an order that cannot be. */
        WRONG_ORDER,
        /** The workbook shows an error there. */
        ERROR_CELL,
        /** More cells than the header has columns. */
        TOO_MANY_CELLS,
        /** A character that no text may hold. */
        UNREADABLE_TEXT;

        /** As files print it: {@code not-a-date}. */
        public String code() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** The sentence for the vendor. */
    @Override
    public String toString() {
        return place + (column.isEmpty() ? "" : " › " + column) + ": \"" + found + "\" " + detail + ". " + remedy;
    }
}
