package org.scorekeeper.measure;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.scorekeeper.calendar.CalendarTimeline;
import org.scorekeeper.calendar.MeasurementPeriod;
import org.scorekeeper.contract.Contract;
import org.scorekeeper.contract.ContractHistory;
import org.scorekeeper.contract.FieldRef;
import org.scorekeeper.facts.Moment;

/** What a meter of one contract version sees: the version, its periods, the calendars of each date, and the as-of. */
final class Scope {
    private final ContractHistory history;
    private final Contract version;
    private final List<MeasurementPeriod> periods;
    private final long[] starts;
    /** The seconds in which the periods start and end: an instant needs no local day to find its own. */
    private final long[] startSeconds;

    private final long[] endSeconds;

    private final Instant asOf;
    private final Reliefs reliefs;
    private final @Nullable Consumer<ItemAccount> hearing;

    Scope(ContractHistory history, Contract version, List<MeasurementPeriod> periods, Instant asOf) {
        this(history, version, periods, asOf, Reliefs.NONE, null);
    }

    private Scope(
            ContractHistory history,
            Contract version,
            List<MeasurementPeriod> periods,
            Instant asOf,
            Reliefs reliefs,
            @Nullable Consumer<ItemAccount> hearing) {
        this.history = history;
        this.version = version;
        this.periods = periods;
        this.starts =
                periods.stream().mapToLong(period -> period.from().toEpochDay()).toArray();
        this.startSeconds = periods.stream()
                .mapToLong(period -> period.start(version.zone()).getEpochSecond())
                .toArray();
        this.endSeconds = periods.stream()
                .mapToLong(period -> period.end(version.zone()).getEpochSecond())
                .toArray();
        this.asOf = asOf;
        this.reliefs = reliefs;
        this.hearing = hearing;
    }

    /** The same for one level, with the relief that speaks of it. */
    Scope relieved(Reliefs ofLevel) {
        return ofLevel.rules().isEmpty() ? this : new Scope(history, version, periods, asOf, ofLevel, hearing);
    }

    /** The same with somebody who hears what becomes of each item. */
    Scope heardBy(@Nullable Consumer<ItemAccount> listener) {
        return listener == null ? this : new Scope(history, version, periods, asOf, reliefs, listener);
    }

    /** The same for one side of a measure. */
    Scope side(String name) {
        Consumer<ItemAccount> whole = hearing;
        return whole == null ? this : heardBy(account -> whole.accept(account.forPart(name)));
    }

    /** Whether somebody hears: else nothing need be said. */
    boolean isHeard() {
        return hearing != null;
    }

    void hear(ItemAccount account) {
        if (hearing != null) {
            hearing.accept(account);
        }
    }

    Reliefs reliefs() {
        return reliefs;
    }

    Contract version() {
        return version;
    }

    ZoneId zone() {
        return version.zone();
    }

    Instant asOf() {
        return asOf;
    }

    CalendarTimeline calendar(String name) {
        return history.calendar(name);
    }

    CalendarTimeline workingDays() {
        return history.workingDays();
    }

    List<MeasurementPeriod> periods() {
        return periods;
    }

    /** An item's value in a field, as documents may tell it. */
    String told(FieldRef field, String value) {
        return version.people().told(field.name(), value);
    }

    /** What an item counts as, as documents may tell it. */
    String thing(FieldRef distinct, Item item) {
        Object value = item.value(distinct);
        String told = value == null ? "" : told(distinct, value.toString());
        return value == null || told.equals(value.toString()) ? item.key(distinct) : told;
    }

    /** What tells the event of an item, where the contract names a field for it and the item has one. */
    Optional<String> event(Item item) {
        return version.credits()
                .oneEvent()
                .flatMap(rule -> rule.by())
                .flatMap(field -> Optional.ofNullable(Item.text(item.value(FieldRef.last(field)))));
    }

    /** The period that a day lies in, whichever version is in force in it. */
    MeasurementPeriod anyPeriod(LocalDate day) {
        return periods.get(0).kind().containing(day);
    }

    /** The first day of this version's first period. */
    LocalDate firstDay() {
        return periods.get(0).from();
    }

    /** The period of this version that a day lies in; null where it lies in none of them. */
    @Nullable
    MeasurementPeriod period(LocalDate day) {
        int found = Arrays.binarySearch(starts, day.toEpochDay());
        int index = found >= 0 ? found : -found - 2;
        if (index < 0 || !periods.get(index).contains(day)) {
            return null;
        }
        return periods.get(index);
    }

    @Nullable
    MeasurementPeriod period(Instant instant) {
        int found = Arrays.binarySearch(startSeconds, instant.getEpochSecond());
        int index = found >= 0 ? found : -found - 2;
        return index < 0 || instant.getEpochSecond() >= endSeconds[index] ? null : periods.get(index);
    }

    /** The period in which a moment's local day lies. */
    @Nullable
    MeasurementPeriod period(Moment moment) {
        return moment instanceof Moment.At at ? period(at.instant()) : period(moment.day(zone()));
    }

    /** A moment that has come by the as-of; what lies after it is not known yet. */
    Optional<Moment> known(@Nullable Moment moment) {
        return moment == null || moment.start(zone()).isAfter(asOf) ? Optional.empty() : Optional.of(moment);
    }

    /** The first instant of a period after which nothing of it is known: its end, or the as-of while it runs. */
    Instant end(MeasurementPeriod period) {
        Instant end = period.end(zone());
        return end.isAfter(asOf) ? asOf : end;
    }
}
