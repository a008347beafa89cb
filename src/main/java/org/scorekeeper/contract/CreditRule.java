package org.scorekeeper.contract;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** What a level's miss costs, other than by its ladder, by points or by a pool. */
public sealed interface CreditRule {
    /** The prices in it. */
    List<Price> prices();

    /**
     * {@code per-step: { every: 0.1%, credit: 1.00, whole: true, from: 100% }}.
     *
     * @param every the step's width, in the target's base unit
     * @param credit what one step costs
     * @param whole whether only whole steps count (else pro rata)
     * @param from where counting starts, in the base unit; empty: at the target
     */
    record PerStep(BigDecimal every, Price credit, boolean whole, Optional<BigDecimal> from) implements CreditRule {
        @Override
        public List<Price> prices() {
            return List.of(credit);
        }
    }

    /** {@code per-item: 250.00}: for every missed item of a share, every item of a count. */
    record PerItem(Price credit) implements CreditRule {
        @Override
        public List<Price> prices() {
            return List.of(credit);
        }
    }

    /** {@code curve: [ { at: 95%, credit: 0% of charges }, … ]}: straight between the points, flat outside. */
    record Curve(List<Point> points) implements CreditRule {
        /** Copies the list. */
        public Curve {
            points = List.copyOf(points);
        }

        @Override
        public List<Price> prices() {
            return points.stream().map(Point::credit).toList();
        }

        /** A figure in the target's base unit and what it costs. */
        public record Point(BigDecimal at, Price credit) {}
    }
}
