package org.scorekeeper.settle;

import java.math.BigDecimal;
import java.util.Optional;
import org.scorekeeper.calendar.MeasurementPeriod;

/**
 * One line of money (or of a failure without money) of one period, with what it follows from.
 *
 * @param lineId stable: the same line has the same id in every file and run
 * @param period the period that it belongs to: the contract's, or the level's own
 * @param serviceLevel the level
 * @param clause where the paper says it
 * @param kind failure, credit or bonus in this release
 * @param customerIsPaid whether the customer gets it (a bonus is the vendor's)
 * @param actual the figure as printed
 * @param target the target's value in its unit
 * @param unit the target's unit
 * @param step the ladder's step
 * @param points service points
 * @param chargesBase the charges that it is a share of
 * @param amount never negative, in the contract's currency, rounded once
 * @param reason why, and what a cap took off
 */
public record LedgerLine(
        String lineId,
        MeasurementPeriod period,
        String serviceLevel,
        Optional<String> clause,
        Kind kind,
        boolean customerIsPaid,
        Optional<BigDecimal> actual,
        BigDecimal target,
        String unit,
        Optional<String> step,
        BigDecimal points,
        Optional<BigDecimal> chargesBase,
        BigDecimal amount,
        String reason) {
    /** What kind of line it is. */
    public enum Kind {
        /** A level failed and nothing is due. */
        FAILURE("failure"),
        /** A service credit. */
        CREDIT("credit"),
        /** A bonus for the vendor. */
        BONUS("bonus");

        private final String code;

        Kind(String code) {
            this.code = code;
        }

        /** The word that files use. */
        public String code() {
            return code;
        }
    }

    /** Refuses a negative amount. */
    public LedgerLine {
        if (amount.signum() < 0) {
            throw new IllegalArgumentException("an amount is never negative, was " + amount);
        }
    }

    /** The amount as the customer sees it: positive where it is theirs. */
    public BigDecimal signedAmount() {
        return customerIsPaid ? amount : amount.negate();
    }
}
