package org.scorekeeper.publish;

import static org.scorekeeper.publish.Column.date;
import static org.scorekeeper.publish.Column.number;
import static org.scorekeeper.publish.Column.text;
import static org.scorekeeper.publish.Column.time;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.scorekeeper.contract.Bound;
import org.scorekeeper.contract.Contract;
import org.scorekeeper.contract.ContractHistory;
import org.scorekeeper.contract.Fraction;
import org.scorekeeper.contract.ServiceLevel;
import org.scorekeeper.contract.Step;
import org.scorekeeper.settle.LevelResult;
import org.scorekeeper.settle.PeriodResult;
import org.scorekeeper.settle.Status;

/** {@code measurements.csv}: one line per contract, service level and period. */
public final class MeasurementTable {
    private static final List<Column<Row>> COLUMNS = List.of(
            text("contract", 16, row -> Cell.text(row.contract().id())),
            date("contract_version", row -> Cell.day(row.contract().appliesFrom())),
            text("vendor", 14, row -> Cell.text(row.contract().vendor())),
            text("service_level", 12, row -> Cell.text(row.level().id())),
            text("title", 40, row -> Cell.text(row.level().title())),
            text("period", 10, row -> Cell.text(row.period().period().label())),
            time(
                    "period_from",
                    row -> Cell.at(
                            row.period().period().start(row.contract().zone()),
                            row.contract().zone())),
            time(
                    "period_to",
                    row -> Cell.at(row.period().until(), row.contract().zone())),
            text("state", 12, row -> Cell.text(row.period().state().code())),
            number("revision", 8, row -> Cell.count(row.period().revision())),
            number(
                    "met",
                    10,
                    row -> Cell.decimal(row.of(level -> level.figure().met().map(Plain::number)))),
            number(
                    "total",
                    10,
                    row -> Cell.decimal(
                            row.one(level -> Plain.number(level.figure().total())))),
            number("value", 12, row -> Cell.decimal(row.of(LevelResult::printed))),
            text("unit", 5, row -> Cell.text(row.level().target().unit().symbol())),
            number(
                    "target",
                    10,
                    row -> Cell.decimal(row.one(level -> level.level().target().value()))),
            number("minimum", 10, row -> Cell.decimal(row.of(Row::minimum))),
            text(
                    "status",
                    12,
                    row -> Cell.text(row.result()
                            .map(LevelResult::status)
                            .orElse(Status.NOT_MEASURED)
                            .code())),
            text(
                    "step",
                    12,
                    row -> Cell.text(row.result().flatMap(LevelResult::step).map(Step::label))),
            number("points", 8, row -> Cell.decimal(row.one(level -> Plain.number(level.points())))),
            number("value_if_rejected_rows_failed", 12, row -> Cell.decimal(row.of(LevelResult::ifRefusedFailed))),
            number("value_if_rejected_rows_met", 12, row -> Cell.decimal(row.of(LevelResult::ifRefusedMet))));

    private static final int PLACES = 10;

    private MeasurementTable() {}

    /**
     * The table of any number of contracts and periods, by contract and period, levels in the contract's order.
     *
     * @param histories the contracts by their number: a level that only other versions have is listed as not measured
     */
    public static Table<?> of(List<PeriodResult> results, Map<String, ContractHistory> histories) {
        return new Table<>(
                "measurements",
                COLUMNS,
                inOrder(results).stream()
                        .flatMap(result -> rows(
                                result,
                                Optional.ofNullable(
                                        histories.get(result.contract().id()))))
                        .toList());
    }

    private static Stream<Row> rows(PeriodResult result, Optional<ContractHistory> history) {
        return Stream.concat(
                result.levels().stream().map(level -> new Row(result, level.level(), Optional.of(level))),
                history.stream()
                        .flatMap(all -> all
                                .notInForce(result.contract(), result.period().kind())
                                .stream())
                        .map(level -> new Row(result, level, Optional.empty())));
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

    /** A level in a period; without a result where it was not in force. */
    private record Row(PeriodResult period, ServiceLevel level, Optional<LevelResult> result) {
        Contract contract() {
            return period.contract();
        }

        <T> Optional<T> of(Function<LevelResult, Optional<T>> figure) {
            return result.flatMap(figure);
        }

        <T> Optional<T> one(Function<LevelResult, T> figure) {
            return result.map(figure);
        }

        /** In the target's unit, as the one unit of the line says. */
        static Optional<BigDecimal> minimum(LevelResult level) {
            Bound target = level.level().target();
            return level.level()
                    .minimum()
                    .map(least -> least.unit() == target.unit()
                            ? least.value()
                            : Plain.number(
                                    target.inUnit(Fraction.of(least.base())).round(PLACES, RoundingMode.HALF_UP)));
        }
    }
}
