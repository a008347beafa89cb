package org.scorekeeper.publish.pdf;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.scorekeeper.calendar.MeasurementPeriod;
import org.scorekeeper.contract.Bound;
import org.scorekeeper.contract.ServiceLevel;
import org.scorekeeper.publish.told.FigureWords;
import org.scorekeeper.publish.told.Words;
import org.scorekeeper.settle.LevelResult;
import org.scorekeeper.settle.PeriodResult;
import org.scorekeeper.settle.PeriodState;
import org.scorekeeper.settle.Status;

/**
 * How a figure went over the periods: drawn, never judged.
 *
 * @param points oldest first
 * @param target the line to keep to; empty where there is none
 * @param minimum the floor below it; empty where there is none
 */
record Course(List<Point> points, Optional<BigDecimal> target, Optional<BigDecimal> minimum) {
    Course {
        points = List.copyOf(points);
    }

    /**
     * One period.
     *
     * @param value as printed; empty without a figure
     * @param failed whether the target was missed
     * @param events what else a reader must know of it
     */
    record Point(MeasurementPeriod period, Optional<BigDecimal> value, boolean failed, Set<Event> events) {
        private Point(MeasurementPeriod period, Optional<BigDecimal> value) {
            this(period, value, false, Set.of());
        }
    }

    /** What happened to a period besides its figure. */
    enum Event {
        /** Its contract is another version than the period's before. */
        VERSION,
        /** Relief touched the figure. */
        RELIEF,
        /** It was restated. */
        RESTATED;

        /** The part of the key of its words. */
        String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** A level's last periods; of one with a period of its own only those. */
    static Course of(ServiceLevel level, List<PeriodResult> history, int most) {
        List<Point> points = new ArrayList<>();
        LocalDate version = history.get(0).contract().appliesFrom();
        for (PeriodResult period : history) {
            boolean another = !period.contract().appliesFrom().equals(version);
            version = period.contract().appliesFrom();
            List<LevelResult> results = period.all(level.id());
            for (LevelResult result : results) {
                points.add(new Point(
                        result.period(),
                        FigureWords.shown(result),
                        result.status() == Status.FAILED,
                        events(period, result, another)));
            }
            if (results.isEmpty() && level.period().isEmpty()) {
                points.add(new Point(period.period(), Optional.empty()));
            }
        }
        return new Course(
                last(points, most),
                Optional.of(level.target().value()),
                level.minimum().map(Bound::value));
    }

    private static Set<Event> events(PeriodResult period, LevelResult result, boolean anotherVersion) {
        Set<Event> events = EnumSet.noneOf(Event.class);
        if (anotherVersion) {
            events.add(Event.VERSION);
        }
        if (result.trace().stream().anyMatch(step -> step.step().equals("relief"))) {
            events.add(Event.RELIEF);
        }
        if (period.state() == PeriodState.RESTATED) {
            events.add(Event.RESTATED);
        }
        return Collections.unmodifiableSet(events);
    }

    /** Everything that happened in any of the periods. */
    Set<Event> events() {
        return points.stream()
                .flatMap(point -> point.events().stream())
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Event.class)));
    }

    /** A contract's scores. */
    static Course ofScores(List<PeriodResult> history, int most) {
        return new Course(
                last(history, most).stream()
                        .map(period -> new Point(period.period(), period.score()))
                        .toList(),
                Optional.empty(),
                Optional.empty());
    }

    /** The shares of promises kept in the last periods. */
    static Course ofShares(Map<MeasurementPeriod, League.Tally> byPeriod, int most) {
        return new Course(
                last(
                        byPeriod.entrySet().stream()
                                .map(period -> new Point(
                                        period.getKey(), period.getValue().share()))
                                .toList(),
                        most),
                Optional.empty(),
                Optional.empty());
    }

    private static <T> List<T> last(List<T> history, int most) {
        return history.subList(Math.max(0, history.size() - most), history.size());
    }

    /** The course in words, for whoever does not see it drawn. */
    Optional<String> told(Words words) {
        List<Point> known =
                points.stream().filter(point -> point.value().isPresent()).toList();
        if (known.isEmpty()) {
            return Optional.empty();
        }
        Point first = known.get(0);
        Point last = known.get(known.size() - 1);
        return Optional.of(words.say(
                        target.isPresent() ? "picture.course" : "picture.course.plain",
                        words.number(first.value().orElseThrow()),
                        words.period(first.period()),
                        words.number(last.value().orElseThrow()),
                        words.period(last.period()),
                        known.stream().filter(Point::failed).count())
                + target.map(line -> " " + words.say("picture.target", words.number(line)))
                        .orElse(""));
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
        minimum.ifPresent(value -> widen(range, value));
        double air = range[1] > range[0] ? (range[1] - range[0]) * 0.12 : Math.max(1, Math.abs(range[1]) * 0.05);
        return new double[] {range[0] - air, range[1] + air};
    }

    private static void widen(double[] range, BigDecimal value) {
        range[0] = Math.min(range[0], value.doubleValue());
        range[1] = Math.max(range[1], value.doubleValue());
    }
}
