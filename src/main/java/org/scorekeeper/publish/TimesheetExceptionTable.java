package org.scorekeeper.publish;

import static org.scorekeeper.publish.Column.date;
import static org.scorekeeper.publish.Column.money;
import static org.scorekeeper.publish.Column.number;
import static org.scorekeeper.publish.Column.text;

import java.util.List;
import java.util.Optional;
import org.scorekeeper.measure.TimesheetException;
import org.scorekeeper.settle.SettledPeriod;

/** {@code …-timesheet-exceptions}: row by row what is not payable of a contract's timesheets, and why. */
public final class TimesheetExceptionTable {
    private static final List<Column<Row>> COLUMNS = List.of(
            text(
                    "contract",
                    16,
                    row -> Cell.text(row.settled().result().contract().id())),
            text("period", 10, row -> Cell.text(row.settled().result().period().label())),
            text("row_id", 24, row -> Cell.text(row.one().row())),
            text("person", 22, row -> Cell.text(row.one().person())),
            text("role", 22, row -> Cell.text(row.one().role())),
            date("work_date", row -> Cell.day(row.one().day())),
            number("hours", 8, row -> Cell.decimal(Plain.number(row.one().hours()))),
            number(
                    "disallowed_hours",
                    8,
                    row -> Cell.decimal(Plain.number(row.one().disallowedHours()))),
            money("billed", row -> Cell.decimal(row.one().billed())),
            money("amount", row -> Cell.decimal(row.one().amount())),
            text(
                    "currency",
                    8,
                    row -> Cell.text(
                            row.settled().result().contract().currency().getCurrencyCode())),
            text("exception", 16, row -> Cell.text(row.one().kind().code())),
            text("reason", 50, row -> Cell.text(row.one().reason())),
            text("file", 40, row -> Cell.text(row.one().place().file())),
            text(
                    "sheet",
                    14,
                    row -> Cell.text(Optional.ofNullable(row.one().place().sheet()))),
            number("row", 8, row -> Cell.count(row.one().place().row())));

    private TimesheetExceptionTable() {}

    /** The exceptions of one contract and period, by work date. */
    public static Table<?> of(SettledPeriod settled) {
        return new Table<>(
                "timesheet-exceptions",
                COLUMNS,
                settled.exceptions().stream().map(one -> new Row(settled, one)).toList());
    }

    private record Row(SettledPeriod settled, TimesheetException one) {}
}
