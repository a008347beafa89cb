package org.scorekeeper.intake.table;

/** The file as a whole cannot be read; the message says why, and what its sender can do about it. */
public final class UnreadableFileException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** With reason and remedy in one sentence or two. */
    public UnreadableFileException(String message) {
        super(message);
    }

    /** With reason and remedy, and what brought it about. */
    public UnreadableFileException(String message, Throwable cause) {
        super(message, cause);
    }
}
