package org.scorekeeper.contract;

import java.math.BigDecimal;

/** How a target rises over the years. */
public sealed interface Improvement {
    /**
     * {@code { after: 12 periods above target, raise: 50% of the excess }}: strictly above, one after the other; the
     * excess is their mean less the target; then the count starts again. The share is 0 to 1.
     */
    record Raise(int periods, BigDecimal share) implements Improvement {}

    /** {@code { baseline: 9 periods, target: average, minimum: lowest }}: the first periods set what later ones must keep. */
    record Baseline(int periods, Statistic target, java.util.Optional<Statistic> minimum) implements Improvement {}

    /** What is made of the baseline's figures. */
    enum Statistic {
        /** Their mean. */
        AVERAGE,
        /** The smallest. */
        LOWEST,
        /** The greatest. */
        HIGHEST
    }
}
