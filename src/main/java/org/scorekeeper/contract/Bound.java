package org.scorekeeper.contract;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * A comparison with a quantity, such as {@code at least 98%} or {@code at most 30m}.
 *
 * @param comparison how
 * @param value the quantity in its unit: 98 for {@code 98%}, 30 for {@code 30m}
 * @param unit its unit
 */
public record Bound(Comparison comparison, BigDecimal value, Unit unit) {
    /** The quantity in base units: per cent, seconds or plain. */
    public BigDecimal base() {
        return value.multiply(unit.size());
    }

    /** Whether a figure in base units satisfies it; compared exactly. */
    public boolean isMetBy(Fraction figure) {
        return comparison.holds(figure.compareTo(base()));
    }

    /** A figure in base units, expressed in this bound's unit. */
    public Fraction inUnit(Fraction figure) {
        return figure.dividedBy(Fraction.of(unit.size()));
    }

    /**
     * The figure as it is printed: rounded half-up at so many places, more where fewer would carry it across the bound
     * (94.96 % against 95 % never prints as 95.0 %), at most ten.
     */
    public BigDecimal printed(Fraction figure, int places) {
        Fraction scaled = inUnit(figure);
        for (int p = places; p < 10; p++) {
            BigDecimal candidate = scaled.round(p, RoundingMode.HALF_UP);
            if (Integer.signum(candidate.compareTo(value)) == Integer.signum(scaled.compareTo(value))) {
                return candidate;
            }
        }
        return scaled.round(10, RoundingMode.HALF_UP);
    }

    @Override
    public String toString() {
        return comparison.words() + " " + value.toPlainString() + unit.symbol();
    }
}
