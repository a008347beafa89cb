package org.scorekeeper.words;

import org.scorekeeper.contract.Trigger;
import org.scorekeeper.contract.Trigger.When;

/** One trigger in a sentence. */
record TriggerText(Telling telling, Trigger trigger) {
    String sentence() {
        String narrowed = trigger.levels().isEmpty() ? "" : " Of " + telling.and(trigger.levels()) + " only.";
        String notice = trigger.notice()
                .map(length -> " Notice may be given for " + length + " after the period in which it was raised.")
                .orElse("");
        return "When " + when(trigger.when()) + "." + narrowed + notice
                + trigger.clause().map(Telling::inBrackets).orElse("");
    }

    private String when(When when) {
        if (when instanceof When.StepReached step) {
            return "a service level reaches the step “" + step.step() + "”, or a worse one of its ladder";
        }
        if (when instanceof When.SameLevelFails fails) {
            return fails.failures() + " of the last " + Telling.periods(fails.inLast())
                    + " of one service level failed";
        }
        if (when instanceof When.ConsecutiveFails fails) {
            return "one service level fails in " + Telling.periods(fails.failures()) + " in a row";
        }
        if (when instanceof When.PointsReach points) {
            return "the points of the last " + Telling.periods(points.inLast()) + " together are "
                    + telling.bound(points.points());
        }
        if (when instanceof When.CreditsReach credits) {
            return "the credits after caps were at least " + telling.price(credits.atLeast()) + " in "
                    + Telling.periods(credits.periods()) + " of the last " + credits.inLast();
        }
        if (when instanceof When.AverageOf average) {
            return "the average of " + average.level() + " over the last " + Telling.periods(average.last())
                    + ", before rounding, is " + telling.bound(average.bound());
        }
        return telling.bound(((When.Spent) when).share()) + " of the timesheet ceiling is spent";
    }
}
