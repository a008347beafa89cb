package org.scorekeeper.settle;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;
import org.scorekeeper.calendar.MeasurementPeriod;
import org.scorekeeper.contract.Contract;
import org.scorekeeper.contract.Fraction;
import org.scorekeeper.contract.Price;
import org.scorekeeper.contract.Trigger;
import org.scorekeeper.contract.Trigger.When;

/**
 * The conditions of triggers that look at the contract as a whole: its points, its credits, its budget.
 *
 * @param contract the version of the period
 * @param totals of the contract periods so far, this one last
 */
record ContractConditions(Contract contract, List<Totals> totals) {
    /**
     * What one contract period came to.
     *
     * @param results of the levels whose period ends in it
     * @param charges empty where they are not known
     * @param credits after caps, late deliveries among them
     * @param spending of the timesheet ceiling; empty where there is none
     */
    record Totals(
            MeasurementPeriod period,
            List<LevelResult> results,
            Optional<Fraction> charges,
            BigDecimal credits,
            Optional<Spending> spending) {
        BigDecimal points(Trigger trigger) {
            return narrowed(trigger).stream().map(LevelResult::points).reduce(BigDecimal.ZERO, BigDecimal::add);
        }

        BigDecimal credits(Trigger trigger) {
            return trigger.levels().isEmpty()
                    ? credits
                    : narrowed(trigger).stream()
                            .map(LevelResult::credit)
                            .filter(credit -> credit.signum() > 0)
                            .reduce(BigDecimal.ZERO, BigDecimal::add);
        }

        private List<LevelResult> narrowed(Trigger trigger) {
            return results.stream()
                    .filter(result -> trigger.levels().isEmpty()
                            || trigger.levels().contains(result.level().id()))
                    .toList();
        }
    }

    static boolean concerns(Trigger trigger) {
        return trigger.when() instanceof When.PointsReach
                || trigger.when() instanceof When.CreditsReach
                || trigger.when() instanceof When.Spent;
    }

    Finding find(Trigger trigger) {
        if (trigger.when() instanceof When.PointsReach points) {
            return points(trigger, points);
        }
        return trigger.when() instanceof When.CreditsReach credits
                ? credits(trigger, credits)
                : spent((When.Spent) trigger.when());
    }

    private List<Totals> last(int periods) {
        return totals.subList(Math.max(0, totals.size() - periods), totals.size());
    }

    private Finding points(Trigger trigger, When.PointsReach rule) {
        BigDecimal sum = last(rule.inLast()).stream()
                .map(period -> period.points(trigger))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        boolean holds = rule.points().isMetBy(Fraction.of(sum));
        boolean near = sum.signum() > 0 && rule.points().isMetBy(Fraction.of(sum.add(dearest(trigger))));
        return new Finding(
                holds,
                near,
                plain(sum) + " points in the last " + rule.inLast() + (rule.inLast() == 1 ? " period" : " periods")
                        + ", " + rule.points() + " raise it",
                sum);
    }

    /** The most points that one more failure can bring. */
    private BigDecimal dearest(Trigger trigger) {
        return contract.levels().stream()
                .filter(level -> trigger.levels().isEmpty() || trigger.levels().contains(level.id()))
                .map(contract::mostPoints)
                .reduce(BigDecimal.ZERO, BigDecimal::max);
    }

    private Finding credits(Trigger trigger, When.CreditsReach rule) {
        int reached = (int) last(rule.inLast()).stream()
                .filter(period -> reaches(period.credits(trigger), rule.atLeast(), period.charges()))
                .count();
        return new Finding(
                reached >= rule.periods(),
                rule.periods() > 1 && reached == rule.periods() - 1,
                reached + " of the last " + rule.inLast() + (rule.inLast() == 1 ? " period" : " periods")
                        + " with credits of at least " + words(rule.atLeast()) + ", " + rule.periods()
                        + (rule.periods() == 1 ? " raises it" : " raise it"),
                BigDecimal.valueOf(reached));
    }

    private static boolean reaches(BigDecimal credits, Price atLeast, Optional<Fraction> charges) {
        return credits.signum() > 0
                && (!atLeast.needsCharges() || charges.isPresent())
                && atLeast.of(charges.orElse(Fraction.ZERO), Fraction.ZERO).compareTo(credits) <= 0;
    }

    private String words(Price price) {
        return price instanceof Price.Amount fixed
                ? fixed.amount().toPlainString() + " " + contract.currency().getCurrencyCode()
                : price.toString();
    }

    private Finding spent(When.Spent rule) {
        Optional<Spending> spending = totals.get(totals.size() - 1).spending();
        if (spending.isEmpty()) {
            return new Finding(false, false, "nothing is billed under a ceiling");
        }
        Fraction share = spending.get().share();
        boolean near = spending.get()
                .warnAt()
                .filter(from -> share.compareTo(from) >= 0)
                .isPresent();
        return new Finding(
                rule.share().isMetBy(share),
                near,
                spending.get().billed().toPlainString() + " of "
                        + spending.get().ceiling().toPlainString() + " billed, "
                        + plain(share.round(2, RoundingMode.HALF_UP)) + "%, " + rule.share() + " raises it",
                rule.share().printed(share, 2));
    }

    private static String plain(BigDecimal value) {
        BigDecimal stripped = value.stripTrailingZeros();
        return (stripped.scale() < 0 ? stripped.setScale(0) : stripped).toPlainString();
    }
}
