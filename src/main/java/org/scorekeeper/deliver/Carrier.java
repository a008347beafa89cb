package org.scorekeeper.deliver;

import java.util.Optional;

/** Takes messages to where they go. */
public interface Carrier {
    /** Why nothing at all can be sent just now; empty where it can. */
    Optional<String> obstacle();

    /**
     * Takes one message there.
     *
     * @throws UndeliveredException where it was not taken
     */
    void carry(Outbox.Taken message) throws UndeliveredException;

    /** Whether taking a message there twice is the same as taking it once. */
    boolean repeatable();
}
