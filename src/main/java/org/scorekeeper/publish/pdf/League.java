package org.scorekeeper.publish.pdf;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.scorekeeper.calendar.MeasurementPeriod;
import org.scorekeeper.publish.Portfolio;
import org.scorekeeper.settle.LevelResult;
import org.scorekeeper.settle.PeriodResult;
import org.scorekeeper.settle.Status;

/**
 * Vendors on a common scale: of the promises that could be judged, how many were kept, by weight. A contract counts with as
 * many promises as it has, its weights say only how much each of them counts within it.
 */
final class League {
    /** So many promises in up to twelve periods are few: whoever has fewer is not ranked. */
    static final int FEW = 20;

    private static final int PERIODS = 12;

    private League() {}

    /**
     * Promises that could be judged.
     *
     * @param kept how many were kept
     * @param judged how many could be judged
     * @param weightKept the weight of the kept ones
     * @param weight the weight of all: as much as there are
     */
    record Tally(int kept, int judged, BigDecimal weightKept, BigDecimal weight) {
        static final Tally NONE = new Tally(0, 0, BigDecimal.ZERO, BigDecimal.ZERO);

        Tally and(Tally other) {
            return new Tally(
                    kept + other.kept,
                    judged + other.judged,
                    weightKept.add(other.weightKept),
                    weight.add(other.weight));
        }

        /** The weighted share of promises kept, in per cent; empty where none could be judged. */
        Optional<BigDecimal> share() {
            return weight.signum() == 0
                    ? Optional.empty()
                    : Optional.of(weightKept
                            .multiply(BigDecimal.valueOf(100))
                            .divide(weight, 1, java.math.RoundingMode.HALF_UP));
        }

        boolean isFew() {
            return judged < FEW;
        }
    }

    /**
     * One vendor.
     *
     * @param name as people call it
     * @param entries its contracts
     * @param byPeriod its promises by the period's label
     */
    record Vendor(String id, String name, List<Portfolio.Entry> entries, Map<MeasurementPeriod, Tally> byPeriod) {
        /** The last twelve periods together. */
        Tally year() {
            return byPeriod.values().stream()
                    .skip(Math.max(0, byPeriod.size() - PERIODS))
                    .reduce(Tally.NONE, Tally::and);
        }

        Tally of(MeasurementPeriod period) {
            return byPeriod.getOrDefault(period, Tally.NONE);
        }

        Course course() {
            return Course.ofShares(byPeriod, PERIODS);
        }
    }

    /** The best first; those with few promises last. */
    static List<Vendor> of(Portfolio portfolio) {
        Map<String, List<Portfolio.Entry>> byVendor = new TreeMap<>();
        portfolio
                .entries()
                .forEach(entry -> byVendor.computeIfAbsent(
                                entry.result().contract().vendor(), key -> new ArrayList<>())
                        .add(entry));
        List<Vendor> vendors = new ArrayList<>();
        byVendor.forEach((id, entries) -> {
            Map<MeasurementPeriod, Tally> byPeriod = new TreeMap<>();
            entries.forEach(entry ->
                    entry.history().forEach(period -> byPeriod.merge(period.period(), tally(period), Tally::and)));
            vendors.add(new Vendor(id, entries.get(0).result().contract().vendorName(), entries, byPeriod));
        });
        vendors.sort(Comparator.comparing((Vendor vendor) -> vendor.year().isFew())
                .thenComparing(vendor -> vendor.year().share().orElse(BigDecimal.ZERO), Comparator.reverseOrder())
                .thenComparing(Vendor::name));
        return vendors;
    }

    /** The promises of one contract and period. */
    static Tally tally(PeriodResult period) {
        List<LevelResult> judged = period.levels().stream()
                .filter(level -> level.status() == Status.MET || level.status() == Status.FAILED)
                .toList();
        BigDecimal sum = judged.stream().map(League::weight).reduce(BigDecimal.ZERO, BigDecimal::add);
        Tally tally = Tally.NONE;
        for (LevelResult level : judged) {
            // Where no level has a weight, all count the same.
            BigDecimal weight = sum.signum() == 0
                    ? BigDecimal.ONE
                    : weight(level)
                            .multiply(BigDecimal.valueOf(judged.size()))
                            .divide(sum, java.math.MathContext.DECIMAL64);
            boolean met = level.status() == Status.MET;
            tally = tally.and(new Tally(met ? 1 : 0, 1, met ? weight : BigDecimal.ZERO, weight));
        }
        return tally;
    }

    private static BigDecimal weight(LevelResult level) {
        return level.level().weight().orElse(BigDecimal.ZERO);
    }
}
