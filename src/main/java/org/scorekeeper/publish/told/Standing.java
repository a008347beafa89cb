package org.scorekeeper.publish.pdf;

import java.util.Comparator;
import java.util.List;
import org.scorekeeper.settle.LevelResult;
import org.scorekeeper.settle.PeriodResult;
import org.scorekeeper.settle.Status;

/** How a service level stands, as a reader sees it: a shape, a word and a colour, in the order of what matters. */
enum Standing {
    /** Broken. */
    FAILED("failed", "■", Palette.FAILED_HEX),
    /** Kept, and near to breaking. */
    AT_RISK("risk", "▲", Palette.RISK_HEX),
    /** Kept. */
    MET("met", "●", Palette.MET_HEX),
    /** Not in force yet, or not enough periods. */
    NOT_MEASURED("not_measured", "○", Palette.SOFT_HEX),
    /** Nothing to measure. */
    NO_DATA("no_data", "○", Palette.SOFT_HEX);

    private final String code;
    private final String shape;
    private final String colour;

    Standing(String code, String shape, String colour) {
        this.code = code;
        this.shape = shape;
        this.colour = colour;
    }

    static Standing of(LevelResult result) {
        return switch (result.status()) {
            case FAILED -> FAILED;
            case MET -> result.atRisk() ? AT_RISK : MET;
            case NOT_MEASURED -> NOT_MEASURED;
            case NO_DATA -> NO_DATA;
        };
    }

    /** The shape alone. */
    String shape() {
        return shape;
    }

    /** The word alone. */
    String word(Words words) {
        return words.say("status." + code);
    }

    /** The shape in its colour. */
    String mark() {
        return "<style forecolor=\"" + colour + "\">" + shape + "</style>";
    }

    /** The shape and the word, the shape in its colour. */
    String styled(Words words) {
        return mark() + Words.NO_BREAK + words.say("status." + code).replace(' ', Words.NO_BREAK);
    }

    /** Broken ones first, then those at risk, then the rest; among equals the heavier and then the contract's order. */
    static List<LevelResult> worstFirst(PeriodResult result) {
        return result.levels().stream()
                .sorted(Comparator.comparing(Standing::of)
                        .thenComparing(
                                level -> level.level().weight().orElse(java.math.BigDecimal.ZERO),
                                Comparator.reverseOrder()))
                .toList();
    }

    /** In how many periods in a row, the last one included, the level had a status; periods without figure end a run. */
    static int streak(List<PeriodResult> history, String level, Status status) {
        int streak = 0;
        for (int i = history.size() - 1; i >= 0; i--) {
            List<LevelResult> results = history.get(i).all(level);
            boolean between = results.isEmpty()
                    && history.get(i)
                            .contract()
                            .level(level)
                            .filter(promise -> promise.period().isPresent())
                            .isPresent();
            if (results.isEmpty() && !between) {
                break;
            }
            for (int j = results.size() - 1; j >= 0; j--) {
                if (results.get(j).status() != status) {
                    return streak;
                }
                streak++;
            }
        }
        return streak;
    }
}
