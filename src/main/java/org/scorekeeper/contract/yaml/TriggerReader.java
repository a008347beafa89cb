package org.scorekeeper.contract.yaml;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.scorekeeper.calendar.ContractDuration;
import org.scorekeeper.contract.Bound;
import org.scorekeeper.contract.Comparison;
import org.scorekeeper.contract.Price;
import org.scorekeeper.contract.Trigger;
import org.scorekeeper.contract.Trigger.When;
import org.scorekeeper.contract.Unit;

/**
 * Reads {@code triggers}. Whether one can ever bind is {@link LooseTriggers}' question.
 *
 * @param file the whole file
 * @param levels the ids of its service levels, those with a fault too
 */
record TriggerReader(Block file, Set<String> levels) {
    private static final List<String> FORMS =
            List.of("step", "same-level-fails", "consecutive-fails", "points", "credits", "average", "spent");
    private static final Pattern AT_LEAST = Pattern.compile("at least\\s+(.+)");

    /** A trigger and where it stands. */
    record Placed(Trigger trigger, Block block) {}

    List<Placed> read() {
        List<Placed> triggers = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (Block unnamed : file.blocks("triggers")) {
            Optional<String> name = unnamed.need("name");
            Block block =
                    name.map(text -> unnamed.named("triggers[" + text + "]")).orElse(unnamed);
            block.known("name", "when");
            if (name.isPresent() && !names.add(name.get())) {
                block.error("name", "the trigger \"" + name.get() + "\" stands twice. Give each a name of its own.");
            }
            Optional<String> clause = block.text("clause");
            Optional<ContractDuration> notice = block.value("notice", ContractDuration::parse);
            Set<String> narrowed = new LinkedHashSet<>(narrowing(block));
            Optional<Block> condition = block.block("when");
            if (!block.has("when")) {
                block.error("when", "is missing. Write when: { consecutive-fails: 3 }.");
            }
            Optional<When> when = condition.flatMap(inner -> when(inner, narrowed));
            block.remarks();
            block.nothingElse();
            name.flatMap(text -> when.map(raises -> new Trigger(text, clause, notice, List.copyOf(narrowed), raises)))
                    .ifPresent(trigger -> triggers.add(new Placed(trigger, block)));
        }
        return triggers;
    }

    /** {@code level: KPI-1} or {@code levels: [KPI-1, KPI-2]}, beside {@code when} or in it. */
    private List<String> narrowing(Block block) {
        List<String> narrowed = new ArrayList<>();
        for (String key : List.of("level", "levels")) {
            for (String id : block.words(key)) {
                known(block, key, id);
                narrowed.add(id);
            }
        }
        return narrowed;
    }

    private void known(Block block, String key, String id) {
        if (!levels.contains(id) && !id.isBlank()) {
            block.error(
                    key,
                    "there is no service level \"" + id + "\"."
                            + Block.nearest(id, levels)
                                    .map(near -> " Did you mean \"" + near + "\"?")
                                    .orElse(""));
        }
    }

    private Optional<When> when(Block block, Set<String> narrowed) {
        narrowed.addAll(narrowing(block));
        List<String> forms = FORMS.stream().filter(block::has).toList();
        block.known(FORMS.toArray(String[]::new));
        Optional<When> when = Optional.empty();
        if (forms.size() == 1) {
            when = form(block, forms.get(0));
        } else {
            block.known("in-last", "periods");
            block.error(
                    "",
                    "needs one condition. Write one of step, same-level-fails, consecutive-fails, points, credits,"
                            + " average and spent.");
        }
        block.remarks();
        block.nothingElse();
        return when;
    }

    private Optional<When> form(Block block, String form) {
        return switch (form) {
            case "step" -> block.need("step").map(When.StepReached::new);
            case "same-level-fails" -> sameLevelFails(block);
            case "consecutive-fails" -> block.count("consecutive-fails", 1, 999).map(When.ConsecutiveFails::new);
            case "points" -> points(block);
            case "credits" -> credits(block);
            case "average" -> block.block("average").flatMap(this::average);
            default -> block.needValue("spent", TriggerReader::share).map(When.Spent::new);
        };
    }

    private static Optional<When> sameLevelFails(Block block) {
        Optional<Integer> failures = block.count("same-level-fails", 1, 999);
        Optional<Integer> inLast = block.needValue("in-last", Quantities::periods);
        return failures.flatMap(count -> inLast.map(last -> new When.SameLevelFails(count, last)));
    }

    private static Optional<When> points(Block block) {
        Optional<Bound> points = block.needValue("points", text -> {
            Bound bound = Quantities.bound(text);
            if (bound.unit() != Unit.NONE) {
                throw new IllegalArgumentException("\"" + text + "\" are no points. Write at least 25.");
            }
            return bound;
        });
        int inLast = block.value("in-last", Quantities::periods).orElse(1);
        return points.map(bound -> new When.PointsReach(bound, inLast));
    }

    private Optional<When> credits(Block block) {
        Optional<Price> credits = block.needValue("credits", text -> {
            Matcher matcher = AT_LEAST.matcher(text);
            if (!matcher.matches()) {
                throw new IllegalArgumentException(
                        "\"" + text + "\" is no bound. Write at least 20% of charges, or at least 5000.00.");
            }
            return Quantities.cost(matcher.group(1));
        });
        int periods = block.value("periods", Quantities::periods).orElse(1);
        int inLast = block.value("in-last", Quantities::periods).orElse(periods);
        if (credits.filter(price -> price instanceof Price.ShareOfCharges).isPresent() && !file.has("charges")) {
            block.error("credits", "there are no charges to be a share of. Write charges: { per-period: 182000.00 }.");
        }
        return credits.map(price -> new When.CreditsReach(price, periods, inLast));
    }

    private Optional<When> average(Block block) {
        Optional<String> of = block.need("of");
        of.ifPresent(id -> known(block, "of", id));
        Optional<Integer> last = block.needValue("last", Quantities::periods);
        List<String> words = List.of("less-than", "more-than", "at-least", "at-most");
        List<String> given = words.stream().filter(block::has).toList();
        block.known(words.toArray(String[]::new));
        if (given.size() != 1) {
            block.error("", "needs one bound. Write less-than: 97%, or one of more-than, at-least and at-most.");
        }
        Optional<Bound> bound = given.size() != 1
                ? Optional.empty()
                : block.value(given.get(0), Quantities::quantity)
                        .map(quantity -> new Bound(comparison(given.get(0)), quantity.value(), quantity.unit()));
        block.remarks();
        block.nothingElse();
        return of.flatMap(id -> last.flatMap(periods -> bound.map(edge -> new When.AverageOf(id, periods, edge))));
    }

    private static Comparison comparison(String key) {
        return Quantities.comparison(key.replace('-', ' ')).orElseThrow();
    }

    private static Bound share(String text) {
        Bound bound = Quantities.bound(text);
        if (bound.unit() != Unit.PERCENT
                || !bound.comparison().higherIsBetter()
                || bound.value().compareTo(BigDecimal.ZERO) <= 0) {
            throw new IllegalArgumentException("\"" + text + "\" is no share of a ceiling. Write at least 85%.");
        }
        return bound;
    }
}
