package org.scorekeeper.nightly;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.scorekeeper.contract.Clocked;
import org.scorekeeper.contract.Condition;
import org.scorekeeper.contract.Contract;
import org.scorekeeper.contract.ContractHistory;
import org.scorekeeper.contract.FieldRef;
import org.scorekeeper.contract.Measure;
import org.scorekeeper.contract.MetWhen;
import org.scorekeeper.facts.FactKind;

/** The fields of one kind of fact that a vendor's contracts look at. */
final class NeededFields {
    private final FactKind kind;
    private final Set<String> fields = new TreeSet<>();

    private NeededFields(FactKind kind) {
        this.kind = kind;
    }

    static Set<String> of(FactKind kind, List<ContractHistory> contracts) {
        NeededFields needed = new NeededFields(kind);
        contracts.forEach(history -> history.versions().forEach(needed::contract));
        return needed.fields;
    }

    private void contract(Contract version) {
        version.levels().forEach(level -> measure(level.measure()));
        version.exceptItems().ifPresent(this::condition);
        if (kind == FactKind.TIMESHEETS
                && (!version.rateCard().isEmpty() || version.timesheetRules().isPresent())) {
            fields.addAll(List.of("person", "work-date", "hours", "role"));
        }
        if (kind == FactKind.DELIVERABLES && !version.deliverables().isEmpty()) {
            fields.addAll(List.of("id", "delivered"));
        }
    }

    private void measure(Measure measure) {
        if (measure instanceof Measure.Share share) {
            if (select(share.selection())) {
                metWhen(share.metWhen());
            }
        } else if (measure instanceof Measure.Statistic statistic) {
            if (select(statistic.selection())) {
                statistic.value().ifPresent(this::value);
            }
        } else if (measure instanceof Measure.Ratio ratio) {
            side(ratio.numerator());
            side(ratio.denominator());
        } else if (measure instanceof Measure.Availability availability) {
            availability.down().forEach(this::interruption);
            availability.maintenance().forEach(this::interruption);
        } else if (measure instanceof Measure.Persons persons) {
            measure(persons.share());
            if (persons.share().selection().items() == kind) {
                field(persons.by());
            }
        } else if (measure instanceof Measure.Reading && kind == FactKind.READINGS) {
            fields.addAll(List.of("metric", "at", "value"));
        }
    }

    private boolean select(Measure.Selection selection) {
        if (selection.items() != kind) {
            return false;
        }
        condition(selection.where());
        selection.periodBy().ifPresent(this::field);
        selection.distinct().ifPresent(this::field);
        return true;
    }

    private void metWhen(MetWhen when) {
        if (when instanceof MetWhen.WithinLimit limit) {
            clock(limit.clock());
        } else if (when instanceof MetWhen.ByDate date) {
            field(date.by());
            field(date.actual());
        } else {
            condition(((MetWhen.Holds) when).condition());
        }
    }

    private void value(Measure.Value value) {
        if (value instanceof Measure.Value.OfClock clocked) {
            clock(clocked.clock());
        } else {
            field(((Measure.Value.OfField) value).field());
        }
    }

    private void side(Measure.Side side) {
        if (side instanceof Measure.Side.OfMeasure inner) {
            measure(inner.measure());
        }
    }

    private void interruption(Measure.Interruption interruption) {
        if (interruption.items() == kind) {
            condition(interruption.where());
            field(interruption.from());
            field(interruption.to());
        }
    }

    private void clock(Clocked clock) {
        field(clock.from());
        field(clock.to());
    }

    private void condition(Condition condition) {
        condition.tests().forEach(test -> field(test.field()));
    }

    private void field(FieldRef field) {
        fields.add(field.name());
    }
}
