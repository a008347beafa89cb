package org.scorekeeper.measure;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.scorekeeper.contract.Fraction;
import org.scorekeeper.contract.Measure.Kind;

/** The values of one period; keeps each of them only where a statistic of ranks needs it. */
final class Sample {
    /** From here on a long might not hold the next sum. */
    private static final long MOST = Long.MAX_VALUE / 2;

    private final boolean ranked;
    /** Whole seconds and counts, by far the most, are kept as what they are: a million of them sort ten times faster. */
    private long[] whole = new long[16];

    private final List<BigDecimal> fractions = new ArrayList<>();
    private long size;
    /** The sum of the whole ones, while it fits; and of everything else. */
    private long wholeSum;

    private BigDecimal sum = BigDecimal.ZERO;
    private BigDecimal highest = BigDecimal.ZERO;
    private BigDecimal lowest = BigDecimal.ZERO;

    Sample(boolean ranked) {
        this.ranked = ranked;
    }

    void add(BigDecimal value) {
        highest = size == 0 ? value : highest.max(value);
        lowest = size == 0 ? value : lowest.min(value);
        if (isWhole(value)) {
            long added = wholeSum + value.longValue();
            if (Math.abs(added) > MOST) {
                sum = sum.add(BigDecimal.valueOf(added));
                added = 0;
            }
            wholeSum = added;
        } else {
            sum = sum.add(value);
        }
        size++;
        if (ranked) {
            keep(value);
        }
    }

    private static boolean isWhole(BigDecimal value) {
        return value.scale() == 0 && value.precision() <= 18;
    }

    private BigDecimal sum() {
        return sum.add(BigDecimal.valueOf(wholeSum));
    }

    private void keep(BigDecimal value) {
        if (!isWhole(value)) {
            fractions.add(value);
            return;
        }
        int at = (int) size - 1 - fractions.size();
        if (at == whole.length) {
            whole = Arrays.copyOf(whole, at * 2);
        }
        whole[at] = value.longValue();
    }

    private List<BigDecimal> sorted() {
        long[] sorted = Arrays.copyOf(whole, (int) size - fractions.size());
        Arrays.sort(sorted);
        if (fractions.isEmpty()) {
            return new AbstractList<>() {
                @Override
                public BigDecimal get(int index) {
                    return BigDecimal.valueOf(sorted[index]);
                }

                @Override
                public int size() {
                    return sorted.length;
                }
            };
        }
        return Stream.concat(Arrays.stream(sorted).mapToObj(BigDecimal::valueOf), fractions.stream())
                .sorted()
                .toList();
    }

    /** The same values and so many more, each the lowest, or each the highest. */
    Sample with(long more, boolean highest) {
        Sample other = new Sample(ranked);
        other.whole = Arrays.copyOf(whole, whole.length);
        other.fractions.addAll(fractions);
        other.size = size;
        other.sum = sum();
        other.highest = this.highest;
        other.lowest = lowest;
        for (long i = 0; i < more; i++) {
            other.add(highest ? this.highest : lowest);
        }
        return other;
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
                    case SUM -> Fraction.of(sum());
                    case AVERAGE -> new Fraction(sum(), count);
                    case HIGHEST -> Fraction.of(highest);
                    case LOWEST -> Fraction.of(lowest);
                    case MEDIAN -> median();
                    case PERCENTILE -> nearestRank(percentile);
                });
    }

    private Fraction median() {
        List<BigDecimal> sorted = sorted();
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
        return Fraction.of(sorted().get(Math.max(1, rank) - 1));
    }
}
