package org.scorekeeper.settle;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.scorekeeper.calendar.ContractYear;
import org.scorekeeper.calendar.MeasurementPeriod;
import org.scorekeeper.contract.Cap;
import org.scorekeeper.contract.Credits;
import org.scorekeeper.contract.Fraction;
import org.scorekeeper.contract.ServiceLevel;

/**
 * Step 10: the caps, first those of levels with credits of their own, then the contract's, each in the order listed. They
 * cover credits and late deliveries; a bonus neither counts nor offsets. A cap shortens what it covers in proportion.
 */
final class Caps {
    private final PriceBase base;
    private final List<Draft> drafts;
    private final CreditHistory history;
    private final List<Applied> applied = new ArrayList<>();
    private int nextGroup;

    /**
     * Prepares the caps of one period.
     *
     * @param nextGroup above every group of the drafts
     */
    Caps(PriceBase base, List<Draft> drafts, CreditHistory history, int nextGroup) {
        this.base = base;
        this.drafts = drafts;
        this.history = history;
        this.nextGroup = nextGroup;
    }

    /** What a cap did, and to which lines. */
    record Applied(CapResult result, List<Draft> covered) {}

    /** Applies them, and says what each did; a cap whose charges are not known yet does nothing. */
    List<Applied> apply() {
        List<String> seen = new ArrayList<>();
        for (Draft draft : drafts) {
            boolean first = !seen.contains(draft.of);
            seen.add(draft.of);
            draft.level().flatMap(ServiceLevel::credits).map(Credits::caps).orElse(List.of()).stream()
                    .filter(cap -> first || cap.per() != Cap.Per.YEAR)
                    .forEach(cap -> cap(cap, draft.period, cap.per() == Cap.Per.YEAR ? drafts : List.of(draft)));
        }
        base.contract().credits().caps().forEach(cap -> cap(cap, base.period(), drafts));
        return applied;
    }

    /** A level's own caps hold for each of its periods, where it has shorter ones than the contract; a year's for all. */
    private void cap(Cap cap, MeasurementPeriod of, List<Draft> lines) {
        List<Draft> covered = lines.stream()
                .filter(draft -> cap.covers(draft.of) && draft.exact.signum() > 0)
                .toList();
        if (cap.per() == Cap.Per.ITEM) {
            items(cap, of, covered);
        } else {
            base.limit(cap, of, Fraction.ZERO).ifPresent(limit -> together(cap, limit, covered));
        }
    }

    /** By period or year: the lines together. */
    private void together(Cap cap, Fraction limit, List<Draft> covered) {
        ContractYear year = base.contract().year(base.period());
        BigDecimal earlier = cap.per() == Cap.Per.YEAR ? history.used(cap, year) : BigDecimal.ZERO;
        Fraction room = limit.minus(Fraction.of(earlier)).max(Fraction.ZERO);
        Fraction sum = sum(covered);
        boolean binds = sum.compareTo(room) > 0;
        if (binds) {
            String sentence = words(cap)
                    + (earlier.signum() > 0 ? ", of which " + base.money(earlier) + " is used," : "") + " shortens "
                    + base.money(sum) + " to " + base.money(room);
            int group = nextGroup++;
            for (Draft draft : covered) {
                shorten(draft, draft.exact.times(room).dividedBy(sum), sentence);
                draft.group = group;
            }
        }
        CapResult result = new CapResult(
                cap,
                base.rounded(limit),
                earlier,
                base.rounded(sum),
                binds ? base.rounded(sum).subtract(base.rounded(room)) : BigDecimal.ZERO);
        applied.add(new Applied(result, covered));
    }

    /** By item: each missed item, or each deliverable. */
    private void items(Cap cap, MeasurementPeriod of, List<Draft> covered) {
        Fraction limits = Fraction.ZERO;
        Fraction before = Fraction.ZERO;
        Fraction after = Fraction.ZERO;
        for (Draft draft : covered) {
            List<Draft.Items> items = items(draft).stream()
                    .filter(each -> limit(cap, of, each).isPresent())
                    .toList();
            if (items.isEmpty()) {
                continue;
            }
            Fraction off = Fraction.ZERO;
            for (Draft.Items each : items) {
                Fraction limit = limit(cap, of, each).orElseThrow();
                off = off.plus(each.each().minus(limit).max(Fraction.ZERO).times(each.count()));
                limits = limits.plus(limit.times(each.count()));
            }
            before = before.plus(draft.exact);
            if (off.signum() > 0) {
                Fraction left = draft.exact.minus(off);
                shorten(draft, left, words(cap) + " shortens " + base.money(draft.exact) + " to " + base.money(left));
                draft.group = nextGroup++;
            }
            after = after.plus(draft.exact);
        }
        CapResult result = new CapResult(
                cap,
                base.rounded(limits),
                BigDecimal.ZERO,
                base.rounded(before),
                base.rounded(before).subtract(base.rounded(after)));
        applied.add(new Applied(result, covered));
    }

    /** What a cap allows an item; empty where the charges, or the item's fee, are not known. */
    private Optional<Fraction> limit(Cap cap, MeasurementPeriod of, Draft.Items item) {
        return cap.atMost().needsFee() && item.fee().isEmpty()
                ? Optional.empty()
                : base.limit(cap, of, Fraction.of(item.fee().orElse(BigDecimal.ZERO)));
    }

    /** What its items cost each now: a deliverable is one; a level's price is spread evenly where it names none. */
    private static List<Draft.Items> items(Draft draft) {
        if (draft.late.isPresent()) {
            return List.of(new Draft.Items(
                    draft.exact, BigDecimal.ONE, draft.late.get().status().fee()));
        }
        if (!draft.items.isEmpty()) {
            Fraction scale = draft.exact.dividedBy(draft.before);
            return draft.items.stream().map(items -> items.times(scale)).toList();
        }
        Judgement judgement = draft.judgement.orElseThrow();
        Optional<BigDecimal> count = OwnPrice.countedItems(judgement).filter(items -> items.signum() > 0);
        if (count.isEmpty()) {
            return List.of();
        }
        Fraction each = draft.exact.dividedBy(Fraction.of(count.get()));
        List<Draft.Items> withFees = judgement.figure().fees().stream()
                .filter(Optional::isPresent)
                .map(fee -> new Draft.Items(each, BigDecimal.ONE, fee))
                .toList();
        return count.get().compareTo(BigDecimal.valueOf(withFees.size())) == 0
                ? withFees
                : List.of(new Draft.Items(each, count.get(), Optional.empty()));
    }

    private void shorten(Draft draft, Fraction to, String sentence) {
        draft.exact = to;
        draft.say("caps", sentence);
    }

    private static Fraction sum(List<Draft> drafts) {
        return drafts.stream().map(draft -> draft.exact).reduce(Fraction.ZERO, Fraction::plus);
    }

    private String words(Cap cap) {
        String per = switch (cap.per()) {
            case ITEM -> "an item";
            case PERIOD -> "a period";
            case YEAR -> "a contract year";
        };
        return "the cap of " + base.words(cap.atMost()) + " " + per + " on "
                + (cap.levels().isEmpty() ? "the contract" : String.join(", ", cap.levels()));
    }
}
