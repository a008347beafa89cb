package org.scorekeeper.contract;

import java.math.BigDecimal;
import java.util.List;

/** What a repeated failure costs more. */
public sealed interface Repeat {
    /** The prices in it. */
    default List<Price> prices() {
        return this instanceof Offences offences ? offences.amounts() : List.of();
    }

    /** The greatest multiple that it can make of points and price. */
    default BigDecimal most() {
        return this instanceof Consecutive row ? row.times() : this instanceof Nth nth ? nth.times() : BigDecimal.ONE;
    }

    /** {@code consecutive: 2, times: 2}: the n-th and every later failure in a row; it never compounds. */
    record Consecutive(int failures, BigDecimal times) implements Repeat {}

    /** {@code nth: 3, in-last: 6 periods, times: 1.5}: the n-th and later failed period among the last ones, this one included. */
    record Nth(int failures, int inLast, BigDecimal times) implements Repeat {}

    /** {@code offences: [5000, 17500, 50000]}: what the first, second … failed period costs; the last amount stays. */
    record Offences(List<Price> amounts, boolean restartsYearly) implements Repeat {
        /** Copies the list. */
        public Offences {
            amounts = List.copyOf(amounts);
        }
    }
}
