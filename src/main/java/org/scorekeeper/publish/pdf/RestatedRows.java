package org.scorekeeper.publish.pdf;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.scorekeeper.publish.told.FigureWords;
import org.scorekeeper.publish.told.Restatement;
import org.scorekeeper.publish.told.Standing;
import org.scorekeeper.publish.told.Words;
import org.scorekeeper.settle.Cause;
import org.scorekeeper.settle.LevelResult;
import org.scorekeeper.settle.PeriodResult;

/** What a restatement changed: each level's figure and credit, old and new, and how much of it each cause made. */
final class RestatedRows {
    private final Words words;
    private final FigureWords figures;
    private final Restatement restatement;

    RestatedRows(Words words, PeriodResult before, PeriodResult now) {
        this.words = words;
        this.figures = new FigureWords(words);
        this.restatement = new Restatement(before, now);
    }

    /** One level, the sum, or one cause. */
    record Row(
            String what,
            String old,
            String now,
            String oldCredit,
            String nowCredit,
            String difference,
            boolean strong) {}

    List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        for (Restatement.Changed level : restatement.levels()) {
            rows.add(new Row(
                    level.either().level().id() + " " + level.either().level().title(),
                    figure(level.old()),
                    figure(level.now()),
                    money(level.oldCredit()),
                    money(level.nowCredit()),
                    signed(level.difference()),
                    false));
        }
        rows.add(new Row(
                words.say("restated.all"),
                "",
                "",
                money(restatement.before().money()),
                money(restatement.now().money()),
                signed(restatement.difference()),
                true));
        restatement
                .now()
                .causes()
                .forEach(cause -> rows.add(new Row(
                        words.say("restated.cause", cause(cause, words)),
                        "",
                        "",
                        "",
                        "",
                        signed(cause.share()),
                        false)));
        return rows;
    }

    /** A cause as a reader calls it. */
    static String cause(Cause cause, Words words) {
        return words.say("cause." + cause.kind().name().toLowerCase(Locale.ROOT));
    }

    private String figure(Optional<LevelResult> level) {
        return level.map(one -> Standing.of(one).shape() + Words.NO_BREAK + figures.value(one))
                .orElseGet(() -> words.say("levels.none"));
    }

    private String signed(BigDecimal amount) {
        return (amount.signum() > 0 ? "+" : "") + money(amount);
    }

    private String money(BigDecimal amount) {
        return words.money(amount, restatement.now().contract().currency());
    }
}
