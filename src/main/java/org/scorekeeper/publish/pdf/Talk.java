package org.scorekeeper.publish.pdf;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.scorekeeper.contract.Fraction;
import org.scorekeeper.measure.Miss;
import org.scorekeeper.publish.Scorecard;
import org.scorekeeper.publish.told.FigureWords;
import org.scorekeeper.publish.told.Standing;
import org.scorekeeper.publish.told.Words;
import org.scorekeeper.settle.LevelResult;
import org.scorekeeper.settle.PeriodResult;
import org.scorekeeper.settle.Status;

/** What to say: the worst trend, the largest single miss and the promise to praise, each with its evidence. */
final class Talk {
    private final Words words;
    private final FigureWords figures;
    private final Scorecard scorecard;
    private final List<PeriodResult> history;
    private final Optional<PeriodResult> before;

    Talk(Words words, Scorecard scorecard) {
        this.words = words;
        this.figures = new FigureWords(words);
        this.scorecard = scorecard;
        this.history = scorecard.history();
        this.before = history.size() < 2 ? Optional.empty() : Optional.of(history.get(history.size() - 2));
    }

    /** At most three lines; none where nothing was measured. */
    List<Line> lines() {
        List<Line> lines = new ArrayList<>();
        trend().ifPresent(lines::add);
        largestMiss().ifPresent(lines::add);
        praise().ifPresent(lines::add);
        return IntStream.range(0, lines.size())
                .mapToObj(i -> lines.get(i).marked(String.valueOf(i + 1)))
                .toList();
    }

    private Optional<Line> trend() {
        Optional<LevelResult> repeated = judged().filter(level -> streak(level, Status.FAILED) > 1)
                .max(Comparator.comparingInt(level -> streak(level, Status.FAILED)));
        if (repeated.isPresent()) {
            LevelResult level = repeated.get();
            int streak = streak(level, Status.FAILED);
            String start = history.size() > streak
                    ? history.get(history.size() - streak - 1)
                            .level(level.level().id())
                            .filter(result -> result.judged().isPresent())
                            .map(figures::value)
                            .orElseGet(() -> earlier(level))
                    : earlier(level);
            return Optional.of(line(level, "say.trend", words.ordinal(streak), figures.value(level), start));
        }
        return judged().filter(
                        level -> FigureWords.lost(level, earlierResult(level)).signum() > 0)
                .max(Comparator.comparing(level -> FigureWords.lost(level, earlierResult(level)), Fraction::compareTo))
                .map(level -> line(level, "say.worse", "", figures.value(level), earlier(level)));
    }

    private Optional<Line> largestMiss() {
        record Candidate(LevelResult level, Miss miss) {}
        return scorecard.result().levels().stream()
                .flatMap(level -> level.figure().counted().stream().map(miss -> new Candidate(level, miss)))
                .filter(candidate -> candidate.miss().lateBySeconds().isPresent()
                        && candidate.miss().limitSeconds().isPresent())
                .max(Comparator.comparingLong(
                        candidate -> candidate.miss().lateBySeconds().orElseThrow()))
                .map(candidate -> new Line(
                        "",
                        words.say(
                                "say.miss",
                                candidate.miss().item(),
                                candidate
                                        .miss()
                                        .title()
                                        .orElse(candidate.level().level().title()),
                                words.length(candidate.miss().lateBySeconds().orElseThrow()),
                                words.length(candidate.miss().limitSeconds().orElseThrow())),
                        words.say(
                                "say.ref.miss",
                                candidate.level().level().id(),
                                ItemRows.reference(candidate.miss().place()))));
    }

    private Optional<Line> praise() {
        return judged().filter(level -> Standing.of(level) == Standing.MET)
                .max(Comparator.comparingInt((LevelResult level) -> streak(level, Status.MET))
                        .thenComparing(level -> level.level().weight().orElse(java.math.BigDecimal.ZERO)))
                .map(level -> {
                    int streak = streak(level, Status.MET);
                    return line(
                            level,
                            streak > 1 ? "say.praise.streak" : "say.praise",
                            words.ordinal(streak),
                            figures.value(level),
                            words.target(level.level().target()));
                });
    }

    private Line line(LevelResult level, String key, Object... arguments) {
        Object[] all = new Object[arguments.length + 1];
        all[0] = level.level().title();
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return new Line("", words.say(key, all), level.level().id());
    }

    private java.util.stream.Stream<LevelResult> judged() {
        return scorecard.result().levels().stream()
                .filter(level -> level.status() == Status.MET || level.status() == Status.FAILED);
    }

    private Optional<LevelResult> earlierResult(LevelResult level) {
        return before.flatMap(result -> result.level(level.level().id()));
    }

    private String earlier(LevelResult level) {
        return earlierResult(level).map(figures::value).orElseGet(() -> words.say("levels.none"));
    }

    private int streak(LevelResult level, Status status) {
        return Standing.streak(history, level.level().id(), status);
    }

    /** A number or a sign, one sentence, and where its evidence is. */
    record Line(String mark, String sentence, String reference) {
        private Line marked(String sign) {
            return new Line("<style isBold=\"true\">" + sign + "</style>", sentence, reference);
        }
    }
}
