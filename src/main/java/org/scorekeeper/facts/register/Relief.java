package org.scorekeeper.facts.register;

import java.time.Instant;
import java.util.Optional;

/**
 * A row of the relief register: what is not held against the vendor.
 *
 * @param id its number
 * @param contract whose
 * @param serviceLevel only this level; empty: all
 * @param item only this item
 * @param service only items of this service
 * @param from the first instant of its time window
 * @param to the instant after its time window
 * @param effect what it does
 * @param approved whether it is approved: requested and refused relief changes nothing
 * @param reason why
 */
public record Relief(
        String id,
        String contract,
        Optional<String> serviceLevel,
        Optional<String> item,
        Optional<String> service,
        Optional<Instant> from,
        Optional<Instant> to,
        Effect effect,
        boolean approved,
        String reason) {
    /** What relief does to a figure. */
    public enum Effect {
        /** Takes the item, or the window, out of both sides. */
        REMOVE,
        /** Counts the item as met, or the window as up. */
        COUNT_AS_MET,
        /** Takes the window's open time off the clock; out of both sides of an availability. */
        SUBTRACT_TIME
    }

    /** Whether it speaks of a level. */
    public boolean covers(String level) {
        return serviceLevel.isEmpty() || serviceLevel.get().equals(level);
    }

    /** Whether it has a time window. */
    public boolean hasWindow() {
        return from.isPresent() || to.isPresent();
    }

    /** Whether a stretch of time touches its window; without a window every one does. */
    public boolean touches(Instant start, Instant end) {
        boolean before = to.filter(limit -> !start.isBefore(limit)).isPresent();
        // An instant that is no stretch lies in the window from its first instant on.
        boolean after = from.filter(first -> start.equals(end) ? end.isBefore(first) : !end.isAfter(first))
                .isPresent();
        return !before && !after;
    }
}
