package org.scorekeeper.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.scorekeeper.contract.Condition.FieldTest;
import org.scorekeeper.contract.Condition.Test;
import org.scorekeeper.contract.Measure.Selection;
import org.scorekeeper.contract.Measure.Side;
import org.scorekeeper.contract.Measure.Value;
import org.scorekeeper.facts.FactKind;

/**
 * A field that a contract reads of its facts, so that somebody has to bring it.
 *
 * @param kind of the items; empty where any may have it
 * @param field its name; empty where only the items themselves are read
 * @param words that the field is compared with; none where any will do
 * @param path of the key that reads it
 */
public record FieldUse(Optional<FactKind> kind, String field, List<String> words, String path) {
    /** Copies the list. */
    public FieldUse {
        words = List.copyOf(words);
    }

    /** All that a version of a contract reads, in its order. */
    public static List<FieldUse> of(Contract contract) {
        List<FieldUse> uses = new ArrayList<>();
        contract.exceptItems().ifPresent(except -> conditions(Optional.empty(), except, "population.except", uses));
        for (ServiceLevel level : contract.levels()) {
            measure(level.measure(), "service-levels[" + level.id() + "].measure", uses);
        }
        contract.credits()
                .oneEvent()
                .flatMap(Credits.OneEvent::by)
                .ifPresent(by -> uses.add(new FieldUse(Optional.empty(), by, List.of(), "credits.one-event.by")));
        return uses;
    }

    /** The statuses in which the clocks of a level pause, with the place that names them. */
    public static List<FieldUse> pauses(ServiceLevel level) {
        List<FieldUse> uses = new ArrayList<>();
        measure(level.measure(), "service-levels[" + level.id() + "].measure", uses);
        return uses.stream().filter(use -> use.path().endsWith(".paused-in")).toList();
    }

    private static void measure(Measure measure, String path, List<FieldUse> uses) {
        if (measure instanceof Measure.Share share) {
            share(share, path, uses);
        } else if (measure instanceof Measure.Statistic statistic) {
            Selection selection = statistic.selection();
            selection(selection, path, uses);
            statistic.value().ifPresent(value -> value(selection.items(), value, path + ".value", uses));
        } else if (measure instanceof Measure.Ratio ratio) {
            side(ratio.numerator(), path + ".ratio.numerator", uses);
            side(ratio.denominator(), path + ".ratio.denominator", uses);
        } else if (measure instanceof Measure.Availability availability) {
            interruptions(availability.down(), path + ".availability.down", uses);
            interruptions(availability.maintenance(), path + ".availability.maintenance", uses);
        } else if (measure instanceof Measure.Reading) {
            uses.add(new FieldUse(Optional.of(FactKind.READINGS), "", List.of(), path + ".reading"));
        } else if (measure instanceof Measure.Persons persons) {
            share(persons.share(), path, uses);
            use(persons.share().selection().items(), persons.by(), path + ".by", uses);
        }
    }

    private static void share(Measure.Share share, String path, List<FieldUse> uses) {
        FactKind kind = share.selection().items();
        selection(share.selection(), path, uses);
        String met = path + ".met-when";
        if (share.metWhen() instanceof MetWhen.WithinLimit within) {
            clock(kind, within.clock(), met, uses);
        } else if (share.metWhen() instanceof MetWhen.ByDate date) {
            use(kind, date.by(), met + ".by", uses);
            use(kind, date.actual(), met + ".actual", uses);
        } else {
            conditions(Optional.of(kind), ((MetWhen.Holds) share.metWhen()).condition(), met, uses);
        }
    }

    private static void selection(Selection selection, String path, List<FieldUse> uses) {
        FactKind kind = selection.items();
        uses.add(new FieldUse(Optional.of(kind), "", List.of(), path));
        conditions(Optional.of(kind), selection.where(), path + ".where", uses);
        selection.periodBy().ifPresent(field -> use(kind, field, path + ".period-by", uses));
        selection.distinct().ifPresent(field -> use(kind, field, path + ".distinct", uses));
    }

    private static void value(FactKind kind, Value value, String path, List<FieldUse> uses) {
        if (value instanceof Value.OfClock clock) {
            clock(kind, clock.clock(), path, uses);
        } else {
            use(kind, ((Value.OfField) value).field(), path, uses);
        }
    }

    private static void side(Side side, String path, List<FieldUse> uses) {
        if (side instanceof Side.OfMeasure of) {
            measure(of.measure(), path, uses);
        }
    }

    private static void interruptions(List<Measure.Interruption> list, String path, List<FieldUse> uses) {
        for (Measure.Interruption one : list) {
            uses.add(new FieldUse(Optional.of(one.items()), "", List.of(), path));
            conditions(
                    Optional.of(one.items()),
                    one.where(),
                    path + "." + one.items().code(),
                    uses);
            use(one.items(), one.from(), path + ".from", uses);
            use(one.items(), one.to(), path + ".to", uses);
        }
    }

    private static void clock(FactKind kind, Clocked clock, String path, List<FieldUse> uses) {
        use(kind, clock.from(), path + ".elapsed", uses);
        use(kind, clock.to(), path + ".elapsed", uses);
        if (!clock.pausedIn().isEmpty()) {
            uses.add(
                    new FieldUse(Optional.of(FactKind.TICKET_STATUS), "status", clock.pausedIn(), path + ".paused-in"));
        }
    }

    private static void use(FactKind kind, FieldRef field, String path, List<FieldUse> uses) {
        uses.add(new FieldUse(Optional.of(kind), field.name(), List.of(), path));
    }

    private static void conditions(Optional<FactKind> kind, Condition condition, String path, List<FieldUse> uses) {
        for (FieldTest test : condition.tests()) {
            String field = test.field().name();
            uses.add(new FieldUse(kind, field, words(test.test()), path + "." + field));
        }
        condition.exceptions().forEach(exception -> conditions(kind, exception, path + ".not", uses));
    }

    private static List<String> words(Test test) {
        if (test instanceof Test.Not not) {
            return words(not.test());
        }
        return test instanceof Test.AnyOf any ? any.values() : List.of();
    }
}
