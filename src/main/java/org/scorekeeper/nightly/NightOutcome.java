package org.scorekeeper.nightly;

import java.util.List;

/**
 * How a night ended.
 *
 * @param exit the code
 * @param said what needs a person, a line each
 * @param lastLine what came in, what broke, and where the first document is
 */
public record NightOutcome(ExitCode exit, List<String> said, String lastLine) {
    /** Copies the lines. */
    public NightOutcome {
        said = List.copyOf(said);
    }
}
