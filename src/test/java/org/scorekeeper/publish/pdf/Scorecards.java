package org.scorekeeper.publish.pdf;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.scorekeeper.publish.DataReceived;
import org.scorekeeper.publish.Scorecard;
import org.scorekeeper.settle.PeriodResult;

/** Scorecards of periods that were settled in a test, with nothing beside their figures. */
final class Scorecards {
    /** The end of the first quarter of 2026. */
    static final Instant AS_OF = Instant.parse("2026-04-01T00:00:00Z");

    private Scorecards() {}

    /** That of the last of some periods, oldest first. */
    static Scorecard of(List<PeriodResult> periods) {
        return new Scorecard(
                periods.get(periods.size() - 1),
                periods,
                Optional.empty(),
                List.of(),
                new DataReceived(List.of(), List.of()),
                AS_OF,
                "7f3a");
    }
}
