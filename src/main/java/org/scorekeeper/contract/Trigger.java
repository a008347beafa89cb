package org.scorekeeper.contract;

import java.util.List;
import java.util.Optional;
import org.scorekeeper.calendar.ContractDuration;

/**
 * What else happens: a rectification plan, an escalation, a right to terminate.
 *
 * @param name in the contract's words, unique in it
 * @param clause where the paper says it
 * @param notice how long notice may be given after it is raised
 * @param levels only these levels; empty: all that can raise it
 * @param when the condition
 */
public record Trigger(
        String name, Optional<String> clause, Optional<ContractDuration> notice, List<String> levels, When when) {
    /** Copies the list. */
    public Trigger {
        levels = List.copyOf(levels);
    }

    /** What raises a trigger. */
    public sealed interface When {
        /** {@code step: severe}: a level reached a step of that name, or a worse one of its ladder. */
        record StepReached(String step) implements When {}

        /** {@code same-level-fails: 3, in-last: 6 periods}. */
        record SameLevelFails(int failures, int inLast) implements When {}

        /** {@code consecutive-fails: 3}. */
        record ConsecutiveFails(int failures) implements When {}

        /** {@code points: at least 25, in-last: 3 periods}: the contract's points together. */
        record PointsReach(Bound points, int inLast) implements When {}

        /** {@code credits: at least 20% of charges, periods: 2, in-last: 4 periods}: so many periods with such credits. */
        record CreditsReach(Price atLeast, int periods, int inLast) implements When {}

        /** {@code average: { of: KPI-2, last: 3 periods, less-than: 97% }}. */
        record AverageOf(String level, int last, Bound bound) implements When {}

        /** {@code spent: at least 85%} of the timesheet ceiling. */
        record Spent(Bound share) implements When {}
    }
}
