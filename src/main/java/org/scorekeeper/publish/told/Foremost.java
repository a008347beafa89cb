package org.scorekeeper.publish.told;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.scorekeeper.settle.LevelResult;
import org.scorekeeper.settle.PeriodResult;
import org.scorekeeper.settle.Status;
import org.scorekeeper.settle.TriggerState;

/**
 * The one thing of a period that matters most: a right that lapses if nobody gives notice, else the broken promise that
 * costs most, and where nothing broke that nothing did, with what is nearest to breaking.
 */
public final class Foremost {
    private final Words words;
    private final FigureWords figures;

    /** In a document's words. */
    public Foremost(Words words) {
        this.words = words;
        this.figures = new FigureWords(words);
    }

    /** One sentence; history is oldest first, the period last. Empty where nothing could be judged. */
    public String of(PeriodResult result, List<PeriodResult> history) {
        return right(result)
                .or(() -> broken(result, history))
                .orElseGet(() -> Verdict.judged(result) == 0 ? "" : kept(result));
    }

    private Optional<String> right(PeriodResult result) {
        return result.triggers().stream()
                .filter(state -> state.state() == TriggerState.State.RAISED
                        && state.noticeBy().isPresent())
                .min(Comparator.comparing(state -> state.noticeBy().orElse(LocalDate.MAX)))
                .map(state -> words.say(
                        "foremost.right",
                        state.trigger().name()
                                + state.serviceLevel()
                                        .map(level -> " (" + level + ")")
                                        .orElse(""),
                        words.day(state.noticeBy().orElseThrow())));
    }

    /** By its cost, then by how long it has been broken, then by its weight. */
    private Optional<String> broken(PeriodResult result, List<PeriodResult> history) {
        return result.levels().stream()
                .filter(level -> level.status() == Status.FAILED)
                .max(Comparator.comparing(LevelResult::credit)
                        .thenComparing(
                                level -> Standing.streak(history, level.level().id(), Status.FAILED))
                        .thenComparing(level -> level.level().weight().orElse(BigDecimal.ZERO)))
                .map(level -> level.judged().isEmpty()
                        ? words.say("foremost.missing", level.level().title())
                        : level.credit().signum() > 0
                                ? said(
                                        "foremost.costs",
                                        level,
                                        words.money(
                                                level.credit(),
                                                result.contract().currency()))
                                : said("foremost.broken", level, ""));
    }

    private String kept(PeriodResult result) {
        return Standing.worstFirst(result).stream()
                .filter(level -> Standing.of(level) == Standing.AT_RISK)
                .findFirst()
                .map(level -> said("foremost.near", level, ""))
                .orElseGet(() -> words.say("foremost.nothing"));
    }

    private String said(String key, LevelResult level, String cost) {
        return words.say(key, level.level().title(), figures.value(level), words.target(level.target()), cost);
    }
}
