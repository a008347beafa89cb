package org.scorekeeper.contract;

/**
 * Something that is wrong with a contract, a feed or the settings, and how to mend it.
 *
 * @param severity an error leaves the file out; a warning does not
 * @param file relative to the workspace
 * @param line from 1
 * @param key the dotted path of the key, such as {@code service-levels[KPI-1].target}; empty for the file as a whole
 * @param message what is wrong, and what would do
 */
public record Problem(Severity severity, String file, int line, String key, String message) {
    /** How much it matters. */
    public enum Severity {
        /** The file is left out. */
        ERROR,
        /** Worth a look. */
        WARNING
    }

    /** Whether it leaves the file out. */
    public boolean isError() {
        return severity == Severity.ERROR;
    }

    @Override
    public String toString() {
        return file + ":" + line + ": " + (severity == Severity.WARNING ? "warning: " : "")
                + (key.isEmpty() ? "" : key + ": ") + message;
    }
}
