package org.scorekeeper.contract.yaml;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.scorekeeper.contract.Bound;
import org.scorekeeper.contract.Comparison;
import org.scorekeeper.contract.Price;
import org.scorekeeper.contract.Step;

/**
 * Reads {@code ladder}: on the failing side of the target the steps go from the mildest miss to the worst and cost; on
 * the other side they bear a bonus, and go from the least to the best or, as printed tables do, from the best down.
 *
 * @param target whose sides they are
 */
record LadderReader(Bound target) {
    private static final Map<String, Comparison> FORMS = forms();

    private static Map<String, Comparison> forms() {
        Map<String, Comparison> forms = new LinkedHashMap<>();
        forms.put("below", Comparison.LESS_THAN);
        forms.put("above", Comparison.MORE_THAN);
        forms.put("at-most", Comparison.AT_MOST);
        forms.put("at-least", Comparison.AT_LEAST);
        return forms;
    }

    /** A step and where it stands. */
    private record Placed(Step step, Block block, String key) {
        void error(String message) {
            block.error(key, message);
        }
    }

    List<Step> read(Block level) {
        List<Placed> steps = new ArrayList<>();
        for (Block block : level.blocks("ladder")) {
            step(block).ifPresent(steps::add);
        }
        checkOrder(steps.stream()
                .filter(placed -> placed.step.isOnFailingSideOf(target))
                .toList());
        List<Placed> bonuses = new ArrayList<>(steps.stream()
                .filter(placed -> !placed.step.isOnFailingSideOf(target))
                .toList());
        if (bonuses.size() > 1 && isFurther(bonuses.get(0), bonuses.get(1))) {
            Collections.reverse(bonuses);
        }
        checkOrder(bonuses);
        steps.forEach(this::checkSide);
        return steps.stream().map(Placed::step).toList();
    }

    private Optional<Placed> step(Block block) {
        List<String> forms = FORMS.keySet().stream().filter(block::has).toList();
        block.known(FORMS.keySet().toArray(String[]::new));
        if (forms.size() != 1) {
            block.error("", "needs one bound. Write below, above, at-most or at-least.");
        }
        Optional<Bound> bound = forms.stream()
                .findFirst()
                .flatMap(form -> block.value(form, Quantities::quantity)
                        .map(found -> new Bound(comparison(form), found.value(), found.unit())));
        BigDecimal points = block.value("points", LadderReader::points).orElse(BigDecimal.ZERO);
        Optional<Price> credit = block.value("credit", Quantities::price);
        Optional<String> name = block.text("name");
        block.remarks();
        block.nothingElse();
        if (forms.size() != 1) {
            return Optional.empty();
        }
        String key = forms.get(0);
        if (bound.filter(found -> !Quantities.isSameKind(found.unit(), target.unit()))
                .isPresent()) {
            block.error(key, "is in another unit than the target, " + target + ".");
            return Optional.empty();
        }
        return bound.map(found -> new Placed(new Step(found, name, points, credit), block, key));
    }

    private static Comparison comparison(String form) {
        return java.util.Objects.requireNonNull(FORMS.get(form));
    }

    private static BigDecimal points(String text) {
        BigDecimal points = Block.parseDecimal(text);
        if (points.signum() < 0) {
            throw new IllegalArgumentException("points are never below zero. A bonus is a negative credit.");
        }
        return points;
    }

    private void checkOrder(List<Placed> steps) {
        for (int i = 1; i < steps.size(); i++) {
            if (!isFurther(steps.get(i), steps.get(i - 1))) {
                steps.get(i)
                        .error("does not follow \""
                                + words(steps.get(i - 1).step.bound())
                                + "\": list the steps away from the target, each further off than the one before.");
            }
        }
    }

    /** Whether fewer figures reach one than the other. */
    private static boolean isFurther(Placed one, Placed other) {
        Bound bound = one.step.bound();
        Bound nearer = other.step.bound();
        boolean down = bound.comparison() == Comparison.LESS_THAN || bound.comparison() == Comparison.AT_MOST;
        int order = bound.base().compareTo(nearer.base()) * (down ? 1 : -1);
        return order < 0 || (order == 0 && includes(nearer) && !includes(bound));
    }

    private void checkSide(Placed placed) {
        Step step = placed.step;
        boolean failing = step.isOnFailingSideOf(target);
        int credit = step.credit().map(Price::signum).orElse(0);
        boolean costs = credit > 0 || step.points().signum() > 0;
        if (!reachesOnly(step.bound(), failing)) {
            placed.error(
                    failing
                            ? "charges on the good side of the target, " + target
                                    + ": move the bound to the other side."
                            : "begins on the failing side of the target, " + target
                                    + ", where there is no bonus: move the bound to the other side.");
        } else if (failing && credit < 0) {
            placed.error("gives a bonus on the failing side of the target, " + target + ". There a credit is above 0.");
        } else if (!failing && costs) {
            placed.error("charges on the good side of the target, " + target
                    + ". There a credit is 0 or a bonus, which is below 0.");
        }
    }

    /** Whether every figure that reaches the bound fails the target (or, on the good side, meets it). */
    private boolean reachesOnly(Bound bound, boolean failing) {
        boolean down = bound.comparison() == Comparison.LESS_THAN || bound.comparison() == Comparison.AT_MOST;
        int order = bound.base().compareTo(target.base()) * (down ? 1 : -1);
        if (order == 0) {
            return failing ? !(includes(bound) && includes(target)) : !includes(bound) || includes(target);
        }
        return order < 0;
    }

    private static boolean includes(Bound bound) {
        return bound.comparison() == Comparison.AT_LEAST || bound.comparison() == Comparison.AT_MOST;
    }

    private static String words(Bound bound) {
        String form = FORMS.entrySet().stream()
                .filter(entry -> entry.getValue() == bound.comparison())
                .findFirst()
                .orElseThrow()
                .getKey();
        return form + ": " + bound.value().toPlainString() + bound.unit().symbol();
    }
}
