package org.scorekeeper.nightly;

import java.time.Duration;
import org.scorekeeper.facts.postgres.Database;

/** Whether this process was told to stop; a run asks between blocks of rows, contracts and periods, where it can be left. */
public final class Stop {
    /** What a stopped run says last. */
    public static final String LAST_LINE = "Stopped: what was done is kept; the same command goes on from there.";
    /** How long a run may take to come to such a place: services are killed ten seconds after they were told. */
    public static final Duration PATIENCE = Duration.ofSeconds(7);

    private static volatile boolean requested;

    private Stop() {}

    /** Tells every run of this process to stop. */
    public static void request() {
        requested = true;
    }

    static boolean requested() {
        return requested;
    }

    /** Leaves the step where that was asked for. */
    static void check() {
        if (requested) {
            throw new IllegalStateException("the run was told to stop");
        }
    }

    /** Stops the embedded servers of runs that did not come to an end. */
    public static void databases() {
        Database.stopAll();
    }
}
