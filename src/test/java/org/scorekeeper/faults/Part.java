package org.scorekeeper.faults;

/** The parts of a night in their order, as its own records tell them from outside. */
enum Part {
    /** From the command to the job's first step: the database is made, started, brought up to date. */
    START,
    DISCOVER,
    INTAKE,
    EVALUATE,
    PUBLISH,
    POST,
    PORTFOLIO,
    MANIFEST,
    PORTAL,
    /** The job is done, its messages are on their way. */
    MAIL,
    /** The run is finished, and its database stops. */
    CLOSE;

    /** The part that a step of the job belongs to; partitions have its name in front. */
    static Part ofStep(String step) {
        for (Part part : values()) {
            if (step.startsWith(part.name().toLowerCase(java.util.Locale.ROOT))) {
                return part;
            }
        }
        return START;
    }
}
