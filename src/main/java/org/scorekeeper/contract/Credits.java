package org.scorekeeper.contract;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What misses cost, for the contract as a whole or, where a level carries its own, for that level.
 *
 * @param points what service points cost
 * @param pools at-risk amounts that levels share by allocation
 * @param rule what every covered level's miss costs besides points and pools: per step, per item or by a curve
 * @param repeat what a repeated failure costs more, for levels without a rule of their own
 * @param caps the most that may be taken, in the order in which they apply
 * @param earnBack what comes back after good periods
 * @param oneEvent how levels that failed by the same items are one event
 * @param ignoreAtMost a smaller credit, or one of exactly so much, is reported and not issued
 * @param invoicedNextPeriod whether a credit goes onto the next period's invoice (else the period's own)
 */
public record Credits(
        Optional<Points> points,
        List<Pool> pools,
        Optional<CreditRule> rule,
        Optional<Repeat> repeat,
        List<Cap> caps,
        Optional<EarnBack> earnBack,
        Optional<OneEvent> oneEvent,
        Optional<BigDecimal> ignoreAtMost,
        boolean invoicedNextPeriod) {
    /** No consequence in money. */
    public static final Credits NONE = new Credits(
            Optional.empty(),
            List.of(),
            Optional.empty(),
            Optional.empty(),
            List.of(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            false);

    /** Copies the lists. */
    public Credits {
        pools = List.copyOf(pools);
        caps = List.copyOf(caps);
    }

    /** Every price in it, its caps' too. */
    public List<Price> prices() {
        return Stream.of(
                        points.stream().flatMap(rule -> rule.prices().stream()),
                        pools.stream().map(Pool::atRisk),
                        rule.stream().flatMap(one -> one.prices().stream()),
                        repeat.stream().flatMap(one -> one.prices().stream()),
                        caps.stream().map(Cap::atMost))
                .flatMap(prices -> prices)
                .toList();
    }

    /**
     * Points priced for the contract as a whole: so much each above an allowance, in marginal steps, or by a table.
     *
     * @param each the price of a point; empty where a table prices them
     * @param free how many points cost nothing
     * @param steps marginal multipliers, lowest first; empty: every point costs the same
     * @param table the highest row reached prices all points; empty where {@code each} does
     */
    public record Points(Optional<Price> each, BigDecimal free, List<Band> steps, List<Row> table) {
        /** Copies the lists. */
        public Points {
            steps = List.copyOf(steps);
            table = List.copyOf(table);
        }

        /** What so many points of a period cost together. */
        public Fraction cost(BigDecimal points, Fraction charges) {
            return each.map(price -> price.of(charges, Fraction.ZERO).times(weighted(points)))
                    .or(() -> row(points).map(row -> row.credit().of(charges, Fraction.ZERO)))
                    .orElse(Fraction.ZERO);
        }

        /** The points above the allowance, each as often as its step says. */
        public BigDecimal weighted(BigDecimal points) {
            BigDecimal sum = BigDecimal.ZERO;
            for (Slice slice : slices(points)) {
                sum = sum.add(slice.points().multiply(slice.times()));
            }
            return sum;
        }

        /** The points above the allowance by step, lowest first; what lies above the last bound costs as the last step. */
        public List<Slice> slices(BigDecimal points) {
            List<Slice> slices = new ArrayList<>();
            BigDecimal from = free;
            for (int i = 0; i < Math.max(1, steps.size()); i++) {
                BigDecimal to =
                        i + 1 < steps.size() ? steps.get(i).to().orElse(points).min(points) : points;
                if (to.compareTo(from) > 0) {
                    slices.add(new Slice(
                            to.subtract(from),
                            steps.isEmpty() ? BigDecimal.ONE : steps.get(i).times()));
                    from = to;
                }
            }
            return slices;
        }

        /** The highest row of the table that so many points reach. */
        public Optional<Row> row(BigDecimal points) {
            return table.stream()
                    .filter(row -> row.from().compareTo(points) <= 0)
                    .reduce((lower, higher) -> lower.from().compareTo(higher.from()) > 0 ? lower : higher);
        }

        /** Every price in it. */
        public List<Price> prices() {
            return Stream.concat(each.stream(), table.stream().map(Row::credit)).toList();
        }
    }

    /** So many points, each counted so many times. */
    public record Slice(BigDecimal points, BigDecimal times) {}

    /** {@code { to: 200, times: 1.2 }}: points up to a bound, which counts all points of the period, the free ones too. */
    public record Band(Optional<BigDecimal> to, BigDecimal times) {}

    /** {@code { from: 10, credit: 2% of charges }}: what so many points or more cost. */
    public record Row(BigDecimal from, Price credit) {}

    /**
     * An at-risk amount, enlarged, of which each level has a share.
     *
     * @param name of several; empty for the only one
     * @param atRisk the at-risk amount
     * @param size the pool as a share of the at-risk amount (2.5 is 250 %)
     * @param allocations each level's share of the pool (0.4 is 40 %); a level without one has none
     */
    public record Pool(String name, Price atRisk, BigDecimal size, Map<String, BigDecimal> allocations) {
        /** Copies the map, keeping its order. */
        public Pool {
            allocations = Collections.unmodifiableMap(new LinkedHashMap<>(allocations));
        }

        /** A level's share of the pool; empty where it has none. */
        public Optional<BigDecimal> allocation(String level) {
            return Optional.ofNullable(allocations.get(level));
        }
    }

    /** {@code earn-back: { after: 3 periods at target, returns: 50% }}; returns is a share (0.5). */
    public record EarnBack(int periods, BigDecimal returns) {}

    /** {@code one-event: { cost: greatest, by: incident }}: the field whose value tells the event; empty: the item's id. */
    public record OneEvent(Optional<String> by) {}
}
