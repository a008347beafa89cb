package org.scorekeeper.contract;

import java.util.Optional;
import org.scorekeeper.calendar.ContractDuration;

/** When an item of a share counts as met. */
public sealed interface MetWhen {
    /** Its clock stopped within a limit; broken when elapsed is greater than the limit, never when equal. */
    record WithinLimit(Clocked clock, ContractDuration atMost) implements MetWhen {}

    /**
     * It happened by a date plus grace.
     *
     * @param by the promised date; without a time it lasts until 24:00 local
     * @param actual when it happened
     * @param grace what is granted beyond; none where the contract says nothing
     * @param calendar whose working days the grace counts; empty: Monday to Friday less the public holidays of the
     *     locale's country
     */
    record ByDate(FieldRef by, FieldRef actual, Optional<ContractDuration> grace, Optional<String> calendar)
            implements MetWhen {}

    /** Conditions hold, such as {@code made-sla: true}. */
    record Holds(Condition condition) implements MetWhen {}
}
