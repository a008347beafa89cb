package org.scorekeeper.contract.yaml;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.scorekeeper.contract.Contract;
import org.scorekeeper.contract.ServiceLevel;
import org.scorekeeper.contract.Step;
import org.scorekeeper.contract.Trigger;
import org.scorekeeper.contract.Trigger.When;
import org.scorekeeper.contract.Unit;

/** Warns of triggers that can never bind, and refuses an average in the wrong unit. */
record LooseTriggers(Contract contract) {
    void warn(TriggerReader.Placed placed) {
        Block block = placed.block();
        Optional<Block> when = block.block("when");
        if (when.isEmpty()) {
            return;
        }
        fault(placed.trigger()).ifPresent(message -> when.get().warning("", "can never bind: " + message));
        if (placed.trigger().when() instanceof When.AverageOf average) {
            unit(average, when.get());
        }
    }

    private Optional<String> fault(Trigger trigger) {
        List<ServiceLevel> levels = contract.levels().stream()
                .filter(level -> trigger.levels().isEmpty() || trigger.levels().contains(level.id()))
                .toList();
        When when = trigger.when();
        if (when instanceof When.StepReached step) {
            return step(step.step(), levels);
        }
        if (when instanceof When.SameLevelFails fails && fails.failures() > fails.inLast()) {
            return Optional.of("there are only " + fails.inLast() + " periods.");
        }
        if (when instanceof When.PointsReach points) {
            return points(points, levels);
        }
        if (when instanceof When.CreditsReach credits) {
            return credits(credits, levels);
        }
        if (when instanceof When.Spent
                && contract.timesheetRules()
                        .filter(rules -> rules.notToExceed().isPresent())
                        .isEmpty()) {
            return Optional.of("there is no ceiling to spend. Write timesheet-rules: { not-to-exceed: … }.");
        }
        return Optional.empty();
    }

    private static Optional<String> step(String name, List<ServiceLevel> levels) {
        List<String> labels = levels.stream()
                .flatMap(level -> level.ladder().stream())
                .map(Step::label)
                .distinct()
                .toList();
        return labels.stream().anyMatch(name::equalsIgnoreCase)
                ? Optional.empty()
                : Optional.of("no ladder has a step \"" + name + "\"."
                        + Block.nearest(name, labels)
                                .map(near -> " Did you mean \"" + near + "\"?")
                                .orElse(""));
    }

    /** The most points that the levels can have together, where none has a period of its own (which may recur). */
    private Optional<String> points(When.PointsReach rule, List<ServiceLevel> levels) {
        BigDecimal most = levels.stream().map(contract::mostPoints).reduce(BigDecimal.ZERO, BigDecimal::add);
        boolean recurs = levels.stream().anyMatch(level -> level.period().isPresent());
        BigDecimal reached = most.multiply(BigDecimal.valueOf(rule.inLast()));
        if (most.signum() == 0) {
            return Optional.of("nothing that it looks at bears points.");
        }
        return recurs
                        || rule.points()
                                .comparison()
                                .holds(reached.compareTo(rule.points().value()))
                        || !rule.points().comparison().higherIsBetter()
                ? Optional.empty()
                : Optional.of(
                        "there are at most " + reached.stripTrailingZeros().toPlainString() + " points in "
                                + rule.inLast() + (rule.inLast() == 1 ? " period." : " periods."));
    }

    private static Optional<String> credits(When.CreditsReach rule, List<ServiceLevel> levels) {
        if (rule.periods() > rule.inLast()) {
            return Optional.of("there are only " + rule.inLast() + " periods.");
        }
        return levels.stream().anyMatch(ServiceLevel::charged)
                ? Optional.empty()
                : Optional.of("nothing that it looks at is ever charged.");
    }

    private void unit(When.AverageOf average, Block when) {
        Optional<ServiceLevel> level = contract.level(average.level());
        Unit unit = average.bound().unit();
        if (level.filter(of -> unit != of.target().unit()
                        && !(unit.isDuration() && of.target().unit().isDuration()))
                .isPresent()) {
            when.error(
                    "average",
                    "is in another unit than the target of " + average.level() + ", "
                            + level.get().target() + ".");
        }
    }
}
