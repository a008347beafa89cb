package org.scorekeeper.publish;

import static org.scorekeeper.publish.Column.length;
import static org.scorekeeper.publish.Column.number;
import static org.scorekeeper.publish.Column.text;
import static org.scorekeeper.publish.Column.time;

import java.util.List;
import java.util.Optional;
import org.scorekeeper.calendar.MeasurementPeriod;
import org.scorekeeper.contract.Contract;
import org.scorekeeper.facts.Place;
import org.scorekeeper.measure.ItemAccount;

/** {@code evidence}: every item of a period with its clock, and what became of it. */
public final class EvidenceTable {
    /** From left to right. */
    public static final List<Column<Row>> COLUMNS = List.of(
            text("contract", 16, row -> Cell.text(row.contract().id())),
            text("service_level", 12, row -> Cell.text(row.level())),
            text("period", 10, row -> Cell.text(row.period().label())),
            text("item", 16, row -> Cell.text(row.account().id())),
            text("part", 12, row -> Cell.text(row.account().part())),
            text("outcome", 12, row -> Cell.text(row.account().outcome().code())),
            text("belongs_to", 10, row -> Cell.text(row.account().period().map(MeasurementPeriod::label))),
            time(
                    "from",
                    row -> Cell.at(row.account().timing().from(), row.contract().zone())),
            time(
                    "to",
                    row -> Cell.at(row.account().timing().to(), row.contract().zone())),
            length("limit", row -> Cell.length(row.account().timing().limitSeconds())),
            length("elapsed", row -> Cell.length(row.account().timing().elapsedSeconds())),
            length("paused", row -> Cell.length(row.paused())),
            length("late_by", row -> Cell.length(row.account().timing().lateBySeconds())),
            number("value", 12, row -> Cell.decimal(row.account().value().map(Plain::number))),
            text("counts_as", 16, row -> Cell.text(row.thing())),
            text("relief", 10, row -> Cell.text(row.account().relief())),
            text("reason", 44, row -> Cell.text(row.account().reason())),
            text("file", 40, row -> Cell.text(row.account().place().map(Place::file))),
            text(
                    "sheet",
                    14,
                    row -> Cell.text(row.account().place().flatMap(place -> Optional.ofNullable(place.sheet())))),
            number(
                    "row",
                    8,
                    row -> row.account()
                            .place()
                            .map(Place::row)
                            .map(Cell::count)
                            .orElse(Cell.EMPTY)),
            text("title", 44, row -> Cell.text(row.account().text("title"))),
            text("owner", 22, row -> Cell.text(row.owner())));

    private EvidenceTable() {}

    /** One item in one level. */
    public record Row(Contract contract, String level, MeasurementPeriod period, ItemAccount account) {
        Optional<Long> paused() {
            return account.timing()
                    .elapsedSeconds()
                    .map(elapsed -> account.timing().pausedSeconds());
        }

        /** An item that no field tells from others is a thing of its own. */
        Optional<String> thing() {
            return account.thing().filter(one -> !one.startsWith("\0"));
        }

        Optional<String> owner() {
            return account.item().flatMap(item -> contract.people().inCharge(item.state()));
        }
    }
}
