package org.scorekeeper.deliver;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.ResourceBundle;
import org.scorekeeper.publish.told.FigureWords;
import org.scorekeeper.publish.told.Restatement;
import org.scorekeeper.publish.told.Verdict;
import org.scorekeeper.settle.LevelResult;
import org.scorekeeper.settle.PeriodResult;
import org.scorekeeper.settle.Status;
import org.scorekeeper.settle.TriggerState;
import org.scorekeeper.words.Phrases;

/** The words of messages, beside those that tell a contract. */
final class Wording extends Phrases {
    /** So many changed levels are told; the scorecard has all of them. */
    private static final int MOST_CHANGES = 6;

    private final ResourceBundle letters;

    Wording(Locale locale) {
        super(locale);
        this.letters = bundle("org.scorekeeper.deliver.letters", locale);
    }

    @Override
    protected String text(String key) {
        return letters.containsKey(key) ? letters.getString(key) : super.text(key);
    }

    /** The last day that an instant ends, or the day that it lies in. */
    String day(Instant instant, ZoneId zone) {
        return day(instant.minusSeconds(1).atZone(zone).toLocalDate());
    }

    String hello(Optional<String> name) {
        return name.map(one -> say("hello.name", one)).orElseGet(() -> say("hello"));
    }

    static List<LevelResult> broken(PeriodResult result) {
        return result.levels().stream()
                .filter(level -> level.status() == Status.FAILED)
                .toList();
    }

    /** What a period came to, in a few words. */
    String verdict(PeriodResult result) {
        int judged = Verdict.judged(result);
        int broken = broken(result).size();
        return judged == 0
                ? say("verdict.nothing")
                : broken == 0 ? say("verdict.all") : say("verdict.broke", broken, judged);
    }

    /** What a period came to: its promises, its money, what else it set off. */
    List<String> told(PeriodResult result) {
        List<LevelResult> broken = broken(result);
        int judged = Verdict.judged(result);
        List<String> lines = new ArrayList<>();
        if (broken.isEmpty()) {
            lines.add(
                    judged == 0
                            ? say("sentence.nothing")
                            : judged == 1 ? say("sentence.one") : say("sentence.all", count(judged)));
        } else {
            lines.add(say("sentence.broke", broken.size(), judged));
            broken.forEach(level -> lines.add(level(level)));
        }
        int sign = result.money().signum();
        lines.add(
                sign == 0
                        ? say("money.none")
                        : say(
                                sign > 0 ? "money.customer" : "money.vendor",
                                money(result.money().abs(), result.contract().currency())));
        result.triggers().forEach(trigger -> trigger(trigger).ifPresent(lines::add));
        return lines;
    }

    /** What a restatement changed: the levels whose money moved most first, at most so many, and all of the money. */
    List<String> changes(Restatement restatement) {
        List<Restatement.Changed> changed = restatement.levels().stream()
                .sorted(Comparator.comparing(
                        (Restatement.Changed one) -> one.difference().abs(), Comparator.reverseOrder()))
                .toList();
        Currency currency = restatement.now().contract().currency();
        List<String> lines = new ArrayList<>();
        changed.stream().limit(MOST_CHANGES).forEach(one -> lines.add(change(one, currency)));
        if (changed.size() > MOST_CHANGES) {
            lines.add(say("change.more", changed.size() - MOST_CHANGES));
        }
        if (restatement.difference().signum() != 0) {
            lines.add(say(
                    "change.all",
                    money(restatement.before().money(), currency),
                    money(restatement.now().money(), currency),
                    signed(restatement.difference(), currency)));
        }
        if (!lines.isEmpty()) {
            lines.add(0, say("change.heading"));
        }
        return lines;
    }

    private String change(Restatement.Changed one, Currency currency) {
        String credit = one.difference().signum() == 0
                ? say("change.same")
                : say(
                        "change.credit",
                        money(one.oldCredit(), currency),
                        money(one.nowCredit(), currency),
                        signed(one.difference(), currency));
        return say("change", name(one.either()), title(one.either()), figure(one.old()), figure(one.now()), credit);
    }

    private String figure(Optional<LevelResult> level) {
        if (level.isEmpty()) {
            return say("change.absent");
        }
        return level.flatMap(FigureWords::shown)
                .map(value -> say(
                        level.get().status() == Status.FAILED ? "change.broken" : "change.kept",
                        quantity(value, level.get().level().target().unit())))
                .orElseGet(() -> say("change.nothing"));
    }

    private String signed(BigDecimal amount, Currency currency) {
        return (amount.signum() > 0 ? "+" : "") + money(amount, currency);
    }

    private static String name(LevelResult level) {
        return level.level().id();
    }

    /** A level's title; empty where it is no more than its id. */
    private static String title(LevelResult level) {
        return level.level().title().equals(name(level)) ? "" : level.level().title();
    }

    private Optional<String> trigger(TriggerState state) {
        String name = state.trigger().name()
                + state.serviceLevel().map(level -> " (" + level + ")").orElse("");
        return switch (state.state()) {
            case RAISED ->
                Optional.of(state.noticeBy()
                        .map(until -> say("trigger.notice", name, day(until)))
                        .orElseGet(() -> say("trigger.raised", name)));
            case WARNED -> Optional.of(say("trigger.warned", name));
            default -> Optional.empty();
        };
    }

    /** A level that broke: its figure as the scorecard prints it, beside its target. */
    String level(LevelResult level) {
        String id = name(level);
        String title = title(level);
        String target = target(level.target());
        return FigureWords.shown(level)
                        .map(figure -> say(
                                "level",
                                id,
                                title,
                                quantity(figure, level.target().unit()),
                                target))
                        .orElseGet(() -> say("level.nothing", id, title, target))
                + level.step().map(step -> say("level.step", step.label())).orElse("");
    }
}
