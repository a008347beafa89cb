package org.scorekeeper.contract;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.scorekeeper.facts.FactKind;

/** Which facts count, in which period, and how they become one figure (contract language, "Measures"). */
public sealed interface Measure {
    /** Which items a measure looks at. */
    record Selection(FactKind items, Condition where, Optional<FieldRef> periodBy, Optional<FieldRef> distinct) {
        /** The items of both; where the narrower one says nothing, this one's period and distinction stand. */
        public Selection narrowedBy(Selection narrower) {
            List<Condition.FieldTest> tests = new ArrayList<>(where.tests());
            narrower.where.tests().stream()
                    .filter(test -> !tests.contains(test))
                    .forEach(tests::add);
            List<Condition> exceptions = new ArrayList<>(where.exceptions());
            exceptions.addAll(narrower.where.exceptions());
            return new Selection(
                    items,
                    new Condition(tests, exceptions),
                    narrower.periodBy.or(() -> periodBy),
                    narrower.distinct.or(() -> distinct));
        }
    }

    /** What an item without an end does to a share. */
    enum StillOpen {
        /** A miss once its limit has passed: the default. */
        MISS_WHEN_OVERDUE,
        /** Left out. */
        IGNORE
    }

    /** {@code share-of}: items met over items counted, as a percentage. */
    record Share(Selection selection, MetWhen metWhen, StillOpen stillOpen) implements Measure {
        /** The instant that places an item in a period: said, or the end of its clock, its date, or when it began. */
        public FieldRef placedBy() {
            return selection
                    .periodBy()
                    .orElseGet(() -> metWhen instanceof MetWhen.WithinLimit limit
                            ? limit.clock().to()
                            : metWhen instanceof MetWhen.ByDate date ? date.by() : began(selection.items()));
        }
    }

    /** What a statistic is taken of. */
    sealed interface Value {
        /** A clock, in seconds. */
        record OfClock(Clocked clock) implements Value {}

        /** A numeric or duration field. */
        record OfField(FieldRef field) implements Value {}
    }

    /** Which statistic. */
    enum Kind {
        /** The mean. */
        AVERAGE,
        /** The middle value; of an even number the mean of the two in the middle. */
        MEDIAN,
        /** Nearest rank: the smallest value that at least p per cent of the values do not exceed. */
        PERCENTILE,
        /** The sum. */
        SUM,
        /** The highest. */
        HIGHEST,
        /** The lowest. */
        LOWEST,
        /** How many. */
        COUNT
    }

    /** A statistic of items; {@code percentile} only with {@link Kind#PERCENTILE}; no value with {@link Kind#COUNT}. */
    record Statistic(Kind kind, Selection selection, Optional<Value> value, Optional<BigDecimal> percentile)
            implements Measure {
        /** The instant that places an item in a period: said, or the end of its clock, or when it began. */
        public FieldRef placedBy() {
            return selection
                    .periodBy()
                    .orElseGet(() -> value.orElse(null) instanceof Value.OfClock of
                            ? of.clock().to()
                            : began(selection.items()));
        }
    }

    /** When an item began. */
    static FieldRef began(FactKind items) {
        return FieldRef.last(
                switch (items) {
                    case TICKETS -> "opened";
                    case TICKET_STATUS -> "from";
                    case TIMESHEETS -> "work-date";
                    case DELIVERABLES -> "due";
                    case READINGS -> "at";
                });
    }

    /** One side of a ratio. */
    sealed interface Side {
        /** A measure of its own. */
        record OfMeasure(Measure measure) implements Side {}

        /** A constant. */
        record Constant(BigDecimal value) implements Side {}
    }

    /**
     * {@code ratio}; with a percentage target times 100.
     *
     * @param percent whether the quotient is multiplied by 100
     */
    record Ratio(Side numerator, Side denominator, boolean percent) implements Measure {}

    /** Items whose span from one instant to another is an outage or a maintenance window. */
    record Interruption(FactKind items, Condition where, FieldRef from, FieldRef to) {}

    /**
     * {@code availability}: calendar time less the union of down intervals, over calendar time, as a percentage;
     * maintenance is taken from both sides.
     */
    record Availability(String calendar, List<Interruption> down, List<Interruption> maintenance) implements Measure {
        /** Copies the lists. */
        public Availability {
            down = List.copyOf(down);
            maintenance = List.copyOf(maintenance);
        }
    }

    /** How the readings of a period become one. */
    enum As {
        /** The latest. */
        LAST,
        /** The mean. */
        AVERAGE,
        /** The sum. */
        SUM,
        /** The highest. */
        HIGHEST,
        /** The lowest. */
        LOWEST
    }

    /** {@code reading}: a figure measured elsewhere. */
    record Reading(String metric, As as) implements Measure {}

    /** {@code share-of: files}: expected files that came in time. */
    record Files(String feed) implements Measure {}

    /** {@code share-of: persons}: persons with at least {@code minimum} items whose own share reaches a bound. */
    record Persons(FieldRef by, int minimum, Share share, Bound atLeast) implements Measure {}
}
