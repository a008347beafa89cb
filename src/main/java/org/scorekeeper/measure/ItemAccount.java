package org.scorekeeper.measure;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import org.scorekeeper.calendar.MeasurementPeriod;
import org.scorekeeper.facts.Fact;
import org.scorekeeper.facts.Place;

/**
 * What became of one item in one service level: whether it counted, with its clock, or why it did not.
 *
 * @param id the item's, or what an expected file is told by
 * @param item with all its versions; empty where it is no fact, such as an expected file
 * @param part which side of a ratio, or of an availability, it is looked at for; empty where there is but one
 * @param outcome met, missed, counted, or not counted
 * @param reason how that came about, in one phrase; empty where there is nothing to say of it
 * @param period the period that it belongs to; empty where it belongs to none
 * @param timing its clock, or its promised date
 * @param value what it adds to a statistic, a reading or an availability, in base units
 * @param thing what it counts as together with others: of {@code distinct}, or the person
 * @param relief the row of the register that touched it
 * @param clock what its clock is made of; empty where no clock decides
 */
public record ItemAccount(
        String id,
        Optional<Item> item,
        String part,
        Outcome outcome,
        String reason,
        Optional<MeasurementPeriod> period,
        Timing timing,
        Optional<BigDecimal> value,
        Optional<String> thing,
        Optional<String> relief,
        Optional<ClockTrace> clock) {
    /** What can become of an item. */
    public enum Outcome {
        /** It counts, and met its limit, date or condition. */
        MET,
        /** It counts, and missed. */
        MISSED,
        /** It counts in a figure that knows no misses. */
        COUNTED,
        /** It does not count. */
        NOT_COUNTED;

        /** The word that files use. */
        public String code() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /**
     * A clock in figures.
     *
     * @param from where it started, or the promised date
     * @param to where it stopped; empty while it runs
     * @param limitSeconds what was allowed
     * @param elapsedSeconds what it took, less what was taken off
     * @param pausedSeconds what was taken off
     * @param lateBySeconds how far over the limit
     */
    public record Timing(
            Optional<Instant> from,
            Optional<Instant> to,
            Optional<Long> limitSeconds,
            Optional<Long> elapsedSeconds,
            long pausedSeconds,
            Optional<Long> lateBySeconds) {
        /** Nothing that takes time. */
        public static final Timing NONE =
                new Timing(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), 0, Optional.empty());
    }

    /** Whether it is a part of the period's figure. */
    public boolean counts() {
        return outcome != Outcome.NOT_COUNTED;
    }

    /** Where the row of its newest version stands. */
    public Optional<Place> place() {
        return item.map(one -> one.state().place());
    }

    /** A text of its newest version. */
    public Optional<String> text(String field) {
        return item.map(Item::state).flatMap((Fact fact) -> fact.text(field));
    }

    /** The same as another period sees it: it does not count there. */
    public ItemAccount counting(String elsewhere) {
        return but(Outcome.NOT_COUNTED, outcome.code() + " in " + elsewhere + (reason.isEmpty() ? "" : ": " + reason));
    }

    static ItemAccount of(Item item, Outcome outcome, String reason) {
        return new ItemAccount(
                item.id(),
                Optional.of(item),
                "",
                outcome,
                reason,
                Optional.empty(),
                Timing.NONE,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    static ItemAccount left(Item item, String reason) {
        return of(item, Outcome.NOT_COUNTED, reason);
    }

    ItemAccount in(MeasurementPeriod where) {
        return new ItemAccount(
                id, item, part, outcome, reason, Optional.of(where), timing, value, thing, relief, clock);
    }

    ItemAccount with(Timing figures) {
        return new ItemAccount(id, item, part, outcome, reason, period, figures, value, thing, relief, clock);
    }

    ItemAccount with(Optional<ClockTrace> made) {
        return new ItemAccount(id, item, part, outcome, reason, period, timing, value, thing, relief, made);
    }

    ItemAccount adding(BigDecimal number) {
        return new ItemAccount(
                id, item, part, outcome, reason, period, timing, Optional.of(number), thing, relief, clock);
    }

    ItemAccount as(Optional<String> one) {
        return new ItemAccount(id, item, part, outcome, reason, period, timing, value, one, relief, clock);
    }

    ItemAccount relievedBy(Optional<String> row) {
        return new ItemAccount(id, item, part, outcome, reason, period, timing, value, thing, row, clock);
    }

    ItemAccount forPart(String side) {
        return new ItemAccount(id, item, side, outcome, reason, period, timing, value, thing, relief, clock);
    }

    ItemAccount but(Outcome other, String because) {
        return new ItemAccount(id, item, part, other, because, period, timing, value, thing, relief, clock);
    }
}
