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
 * @param claimed what the vendor says that it should be: of a line its money, of a level its figure in the target's unit
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
        Optional<BigDecimal> claimed,
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

    /** Whether something follows from it. */
    public boolean hasOutcome() {
        return state == State.ACCEPTED || state == State.SETTLED;
    }

    /** Whether its item counts as met: the claim is accepted, and no amount was settled instead. */
    public boolean relievesItem() {
        return state == State.ACCEPTED && item.isPresent() && amount.isEmpty();
    }

    /** The figure that a level comes to in a period, where the vendor's was accepted. */
    public Optional<BigDecimal> acceptedFigure(String ofPeriod, String ofLevel) {
        boolean figure = state == State.ACCEPTED && lineId.isEmpty() && item.isEmpty() && amount.isEmpty();
        return figure && period.equals(Optional.of(ofPeriod)) && serviceLevel.equals(Optional.of(ofLevel))
                ? claimed
                : Optional.empty();
    }

    /** What its line comes to: the amount, the accepted claim, or nothing where a claim is accepted without saying more. */
    public Optional<BigDecimal> outcome() {
        boolean speaksOfFigures =
                item.isPresent() || (lineId.isEmpty() && serviceLevel.isPresent() && claimed.isPresent());
        return !hasOutcome()
                ? Optional.empty()
                : amount.or(() -> speaksOfFigures ? Optional.empty() : Optional.of(claimed.orElse(BigDecimal.ZERO)));
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
