package org.scorekeeper.words;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.scorekeeper.contract.Cap;
import org.scorekeeper.contract.CreditRule;
import org.scorekeeper.contract.Credits;
import org.scorekeeper.contract.Measure;
import org.scorekeeper.contract.ServiceLevel;
import org.scorekeeper.contract.Step;
import org.scorekeeper.contract.Unit;

/**
 * What misses cost, for the contract or for a level with credits of its own.
 *
 * @param path of the block in the file
 */
record CreditText(Telling telling, Credits credits, String path) {
    Chapter chapter() {
        Chapter chapter = new Chapter("Credits" + telling.clause(path));
        chapter.say("Points", points());
        pools(Optional.empty()).forEach(pool -> chapter.say("Pool", pool));
        credits.rule().ifPresent(rule -> chapter.say("Every miss", rule(rule, Optional.empty())));
        credits.repeat().ifPresent(rule -> chapter.say("Repeats", LevelText.repeat(telling, rule) + clause("repeat")));
        chapter.say(
                "One event",
                credits.oneEvent()
                        .map(event -> "Levels that failed in a period with the same missed items (told by "
                                + event.by().orElse("the item's id")
                                + ") are one event; the greatest counts, by points, else by amount."
                                + clause("one-event"))
                        .orElse("Each level that failed counts for itself."));
        caps(chapter);
        chapter.say("Small credits", ignored());
        chapter.say("Earn-back", earnedBack());
        chapter.say("Invoiced", invoiced());
        return chapter.say(
                "Order",
                "Always: population, relief, measure, rounding, few items and no data, verdict, repeat, one event, price,"
                        + " caps in the order above, earn-back, ledger. Each line is rounded half-up to the currency's"
                        + " decimals once; lines that share one total add up to it, the largest remainder first.");
    }

    /** A level's own rules as sentences. */
    List<String> rules(Optional<ServiceLevel> level) {
        List<String> rules = new ArrayList<>(pools(level));
        credits.rule().ifPresent(rule -> rules.add(rule(rule, level)));
        for (int i = 0; i < credits.caps().size(); i++) {
            rules.add(cap(credits.caps().get(i), i));
        }
        credits.ignoreAtMost().ifPresent(amount -> rules.add(ignored()));
        credits.earnBack().ifPresent(rule -> rules.add(earnedBack()));
        rules.add(invoiced());
        return rules;
    }

    /** What the contract's rules make of one level's failure. */
    List<String> pricesOf(ServiceLevel level) {
        List<String> prices = new ArrayList<>(pools(Optional.of(level)));
        credits.rule()
                .filter(rule -> !(rule instanceof CreditRule.PerItem) || hasItems(level))
                .ifPresent(rule -> prices.add(rule(rule, Optional.of(level))));
        if (level.ladder().stream().anyMatch(step -> step.points().signum() > 0)) {
            prices.add(
                    credits.points().isPresent()
                            ? "Its points are priced with the contract's."
                            : "Its points have no price.");
        }
        if (level.ladder().stream().map(Step::credit).anyMatch(Optional::isPresent)) {
            prices.add("The credit of the step.");
        }
        return prices;
    }

    private static boolean hasItems(ServiceLevel level) {
        return level.measure() instanceof Measure.Share
                || level.measure() instanceof Measure.Files
                || level.measure() instanceof Measure.Persons
                || (level.measure() instanceof Measure.Statistic statistic && statistic.kind() == Measure.Kind.COUNT);
    }

    private String points() {
        if (credits.points().isEmpty()) {
            return "Points have no price.";
        }
        Credits.Points rule = credits.points().get();
        if (rule.each().isEmpty()) {
            return "All points of a period together cost what the highest row reached says:\n"
                    + rule.table().stream()
                            .map(row ->
                                    "• from " + telling.number(row.from()) + " points: " + telling.price(row.credit()))
                            .collect(Collectors.joining("\n"))
                    + clause("points");
        }
        String free = rule.free().signum() == 0
                ? "None are free."
                : "The first " + telling.number(rule.free()) + " of a period are free.";
        String each = "Each point costs " + telling.price(rule.each().get()) + clause("points") + ". " + free
                + " Each level's line bears its share of the amount in proportion to its points.";
        return rule.steps().isEmpty()
                ? each
                : each + " Points count, all of the period and the free ones too:\n" + bands(rule);
    }

    private String bands(Credits.Points rule) {
        List<String> bands = new ArrayList<>();
        BigDecimal from = rule.free();
        for (Credits.Band band : rule.steps()) {
            bands.add("• above " + telling.number(from)
                    + band.to().map(to -> " up to " + telling.number(to)).orElse("") + ": "
                    + telling.number(band.times()) + " times");
            from = band.to().orElse(from);
        }
        return String.join("\n", bands);
    }

    private List<String> pools(Optional<ServiceLevel> level) {
        List<String> pools = new ArrayList<>();
        for (Credits.Pool pool : credits.pools()) {
            String of = "the pool" + (pool.name().isEmpty() ? "" : " " + pool.name()) + ", which is "
                    + telling.percent(pool.size()) + " of the at-risk amount of " + telling.price(pool.atRisk());
            if (level.isPresent()) {
                pool.allocation(level.get().id())
                        .ifPresent(share -> pools.add("A failure costs " + telling.percent(share) + " of " + of + "."));
            } else {
                pools.add("A failure costs the level's share of " + of + ": "
                        + pool.allocations().entrySet().stream()
                                .map(share -> share.getKey() + " " + telling.percent(share.getValue()))
                                .collect(Collectors.joining(", "))
                        + ". A level without a share has none."
                        + clause(pool.name().isEmpty() ? "pool" : "pools." + pool.name()));
            }
        }
        return pools;
    }

    private String rule(CreditRule rule, Optional<ServiceLevel> level) {
        if (rule instanceof CreditRule.PerItem item) {
            return "Every missed item of a share, every item of a count, costs " + telling.price(item.credit()) + "."
                    + clause("per-item");
        }
        Unit unit = level.map(of -> of.target().unit())
                .orElseGet(() -> telling.contract().levels().stream()
                        .filter(of -> of.credits().isEmpty() && of.charged())
                        .map(of -> of.target().unit())
                        .findFirst()
                        .orElse(Unit.NONE));
        if (rule instanceof CreditRule.PerStep step) {
            return "Every " + (step.whole() ? "whole " : "") + telling.quantity(step.every(), unit) + " beyond "
                    + step.from().map(from -> telling.quantity(from, unit)).orElse("the target")
                    + ", on the failing side, costs " + telling.price(step.credit())
                    + (step.whole() ? "." : ", in proportion.") + clause("per-step");
        }
        return "Straight between these figures, flat outside: "
                + ((CreditRule.Curve) rule)
                        .points().stream()
                                .map(point ->
                                        "at " + telling.quantity(point.at(), unit) + " " + telling.cost(point.credit()))
                                .collect(Collectors.joining("; "))
                + "." + clause("curve");
    }

    private void caps(Chapter chapter) {
        if (credits.caps().isEmpty()) {
            chapter.say("Caps", "None: there is no most.");
            return;
        }
        for (int i = 0; i < credits.caps().size(); i++) {
            chapter.say("Cap " + (i + 1), cap(credits.caps().get(i), i));
        }
        chapter.say(
                "",
                "Caps cover credits and late deliveries; bonuses and timesheet exceptions neither count nor offset. A cap"
                        + " shortens the lines that it covers in proportion.");
    }

    private String cap(Cap cap, int place) {
        String of = cap.levels().isEmpty() ? "the whole contract" : telling.and(cap.levels());
        String per = switch (cap.per()) {
            case ITEM -> "an item (each missed item, or each deliverable)";
            case PERIOD -> "a period";
            case YEAR -> "a contract year";
        };
        String charges = cap.atMost().needsCharges() && cap.per() == Cap.Per.YEAR
                ? ", which are those of the contract year"
                : "";
        return "Of " + of + ", " + per + ": at most " + telling.price(cap.atMost()) + charges + "."
                + clause("caps[" + (place + 1) + "]");
    }

    private String ignored() {
        return credits.ignoreAtMost()
                .map(amount -> "A credit of at most " + telling.money(amount) + " is reported and not issued."
                        + clause("ignore"))
                .orElse("Every credit is issued, however small.");
    }

    private String earnedBack() {
        return credits.earnBack()
                .map(rule -> "Once the level has met its target in " + Telling.periods(rule.periods())
                        + " in a row after a credit, " + telling.percent(rule.returns())
                        + " of that credit comes back, once, as a line of the period in which it is earned; a period without"
                        + " data ends the run." + clause("earn-back"))
                .orElse("Nothing is earned back.");
    }

    private String invoiced() {
        return credits.invoicedNextPeriod()
                ? "The lines go onto the next period's invoice." + clause("invoiced")
                : "The lines go onto the period's own invoice.";
    }

    private String clause(String key) {
        return telling.clause(path + "." + key);
    }
}
