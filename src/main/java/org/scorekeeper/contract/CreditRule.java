package org.scorekeeper.contract;

import java.math.BigDecimal;
import java.util.Comparator;
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

        /** What a figure costs: straight between the two points around it, flat outside. */
        public Fraction at(Fraction figure, Fraction charges) {
            Optional<Point> low = points.stream()
                    .filter(point -> figure.compareTo(point.at) >= 0)
                    .max(Comparator.comparing(Point::at));
            Optional<Point> high = points.stream()
                    .filter(point -> figure.compareTo(point.at) <= 0)
                    .min(Comparator.comparing(Point::at));
            if (low.isEmpty() || high.isEmpty() || low.equals(high)) {
                return cost(low.or(() -> high).orElseThrow(), charges);
            }
            Fraction from = cost(low.get(), charges);
            Fraction rise = cost(high.get(), charges).minus(from);
            Fraction width = Fraction.of(high.get().at.subtract(low.get().at));
            return from.plus(rise.times(figure.minus(Fraction.of(low.get().at))).dividedBy(width));
        }

        /** The most that any figure costs. */
        public Fraction dearest(Fraction charges) {
            return points.stream().map(point -> cost(point, charges)).reduce(Fraction.ZERO, Fraction::max);
        }

        private static Fraction cost(Point point, Fraction charges) {
            return point.credit.of(charges, Fraction.ZERO);
        }

        /** A figure in the target's base unit and what it costs. */
        public record Point(BigDecimal at, Price credit) {}
    }
}
