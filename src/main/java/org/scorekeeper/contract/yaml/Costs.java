package org.scorekeeper.contract.yaml;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.scorekeeper.contract.Contract.Deliverable;
import org.scorekeeper.contract.Contract.LateDamages;
import org.scorekeeper.contract.CreditRule;
import org.scorekeeper.contract.Credits;
import org.scorekeeper.contract.Fraction;
import org.scorekeeper.contract.Measure;
import org.scorekeeper.contract.Price;
import org.scorekeeper.contract.Repeat;
import org.scorekeeper.contract.ServiceLevel;
import org.scorekeeper.contract.Step;
import org.scorekeeper.facts.FactKind;

/**
 * What levels and deliverables can cost at most, so that caps which never bind are seen.
 *
 * @param credits the contract's
 * @param charges of a contract period
 */
record Costs(Credits credits, Fraction charges) {
    /** Whether a miss of the level can cost anything. */
    static boolean canCost(ServiceLevel level, Credits contract) {
        Credits own = level.credits().orElse(contract);
        boolean steps = level.ladder().stream()
                .anyMatch(step ->
                        step.credit().filter(price -> price.signum() != 0).isPresent()
                                || (contract.points().isPresent()
                                        && step.points().signum() > 0));
        boolean offences = level.repeat().or(contract::repeat).orElse(null) instanceof Repeat.Offences;
        return level.charged()
                && (steps
                        || offences
                        || own.pools().stream()
                                .anyMatch(pool -> pool.allocation(level.id()).isPresent())
                        || own.rule().filter(rule -> applies(rule, level)).isPresent());
    }

    /** Whether a rule says anything of a level: a price by item needs items. */
    static boolean applies(CreditRule rule, ServiceLevel level) {
        return !(rule instanceof CreditRule.PerItem) || hasItems(level.measure());
    }

    /** Whether a measure has items that can cost something each. */
    static boolean hasItems(Measure measure) {
        return measure instanceof Measure.Share
                || measure instanceof Measure.Files
                || measure instanceof Measure.Persons
                || (measure instanceof Measure.Statistic statistic && statistic.kind() == Measure.Kind.COUNT);
    }

    /** Whether a measure's missed items have fees. */
    static boolean hasFees(Measure measure) {
        return measure instanceof Measure.Share share && share.selection().items() == FactKind.DELIVERABLES;
    }

    /** The most that some levels cost together in a period; empty where there is no bound. */
    Optional<Fraction> most(List<ServiceLevel> levels) {
        BigDecimal points = levels.stream()
                .filter(ServiceLevel::charged)
                .map(level -> level.ladder().stream()
                        .map(Step::points)
                        .reduce(BigDecimal.ZERO, BigDecimal::max)
                        .multiply(times(level)))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        Fraction most = credits.points().map(rule -> rule.cost(points, charges)).orElse(Fraction.ZERO);
        for (ServiceLevel level : levels) {
            Optional<Fraction> own = own(level);
            if (own.isEmpty()) {
                return Optional.empty();
            }
            most = most.plus(own.get());
        }
        return Optional.of(most);
    }

    /** What a level costs at most in a period, points aside. */
    private Optional<Fraction> own(ServiceLevel level) {
        Credits own = level.credits().orElse(credits);
        if (!level.charged()) {
            return Optional.of(Fraction.ZERO);
        }
        if (level.period().isPresent()) {
            // its own period has other charges, and several may end in one of the contract's
            return Optional.empty();
        }
        Fraction most = Fraction.ZERO;
        for (Step step : level.ladder()) {
            if (step.credit().filter(Price::needsFee).isPresent()) {
                return Optional.empty();
            }
            most = most.max(step.credit().map(this::amount).orElse(Fraction.ZERO));
        }
        for (Credits.Pool pool : own.pools()) {
            most = most.plus(pool.allocation(level.id())
                    .map(share -> amount(pool.atRisk()).times(pool.size()).times(share))
                    .orElse(Fraction.ZERO));
        }
        if (own.rule().filter(rule -> applies(rule, level)).isPresent()) {
            if (!(own.rule().get() instanceof CreditRule.Curve curve)) {
                return Optional.empty();
            }
            most = most.plus(curve.dearest(charges));
        }
        if (level.repeat().or(credits::repeat).orElse(null) instanceof Repeat.Offences offences) {
            most = most.plus(offences.amounts().stream().map(this::amount).reduce(Fraction.ZERO, Fraction::max));
        }
        return Optional.of(most.times(times(level)));
    }

    private BigDecimal times(ServiceLevel level) {
        Optional<Repeat> repeat = level.repeat().or(credits::repeat);
        if (repeat.orElse(null) instanceof Repeat.Consecutive consecutive) {
            return consecutive.times().max(BigDecimal.ONE);
        }
        return repeat.orElse(null) instanceof Repeat.Nth nth ? nth.times().max(BigDecimal.ONE) : BigDecimal.ONE;
    }

    /** The most that one item of a level costs: all of the level, where only one missed; empty without a bound. */
    Optional<Fraction> mostOfOneItem(ServiceLevel level) {
        Credits own = level.credits().orElse(credits);
        boolean plain = level.ladder().stream()
                        .allMatch(
                                step -> step.credit().isEmpty() && step.points().signum() == 0)
                && own.pools().isEmpty()
                && level.repeat().or(credits::repeat).isEmpty();
        if (plain
                && own.rule().orElse(null) instanceof CreditRule.PerItem perItem
                && !perItem.credit().needsFee()) {
            return Optional.of(amount(perItem.credit()));
        }
        return hasItems(level.measure()) ? most(List.of(level)) : Optional.of(Fraction.ZERO);
    }

    /** What a late deliverable costs at most; empty without a bound. */
    Optional<Fraction> most(Deliverable deliverable) {
        Optional<LateDamages> late = deliverable.late();
        if (late.isEmpty()) {
            return Optional.of(Fraction.ZERO);
        }
        return late.get()
                .atMost()
                .filter(price -> !price.needsFee() || deliverable.fee().isPresent())
                .map(price -> price.of(charges, Fraction.of(deliverable.fee().orElse(BigDecimal.ZERO))));
    }

    private Fraction amount(Price price) {
        return price.of(charges, Fraction.ZERO);
    }
}
