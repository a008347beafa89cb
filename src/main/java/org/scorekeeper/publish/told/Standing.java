package org.scorekeeper.publish.told;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.scorekeeper.settle.LevelResult;
import org.scorekeeper.settle.PeriodResult;
import org.scorekeeper.settle.Status;

/** How a service level stands, as a reader sees it: a shape and a word, in the order of what matters. */
public enum Standing {
    /** Broken. */
    FAILED("failed", "■"),
    /** Kept, and near to breaking. */
    AT_RISK("risk", "▲"),
    /** Kept. */
    MET("met", "●"),
    /** Not in force yet, or not enough periods. */
    NOT_MEASURED("not_measured", "○"),
    /** Nothing to measure. */
    NO_DATA("no_data", "○");

    private final String key;
    private final String shape;

    Standing(String key, String shape) {
        this.key = key;
        this.shape = shape;
    }

    /** How a level stands in a period. */
    public static Standing of(LevelResult result) {
        return switch (result.status()) {
            case FAILED -> FAILED;
            case MET -> result.atRisk() ? AT_RISK : MET;
            case NOT_MEASURED -> NOT_MEASURED;
            case NO_DATA -> NO_DATA;
        };
    }

    /** The word that pages and style sheets know it by: {@code failed}, {@code at_risk}, {@code met} and so on. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The shape alone. */
    public String shape() {
        return shape;
    }

    /** The word alone. */
    public String word(Words words) {
        return words.say("status." + key);
    }

    /** Broken ones first, then those at risk, then the rest; among equals the heavier and then the contract's order. */
    public static List<LevelResult> worstFirst(PeriodResult result) {
        return result.levels().stream()
                .sorted(Comparator.comparing(Standing::of)
                        .thenComparing(
                                level -> level.level().weight().orElse(java.math.BigDecimal.ZERO),
                                Comparator.reverseOrder()))
                .toList();
    }

    /** In how many periods in a row, the last one included, the level had a status; periods without figure end a run. */
    public static int streak(List<PeriodResult> history, String level, Status status) {
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
