package org.scorekeeper.publish.pdf;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.scorekeeper.calendar.MeasurementPeriod;
import org.scorekeeper.contract.ServiceLevel;
import org.scorekeeper.settle.LevelResult;
import org.scorekeeper.settle.PeriodResult;
import org.scorekeeper.settle.Status;

/**
 * How a figure went over the periods: drawn, never judged.
 *
 * @param points oldest first
 * @param target the line to keep to; empty where there is none
 */
record Course(List<Point> points, Optional<BigDecimal> target) {
    Course {
        points = List.copyOf(points);
    }

    /**
     * One period.
     *
     * @param value as printed; empty without a figure
     * @param failed whether the target was missed
     */
    record Point(MeasurementPeriod period, Optional<BigDecimal> value, boolean failed) {}

    /** A level's last periods; of one with a period of its own only those. */
    static Course of(ServiceLevel level, List<PeriodResult> history, int most, FigureWords figures) {
        List<Point> points = new ArrayList<>();
        for (PeriodResult period : history) {
            List<LevelResult> results = period.all(level.id());
            for (LevelResult result : results) {
                points.add(new Point(result.period(), figures.shown(result), result.status() == Status.FAILED));
            }
            if (results.isEmpty() && level.period().isEmpty()) {
                points.add(new Point(period.period(), Optional.empty(), false));
            }
        }
        return new Course(last(points, most), Optional.of(level.target().value()));
    }

    /** A contract's scores. */
    static Course ofScores(List<PeriodResult> history, int most) {
        return new Course(
                last(history, most).stream()
                        .map(period -> new Point(period.period(), period.score(), false))
                        .toList(),
                Optional.empty());
    }

    private static <T> List<T> last(List<T> history, int most) {
        return history.subList(Math.max(0, history.size() - most), history.size());
    }

    /** Whether any period has a figure. */
    boolean hasFigures() {
        return points.stream().anyMatch(point -> point.value().isPresent());
    }

    /** The lowest and highest of figures and target, with a little air; never without height. */
    double[] range() {
        double[] range = {Double.MAX_VALUE, -Double.MAX_VALUE};
        points.forEach(point -> point.value().ifPresent(value -> widen(range, value)));
        target.ifPresent(value -> widen(range, value));
        double air = range[1] > range[0] ? (range[1] - range[0]) * 0.12 : Math.max(1, Math.abs(range[1]) * 0.05);
        return new double[] {range[0] - air, range[1] + air};
    }

    private static void widen(double[] range, BigDecimal value) {
        range[0] = Math.min(range[0], value.doubleValue());
        range[1] = Math.max(range[1], value.doubleValue());
    }
}
