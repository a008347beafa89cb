package org.scorekeeper.publish.told;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import org.scorekeeper.calendar.PeriodKind;
import org.scorekeeper.settle.LevelResult;
import org.scorekeeper.settle.PeriodResult;
import org.scorekeeper.settle.Status;

/** The verdict of a period in one sentence made from its facts. */
public final class Verdict {
    private final Words words;

    /** In a document's words. */
    public Verdict(Words words) {
        this.words = words;
    }

    /** Kept 7 of 9 promises; two broke, one of them for the third month in a row. History is oldest first, the period last. */
    public String of(PeriodResult result, List<PeriodResult> history) {
        List<LevelResult> broken = with(result, Standing.FAILED);
        int risks = with(result, Standing.AT_RISK).size();
        String sentence = promises(result, broken.size())
                + streaks(broken, history, result.period().kind());
        if (risks > 0) {
            sentence = words.say(
                    "verdict.beside",
                    sentence,
                    risks == 1
                            ? words.say("verdict.risk.one")
                            : words.say("verdict.risk.several", words.inWords(risks)));
        }
        return (result.running() ? words.say("verdict.running", lowerFirst(sentence)) : sentence) + ".";
    }

    /** The score in per cent without decimals, or that there is none. */
    public String score(PeriodResult result) {
        return result.score()
                .map(value -> words.percent(value.setScale(0, RoundingMode.HALF_UP), 0))
                .orElseGet(() -> words.say("head.score.none"));
    }

    /** The score's course since the period before; where no level has a weight, that of the promises kept. */
    public String course(PeriodResult result, List<PeriodResult> history) {
        if (history.size() < 2) {
            return words.say("head.score.first");
        }
        PeriodResult before = history.get(history.size() - 2);
        if (result.score().isPresent() && before.score().isPresent()) {
            return moved(
                    rounded(result.score().get())
                            .compareTo(rounded(before.score().get())),
                    words.say("head.score.last", score(before)));
        }
        int judgedNow = judged(result);
        int judgedBefore = judged(before);
        return result.score().isPresent() || before.score().isPresent() || judgedNow == 0 || judgedBefore == 0
                ? words.say("head.score.last", score(before))
                : moved(
                        Integer.compare(kept(result) * judgedBefore, kept(before) * judgedNow),
                        words.say("head.kept.last", kept(before), judgedBefore));
    }

    private static BigDecimal rounded(BigDecimal score) {
        return score.setScale(0, RoundingMode.HALF_UP);
    }

    private String moved(int sign, String before) {
        return words.say(sign > 0 ? "head.moved.up" : sign < 0 ? "head.moved.down" : "head.moved.not", before);
    }

    /** How many promises were kept. */
    public static int kept(PeriodResult result) {
        return (int) result.levels().stream()
                .filter(level -> level.status() == Status.MET)
                .count();
    }

    /** How many promises could be judged. */
    public static int judged(PeriodResult result) {
        return kept(result) + with(result, Standing.FAILED).size();
    }

    private static List<LevelResult> with(PeriodResult result, Standing standing) {
        return result.levels().stream()
                .filter(level -> Standing.of(level) == standing)
                .toList();
    }

    private String promises(PeriodResult result, int broken) {
        int judged = judged(result);
        if (judged == 0) {
            return words.say("verdict.nothing");
        }
        if (broken == 0) {
            return judged == 1 ? words.say("verdict.all.one") : words.say("verdict.all", judged);
        }
        return broken == judged
                ? judged == 1 ? words.say("verdict.none.one") : words.say("verdict.none.kept", judged)
                : words.say("verdict.some", judged - broken, judged, words.inWords(broken));
    }

    private String streaks(List<LevelResult> broken, List<PeriodResult> history, PeriodKind kind) {
        List<Integer> repeated = broken.stream()
                .map(level -> Standing.streak(history, level.level().id(), Status.FAILED))
                .filter(streak -> streak > 1)
                .toList();
        if (repeated.isEmpty()) {
            return "";
        }
        if (repeated.size() > 1) {
            return repeated.size() == broken.size()
                    ? words.say("verdict.streak.every")
                    : words.say("verdict.streak.several", words.inWords(repeated.size()));
        }
        return words.say(
                "verdict.streak" + (kind == PeriodKind.MONTHLY ? "" : ".period")
                        + (broken.size() == 1 ? ".only" : ".one"),
                words.ordinal(repeated.get(0)));
    }

    private static String lowerFirst(String sentence) {
        int first = sentence.offsetByCodePoints(0, 1);
        return sentence.substring(0, first).toLowerCase(java.util.Locale.ROOT) + sentence.substring(first);
    }
}
