package org.scorekeeper.settle;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.scorekeeper.contract.Credits;
import org.scorekeeper.contract.Fraction;
import org.scorekeeper.measure.TraceStep;

/**
 * What one contract period costs: steps 8 (one event), 9 (price), 10 (caps), 11 (earn-back) and 12 (ledger). Everything
 * runs exactly; at the end each line is rounded once.
 */
final class Pricing {
    /** The group of lines that are priced by points, for the contract as a whole. */
    private static final int POINTS = 0;

    private final PriceBase base;
    private final CreditHistory earlier;
    private final List<Judgement> judgements;
    private final Map<String, Draft> drafts = new LinkedHashMap<>();
    private final List<Caps.Applied> caps = new ArrayList<>();
    private final List<EarnBacks.Earned> earned = new ArrayList<>();

    private Pricing(PriceBase base, List<Judgement> judgements, CreditHistory earlier) {
        this.base = base;
        this.judgements = judgements;
        this.earlier = earlier;
    }

    /**
     * Prices a period.
     *
     * @param judgements in the contract's order; a level with a period of its own for each that ends in this one, in order
     * @param late deliverables due in it
     * @param earlier what earlier periods left
     */
    static Pricing of(PriceBase base, List<Judgement> judgements, List<LateDelivery> late, CreditHistory earlier) {
        Pricing pricing = new Pricing(base, judgements, earlier);
        pricing.draft(late);
        pricing.oneEvents();
        pricing.price();
        pricing.cap();
        pricing.ignore();
        pricing.earnBack();
        pricing.round();
        return pricing;
    }

    private void draft(List<LateDelivery> late) {
        int group = POINTS + 1;
        for (Judgement judgement : judgements) {
            drafts.put(judgement.key(), new Draft(judgement, group++));
        }
        for (LateDelivery delivery : late) {
            Draft draft = new Draft(delivery, base.period(), group++);
            drafts.put(draft.key, draft);
        }
    }

    /** Step 8; levels are compared by what they cost, so what needs no points is priced first. */
    private void oneEvents() {
        OwnPrice own = new OwnPrice(base);
        levels().forEach(own::price);
        new OneEvents(base).settle(levels());
    }

    /** Step 9. */
    private void price() {
        new PointPrice(base).price(levels());
        LatePrice late = new LatePrice(base);
        all().forEach(draft -> draft.late.ifPresent(delivery -> late.price(draft, delivery)));
        for (Draft draft : all()) {
            draft.group = draft.pricedByPoints ? POINTS : draft.group;
            draft.before = draft.exact;
        }
    }

    /** Step 10. */
    private void cap() {
        caps.addAll(new Caps(base, all(), earlier, drafts.size() + 1).apply());
    }

    /** Step 10, last: a small credit is reported and not issued; points of a period are one credit. */
    private void ignore() {
        List<Draft> byPoints = all().stream()
                .filter(draft -> draft.pricedByPoints && draft.exact.signum() > 0)
                .toList();
        ignore(byPoints, base.contract().credits().ignoreAtMost());
        for (Draft draft : all()) {
            if (!draft.pricedByPoints && draft.exact.signum() > 0) {
                ignore(
                        List.of(draft),
                        draft.level()
                                .flatMap(level -> level.credits().flatMap(Credits::ignoreAtMost))
                                .or(() -> base.contract().credits().ignoreAtMost()));
            }
        }
    }

    private void ignore(List<Draft> credit, Optional<BigDecimal> atMost) {
        Fraction sum = credit.stream().map(draft -> draft.exact).reduce(Fraction.ZERO, Fraction::plus);
        if (atMost.filter(bound -> sum.compareTo(bound) <= 0).isPresent()) {
            for (Draft draft : credit) {
                draft.clear();
                draft.say(
                        "caps",
                        base.money(sum) + " is not issued: at most " + base.money(atMost.get()) + " is ignored");
            }
        }
    }

    /** Step 11. */
    private void earnBack() {
        earned.addAll(new EarnBacks(base).earned(levels(), earlier));
    }

    /** Step 12; the lines are the {@link Ledger}'s. */
    private void round() {
        new Rounding(base).round(all(), caps);
    }

    private List<Draft> all() {
        return List.copyOf(drafts.values());
    }

    private List<Draft> levels() {
        return drafts.values().stream()
                .filter(draft -> draft.judgement.isPresent())
                .toList();
    }

    private Draft draft(Judgement judgement) {
        return Objects.requireNonNull(drafts.get(judgement.key()), judgement.key());
    }

    List<TraceStep> trace(Judgement judgement) {
        return draft(judgement).trace;
    }

    BigDecimal points(Judgement judgement) {
        return draft(judgement).points;
    }

    Fraction exact(Judgement judgement) {
        return draft(judgement).before;
    }

    BigDecimal amount(Judgement judgement) {
        return draft(judgement).amount;
    }

    List<CapResult> caps() {
        return caps.stream().map(Caps.Applied::result).toList();
    }

    /** The credits before any cap, rounded for printing; bonuses do not offset them. */
    BigDecimal before() {
        return base.rounded(all().stream()
                .map(draft -> draft.before)
                .filter(amount -> amount.signum() > 0)
                .reduce(Fraction.ZERO, Fraction::plus));
    }

    /** The sum of the credits and of what late deliveries cost. */
    BigDecimal credits() {
        return all().stream()
                .map(draft -> draft.amount)
                .filter(amount -> amount.signum() > 0)
                .reduce(BigDecimal.ZERO.setScale(base.contract().moneyPlaces()), BigDecimal::add);
    }

    /** The ledger lines. */
    List<LedgerLine> lines() {
        return new Ledger(base).lines(all(), earned);
    }

    /** What this period leaves to later ones, as the registers settled it. */
    CreditHistory history(Outcomes outcomes) {
        Ledger ledger = new Ledger(base);
        Map<String, LedgerLine> lines = new LinkedHashMap<>();
        outcomes.settled(lines(), base.contract().moneyPlaces()).forEach(line -> lines.put(line.lineId(), line));
        List<CreditHistory.Given> given = all().stream()
                .flatMap(draft -> Optional.ofNullable(lines.get(ledger.lineId(draft)))
                        .filter(line -> line.signedAmount().signum() > 0)
                        .map(line -> new CreditHistory.Given(
                                line.lineId(),
                                draft.of,
                                draft.period,
                                base.contract().year(base.period()),
                                line.amount(),
                                line.amount().subtract(outcomes.waived(line)),
                                draft.judgement.isPresent()))
                        .stream())
                .toList();
        List<CreditHistory.Given> returned =
                earned.stream().map(EarnBacks.Earned::credit).toList();
        return earlier.judged(judgements).paid(given, returned);
    }
}
