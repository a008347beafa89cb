package org.scorekeeper.measure;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Locale;
import org.scorekeeper.facts.Place;

/**
 * What is wrong with one timesheet row, and what of it is not payable.
 *
 * @param row the row's id
 * @param person who worked, as the contract lets it be told
 * @param role in which role
 * @param day the work date
 * @param hours all hours of the row
 * @param disallowedHours those that a rule disallows as a whole
 * @param billed what the row costs by the vendor
 * @param amount what of it is not payable, rounded once; zero for a row that is only noted
 * @param kind the first rule that hit it
 * @param reason what the rules say, in words
 * @param place where the row stands
 */
public record TimesheetException(
        String row,
        String person,
        String role,
        LocalDate day,
        BigDecimal hours,
        BigDecimal disallowedHours,
        BigDecimal billed,
        BigDecimal amount,
        Kind kind,
        String reason,
        Place place) {
    /** The rules, in the order in which they are tried. */
    public enum Kind {
        /** The row says what an earlier one says. */
        DUPLICATE,
        /** The contract names its people, and this is none of them. */
        UNKNOWN_PERSON,
        /** The rate card lacks the role. */
        UNKNOWN_ROLE,
        /** Approval is required, and there is none. */
        NOT_APPROVED,
        /** Work on a day on which the calendar does not open. */
        CLOSED_DAY,
        /** The person has another entry for the same time. */
        OVERLAP,
        /** More hours in a day than the contract allows. */
        HOURS_PER_DAY,
        /** A higher rate, or amount, than the rate card's. */
        WRONG_RATE,
        /** Beyond the not-to-exceed amount. */
        OVER_CEILING,
        /** Submitted after its time; noted, and payable. */
        LATE;

        /** The word that files use. */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
