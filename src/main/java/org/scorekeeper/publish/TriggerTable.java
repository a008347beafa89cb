package org.scorekeeper.publish;

import static org.scorekeeper.publish.Column.date;
import static org.scorekeeper.publish.Column.text;

import java.util.List;
import org.scorekeeper.contract.Contract;
import org.scorekeeper.settle.PeriodResult;
import org.scorekeeper.settle.TriggerState;

/** {@code triggers.csv}: one line per trigger, affected service level and period. */
public final class TriggerTable {
    private static final List<Column<Row>> COLUMNS = List.of(
            text("contract", 16, row -> Cell.text(row.contract().id())),
            date("contract_version", row -> Cell.day(row.contract().appliesFrom())),
            text("vendor", 14, row -> Cell.text(row.contract().vendor())),
            text("trigger", 30, row -> Cell.text(row.state().trigger().name())),
            text("service_level", 12, row -> Cell.text(row.state().serviceLevel())),
            text("period", 10, row -> Cell.text(row.result().period().label())),
            text("state", 8, row -> Cell.text(row.state().state().code())),
            date("since", row -> Cell.day(row.state().since())),
            date("notice_by", row -> Cell.day(row.state().noticeBy())),
            text("reason", 60, row -> Cell.text(row.state().reason())));

    private TriggerTable() {}

    /** The table of any number of contracts and periods, by vendor, contract and period, triggers in the contract's order. */
    public static Table<?> of(List<PeriodResult> results) {
        return new Table<>(
                "triggers",
                COLUMNS,
                MeasurementTable.inOrder(results).stream()
                        .flatMap(result -> result.triggers().stream().map(state -> new Row(result, state)))
                        .toList());
    }

    private record Row(PeriodResult result, TriggerState state) {
        Contract contract() {
            return result.contract();
        }
    }
}
