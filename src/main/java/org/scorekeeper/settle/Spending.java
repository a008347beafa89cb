package org.scorekeeper.settle;

import java.math.BigDecimal;
import java.util.Optional;
import org.scorekeeper.contract.Fraction;

/**
 * What has been spent of a ceiling by the end of a period.
 *
 * @param billed to date, in the ceiling's own period, year or contract
 * @param ceiling the amount that may not be exceeded; above zero
 * @param warnAt the share in per cent from which on a warning is due; empty: none
 */
public record Spending(BigDecimal billed, BigDecimal ceiling, Optional<BigDecimal> warnAt) {
    /** Refuses a ceiling of nothing, of which no share can be spent. */
    public Spending {
        if (ceiling.signum() <= 0) {
            throw new IllegalArgumentException("a ceiling is above zero, was " + ceiling);
        }
    }

    /** The share that is spent, in per cent. */
    Fraction share() {
        return new Fraction(billed.movePointRight(2), ceiling);
    }
}
