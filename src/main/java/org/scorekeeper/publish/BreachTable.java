package org.scorekeeper.publish;

import static org.scorekeeper.publish.Column.length;
import static org.scorekeeper.publish.Column.number;
import static org.scorekeeper.publish.Column.text;
import static org.scorekeeper.publish.Column.time;

import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.scorekeeper.measure.DroppedItems;
import org.scorekeeper.measure.Miss;
import org.scorekeeper.settle.LevelResult;
import org.scorekeeper.settle.PeriodResult;

/** {@code …-breaches}: every item that missed, with the row of the vendor's file that says so. */
public final class BreachTable {
    private static final List<Column<Row>> COLUMNS = List.of(
            text("contract", 16, Row::scorecard),
            text("service_level", 12, row -> Cell.text(row.level().level().id())),
            text("period", 10, row -> Cell.text(row.result().period().label())),
            text("item", 16, row -> Cell.text(row.miss().map(Miss::item))),
            time("from", row -> Cell.at(row.miss().flatMap(Miss::from), row.zone())),
            time("to", row -> Cell.at(row.miss().flatMap(Miss::to), row.zone())),
            length("limit", row -> Cell.length(row.miss().flatMap(Miss::limitSeconds))),
            length("elapsed", row -> Cell.length(row.miss().flatMap(Miss::elapsedSeconds))),
            length("paused", row -> Cell.length(row.miss().map(Miss::pausedSeconds))),
            length("late_by", row -> Cell.length(row.miss().flatMap(Miss::lateBySeconds))),
            text("relief", 10, row -> Cell.text(row.miss().flatMap(Miss::relief))),
            text("breach_state", 12, row -> Cell.text(row.state())),
            text(
                    "file",
                    40,
                    row -> Cell.text(row.miss().map(miss -> miss.place().file()))),
            text(
                    "sheet",
                    14,
                    row -> Cell.text(row.miss()
                            .flatMap(miss -> Optional.ofNullable(miss.place().sheet())))),
            number(
                    "row",
                    8,
                    row -> row.miss()
                            .map(miss -> Cell.count(miss.place().row()))
                            .orElse(Cell.EMPTY)),
            text("title", 44, row -> Cell.text(row.title())),
            text("owner", 22, row -> Cell.text(row.miss().flatMap(Miss::owner))));

    private BreachTable() {}

    /**
     * The misses of one contract and period, levels in the contract's order, the worst item of each first; of a level whose items
     * are no longer kept one line that says so.
     */
    public static Table<?> of(PeriodResult result) {
        return new Table<>(
                "breaches",
                COLUMNS,
                result.levels().stream()
                        .flatMap(level -> Stream.concat(
                                level.figure().dropped().stream()
                                        .filter(gone -> gone.items() > 0)
                                        .map(gone -> new Row(result, level, Optional.empty())),
                                level.figure().misses().stream()
                                        .map(miss -> new Row(result, level, Optional.of(miss)))))
                        .toList());
    }

    private record Row(PeriodResult result, LevelResult level, Optional<Miss> miss) {
        String state() {
            return miss.map(one -> one.state().name().toLowerCase(Locale.ROOT)).orElse("dropped");
        }

        Optional<String> title() {
            return miss.isPresent()
                    ? miss.flatMap(Miss::title)
                    : level.figure().dropped().map(DroppedItems::sentence);
        }

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
