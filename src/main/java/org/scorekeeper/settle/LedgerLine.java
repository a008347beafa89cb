package org.scorekeeper.settle;

import java.math.BigDecimal;
import java.util.Optional;
import org.scorekeeper.calendar.MeasurementPeriod;

/**
 * One line of money (or of a failure without money) of one period, with what it follows from.
 *
 * @param lineId stable: the same line has the same id in every file and run
 * @param period whose it is: the contract's, or that of a level with a period of its own
 * @param serviceLevel the level, or the deliverable that came late; empty where the line belongs to the whole contract
 * @param clause where the paper says it
 * @param kind what kind of line it is
 * @param payee who gets it
 * @param actual the figure as printed; of a late delivery the days
 * @param target the target's value in its unit
 * @param unit the target's unit
 * @param step the ladder's step
 * @param points service points, after repeats and one-event, before the free allowance
 * @param chargesBase the charges that it is a share of
 * @param amount never negative, in the contract's currency, rounded once
 * @param invoicePeriod the period on whose invoice it goes
 * @param links the lines and the invoice that it refers to
 * @param reason what happened, in words: the figure, its price, what a cap took off
 */
public record LedgerLine(
        String lineId,
        MeasurementPeriod period,
        String serviceLevel,
        Optional<String> clause,
        Kind kind,
        Payee payee,
        Optional<BigDecimal> actual,
        Optional<BigDecimal> target,
        String unit,
        Optional<String> step,
        BigDecimal points,
        Optional<BigDecimal> chargesBase,
        BigDecimal amount,
        MeasurementPeriod invoicePeriod,
        Links links,
        String reason) {
    /** What kind of line it is. */
    public enum Kind {
        /** A level failed and nothing is due. */
        FAILURE("failure"),
        /** A service credit. */
        CREDIT("credit"),
        /** A bonus for the vendor. */
        BONUS("bonus"),
        /** A share of a credit that the vendor has earned back. */
        EARN_BACK("earn_back"),
        /** What a deliverable costs for the days that it was late. */
        LATE_DELIVERY("late_delivery"),
        /** What is not payable of a timesheet row. */
        TIMESHEET_EXCEPTION("timesheet_exception"),
        /** A credit that the customer waives, or a part of it. */
        WAIVER("waiver"),
        /** What no rule can say, entered by hand. */
        MANUAL("manual"),
        /** The difference that a restatement makes to an issued line. */
        ADJUSTMENT("adjustment"),
        /** An issued line taken back as a whole. */
        REVERSAL("reversal");

        private final String code;

        Kind(String code) {
            this.code = code;
        }

        /** The word that files use. */
        public String code() {
            return code;
        }
    }

    /** Who gets the amount. */
    public enum Payee {
        /** The customer: a credit. */
        CUSTOMER("customer"),
        /** The vendor: a bonus, or what was earned back. */
        VENDOR("vendor");

        private final String code;

        Payee(String code) {
            this.code = code;
        }

        /** The word that files use. */
        public String code() {
            return code;
        }
    }

    /**
     * What a line refers to.
     *
     * @param originalInvoice the invoice that an adjusted line stood on
     * @param replacesLineId the line that it adjusts or reverses
     * @param causedByLineId the line that it follows from: an earn-back's credit, a waiver's
     */
    public record Links(
            Optional<String> originalInvoice, Optional<String> replacesLineId, Optional<String> causedByLineId) {
        /** Nothing. */
        public static final Links NONE = new Links(Optional.empty(), Optional.empty(), Optional.empty());

        /** The line that it follows from. */
        public static Links causedBy(String lineId) {
            return new Links(Optional.empty(), Optional.empty(), Optional.of(lineId));
        }
    }

    /** Refuses a negative amount. */
    public LedgerLine {
        if (amount.signum() < 0) {
            throw new IllegalArgumentException("an amount is never negative, was " + amount);
        }
    }

    /** The same line with another amount, as the customer sees it. */
    public LedgerLine comingTo(BigDecimal signed) {
        return with(
                signed.signum() == 0 ? payee : signed.signum() > 0 ? Payee.CUSTOMER : Payee.VENDOR,
                signed.abs(),
                reason);
    }

    /** The same line with the amount that was settled, for whoever it was for. */
    LedgerLine settledAt(BigDecimal settled, String why) {
        return with(payee, settled, reason + "; " + why);
    }

    private LedgerLine with(Payee to, BigDecimal of, String because) {
        boolean ofFailure = kind == Kind.CREDIT || kind == Kind.FAILURE;
        return new LedgerLine(
                lineId,
                period,
                serviceLevel,
                clause,
                ofFailure ? of.signum() == 0 ? Kind.FAILURE : Kind.CREDIT : kind,
                to,
                actual,
                target,
                unit,
                step,
                points,
                chargesBase,
                of,
                invoicePeriod,
                links,
                because);
    }

    /** The amount as the customer sees it: positive where it is theirs. */
    public BigDecimal signedAmount() {
        return payee == Payee.CUSTOMER ? amount : amount.negate();
    }
}
