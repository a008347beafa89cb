package org.scorekeeper.contract;

import java.util.List;

/**
 * The most that credits may take.
 *
 * @param levels the service levels that it covers; empty: the whole contract
 * @param per what it is counted by
 * @param atMost the bound; {@code of charges} means the charges of {@code per}
 */
public record Cap(List<String> levels, Per per, Price atMost) {
    /** Copies the list. */
    public Cap {
        levels = List.copyOf(levels);
    }

    /** What a cap is counted by. */
    public enum Per {
        /** Each missed item, or each deliverable. */
        ITEM,
        /** A contract period. */
        PERIOD,
        /** A contract year. */
        YEAR
    }

    /** Whether it covers a level. */
    public boolean covers(String level) {
        return levels.isEmpty() || levels.contains(level);
    }
}
