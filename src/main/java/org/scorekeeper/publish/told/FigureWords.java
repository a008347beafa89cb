package org.scorekeeper.publish.told;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import org.scorekeeper.contract.Bound;
import org.scorekeeper.contract.Fraction;
import org.scorekeeper.contract.Measure;
import org.scorekeeper.contract.ServiceLevel;
import org.scorekeeper.contract.Unit;
import org.scorekeeper.settle.LevelResult;

/** A level's figure, what it is a part of, and how it moved, in words. */
public final class FigureWords {
    private final Words words;

    /** In a document's words. */
    public FigureWords(Words words) {
        this.words = words;
    }

    /** The figure as it is printed: never across its target; a dash where there is none. */
    public String value(LevelResult result) {
        return shown(result)
                .map(value -> words.quantity(value, result.level().target().unit()))
                .orElseGet(() -> words.say("levels.none"));
    }

    /** The printed decimal in the target's unit; empty without a figure. */
    public static Optional<BigDecimal> shown(LevelResult result) {
        Bound target = result.level().target();
        return result.judged().map(figure -> target.printed(figure, places(result.level(), figure)));
    }

    private static int places(ServiceLevel level, Fraction figure) {
        if (level.round().isPresent()) {
            return Math.max(0, level.round().get().places());
        }
        Unit unit = level.target().unit();
        if (unit == Unit.PERCENT) {
            return 2;
        }
        boolean whole = figure.compareTo(figure.round(0, RoundingMode.DOWN)) == 0
                && level.target().value().scale() <= 0;
        return unit.isDuration() ? 1 : whole ? 0 : 2;
    }

    /** What the figure is a part of: 226 of 238, 412 items, 2:14:05 lost of 744:00:00. */
    public String denominator(LevelResult result) {
        BigDecimal total = result.figure().total();
        Optional<BigDecimal> met = result.figure().met();
        if (result.judged().isEmpty()) {
            return "";
        }
        if (met.isEmpty()) {
            return words.say("figure.items", total.longValue());
        }
        Measure measure = result.level().measure();
        if (measure instanceof Measure.Availability) {
            return words.say(
                    "figure.down",
                    words.length(total.subtract(met.get()).longValue()),
                    words.length(total.longValue()));
        }
        return words.say(
                measure instanceof Measure.Ratio ? "figure.over" : "figure.of", plain(met.get()), plain(total));
    }

    private String plain(BigDecimal value) {
        BigDecimal stripped = value.stripTrailingZeros();
        return words.number(stripped, Math.max(0, Math.min(2, stripped.scale())));
    }

    /** An arrow and the amount by which the figure moved; empty without a figure before. */
    public String change(LevelResult now, Optional<LevelResult> before) {
        Optional<BigDecimal> moved = moved(now, before);
        if (moved.isEmpty()) {
            return now.judged().isEmpty() ? "" : words.say("levels.none");
        }
        if (moved.get().signum() == 0) {
            return "→";
        }
        Unit unit = now.level().target().unit();
        String symbol = unit == Unit.PERCENT ? words.say("figure.pp") : unit.symbol();
        return (moved.get().signum() > 0 ? "↑" : "↓")
                + Words.NO_BREAK
                + words.number(moved.get().abs())
                + (symbol.isEmpty() ? "" : Words.NO_BREAK + symbol);
    }

    /** Whether that is better or worse, in a word. */
    public String direction(LevelResult now, Optional<LevelResult> before) {
        Optional<BigDecimal> moved = moved(now, before);
        if (moved.isEmpty()) {
            return now.judged().isEmpty() ? "" : words.say("levels.first");
        }
        int sign = gain(now, moved.get());
        return words.say(sign == 0 ? "levels.same" : sign > 0 ? "levels.better" : "levels.worse");
    }

    private static int gain(LevelResult now, BigDecimal moved) {
        return now.level().target().comparison().higherIsBetter() ? moved.signum() : -moved.signum();
    }

    /** What is printed now less what was printed before: a reader who subtracts the two gets it. */
    private static Optional<BigDecimal> moved(LevelResult now, Optional<LevelResult> before) {
        Optional<BigDecimal> earlier = before.flatMap(FigureWords::shown);
        return shown(now).flatMap(value -> earlier.map(value::subtract));
    }

    /** How far the figure moved the wrong way, as a share of its target; zero or less where it did not. */
    public static Fraction lost(LevelResult now, Optional<LevelResult> before) {
        Optional<BigDecimal> moved = moved(now, before);
        BigDecimal target = now.level().target().value();
        if (moved.isEmpty() || target.signum() == 0) {
            return Fraction.ZERO;
        }
        BigDecimal lost =
                now.level().target().comparison().higherIsBetter() ? moved.get().negate() : moved.get();
        return new Fraction(lost, target.abs());
    }
}
