package org.scorekeeper.contract;

import java.math.BigDecimal;

/** What something costs, as a contract states it. */
public sealed interface Price {
    /** The amount, exactly, given the charges of the period. */
    Fraction of(BigDecimal charges);

    /** A fixed amount in the contract's currency. */
    record Amount(BigDecimal amount) implements Price {
        @Override
        public Fraction of(BigDecimal charges) {
            return Fraction.of(amount);
        }
    }

    /** A share of the charges: {@code 5% of charges} is 5/100, {@code 1/30 of charges} is 1/30. */
    record ShareOfCharges(Fraction share, String words) implements Price {
        @Override
        public Fraction of(BigDecimal charges) {
            return share.times(charges);
        }

        @Override
        public String toString() {
            return words;
        }
    }
}
