package org.scorekeeper.contract;

import java.math.BigDecimal;

/** The unit that a figure is judged and printed in; durations are kept in seconds until they are printed. */
public enum Unit {
    /** Of a hundred. */
    PERCENT("%", 1),
    /** Seconds. */
    SECONDS("s", 1),
    /** Sixty seconds. */
    MINUTES("m", 60),
    /** Sixty minutes. */
    HOURS("h", 3600),
    /** Twenty-four hours. */
    DAYS("d", 86400),
    /** A plain number. */
    NONE("", 1);

    private final String symbol;
    private final int seconds;

    Unit(String symbol, int seconds) {
        this.symbol = symbol;
        this.seconds = seconds;
    }

    /** What the files print: {@code %}, {@code s}, {@code m}, {@code h}, {@code d} or nothing. */
    public String symbol() {
        return symbol;
    }

    /** Whether it is a unit of time. */
    public boolean isDuration() {
        return this == SECONDS || this == MINUTES || this == HOURS || this == DAYS;
    }

    /** How many base units (seconds for a duration, else one) the unit holds. */
    public BigDecimal size() {
        return BigDecimal.valueOf(seconds);
    }
}
