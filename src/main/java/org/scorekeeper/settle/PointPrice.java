package org.scorekeeper.settle;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.scorekeeper.contract.Credits.Points;
import org.scorekeeper.contract.Credits.Slice;
import org.scorekeeper.contract.Fraction;

/** Step 9, what a period's points cost: for the contract as a whole, and each level's line bears its share of it. */
record PointPrice(PriceBase base) {
    void price(List<Draft> drafts) {
        Optional<Points> rule = base.contract().credits().points();
        List<Draft> bearing =
                drafts.stream().filter(draft -> draft.points.signum() > 0).toList();
        if (rule.isEmpty() || bearing.isEmpty()) {
            return;
        }
        BigDecimal total = bearing.stream().map(draft -> draft.points).reduce(BigDecimal.ZERO, BigDecimal::add);
        Optional<Fraction> cost = cost(rule.get(), total);
        for (Draft draft : bearing) {
            String words = plain(draft.points) + " of " + plain(total) + " points, " + words(rule.get(), total);
            if (cost.isEmpty()) {
                draft.say("price", words + ": the charges of " + base.period().label() + " are not known yet");
                continue;
            }
            Fraction share = cost.get().times(draft.points).dividedBy(Fraction.of(total));
            draft.add(share);
            draft.pricedByPoints = true;
            draft.say("price", words + " = " + base.money(share));
        }
    }

    /** What so many points would cost alone; empty where the charges are not known. */
    Optional<Fraction> cost(Points rule, BigDecimal points) {
        return rule.prices().stream()
                        .anyMatch(price -> base.amount(price, base.period()).isEmpty())
                ? Optional.empty()
                : Optional.of(rule.cost(points, base.charges().of(base.period()).orElse(Fraction.ZERO)));
    }

    private String words(Points rule, BigDecimal total) {
        if (rule.each().isEmpty()) {
            return rule.row(total)
                    .map(row -> "from " + plain(row.from()) + " on " + base.words(row.credit()) + " together")
                    .orElse("fewer than cost anything");
        }
        String each = base.words(rule.each().get());
        if (rule.free().signum() == 0 && rule.steps().isEmpty()) {
            return each + " each";
        }
        List<String> parts = new ArrayList<>();
        if (rule.free().signum() > 0) {
            parts.add(plain(rule.free().min(total)) + " free");
        }
        for (Slice slice : rule.slices(total)) {
            parts.add(plain(slice.points()) + " at "
                    + (slice.times().compareTo(BigDecimal.ONE) == 0 ? "" : plain(slice.times()) + " times ") + each);
        }
        return String.join(", ", parts);
    }

    private static String plain(BigDecimal value) {
        BigDecimal stripped = value.stripTrailingZeros();
        return (stripped.scale() < 0 ? stripped.setScale(0) : stripped).toPlainString();
    }
}
