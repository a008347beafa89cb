package org.scorekeeper.sample;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.YearMonth;
import java.util.List;

/**
 * A figure that the run must find, from what truly happened in the world.
 *
 * @param met as in {@code measurements.csv}: empty where a figure has no such count
 * @param total items, or the denominator
 * @param value at most ten decimals; empty where there is no data
 */
record Expected(String contract, String level, YearMonth period, String met, String total, String value) {
    static Expected share(String contract, String level, YearMonth period, long met, long total) {
        return new Expected(
                contract,
                level,
                period,
                String.valueOf(met),
                String.valueOf(total),
                total == 0 ? "" : decimal(BigDecimal.valueOf(met * 100), total));
    }

    /** A statistic whose value is a whole number of minutes over a count, in the unit of so many minutes. */
    static Expected minutes(
            String contract, String level, YearMonth period, long items, long minutes, long count, long unit) {
        return new Expected(
                contract,
                level,
                period,
                "",
                String.valueOf(items),
                items == 0 ? "" : decimal(BigDecimal.valueOf(minutes), count * unit));
    }

    static Expected number(String contract, String level, YearMonth period, long items, String value) {
        return new Expected(contract, level, period, "", String.valueOf(items), value);
    }

    static String decimal(BigDecimal numerator, long denominator) {
        BigDecimal value = numerator
                .divide(BigDecimal.valueOf(denominator), 10, RoundingMode.HALF_UP)
                .stripTrailingZeros();
        return value.scale() < 0 ? value.setScale(0).toPlainString() : value.toPlainString();
    }

    /** The value in the middle, twice over (the sum of the two middle ones), so that it stays whole. */
    static long twiceMedian(List<Long> values) {
        List<Long> sorted = values.stream().sorted().toList();
        int half = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? 2 * sorted.get(half) : sorted.get(half - 1) + sorted.get(half);
    }

    /** The nearest rank. */
    static long percentile(List<Long> values, int percent) {
        List<Long> sorted = values.stream().sorted().toList();
        int rank = (sorted.size() * percent + 99) / 100;
        return sorted.get(rank - 1);
    }
}
