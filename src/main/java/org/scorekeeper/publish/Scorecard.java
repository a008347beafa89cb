package org.scorekeeper.publish;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.scorekeeper.measure.DeliverableStatus;
import org.scorekeeper.measure.TimesheetSummary;
import org.scorekeeper.settle.PeriodResult;

/**
 * Everything that one contract's documents of one period say.
 *
 * @param result this period
 * @param history up to thirteen periods, oldest first, this one last
 * @param timesheets the period's timesheets; empty where the contract has no rate card and no rows
 * @param deliverables those due, delivered or open in the period
 * @param data where the figures come from
 * @param asOf the instant as of which they hold
 * @param run the run's short id, as in its manifest
 */
public record Scorecard(
        PeriodResult result,
        List<PeriodResult> history,
        Optional<TimesheetSummary> timesheets,
        List<DeliverableStatus> deliverables,
        DataReceived data,
        Instant asOf,
        String run) {
    /** Copies the lists. */
    public Scorecard {
        history = List.copyOf(history);
        deliverables = List.copyOf(deliverables);
    }
}
