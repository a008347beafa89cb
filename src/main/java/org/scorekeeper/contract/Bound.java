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
     * The figure as it is printed: rounded half-up at so many places, more where fewer would carry it onto or across the
     * bound (94.96 % against 95 % never prints as 95.0 %).
     */
    public BigDecimal printed(Fraction figure, int places) {
        Fraction scaled = inUnit(figure);
        int side = Integer.signum(scaled.compareTo(value));
        BigDecimal printed = scaled.round(places, RoundingMode.HALF_UP);
        for (int more = places + 1; Integer.signum(printed.compareTo(value)) != side && more <= 60; more++) {
            printed = scaled.round(more, RoundingMode.HALF_UP);
        }
        return printed;
    }

    @Override
    public String toString() {
        return comparison.words() + " " + value.toPlainString() + unit.symbol();
    }
}
