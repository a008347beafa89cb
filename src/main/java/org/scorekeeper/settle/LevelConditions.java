package org.scorekeeper.settle;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.scorekeeper.calendar.MeasurementPeriod;
import org.scorekeeper.contract.Bound;
import org.scorekeeper.contract.Fraction;
import org.scorekeeper.contract.ServiceLevel;
import org.scorekeeper.contract.Step;
import org.scorekeeper.contract.Trigger;
import org.scorekeeper.contract.Trigger.When;

/**
 * The conditions of triggers that look at one level: what it came to in this period and those before, in its own periods.
 *
 * @param level the promise, as the period's contract version has it
 * @param period the level's period
 * @param past what it came to, this period included
 */
record LevelConditions(ServiceLevel level, MeasurementPeriod period, LevelHistory past) {
    /** Whether a trigger is about a level: a performance indicator only where the trigger names it. */
    static boolean concerns(Trigger trigger, ServiceLevel level) {
        if (trigger.when() instanceof When.AverageOf average) {
            return average.level().equals(level.id());
        }
        boolean taken =
                trigger.levels().isEmpty() ? level.charged() : trigger.levels().contains(level.id());
        return taken
                && (trigger.when() instanceof When.SameLevelFails
                        || trigger.when() instanceof When.ConsecutiveFails
                        || (trigger.when() instanceof When.StepReached step
                                && named(level, step.step()).isPresent()));
    }

    private static Optional<Step> named(ServiceLevel level, String name) {
        return level.ladder().stream()
                .filter(step -> step.label().equalsIgnoreCase(name))
                .findFirst();
    }

    Finding find(When when) {
        if (when instanceof When.StepReached step) {
            return step(step.step());
        }
        if (when instanceof When.SameLevelFails fails) {
            return sameLevelFails(fails);
        }
        return when instanceof When.ConsecutiveFails fails
                ? consecutive(fails.failures())
                : average((When.AverageOf) when);
    }

    /** The step of the name, or one further from the target on the same side. */
    private Finding step(String name) {
        Optional<Step> reached = past.window(period, 1).stream()
                .filter(LevelHistory.Entry::counts)
                .flatMap(entry -> entry.judgement().step().stream())
                .findFirst();
        Step wanted = named(level, name).orElseThrow();
        boolean holds = reached.filter(
                        step -> step.isOnFailingSideOf(level.target()) == wanted.isOnFailingSideOf(level.target())
                                && Judging.isAsFar(step, wanted))
                .isPresent();
        return new Finding(
                holds, false, reached.map(step -> "step " + step.label()).orElse("no step") + " reached");
    }

    private Finding sameLevelFails(When.SameLevelFails rule) {
        List<LevelHistory.Entry> failed = past.window(period, rule.inLast()).stream()
                .filter(LevelHistory.Entry::failed)
                .toList();
        String when = failed.stream().map(entry -> entry.period().label()).collect(Collectors.joining(", "));
        return new Finding(
                failed.size() >= rule.failures(),
                rule.failures() > 1 && failed.size() == rule.failures() - 1,
                failed.size() + " of the last " + rule.inLast() + " periods failed"
                        + (when.isEmpty() ? "" : " (" + when + ")") + ", " + rule.failures() + " raise it",
                BigDecimal.valueOf(failed.size()));
    }

    private Finding consecutive(int failures) {
        int run = past.run(period, LevelHistory.Entry::failed);
        return new Finding(
                run >= failures,
                failures > 1 && run == failures - 1,
                run + (run == 1 ? " failure" : " failures") + " in a row, " + failures + " raise it",
                BigDecimal.valueOf(run));
    }

    /** Of the periods' own figures, before rounding; there is none before so many periods have one. */
    private Finding average(When.AverageOf rule) {
        List<Fraction> figures = past.window(period, rule.last()).stream()
                .filter(LevelHistory.Entry::counts)
                .flatMap(entry -> entry.own().stream())
                .toList();
        if (figures.size() < rule.last()) {
            return new Finding(
                    false,
                    false,
                    figures.size() + " of the last " + rule.last() + " periods have a figure: no average");
        }
        Fraction mean = LevelHistory.mean(figures);
        Bound bound = rule.bound();
        return new Finding(
                bound.isMetBy(mean),
                false,
                "average of the last " + rule.last() + " periods "
                        + bound.printed(mean, 2).toPlainString() + bound.unit().symbol() + ", " + bound + " raises it",
                bound.printed(mean, 2));
    }
}
