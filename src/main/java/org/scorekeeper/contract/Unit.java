package org.scorekeeper.contract;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The unit that a figure is judged and printed in; durations are kept in seconds until they are printed. */
public enum Unit {
    /** Of a hundred. */
    PERCENT("%", 1, "percent|per cent|pct"),
    /** Seconds. */
    SECONDS("s", 1, "sec|secs|second|seconds"),
    /** Sixty seconds. */
    MINUTES("m", 60, "min|mins|minute|minutes"),
    /** Sixty minutes. */
    HOURS("h", 3600, "hr|hrs|hour|hours"),
    /** Twenty-four hours. */
    DAYS("d", 86400, "day|days"),
    /** A plain number. */
    NONE("", 1, "");

    private final String symbol;
    private final int seconds;
    private final String words;

    Unit(String symbol, int seconds, String words) {
        this.symbol = symbol;
        this.seconds = seconds;
        this.words = words;
    }

    /**
     * Whether a vendor's word for a unit means this one. A plain number may be of anything, calls or days, but what bears
     * another unit's sign is no plain number.
     */
    public boolean isMeantBy(String word) {
        String plain = word.strip().toLowerCase(Locale.ROOT);
        return this == NONE
                ? !PERCENT.isMeantBy(plain)
                        && Arrays.stream(values()).noneMatch(unit -> unit != NONE && unit.symbol.equals(plain))
                : plain.equals(symbol) || List.of(words.split("\\|", -1)).contains(plain);
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
