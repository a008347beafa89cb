package org.scorekeeper.contract;

import java.util.Optional;
import java.util.Set;
import org.scorekeeper.calendar.ContractDuration;

/**
 * {@code closes: { after: 10 working days, needs: [files, charges] }}: when a period's figures are issued.
 *
 * @param after how long after the period's end; empty: at its end
 * @param needs what must be there, else the period is held
 */
public record Closes(Optional<ContractDuration> after, Set<Need> needs) {
    /** Copies the set. */
    public Closes {
        needs = Set.copyOf(needs);
    }

    /** What an issue waits for. */
    public enum Need {
        /** Every expected file of the period. */
        FILES,
        /** A row of the charges register for the period. */
        CHARGES
    }
}
