package org.scorekeeper.deliver;

/** A message was not taken, and why, in words that hold no secret. */
public final class UndeliveredException extends Exception {
    /** Why. */
    public UndeliveredException(String reason, Throwable cause) {
        super(reason, cause);
    }

    /** The reason. */
    public String reason() {
        return String.valueOf(getMessage());
    }
}
