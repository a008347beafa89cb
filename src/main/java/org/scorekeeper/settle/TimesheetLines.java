package org.scorekeeper.settle;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.scorekeeper.calendar.MeasurementPeriod;
import org.scorekeeper.contract.Contract;
import org.scorekeeper.measure.TimesheetException;

/** Ledger lines for what is not payable of timesheets: no cap covers them, and they offset nothing. */
public final class TimesheetLines {
    private TimesheetLines() {}

    /**
     * A period with a line for each row of which something is not payable.
     *
     * @param invoice the period on whose invoice they go
     */
    public static PeriodResult with(
            PeriodResult result, List<TimesheetException> exceptions, MeasurementPeriod invoice) {
        List<LedgerLine> lines = new ArrayList<>(result.lines());
        exceptions.stream()
                .filter(exception -> exception.amount().signum() > 0)
                .forEach(exception -> lines.add(line(result.contract(), result.period(), exception, invoice)));
        return lines.size() == result.lines().size() ? result : result.withLines(lines);
    }

    private static LedgerLine line(
            Contract contract, MeasurementPeriod period, TimesheetException exception, MeasurementPeriod invoice) {
        return new LedgerLine(
                contract.id() + "/" + period.label() + "/timesheet/" + exception.row(),
                period,
                "",
                Optional.empty(),
                LedgerLine.Kind.TIMESHEET_EXCEPTION,
                LedgerLine.Payee.CUSTOMER,
                Optional.empty(),
                Optional.empty(),
                "",
                Optional.of(exception.kind().code()),
                java.math.BigDecimal.ZERO,
                Optional.empty(),
                exception.amount(),
                invoice,
                LedgerLine.Links.NONE,
                exception.person() + " on " + exception.day() + ": " + exception.reason());
    }
}
