package org.scorekeeper.nightly;

/** What the exit code of a command means; numbered here and nowhere else. */
public enum ExitCode {
    /** Done; nothing new needs a person. */
    DONE(0),
    /** The run failed; what was done is kept, and the same command goes on from there. */
    FAILED(1),
    /** The command or the settings are wrong: nothing was read or written. */
    WRONG_COMMAND(2),
    /** Done, but look: something was refused that was not refused the night before. */
    LOOK(3),
    /** A service level broke, and {@code --fail-on breach} asked to be told. */
    BREACH(4);

    private final int code;

    ExitCode(int code) {
        this.code = code;
    }

    /** The number that the process exits with. */
    public int code() {
        return code;
    }
}
