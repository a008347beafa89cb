package org.scorekeeper.measure;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.scorekeeper.calendar.MeasurementPeriod;
import org.scorekeeper.contract.Condition;
import org.scorekeeper.contract.FieldRef;
import org.scorekeeper.facts.Fact;
import org.scorekeeper.facts.FactKind;
import org.scorekeeper.facts.Moment;

/**
 * A refused row, as far as it can be read: it counts nowhere, and may belong to what is measured. What cannot be read
 * excludes it from nothing.
 *
 * @param kind of its fact
 * @param item what can be read of it; its id is the row's place where it has no readable one
 * @param unread the fields of which nothing can be said
 * @param around the contract's periods in which it may lie where its own dates do not say: those of its file's other rows
 */
public record Suspect(FactKind kind, Item item, Set<String> unread, Set<MeasurementPeriod> around) {
    /** Copies the sets. */
    public Suspect {
        unread = Set.copyOf(unread);
        around = Set.copyOf(around);
    }

    /** What can be read of a row, as an item. */
    public static Suspect of(Fact read, Set<String> unread, Set<MeasurementPeriod> around) {
        return new Suspect(read.kind(), Item.of(List.of(read)), unread, around);
    }

    /** The same with another item, such as one that has its due date from the contract. */
    Suspect as(Item other) {
        return new Suspect(kind, other, unread, around);
    }

    /** Whether a condition may hold of it. */
    boolean mayHold(Condition condition, Scope scope) {
        List<Condition.FieldTest> readable = condition.tests().stream()
                .filter(test -> !unread.contains(test.field().name()))
                .toList();
        return Conditions.hold(new Condition(readable), item, scope.zone());
    }

    /** Whether a condition holds of it for certain. */
    boolean surelyHolds(Condition condition, Scope scope) {
        return condition.tests().stream()
                        .noneMatch(test -> unread.contains(test.field().name()))
                && Conditions.hold(condition, item, scope.zone());
    }

    /** Whether it may lie in a period: by its own date, else by those of the rows around it. */
    boolean mayLieIn(MeasurementPeriod period, FieldRef periodBy, Scope scope) {
        Moment placed = item.moment(periodBy);
        if (placed != null) {
            return scope.known(placed).map(scope::period).filter(period::equals).isPresent();
        }
        Optional<LocalDate> begun =
                Optional.ofNullable(item.moment(Judge.placedBy(kind))).map(moment -> moment.day(scope.zone()));
        return begun.filter(day -> !day.isBefore(period.to())).isEmpty()
                && around.stream()
                        .anyMatch(one -> one.from().isBefore(period.to())
                                && period.from().isBefore(one.to()));
    }
}
