package org.scorekeeper.contract;

import java.math.BigDecimal;

/** What something costs, as a contract states it; below zero it is a bonus. */
public sealed interface Price {
    /**
     * The amount, exactly.
     *
     * @param charges of the period (or of what a cap is counted by)
     * @param fee of the deliverable, or of the missed ones together
     */
    Fraction of(Fraction charges, Fraction fee);

    /** Minus one for a bonus, zero or one. */
    int signum();

    /** The amount of a price that is no share of a fee, given the charges. */
    default Fraction of(BigDecimal charges) {
        return of(Fraction.of(charges), Fraction.ZERO);
    }

    /** Whether it is a share of the charges. */
    default boolean needsCharges() {
        return this instanceof ShareOfCharges;
    }

    /** Whether it is a share of a deliverable's fee. */
    default boolean needsFee() {
        return this instanceof ShareOfFee;
    }

    /** A fixed amount in the contract's currency. */
    record Amount(BigDecimal amount) implements Price {
        @Override
        public Fraction of(Fraction charges, Fraction fee) {
            return Fraction.of(amount);
        }

        @Override
        public int signum() {
            return amount.signum();
        }

        @Override
        public String toString() {
            return amount.toPlainString();
        }
    }

    /** A share of the charges: {@code 5% of charges} is 5/100, {@code 1/30 of charges} is 1/30. */
    record ShareOfCharges(Fraction share, String words) implements Price {
        @Override
        public Fraction of(Fraction charges, Fraction fee) {
            return share.times(charges);
        }

        @Override
        public int signum() {
            return share.signum();
        }

        @Override
        public String toString() {
            return words;
        }
    }

    /** A share of a deliverable's fee: {@code 0.5% of fee} is 0.5/100. */
    record ShareOfFee(Fraction share, String words) implements Price {
        @Override
        public Fraction of(Fraction charges, Fraction fee) {
            return share.times(fee);
        }

        @Override
        public int signum() {
            return share.signum();
        }

        @Override
        public String toString() {
            return words;
        }
    }
}
