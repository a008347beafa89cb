package org.scorekeeper.contract.yaml;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.scorekeeper.contract.Bound;
import org.scorekeeper.contract.CreditRule;
import org.scorekeeper.contract.CreditRule.Curve.Point;
import org.scorekeeper.contract.Price;
import org.scorekeeper.contract.Unit;

/**
 * Reads {@code per-step}, {@code per-item} or {@code curve}, whose quantities must be in the unit of the targets.
 *
 * @param credits the block that they stand in
 */
record RuleReader(Block credits) {
    private static final List<String> KEYS = List.of("per-step", "per-item", "curve");

    /**
     * A rule and what its quantities are in.
     *
     * @param key where it stands
     * @param unit empty where it has none
     */
    record Read(CreditRule rule, String key, Optional<Unit> unit) {
        /** Whether it fits a target: its unit, and a curve's charges and bonuses on their sides. */
        boolean fits(Bound target) {
            return unit.isEmpty() || Quantities.isSameKind(unit.get(), target.unit());
        }
    }

    Optional<Read> read() {
        List<String> found = KEYS.stream().filter(credits::has).toList();
        credits.known(KEYS.toArray(String[]::new));
        if (found.size() > 1) {
            credits.error(found.get(1), "stands beside " + found.get(0) + ". Write one of them.");
        }
        Optional<Read> perStep = credits.block("per-step").flatMap(this::perStep);
        Optional<Read> perItem = credits.value("per-item", Quantities::cost)
                .map(price -> new Read(new CreditRule.PerItem(price), "per-item", Optional.empty()));
        Optional<Read> curve = credits.has("curve") ? curve() : Optional.empty();
        return perStep.or(() -> perItem).or(() -> curve);
    }

    private Optional<Read> perStep(Block block) {
        Optional<Quantities.Quantity> every = block.needValue("every", Quantities::quantity);
        Optional<Price> credit = block.needValue("credit", Quantities::costWithoutFee);
        boolean whole = block.value("whole", RuleReader::truth).orElse(false);
        Optional<Quantities.Quantity> from = block.value("from", Quantities::quantity);
        block.remarks();
        block.nothingElse();
        if (every.filter(width -> width.value().signum() <= 0).isPresent()) {
            block.error("every", "a step is above 0. Write 0.1%.");
            return Optional.empty();
        }
        if (every.isPresent()
                && from.isPresent()
                && !Quantities.isSameKind(every.get().unit(), from.get().unit())) {
            block.error("from", "is in another unit than every. Write it in the target's.");
        }
        return every.flatMap(width -> credit.map(price -> new Read(
                new CreditRule.PerStep(base(width), price, whole, from.map(RuleReader::base)),
                "per-step",
                Optional.of(width.unit()))));
    }

    private Optional<Read> curve() {
        List<Point> points = new ArrayList<>();
        List<Unit> units = new ArrayList<>();
        for (Block block : credits.blocks("curve")) {
            Optional<Quantities.Quantity> at = block.needValue("at", Quantities::quantity);
            Optional<Price> credit = block.needValue("credit", Quantities::priceWithoutFee);
            block.remarks();
            block.nothingElse();
            if (at.isPresent() && points.stream().anyMatch(point -> point.at().compareTo(base(at.get())) == 0)) {
                block.error("at", "stands twice. A curve has one credit at a figure.");
            }
            if (at.isPresent()
                    && !units.isEmpty()
                    && !Quantities.isSameKind(units.get(0), at.get().unit())) {
                block.error("at", "is in another unit than the points before.");
            }
            at.ifPresent(figure -> credit.ifPresent(price -> {
                points.add(new Point(base(figure), price));
                units.add(figure.unit());
            }));
        }
        if (credits.list("curve").size() < 2) {
            credits.error(
                    "curve",
                    "needs two points or more. Write"
                            + " [ { at: 95%, credit: 0% of charges }, { at: 85%, credit: 100% of charges } ].");
        }
        return points.size() < 2
                ? Optional.empty()
                : Optional.of(new Read(new CreditRule.Curve(points), "curve", Optional.of(units.get(0))));
    }

    /** Refuses a charge on the good side of the target, and a bonus on the failing side. */
    static void checkSides(Block credits, CreditRule rule, Bound target) {
        if (rule instanceof CreditRule.Curve curve) {
            for (Point point : curve.points()) {
                boolean meets = target.comparison().holds(point.at().compareTo(target.base()));
                if (meets && point.credit().signum() > 0) {
                    credits.error(
                            "curve",
                            "charges on the good side of the target, " + target + ". There a credit is 0 or a bonus.");
                } else if (!meets && point.credit().signum() < 0 && point.at().compareTo(target.base()) != 0) {
                    credits.error(
                            "curve",
                            "gives a bonus on the failing side of the target, " + target + ". There it is 0 or more.");
                }
            }
        }
    }

    private static BigDecimal base(Quantities.Quantity quantity) {
        return quantity.value().multiply(quantity.unit().size());
    }

    private static boolean truth(String text) {
        return switch (text) {
            case "true", "yes" -> true;
            case "false", "no" -> false;
            default -> throw new IllegalArgumentException("\"" + text + "\" is unknown. Write true or false.");
        };
    }
}
