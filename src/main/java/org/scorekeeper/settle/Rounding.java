package org.scorekeeper.settle;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.scorekeeper.contract.Cap;
import org.scorekeeper.contract.Fraction;
import org.scorekeeper.measure.TraceStep;

/**
 * Step 12, from exact amounts to the currency's decimals: each line is rounded half-up once, and lines that share one
 * total add up to it rounded, the largest remainder first, then in file order.
 */
record Rounding(PriceBase base) {
    void round(List<Draft> drafts, List<Caps.Applied> caps) {
        Map<Integer, List<Draft>> groups = new TreeMap<>();
        for (Draft draft : drafts) {
            if (draft.exact.signum() < 0) {
                draft.amount = base.rounded(draft.exact);
            } else if (draft.exact.signum() > 0) {
                groups.computeIfAbsent(draft.group, key -> new ArrayList<>()).add(draft);
            }
        }
        groups.values().forEach(this::share);
        // A cap by item bounds each line by itself, and rounding keeps the order of two amounts.
        caps.stream().filter(cap -> cap.result().cap().per() != Cap.Per.ITEM).forEach(this::keepUnder);
        for (Draft draft : drafts) {
            draft.amount = draft.amount.setScale(base.contract().moneyPlaces(), RoundingMode.UNNECESSARY);
            if (draft.before.signum() != 0) {
                draft.trace.add(new TraceStep("ledger", "rounded to " + base.money(draft.amount)));
            }
        }
    }

    /** Rounds lines so that they add up to their total rounded. */
    private void share(List<Draft> lines) {
        int places = base.contract().moneyPlaces();
        BigDecimal left = base.rounded(lines.stream().map(line -> line.exact).reduce(Fraction.ZERO, Fraction::plus));
        for (Draft line : lines) {
            line.amount = line.exact.round(places, RoundingMode.DOWN);
            left = left.subtract(line.amount);
        }
        BigDecimal cent = BigDecimal.ONE.movePointLeft(places);
        List<Draft> byRemainder = lines.stream()
                .sorted(Comparator.comparing((Draft line) -> line.exact.minus(Fraction.of(line.amount)))
                        .reversed())
                .toList();
        for (Draft line : byRemainder) {
            if (left.signum() > 0) {
                line.amount = line.amount.add(cent);
                left = left.subtract(cent);
            }
        }
    }

    /**
     * Keeps rounded lines under a cap that several groups stand under, where rounding each group up would pass it by a
     * cent: the line that gained most by rounding gives it back.
     */
    private void keepUnder(Caps.Applied cap) {
        BigDecimal cent = BigDecimal.ONE.movePointLeft(base.contract().moneyPlaces());
        BigDecimal sum = cap.covered().stream().map(line -> line.amount).reduce(BigDecimal.ZERO, BigDecimal::add);
        while (sum.compareTo(cap.result().room()) > 0 && sum.signum() > 0) {
            Draft gained = Collections.max(
                    cap.covered(),
                    Comparator.comparing(
                            (Draft line) -> Fraction.of(line.amount).minus(line.exact)));
            gained.amount = gained.amount.subtract(cent);
            sum = sum.subtract(cent);
        }
    }
}
