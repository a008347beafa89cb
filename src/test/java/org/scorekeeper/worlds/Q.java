package org.scorekeeper.worlds;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/** An exact quotient, in lowest terms. */
record Q(BigInteger up, BigInteger down) implements Comparable<Q> {
    static final Q ZERO = of(0);

    Q {
        if (down.signum() < 0) {
            up = up.negate();
            down = down.negate();
        }
        BigInteger common = up.gcd(down);
        if (common.signum() != 0) {
            up = up.divide(common);
            down = down.divide(common);
        }
    }

    static Q of(long value) {
        return new Q(BigInteger.valueOf(value), BigInteger.ONE);
    }

    static Q of(BigDecimal value) {
        BigDecimal scaled = value.setScale(Math.max(0, value.scale()), RoundingMode.UNNECESSARY);
        return new Q(scaled.unscaledValue(), BigInteger.TEN.pow(scaled.scale()));
    }

    Q plus(Q other) {
        return new Q(up.multiply(other.down).add(other.up.multiply(down)), down.multiply(other.down));
    }

    Q minus(Q other) {
        return plus(new Q(other.up.negate(), other.down));
    }

    Q times(Q other) {
        return new Q(up.multiply(other.up), down.multiply(other.down));
    }

    Q over(Q other) {
        return new Q(up.multiply(other.down), down.multiply(other.up));
    }

    Q least(Q other) {
        return compareTo(other) <= 0 ? this : other;
    }

    int sign() {
        return up.signum();
    }

    BigDecimal to(int places, RoundingMode mode) {
        return new BigDecimal(up).divide(new BigDecimal(down), places, mode);
    }

    @Override
    public int compareTo(Q other) {
        return up.multiply(other.down).compareTo(other.up.multiply(down));
    }
}
