package org.scorekeeper.facts.postgres;

import java.io.UncheckedIOException;
import java.sql.SQLException;

/** What a failure says, for the middle of a sentence. */
public final class Failures {
    private Failures() {}

    /** The first line of what the database said; where it said nothing, of what the innermost cause says. */
    public static String reason(Throwable failure) {
        Throwable innermost = failure;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            innermost = cause;
            if (cause instanceof SQLException || (cause instanceof UncheckedIOException && isSentence(cause))) {
                break;
            }
        }
        String message = innermost.getMessage();
        String line =
                message == null ? "" : message.lines().findFirst().orElse("").trim();
        line = line.isEmpty() ? innermost.getClass().getSimpleName() : line;
        return line.endsWith(".") ? line.substring(0, line.length() - 1) : line;
    }

    /** Whether it says which file it is about, rather than only passing on what it wraps. */
    private static boolean isSentence(Throwable failure) {
        return !String.valueOf(failure.getMessage()).equals(String.valueOf(failure.getCause()));
    }
}
