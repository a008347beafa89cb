package org.scorekeeper.publish;

import static org.scorekeeper.publish.Column.length;
import static org.scorekeeper.publish.Column.number;
import static org.scorekeeper.publish.Column.text;
import static org.scorekeeper.publish.Column.time;

import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.scorekeeper.measure.Miss;
import org.scorekeeper.settle.LevelResult;
import org.scorekeeper.settle.PeriodResult;

/** {@code …-breaches}: every item that missed, with the row of the vendor's file that says so. */
public final class BreachTable {
    private static final List<Column<Row>> COLUMNS = List.of(
            text("contract", 16, Row::scorecard),
            text("service_level", 12, row -> Cell.text(row.level().level().id())),
            text("period", 10, row -> Cell.text(row.result().period().label())),
            text("item", 16, row -> Cell.text(row.miss().item())),
            time("from", row -> Cell.at(row.miss().from(), row.zone())),
            time("to", row -> Cell.at(row.miss().to(), row.zone())),
            length("limit", row -> Cell.length(row.miss().limitSeconds())),
            length("elapsed", row -> Cell.length(row.miss().elapsedSeconds())),
            length("paused", row -> Cell.length(Optional.of(row.miss().pausedSeconds()))),
            length("late_by", row -> Cell.length(row.miss().lateBySeconds())),
            text("relief", 10, row -> Cell.text(row.miss().relief())),
            text("breach_state", 12, row -> Cell.text(row.miss().state().name().toLowerCase(Locale.ROOT))),
            text("file", 40, row -> Cell.text(row.miss().place().file())),
            text(
                    "sheet",
                    14,
                    row -> Cell.text(Optional.ofNullable(row.miss().place().sheet()))),
            number("row", 8, row -> Cell.count(row.miss().place().row())),
            text("title", 44, row -> Cell.text(row.miss().title())),
            text("owner", 22, row -> Cell.text(row.miss().owner())));

    private BreachTable() {}

    /** The misses of one contract and period, levels in the contract's order, the worst item of each first. */
    public static Table<?> of(PeriodResult result) {
        return new Table<>(
                "breaches",
                COLUMNS,
                result.levels().stream()
                        .flatMap(level -> level.figure().misses().stream().map(miss -> new Row(result, level, miss)))
                        .toList());
    }

    private record Row(PeriodResult result, LevelResult level, Miss miss) {
        /** The contract, with a way to the scorecard that tells the whole; a level's own period has none. */
        Cell scorecard() {
            String contract = result.contract().id();
            return result.isOwn() ? Cell.text(contract) : new Cell.Link(contract, contract + "-scorecard.pdf");
        }

        ZoneId zone() {
            return result.contract().zone();
        }
    }
}
