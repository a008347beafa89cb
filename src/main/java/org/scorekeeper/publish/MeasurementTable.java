package org.scorekeeper.publish;

import static org.scorekeeper.publish.Column.date;
import static org.scorekeeper.publish.Column.number;
import static org.scorekeeper.publish.Column.text;
import static org.scorekeeper.publish.Column.time;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.scorekeeper.contract.Bound;
import org.scorekeeper.contract.Contract;
import org.scorekeeper.contract.Fraction;
import org.scorekeeper.contract.Step;
import org.scorekeeper.settle.LevelResult;
import org.scorekeeper.settle.PeriodResult;

/** {@code measurements.csv}: one line per contract, service level and period. */
public final class MeasurementTable {
    private static final List<Column<Row>> COLUMNS = List.of(
            text("contract", 16, row -> Cell.text(row.contract().id())),
            date("contract_version", row -> Cell.day(row.contract().appliesFrom())),
            text("vendor", 14, row -> Cell.text(row.contract().vendor())),
            text("service_level", 12, row -> Cell.text(row.level().level().id())),
            text("title", 40, row -> Cell.text(row.level().level().title())),
            text("period", 10, row -> Cell.text(row.period().period().label())),
            time(
                    "period_from",
                    row -> Cell.at(
                            row.period().period().start(row.contract().zone()),
                            row.contract().zone())),
            time(
                    "period_to",
                    row -> Cell.at(
                            row.period().period().end(row.contract().zone()),
                            row.contract().zone())),
            text("state", 12, row -> Cell.text(row.period().state().code())),
            number("revision", 8, row -> Cell.count(row.period().revision())),
            number("met", 10, row -> Cell.decimal(row.level().figure().met().map(Plain::number))),
            number(
                    "total",
                    10,
                    row -> Cell.decimal(Plain.number(row.level().figure().total()))),
            number("value", 12, row -> Cell.decimal(row.level().printed())),
            text("unit", 5, row -> Cell.text(row.level().level().target().unit().symbol())),
            number(
                    "target",
                    10,
                    row -> Cell.decimal(row.level().level().target().value())),
            number("minimum", 10, row -> Cell.decimal(row.minimum())),
            text("status", 12, row -> Cell.text(row.level().status().code())),
            text("step", 12, row -> Cell.text(row.level().step().map(Step::label))),
            number("points", 8, row -> Cell.decimal(Plain.number(row.level().points()))),
            number(
                    "value_if_rejected_rows_failed",
                    12,
                    row -> Cell.decimal(row.level().ifRefusedFailed())),
            number(
                    "value_if_rejected_rows_met",
                    12,
                    row -> Cell.decimal(row.level().ifRefusedMet())));

    private static final int PLACES = 10;

    private MeasurementTable() {}

    /** The table of any number of contracts and periods, by contract and period, levels in the contract's order. */
    public static Table<?> of(List<PeriodResult> results) {
        return new Table<>(
                "measurements",
                COLUMNS,
                inOrder(results).stream()
                        .flatMap(result -> result.levels().stream().map(level -> new Row(result, level)))
                        .toList());
    }

    /** The order of the files that hold several contracts: by vendor, contract and period. */
    static List<PeriodResult> inOrder(List<PeriodResult> results) {
        return results.stream()
                .sorted(Comparator.comparing(
                                (PeriodResult result) -> result.contract().vendor())
                        .thenComparing(result -> result.contract().id())
                        .thenComparing(PeriodResult::period))
                .toList();
    }

    private record Row(PeriodResult period, LevelResult level) {
        Contract contract() {
            return period.contract();
        }

        /** In the target's unit, as the one unit of the line says. */
        Optional<BigDecimal> minimum() {
            Bound target = level.target();
            return level.minimum()
                    .map(least -> least.unit() == target.unit()
                            ? least.value()
                            : Plain.number(
                                    target.inUnit(Fraction.of(least.base())).round(PLACES, RoundingMode.HALF_UP)));
        }
    }
}
