package org.scorekeeper.facts.register;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * A row of the dispute register: a figure or a line that the partners do not agree on.
 *
 * @param id its number
 * @param contract whose
 * @param period only this period
 * @param serviceLevel only this level
 * @param item only this item
 * @param lineId only this ledger line
 * @param state how far it has come
 * @param amount what the line comes to, where it was settled in money
 * @param reason what it is about
 */
public record Dispute(
        String id,
        String contract,
        Optional<String> period,
        Optional<String> serviceLevel,
        Optional<String> item,
        Optional<String> lineId,
        State state,
        Optional<BigDecimal> amount,
        String reason) {
    /** How far a dispute has come. */
    public enum State {
        /** Open. */
        RAISED,
        /** The claim is accepted: a disputed item counts as met, a disputed line falls away or comes to the amount. */
        ACCEPTED,
        /** The claim is rejected: everything stays. */
        REJECTED,
        /** Settled: the line comes to the amount. */
        SETTLED
    }

    /** Whether it is open. */
    public boolean isOpen() {
        return state == State.RAISED;
    }

    /** Whether money follows from it. */
    public boolean hasOutcome() {
        return state == State.ACCEPTED || state == State.SETTLED;
    }

    /** Whether it speaks of a line: by its id, or by period and level where it names no item. */
    public boolean covers(String line, String ofPeriod, String ofLevel) {
        if (lineId.isPresent()) {
            return lineId.get().equals(line);
        }
        return item.isEmpty()
                && (period.isPresent() || serviceLevel.isPresent())
                && period.filter(label -> !label.equals(ofPeriod)).isEmpty()
                && serviceLevel.filter(level -> !level.equals(ofLevel)).isEmpty();
    }

    /** Whether it speaks of an item of a level in a period. */
    public boolean coversItem(String id, String ofPeriod, String ofLevel) {
        return item.filter(one -> one.equalsIgnoreCase(id)).isPresent()
                && period.filter(label -> !label.equals(ofPeriod)).isEmpty()
                && serviceLevel.filter(level -> !level.equals(ofLevel)).isEmpty();
    }
}
