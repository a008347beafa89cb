package org.scorekeeper.facts.postgres;

/** What a run's right to write rests on: the embedded server that it started, or its lock on a schema of another. */
interface Ground extends AutoCloseable {
    /** Whether it is still there; where it is not, another run may have begun. */
    boolean holds();

    /** What each connection says first; it fails where the ground is gone. */
    default String fence() {
        return "";
    }

    @Override
    void close();
}
