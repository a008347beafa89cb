package org.scorekeeper.settle;

/** How firm the figures of a measurement period are. */
public enum PeriodState {
    /** They may still change. */
    PROVISIONAL("provisional");

    private final String code;

    PeriodState(String code) {
        this.code = code;
    }

    /** The word that files use. */
    public String code() {
        return code;
    }
}
