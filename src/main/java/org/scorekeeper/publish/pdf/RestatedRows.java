package org.scorekeeper.publish.pdf;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.scorekeeper.publish.told.FigureWords;
import org.scorekeeper.publish.told.Standing;
import org.scorekeeper.publish.told.Words;
import org.scorekeeper.settle.Cause;
import org.scorekeeper.settle.LevelResult;
import org.scorekeeper.settle.PeriodResult;

/** What a restatement changed: each level's figure and credit, old and new, and how much of it each cause made. */
final class RestatedRows {
    private final Words words;
    private final FigureWords figures;
    private final PeriodResult before;
    private final PeriodResult now;

    RestatedRows(Words words, PeriodResult before, PeriodResult now) {
        this.words = words;
        this.figures = new FigureWords(words);
        this.before = before;
        this.now = now;
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
        for (LevelResult level : now.levels()) {
            Optional<LevelResult> old = before.all(level.level().id()).stream()
                    .filter(one -> one.period().equals(level.period()))
                    .findFirst();
            if (old.isPresent() && !saysTheSame(old.get(), level)) {
                rows.add(new Row(
                        level.level().id() + " " + level.level().title(),
                        figure(old.get()),
                        figure(level),
                        money(old.get().credit()),
                        money(level.credit()),
                        signed(level.credit().subtract(old.get().credit())),
                        false));
            }
        }
        rows.add(new Row(
                words.say("restated.all"),
                "",
                "",
                money(before.money()),
                money(now.money()),
                signed(now.money().subtract(before.money())),
                true));
        now.causes()
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

    private boolean saysTheSame(LevelResult old, LevelResult level) {
        return figure(old).equals(figure(level)) && old.credit().compareTo(level.credit()) == 0;
    }

    private String figure(LevelResult level) {
        return Standing.of(level).shape() + Words.NO_BREAK + figures.value(level);
    }

    private String signed(BigDecimal amount) {
        return (amount.signum() > 0 ? "+" : "") + money(amount);
    }

    private String money(BigDecimal amount) {
        return words.money(amount, now.contract().currency());
    }
}
