package org.scorekeeper.contract;

import java.util.List;

/**
 * A service clock between two instants of an item.
 *
 * @param from where it starts
 * @param to where it stops
 * @param calendar the name of the hours that it runs in
 * @param pausedIn the ticket statuses in which it stands still, lower case; none where it never pauses
 */
public record Clocked(FieldRef from, FieldRef to, String calendar, List<String> pausedIn) {
    /** Copies the list. */
    public Clocked {
        pausedIn = List.copyOf(pausedIn);
    }

    @Override
    public String toString() {
        return from + ".." + to + " on " + calendar
                + (pausedIn.isEmpty() ? "" : ", paused in " + String.join(", ", pausedIn));
    }
}
