package org.scorekeeper.settle;

/** How firm the figures of a measurement period are. */
public enum PeriodState {
    /** They may still change. */
    PROVISIONAL("provisional"),
    /** They would be issued, but something that is needed is missing or wrong, or somebody keeps them back. */
    HELD("held"),
    /** They stand, and their ledger lines are posted. */
    ISSUED("issued"),
    /** They were issued, have changed since, and stand again, with the causes of the change. */
    RESTATED("restated");

    private final String code;

    PeriodState(String code) {
        this.code = code;
    }

    /** Whether the figures stand: their lines are in the ledger. */
    public boolean stands() {
        return this == ISSUED || this == RESTATED;
    }

    /** The word that files use. */
    public String code() {
        return code;
    }
}
