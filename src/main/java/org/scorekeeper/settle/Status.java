package org.scorekeeper.settle;

/** How a service level stands in a measurement period. */
public enum Status {
    /** The target is met. */
    MET("met"),
    /** The target is missed. */
    FAILED("failed"),
    /** The level was not in force, or too few periods have a figure. */
    NOT_MEASURED("not_measured"),
    /** The population is empty and the contract does not call that a failure. */
    NO_DATA("no_data");

    private final String code;

    Status(String code) {
        this.code = code;
    }

    /** The word that files use. */
    public String code() {
        return code;
    }
}
