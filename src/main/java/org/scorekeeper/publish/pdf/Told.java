package org.scorekeeper.publish.pdf;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.scorekeeper.contract.Contract;
import org.scorekeeper.settle.LevelResult;
import org.scorekeeper.settle.PeriodResult;

/** What the scorecard says of a contract's figures, in its words, for whoever says the same elsewhere. */
public final class Told {
    private final Words words;
    private final FigureWords figures;

    /** In the contract's language and zone. */
    public Told(Contract contract) {
        this.words = Words.of(contract);
        this.figures = new FigureWords(words);
    }

    /** The vendor as people call it. */
    public static String vendor(Contract contract) {
        return HeadRows.vendor(contract);
    }

    /** The verdict of a period in one sentence; its history is oldest first, the period itself last. */
    public String verdict(PeriodResult result, List<PeriodResult> history) {
        return new Verdict(words).of(result, history);
    }

    /** How many promises were kept. */
    public static int kept(PeriodResult result) {
        return Verdict.keptCount(result);
    }

    /** How many promises could be judged. */
    public static int judged(PeriodResult result) {
        return Verdict.judgedCount(result);
    }

    /** The score in per cent, or that there is none. */
    public String score(PeriodResult result) {
        return HeadRows.score(result.score(), words);
    }

    /** The levels, broken promises first. */
    public static List<LevelResult> worstFirst(PeriodResult result) {
        return Standing.worstFirst(result);
    }

    /** How a level stands: its shape, beside the word. */
    public static String shape(LevelResult result) {
        return Standing.of(result).shape();
    }

    /** How a level stands: {@code failed}, {@code at_risk}, {@code met}, {@code not_measured} or {@code no_data}. */
    public static String standing(LevelResult result) {
        return Standing.of(result).name().toLowerCase(java.util.Locale.ROOT);
    }

    /** How a level stands, in a word. */
    public String status(LevelResult result) {
        return Standing.of(result).word(words);
    }

    /** The figure as the scorecard prints it. */
    public String figure(LevelResult result) {
        return figures.value(result);
    }

    /** The same as a decimal in the target's unit; empty without a figure. */
    public Optional<BigDecimal> shown(LevelResult result) {
        return figures.shown(result);
    }

    /** What the figure is a part of. */
    public String denominator(LevelResult result) {
        return figures.denominator(result);
    }

    /** The target in force, in words. */
    public String target(LevelResult result) {
        return words.target(result.level().target());
    }

    /** Which way the figure moved and by how much, with whether that is better. */
    public String change(LevelResult now, Optional<LevelResult> before) {
        String change = figures.change(now, before);
        String direction = figures.direction(now, before);
        return change.isEmpty() || direction.isEmpty() ? change + direction : change + " " + direction;
    }
}
