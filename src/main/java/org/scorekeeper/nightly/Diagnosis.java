package org.scorekeeper.nightly;

/**
 * What the doctor found in one place.
 *
 * @param what was looked at, in a word or two
 * @param found in half a sentence
 * @param remedy what to do; empty where nothing is wrong
 */
public record Diagnosis(Level level, String what, String found, String remedy) {
    /** How bad it is; worse ones come later. */
    public enum Level {
        /** As it should be. */
        OK,
        /** A night runs, and somebody should look before it does not. */
        WARN,
        /** A night fails, or says something wrong. */
        FAIL
    }

    static Diagnosis ok(String what, String found) {
        return new Diagnosis(Level.OK, what, found, "");
    }

    static Diagnosis warn(String what, String found, String remedy) {
        return new Diagnosis(Level.WARN, what, found, remedy);
    }

    static Diagnosis fail(String what, String found, String remedy) {
        return new Diagnosis(Level.FAIL, what, found, remedy);
    }

    /** One line. */
    public String line() {
        return String.format(
                java.util.Locale.ROOT,
                "%-4s  %-15s  %s",
                level.name().toLowerCase(java.util.Locale.ROOT),
                what,
                found + (remedy.isEmpty() ? "" : ". " + remedy));
    }
}
