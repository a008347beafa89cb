package org.scorekeeper.settle;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import org.scorekeeper.contract.Bound;
import org.scorekeeper.contract.CreditRule;
import org.scorekeeper.contract.Credits;
import org.scorekeeper.contract.Fraction;
import org.scorekeeper.contract.Measure;
import org.scorekeeper.contract.Price;
import org.scorekeeper.contract.ServiceLevel;
import org.scorekeeper.contract.Step;
import org.scorekeeper.contract.Unit;

/**
 * Step 9, what a level's period costs by itself, points aside: the ladder's step, its share of a pool, per step, per item,
 * the curve, the offence; as often as a repeat says.
 */
record OwnPrice(PriceBase base) {
    void price(Draft draft) {
        Judgement judgement = draft.judgement.orElseThrow();
        if (!judgement.bears()) {
            return;
        }
        ServiceLevel level = judgement.level();
        Credits credits = level.credits().orElse(base.contract().credits());
        judgement.step().ifPresent(step -> step.credit().ifPresent(price -> ladder(draft, judgement, step, price)));
        if (judgement.costs()) {
            credits.pools().forEach(pool -> pool(draft, level, pool));
            judgement.offence().ifPresent(price -> offence(draft, price));
        }
        credits.rule().ifPresent(rule -> rule(draft, judgement, rule));
        if (judgement.times().compareTo(BigDecimal.ONE) != 0 && draft.exact.signum() > 0) {
            draft.exact = draft.exact.times(judgement.times());
            draft.items = draft.items.stream()
                    .map(items -> items.times(Fraction.of(judgement.times())))
                    .toList();
            draft.say("price", "times " + plain(judgement.times()) + " for the repeat = " + base.money(draft.exact));
        }
    }

    private void ladder(Draft draft, Judgement judgement, Step step, Price price) {
        add(
                draft,
                "step " + step.label() + (price.signum() < 0 ? " gives a bonus of " : " costs ")
                        + base.words(price).replaceFirst("^-", ""),
                price,
                missedFees(judgement));
    }

    private void pool(Draft draft, ServiceLevel level, Credits.Pool pool) {
        pool.allocation(level.id()).ifPresent(allocation -> {
            String words = percent(allocation) + " of the pool"
                    + (pool.name().isEmpty() ? "" : " " + pool.name()) + ", which is " + percent(pool.size()) + " of "
                    + base.words(pool.atRisk());
            base.amount(pool.atRisk(), draft.period)
                    .ifPresentOrElse(
                            atRisk ->
                                    add(draft, words, atRisk.times(pool.size()).times(allocation)),
                            () -> unknown(draft, words));
        });
    }

    private void offence(Draft draft, Price price) {
        add(draft, "the offence costs " + base.words(price), price, Fraction.ZERO);
    }

    private void rule(Draft draft, Judgement judgement, CreditRule rule) {
        if (rule instanceof CreditRule.Curve curve) {
            curve(draft, judgement, curve);
        } else if (judgement.costs() && rule instanceof CreditRule.PerStep perStep) {
            perStep(draft, judgement, perStep);
        } else if (judgement.costs() && rule instanceof CreditRule.PerItem perItem) {
            perItem(draft, judgement, perItem);
        }
    }

    private void perStep(Draft draft, Judgement judgement, CreditRule.PerStep rule) {
        Bound target = judgement.level().target();
        Fraction from = Fraction.of(rule.from().orElse(target.base()));
        Optional<Fraction> figure = judgement.judged().or(() -> worst(target));
        if (figure.isEmpty()) {
            draft.say("price", "without a figure there are no steps to count");
            return;
        }
        Fraction beyond = target.comparison().higherIsBetter()
                ? from.minus(figure.get())
                : figure.get().minus(from);
        Fraction steps = beyond.max(Fraction.ZERO).dividedBy(Fraction.of(rule.every()));
        Fraction counted = rule.whole() ? Fraction.of(steps.round(0, RoundingMode.DOWN)) : steps;
        String words = plain(counted) + (rule.whole() ? " whole" : "") + " steps of " + inUnit(target, rule.every())
                + " from " + inUnit(target, rule.from().orElse(target.base())) + " on, at " + base.words(rule.credit())
                + " each";
        base.amount(rule.credit(), draft.period)
                .ifPresentOrElse(each -> add(draft, words, each.times(counted)), () -> unknown(draft, words));
    }

    private void perItem(Draft draft, Judgement judgement, CreditRule.PerItem rule) {
        if (rule.credit().needsFee()) {
            draft.items = judgement.figure().fees().stream()
                    .map(fee -> new Draft.Items(
                            rule.credit().of(Fraction.ZERO, Fraction.of(fee.orElse(BigDecimal.ZERO))),
                            BigDecimal.ONE,
                            fee))
                    .toList();
            add(
                    draft,
                    "each of " + draft.items.size() + " missed items costs " + base.words(rule.credit()),
                    draft.items.stream().map(Draft.Items::each).reduce(Fraction.ZERO, Fraction::plus));
            return;
        }
        countedItems(judgement).ifPresent(count -> {
            String words = plain(count) + (isCount(judgement.level()) ? " item" : " missed item")
                    + (count.compareTo(BigDecimal.ONE) == 0 ? "" : "s") + " at "
                    + base.words(rule.credit()) + " each";
            base.amount(rule.credit(), draft.period)
                    .ifPresentOrElse(each -> add(draft, words, each.times(count)), () -> unknown(draft, words));
        });
    }

    /** Above zero it costs a failure, below zero it is a bonus of a period that met the target. */
    private void curve(Draft draft, Judgement judgement, CreditRule.Curve curve) {
        Bound target = judgement.level().target();
        boolean failed = judgement.costs();
        if (!failed && judgement.judged().isEmpty()) {
            return;
        }
        if (curve.prices().stream()
                .anyMatch(price -> base.amount(price, draft.period).isEmpty())) {
            unknown(draft, "the curve");
            return;
        }
        Fraction charges = base.charges().of(draft.period).orElse(Fraction.ZERO);
        Fraction amount =
                judgement.judged().map(figure -> curve.at(figure, charges)).orElseGet(() -> curve.dearest(charges));
        if (amount.signum() == (failed ? 1 : -1)) {
            String at = judgement.judged().map(figure -> inUnit(target, figure)).orElse("no data");
            add(draft, "the curve at " + at + (failed ? "" : " gives a bonus"), amount);
        }
    }

    private void add(Draft draft, String words, Price price, Fraction fee) {
        base.amount(price, draft.period, fee)
                .ifPresentOrElse(amount -> add(draft, words, amount), () -> unknown(draft, words));
    }

    private void add(Draft draft, String words, Fraction amount) {
        String money = base.money(amount.max(Fraction.ZERO.minus(amount)));
        draft.add(amount);
        draft.say("price", words + (words.endsWith(money) ? "" : " = " + money));
    }

    private void unknown(Draft draft, String words) {
        draft.say("price", words + ": the charges of " + draft.period.label() + " are not known yet");
    }

    /** What caps by item count: missed items of a share, all items of a count; empty for other measures. */
    static Optional<BigDecimal> countedItems(Judgement judgement) {
        if (isCount(judgement.level())) {
            return judgement.figure().value().map(value -> value.round(0, RoundingMode.UNNECESSARY));
        }
        return Judgement.isShare(judgement.level().measure())
                ? judgement.figure().met().map(met -> judgement.figure().total().subtract(met))
                : Optional.empty();
    }

    private static boolean isCount(ServiceLevel level) {
        return level.measure() instanceof Measure.Statistic statistic && statistic.kind() == Measure.Kind.COUNT;
    }

    private static Fraction missedFees(Judgement judgement) {
        return judgement.figure().fees().stream()
                .flatMap(Optional::stream)
                .map(Fraction::of)
                .reduce(Fraction.ZERO, Fraction::plus);
    }

    /** A failure without a figure is as bad as it can be, where the unit has an end. */
    private static Optional<Fraction> worst(Bound target) {
        return target.unit() == Unit.PERCENT
                ? Optional.of(target.comparison().higherIsBetter() ? Fraction.ZERO : Fraction.of(100, 1))
                : Optional.empty();
    }

    private static String percent(BigDecimal share) {
        return plain(share.movePointRight(2)) + "%";
    }

    private static String inUnit(Bound target, BigDecimal value) {
        return inUnit(target, Fraction.of(value));
    }

    private static String inUnit(Bound target, Fraction value) {
        return plain(target.inUnit(value)) + target.unit().symbol();
    }

    private static String plain(Fraction value) {
        return plain(value.round(4, RoundingMode.HALF_UP));
    }

    private static String plain(BigDecimal value) {
        BigDecimal stripped = value.stripTrailingZeros();
        return (stripped.scale() < 0 ? stripped.setScale(0) : stripped).toPlainString();
    }
}
