package org.scorekeeper.nightly;

/** A command named something that is not there; the message says so in one sentence, with the nearest that are. */
public final class UnknownNameException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** With the sentence. */
    public UnknownNameException(String message) {
        super(message);
    }
}
