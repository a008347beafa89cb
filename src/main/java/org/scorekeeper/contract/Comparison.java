package org.scorekeeper.contract;

/** How a figure is compared with a bound. */
public enum Comparison {
    /** The bound itself is good. */
    AT_LEAST("at least"),
    /** The bound itself is good. */
    AT_MOST("at most"),
    /** The bound itself is not enough. */
    MORE_THAN("more than"),
    /** The bound itself is too much. */
    LESS_THAN("less than");

    private final String words;

    Comparison(String words) {
        this.words = words;
    }

    /** As the contract writes it. */
    public String words() {
        return words;
    }

    /** Whether a figure whose comparison with the bound gave this sign (-1, 0, 1) satisfies it. */
    public boolean holds(int sign) {
        return switch (this) {
            case AT_LEAST -> sign >= 0;
            case AT_MOST -> sign <= 0;
            case MORE_THAN -> sign > 0;
            case LESS_THAN -> sign < 0;
        };
    }

    /** Whether the bound itself does not satisfy it. */
    public boolean isStrict() {
        return this == MORE_THAN || this == LESS_THAN;
    }

    /** Whether more is better where this is a target. */
    public boolean higherIsBetter() {
        return this == AT_LEAST || this == MORE_THAN;
    }
}
