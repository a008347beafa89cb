package org.scorekeeper.measure;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import org.scorekeeper.facts.Place;

/**
 * One item that missed, or that came close: what was late, by how much, and which row of which file says so.
 *
 * @param item its id
 * @param title what it was about
 * @param owner assignee, else group, else person, as the contract lets it be told
 * @param from where its clock started, or the promised date
 * @param to where it stopped; empty while it is open
 * @param limitSeconds what it was allowed; empty where it failed a condition rather than a limit
 * @param elapsedSeconds what it took, on its calendar and less its pauses
 * @param pausedSeconds open time taken off for pauses
 * @param lateBySeconds how far over the limit
 * @param state counted, or open where its clock still runs
 * @param relief the relief that touched it
 * @param event what tells the event that it belongs to ({@code one-event: { by: … }}); empty: the item itself
 * @param fee of a deliverable
 * @param place where the row of its latest version stands
 */
public record Miss(
        String item,
        Optional<String> title,
        Optional<String> owner,
        Optional<Instant> from,
        Optional<Instant> to,
        Optional<Long> limitSeconds,
        Optional<Long> elapsedSeconds,
        long pausedSeconds,
        Optional<Long> lateBySeconds,
        State state,
        Optional<String> relief,
        Optional<String> event,
        Optional<BigDecimal> fee,
        Place place) {
    /** How a missed item counts. */
    public enum State {
        /** It counts as a miss. */
        COUNTED,
        /** It counts as a miss, and its clock still runs. */
        OPEN,
        /** It would have missed, and approved relief keeps it from counting. */
        RELIEVED,
        /** It counts as a miss, and the partners do not agree on it. */
        DISPUTED
    }

    /** The same with another state. */
    public Miss as(State other) {
        return new Miss(
                item,
                title,
                owner,
                from,
                to,
                limitSeconds,
                elapsedSeconds,
                pausedSeconds,
                lateBySeconds,
                other,
                relief,
                event,
                fee,
                place);
    }

    /** The same, kept from counting by relief. */
    Miss relievedBy(String id) {
        return new Miss(
                item,
                title,
                owner,
                from,
                to,
                limitSeconds,
                elapsedSeconds,
                pausedSeconds,
                lateBySeconds,
                State.RELIEVED,
                Optional.of(id),
                event,
                fee,
                place);
    }

    /** Whether it counts against the vendor. */
    public boolean counts() {
        return state != State.RELIEVED;
    }

    /** What tells its event: items with the same are one. */
    public String eventKey() {
        return event.orElse(item);
    }
}
