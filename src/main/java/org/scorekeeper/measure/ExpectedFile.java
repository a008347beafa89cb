package org.scorekeeper.measure;

import java.time.Instant;
import java.util.Optional;

/**
 * A file that a feed expects.
 *
 * @param feed the feed's name
 * @param due when it should have come
 * @param arrived when it came; empty where it has not
 */
public record ExpectedFile(String feed, Instant due, Optional<Instant> arrived) {
    /** Whether it came in time. */
    public boolean inTime() {
        return arrived.filter(at -> !at.isAfter(due)).isPresent();
    }
}
