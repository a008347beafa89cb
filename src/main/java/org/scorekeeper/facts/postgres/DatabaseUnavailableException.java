package org.scorekeeper.facts.postgres;

/** The database is not there, or another run has it; the message is one sentence and says what to do. */
public final class DatabaseUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** With what to do. */
    public DatabaseUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }

    /** With what to do. */
    public DatabaseUnavailableException(String message) {
        super(message);
    }
}
