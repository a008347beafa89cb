package org.scorekeeper.measure;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.scorekeeper.contract.Fraction;
import org.scorekeeper.contract.Measure.Kind;

/** The values of one period; keeps each of them only where a statistic of ranks needs it. */
final class Sample {
    private final boolean ranked;
    private final List<BigDecimal> values = new ArrayList<>();
    private long size;
    private BigDecimal sum = BigDecimal.ZERO;
    private BigDecimal highest = BigDecimal.ZERO;
    private BigDecimal lowest = BigDecimal.ZERO;

    Sample(boolean ranked) {
        this.ranked = ranked;
    }

    void add(BigDecimal value) {
        highest = size == 0 ? value : highest.max(value);
        lowest = size == 0 ? value : lowest.min(value);
        sum = sum.add(value);
        size++;
        if (ranked) {
            values.add(value);
        }
    }

    long size() {
        return size;
    }

    /** The statistic, exactly; empty where there are no values. */
    Optional<Fraction> figure(Kind kind, BigDecimal percentile) {
        if (size == 0) {
            return Optional.empty();
        }
        BigDecimal count = BigDecimal.valueOf(size);
        return Optional.of(
                switch (kind) {
                    case COUNT -> Fraction.of(count);
                    case SUM -> Fraction.of(sum);
                    case AVERAGE -> new Fraction(sum, count);
                    case HIGHEST -> Fraction.of(highest);
                    case LOWEST -> Fraction.of(lowest);
                    case MEDIAN -> median();
                    case PERCENTILE -> nearestRank(percentile);
                });
    }

    private Fraction median() {
        List<BigDecimal> sorted = values.stream().sorted().toList();
        BigDecimal lower = sorted.get((sorted.size() - 1) / 2);
        BigDecimal upper = sorted.get(sorted.size() / 2);
        return new Fraction(lower.add(upper), BigDecimal.valueOf(2));
    }

    /** The smallest value that at least so many per cent of the values do not exceed. */
    private Fraction nearestRank(BigDecimal percentile) {
        int rank = percentile
                .multiply(BigDecimal.valueOf(size))
                .divide(BigDecimal.valueOf(100), 0, RoundingMode.CEILING)
                .intValueExact();
        return Fraction.of(values.stream().sorted().toList().get(Math.max(1, rank) - 1));
    }
}
