package org.scorekeeper.contract.yaml;

import java.util.Optional;
import org.scorekeeper.contract.Bound;
import org.scorekeeper.contract.Measure;
import org.scorekeeper.contract.Measure.Kind;
import org.scorekeeper.contract.Measure.Selection;
import org.scorekeeper.contract.Measure.Side;
import org.scorekeeper.contract.Measure.Value;
import org.scorekeeper.contract.Unit;
import org.scorekeeper.facts.Field;
import org.scorekeeper.facts.FieldType;

/** What kind of figure a measure gives, and so which unit its target needs. */
final class Units {
    private Units() {}

    /** A kind of figure. */
    private enum Figure {
        SHARE,
        TIME,
        COUNT,
        NUMBER,
        /** A reading's unit is its own affair. */
        ANY
    }

    /** What is wrong with the target's unit; empty where nothing is. */
    static Optional<String> fault(Bound target, Measure measure) {
        Unit unit = target.unit();
        String value = target.comparison().words() + " " + target.value().toPlainString();
        return switch (of(measure)) {
            case SHARE ->
                unit == Unit.PERCENT
                        ? Optional.empty()
                        : Optional.of("a share is judged in per cent. Write " + value + "%.");
            case TIME ->
                unit.isDuration()
                        ? Optional.empty()
                        : Optional.of("a length of time is judged in one. Write it as at most 30m.");
            case COUNT ->
                unit == Unit.NONE
                        ? Optional.empty()
                        : Optional.of("a count is judged as a plain number. Write " + value + ".");
            case NUMBER ->
                unit.isDuration()
                        ? Optional.of("the figure is a plain number, no length of time. Write " + value + ".")
                        : Optional.empty();
            case ANY -> Optional.empty();
        };
    }

    private static Figure of(Measure measure) {
        if (measure instanceof Measure.Reading) {
            return Figure.ANY;
        }
        if (measure instanceof Measure.Ratio ratio) {
            Figure top = of(ratio.numerator());
            Figure bottom = of(ratio.denominator());
            if (top == Figure.ANY || bottom == Figure.ANY) {
                return Figure.ANY;
            }
            return top == Figure.TIME && bottom != Figure.TIME ? Figure.TIME : Figure.NUMBER;
        }
        return measure instanceof Measure.Statistic statistic ? of(statistic) : Figure.SHARE;
    }

    private static Figure of(Side side) {
        return side instanceof Side.OfMeasure measured ? of(measured.measure()) : Figure.NUMBER;
    }

    private static Figure of(Measure.Statistic statistic) {
        if (statistic.kind() == Kind.COUNT) {
            return Figure.COUNT;
        }
        Value value = statistic.value().orElseThrow();
        if (value instanceof Value.OfClock) {
            return Figure.TIME;
        }
        Selection selection = statistic.selection();
        return selection
                .items()
                .field(((Value.OfField) value).field().name())
                .map(Field::type)
                .filter(FieldType.DURATION::equals)
                .map(type -> Figure.TIME)
                .orElse(Figure.NUMBER);
    }
}
