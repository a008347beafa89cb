package org.scorekeeper.intake;

import org.scorekeeper.facts.Place;
import org.scorekeeper.intake.IntakeFault.Reason;

/** Ends the mapping of one row; never leaves the mapper, and has no stack trace, for a bad file has many. */
final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String column;
    private final Reason reason;
    private final String found;
    private final String detail;
    private final String remedy;

    Refusal(String column, Reason reason, String found, String detail, String remedy) {
        super(detail, null, false, false);
        this.column = column;
        this.reason = reason;
        this.found = found;
        this.detail = detail;
        this.remedy = remedy;
    }

    IntakeFault at(Place place) {
        return new IntakeFault(place, column, reason, found, detail, remedy);
    }
}
