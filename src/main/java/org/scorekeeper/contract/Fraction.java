package org.scorekeeper.contract;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * An exact quotient of two decimals, so that no figure is rounded before the contract says so: a share of 226 in 238
 * stays 226/238 until it is judged.
 *
 * @param numerator any decimal
 * @param denominator a decimal above zero
 */
public record Fraction(BigDecimal numerator, BigDecimal denominator) implements Comparable<Fraction> {
    /** Nothing. */
    public static final Fraction ZERO = of(BigDecimal.ZERO);

    /** Refuses a denominator of zero or less. */
    public Fraction {
        if (denominator.signum() <= 0) {
            throw new IllegalArgumentException("the denominator must be above zero, was " + denominator);
        }
    }

    /** A whole decimal. */
    public static Fraction of(BigDecimal value) {
        return new Fraction(value, BigDecimal.ONE);
    }

    /** A quotient of two counts; the denominator is above zero. */
    public static Fraction of(long numerator, long denominator) {
        return new Fraction(BigDecimal.valueOf(numerator), BigDecimal.valueOf(denominator));
    }

    /** The exact sum. */
    public Fraction plus(Fraction other) {
        if (denominator.compareTo(other.denominator) == 0) {
            return new Fraction(numerator.add(other.numerator), denominator);
        }
        return new Fraction(
                numerator.multiply(other.denominator).add(other.numerator.multiply(denominator)),
                denominator.multiply(other.denominator));
    }

    /** The exact difference. */
    public Fraction minus(Fraction other) {
        return plus(new Fraction(other.numerator.negate(), other.denominator));
    }

    /** The exact product. */
    public Fraction times(Fraction other) {
        return new Fraction(numerator.multiply(other.numerator), denominator.multiply(other.denominator));
    }

    /** The exact product with a decimal. */
    public Fraction times(BigDecimal factor) {
        return new Fraction(numerator.multiply(factor), denominator);
    }

    /** The exact quotient; the divisor is not zero. */
    public Fraction dividedBy(Fraction divisor) {
        BigDecimal sign = BigDecimal.valueOf(divisor.numerator.signum());
        return new Fraction(
                numerator.multiply(divisor.denominator).multiply(sign), denominator.multiply(divisor.numerator.abs()));
    }

    /** The smaller of the two. */
    public Fraction min(Fraction other) {
        return compareTo(other) <= 0 ? this : other;
    }

    /** The larger of the two. */
    public Fraction max(Fraction other) {
        return compareTo(other) >= 0 ? this : other;
    }

    /** Minus one, zero or one. */
    public int signum() {
        return numerator.signum();
    }

    /** The decimal at so many places, rounded in the way that the caller states. */
    public BigDecimal round(int places, RoundingMode mode) {
        return numerator.divide(denominator, places, mode);
    }

    /** Compares by value, exactly. */
    @Override
    public int compareTo(Fraction other) {
        return numerator.multiply(other.denominator).compareTo(other.numerator.multiply(denominator));
    }

    /** Compares with a decimal, exactly. */
    public int compareTo(BigDecimal value) {
        return numerator.compareTo(value.multiply(denominator));
    }
}
