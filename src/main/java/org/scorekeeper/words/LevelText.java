package org.scorekeeper.words;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.scorekeeper.contract.Comparison;
import org.scorekeeper.contract.FailsWhen;
import org.scorekeeper.contract.Improvement;
import org.scorekeeper.contract.Measure;
import org.scorekeeper.contract.Repeat;
import org.scorekeeper.contract.ServiceLevel;
import org.scorekeeper.contract.Step;

/** One service level with every default spelled out, in the order in which its figure becomes money. */
record LevelText(Telling telling, ServiceLevel level) {
    Chapter chapter() {
        Chapter chapter = new Chapter(level.id()
                + (level.title().equals(level.id()) ? "" : " – " + level.title())
                + level.clause().map(Telling::inBrackets).orElse(""));
        chapter.say("The paper says", level.quote().map(quote -> "“" + quote + "”"));
        chapter.say(
                "Measured",
                new MeasureWords(telling.phrases()).measure(level.measure())
                        + telling.clause("service-levels[" + level.id() + "].measure"));
        chapter.say("Period", period());
        chapter.say("Several periods", over());
        chapter.say("Rounding", rounding());
        chapter.say("Few items", fewItems());
        chapter.say(
                "No data",
                level.noDataFails()
                        ? "A period without data fails, at the last step of the ladder."
                        : "A period without data is reported and does not fail.");
        chapter.say(
                "Counts from",
                level.starts()
                        .map(day -> telling.phrases().day(day)
                                + ": a period that begins earlier is measured and reported, costs nothing, bears no points,"
                                + " and counts in no repeat, offence or trigger.")
                        .orElse("The first period."));
        chapter.say("Target", target());
        level.minimum().ifPresent(minimum -> chapter.say("Minimum", telling.bound(minimum) + "."));
        chapter.say("Failure", level.failsWhen().map(this::failsWhen).orElse("Every miss of the target is a failure."));
        chapter.say("Improvement", level.improvement().map(this::improvement).orElse("The target stays as it is."));
        ladder(chapter);
        chapter.say("Repeats", repeats());
        chapter.say("Price", price());
        if (isShare()) {
            int misses = level.atRiskMisses();
            chapter.say(
                    "At risk",
                    "Shown as at risk where " + misses + (misses == 1 ? " more miss" : " more misses")
                            + " would fail it.");
        }
        chapter.say("Alert", level.alert() ? "A miss is told at once." : "A miss is told with the period's figures.");
        chapter.say(
                "Weight",
                level.weight()
                        .map(weight -> telling.number(weight) + Phrases.NO_BREAK
                                + "% of the overall score; it moves no money.")
                        .orElse("None: the level is no part of an overall score."));
        chapter.say("Note", level.note());
        return chapter;
    }

    private String period() {
        return level.period()
                .map(kind -> "Its own: " + TermText.period(kind)
                        + ". Its money is a share of that period's charges, and meets the contract's caps in the contract"
                        + " period in which it ends.")
                .orElse("The contract's.");
    }

    private Optional<String> over() {
        return level.over()
                .map(over -> "The figure that is judged is the " + (over.sum() ? "sum" : "average")
                        + " of the figures of the last " + Telling.periods(over.periods())
                        + ", this one included, before rounding, of those that have one; with fewer than "
                        + over.needs() + " the level is not measured.");
    }

    private String rounding() {
        return level.round()
                .map(rule -> "The figure is rounded to " + rule.places()
                        + (rule.places() == 1 ? " decimal, " : " decimals, ")
                        + telling.phrases().say("round." + rule.mode().name().toLowerCase(java.util.Locale.ROOT))
                        + ", and the rounded figure is judged.")
                .orElse("None: the exact figure is judged. What is printed never crosses the target.");
    }

    private Optional<String> fewItems() {
        return level.lowVolume()
                .map(low -> "With fewer than " + low.fewerThan() + " items, " + low.allowMisses()
                        + (low.allowMisses() == 1 ? " miss is" : " misses are") + " allowed.")
                .or(() -> isShare() ? Optional.of("The target holds for any number of items.") : Optional.empty());
    }

    private boolean isShare() {
        return level.measure() instanceof Measure.Share
                || level.measure() instanceof Measure.Persons
                || level.measure() instanceof Measure.Files;
    }

    private String target() {
        return telling.bound(level.target())
                + (level.charged() ? "." : ". A performance indicator: reported, never charged.");
    }

    private String failsWhen(FailsWhen rule) {
        List<String> ways = new ArrayList<>();
        if (rule.belowMinimum()) {
            ways.add("is worse than the minimum");
        }
        if (rule.belowTarget() > 0) {
            ways.add("is at least the " + telling.phrases().ordinal(rule.belowTarget())
                    + " among the last " + Telling.periods(rule.inLast())
                    + ", this one included, to miss the target but not the minimum");
        }
        return "A period that misses the target is a failure only when it " + String.join(", or ", ways)
                + ". A miss that is no failure is met, costs nothing, and is not at target for earn-back.";
    }

    private String improvement(Improvement rule) {
        if (rule instanceof Improvement.Raise raise) {
            return "After " + Telling.periods(raise.periods())
                    + " in a row strictly better than the target, the target moves by " + telling.percent(raise.share())
                    + " of the excess (their mean less the target), from the next period on; then the count starts again."
                    + rounded();
        }
        Improvement.Baseline baseline = (Improvement.Baseline) rule;
        return "The first " + Telling.periods(baseline.periods()) + " with a figure set the target: their "
                + word(baseline.target())
                + baseline.minimum()
                        .map(least -> "; and the minimum: the " + word(least))
                        .orElse("")
                + ". Until then the target above holds." + rounded();
    }

    private String rounded() {
        return level.round().isPresent()
                ? " The new target is rounded as the figure is."
                : " The new target is rounded to 10 decimals.";
    }

    private static String word(Improvement.Statistic statistic) {
        return statistic.name().toLowerCase(java.util.Locale.ROOT);
    }

    private void ladder(Chapter chapter) {
        if (level.ladder().isEmpty()) {
            chapter.say("Ladder", "None.");
            return;
        }
        chapter.say(
                "Ladder",
                "Of the steps that a figure reaches, the one furthest from the target counts:\n"
                        + level.ladder().stream().map(this::step).collect(Collectors.joining("\n")));
    }

    private String step(Step step) {
        boolean failing = step.isOnFailingSideOf(level.target());
        String figure =
                telling.phrases().quantity(step.bound().value(), step.bound().unit());
        String bound = step.bound().comparison() == Comparison.LESS_THAN
                ? "below " + figure
                : step.bound().comparison() == Comparison.MORE_THAN
                        ? "above " + figure
                        : step.bound().comparison().words() + " " + figure;
        List<String> costs = new ArrayList<>();
        if (step.points().signum() > 0) {
            costs.add(telling.number(step.points())
                    + (step.points().compareTo(BigDecimal.ONE) == 0 ? " point" : " points"));
        }
        step.credit().ifPresent(price -> costs.add(telling.cost(price)));
        return "• " + step.name().map(name -> name + ": ").orElse("") + bound + " – "
                + (costs.isEmpty() ? (failing ? "no price of its own" : "no bonus") : telling.and(costs));
    }

    private String repeats() {
        boolean own = level.repeat().isPresent()
                || level.credits()
                        .flatMap(org.scorekeeper.contract.Credits::repeat)
                        .isPresent();
        return telling.contract()
                .repeatOf(level)
                .map(rule -> repeat(telling, rule) + (own ? "" : " The contract's default."))
                .orElse("A repeated failure costs no more than the first.");
    }

    static String repeat(Telling telling, Repeat rule) {
        if (rule instanceof Repeat.Consecutive row) {
            return "The " + telling.phrases().ordinal(row.failures())
                    + " and every later failure in a row counts " + telling.number(row.times())
                    + " times; it never compounds; a period without data or not measured ends the row.";
        }
        if (rule instanceof Repeat.Nth nth) {
            return "The " + telling.phrases().ordinal(nth.failures()) + " and every later failed period among the last "
                    + nth.inLast() + ", this one included, counts " + telling.number(nth.times()) + " times.";
        }
        Repeat.Offences offences = (Repeat.Offences) rule;
        List<String> amounts = new ArrayList<>();
        for (int i = 0; i < offences.amounts().size(); i++) {
            boolean last = i + 1 == offences.amounts().size();
            amounts.add("the " + telling.phrases().ordinal(i + 1) + (last ? " and every later one " : " ")
                    + telling.price(offences.amounts().get(i)));
        }
        return "Of the failed periods " + (offences.restartsYearly() ? "of a contract year" : "of the whole contract")
                + ", " + telling.and(amounts) + ".";
    }

    private String price() {
        if (!level.charged()) {
            return "None: a performance indicator.";
        }
        return level.credits()
                .map(own -> "Credits of its own, in place of the contract's (points aside): "
                        + Telling.sentences(new CreditText(telling, own, "service-levels[" + level.id() + "].credits")
                                .rules(Optional.of(level))))
                .orElseGet(() -> {
                    List<String> rules =
                            new CreditText(telling, telling.contract().credits(), "credits").pricesOf(level);
                    return rules.isEmpty()
                            ? "A failure without a price has its line with amount 0."
                            : Telling.sentences(rules);
                });
    }
}
