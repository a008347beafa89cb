package org.scorekeeper.contract;

import java.util.List;

/**
 * The most that credits may take in one period.
 *
 * @param levels the service levels that it covers; empty: the whole contract
 * @param atMost the bound
 */
public record Cap(List<String> levels, Price atMost) {
    /** Copies the list. */
    public Cap {
        levels = List.copyOf(levels);
    }

    /** Whether it covers a level. */
    public boolean covers(String level) {
        return levels.isEmpty() || levels.contains(level);
    }
}
