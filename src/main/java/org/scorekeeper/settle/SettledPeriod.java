package org.scorekeeper.settle;

import java.util.List;
import java.util.Optional;
import org.scorekeeper.measure.DeliverableStatus;
import org.scorekeeper.measure.TimesheetException;
import org.scorekeeper.measure.TimesheetSummary;

/**
 * Everything that the evaluation of one contract and period gave.
 *
 * @param result figures and money
 * @param timesheets beside rate card and budget
 * @param exceptions what is not payable of the timesheets, row by row
 * @param deliverables due, handed over or overdue
 * @param files the files, relative to the inbox, whose facts lie in the period
 */
public record SettledPeriod(
        PeriodResult result,
        Optional<TimesheetSummary> timesheets,
        List<TimesheetException> exceptions,
        List<DeliverableStatus> deliverables,
        List<String> files) {
    /** Copies the lists. */
    public SettledPeriod {
        exceptions = List.copyOf(exceptions);
        deliverables = List.copyOf(deliverables);
        files = List.copyOf(files);
    }

    /** The same with another result. */
    public SettledPeriod with(PeriodResult other) {
        return new SettledPeriod(other, timesheets, exceptions, deliverables, files);
    }
}
