package org.scorekeeper.contract;

import java.time.LocalDate;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.scorekeeper.calendar.CalendarTimeline;
import org.scorekeeper.calendar.MeasurementPeriod;
import org.scorekeeper.calendar.PeriodKind;
import org.scorekeeper.calendar.ServiceCalendar;

/**
 * All versions of one contract. Each figure uses the version of its period, a clock the calendar of each date.
 *
 * @param versions at least one, all of one contract, earliest first
 * @param pieces which terms are in force from which day on: the versions from their own, and what issued periods keep
 */
public record ContractHistory(List<Contract> versions, NavigableMap<LocalDate, Contract> pieces) {
    /** Sorts by {@code applies-from}; refuses none, several contracts, and two versions from one day. */
    public ContractHistory {
        versions = versions.stream()
                .sorted(Comparator.comparing(Contract::appliesFrom))
                .toList();
        if (versions.isEmpty()) {
            throw new IllegalArgumentException("a contract has at least one version");
        }
        if (versions.stream().map(Contract::id).distinct().count() > 1) {
            throw new IllegalArgumentException("these are versions of several contracts");
        }
        if (versions.stream().map(Contract::appliesFrom).distinct().count() < versions.size()) {
            throw new IllegalArgumentException(
                    "two versions of " + versions.get(0).id() + " apply from the same day");
        }
        pieces = Collections.unmodifiableNavigableMap(new TreeMap<>(pieces));
    }

    /** The versions as they are written now. */
    public ContractHistory(List<Contract> versions) {
        this(versions, byDay(versions));
    }

    private static NavigableMap<LocalDate, Contract> byDay(List<Contract> versions) {
        NavigableMap<LocalDate, Contract> pieces = new TreeMap<>();
        versions.forEach(version -> pieces.put(version.appliesFrom(), version));
        return pieces;
    }

    /**
     * The history in which some periods keep the terms that made their figures, whatever the files say now: an issued
     * period is not judged again by a corrected contract.
     */
    public ContractHistory keeping(SortedMap<MeasurementPeriod, Contract> kept) {
        NavigableMap<LocalDate, Contract> mended = byDay(versions);
        kept.forEach((period, terms) -> {
            LocalDate end = period.to();
            Optional<Contract> after = versionOn(end);
            mended.subMap(period.from(), true, end, false).clear();
            mended.put(period.from(), terms);
            after.filter(next -> !mended.containsKey(end)).ifPresent(next -> mended.put(end, next));
        });
        return new ContractHistory(versions, mended);
    }

    /** The terms that are in force at any time, in the order of their first day. */
    public List<Contract> terms() {
        return pieces.values().stream().distinct().toList();
    }

    /** The contract's number. */
    public String id() {
        return latest().id();
    }

    /** Whose it is. */
    public String vendor() {
        return latest().vendor();
    }

    /** The version that applies last. */
    public Contract latest() {
        return versions.get(versions.size() - 1);
    }

    /**
     * The version in force when the period begins; the first version's own period may begin before it does, where the
     * term cuts it short. Empty before the first.
     */
    public Optional<Contract> versionFor(MeasurementPeriod period) {
        return versionOn(period.from())
                .or(() -> Optional.of(versions.get(0)).filter(first -> period.contains(first.appliesFrom())));
    }

    /** Every measurement period from the term's start to the day, the running one included, in order. */
    public List<MeasurementPeriod> periodsUntil(LocalDate day) {
        List<MeasurementPeriod> periods = new java.util.ArrayList<>();
        Contract first = versions.get(0);
        LocalDate last = day.isAfter(latest().term().to()) ? latest().term().to() : day;
        MeasurementPeriod period = first.period().containing(first.term().from());
        while (!period.from().isAfter(last)) {
            periods.add(period);
            LocalDate next = period.to();
            period = versionOn(next).orElse(first).period().containing(next);
        }
        return periods;
    }

    /**
     * The periods of a kind that levels of a version have for their own, from the term's start to the day: those that begin
     * while the version is in force. A later version never reaches back into one that has begun.
     */
    public List<MeasurementPeriod> ownPeriodsUntil(Contract version, PeriodKind kind, LocalDate day) {
        LocalDate last = day.isAfter(latest().term().to()) ? latest().term().to() : day;
        LocalDate first = versions.get(0).term().from();
        return last.isBefore(first)
                ? List.of()
                : MeasurementPeriod.between(kind, first, last).stream()
                        .filter(period ->
                                versionFor(period).filter(version::equals).isPresent())
                        .toList();
    }

    /** The version in force on a day; empty before the first. */
    public Optional<Contract> versionOn(LocalDate day) {
        return Optional.ofNullable(pieces.floorEntry(day)).map(Map.Entry::getValue);
    }

    /**
     * The levels that only other versions have, in the order of the versions: they were not in force under this one.
     *
     * @param kind only those that are measured in periods of this kind
     */
    public List<ServiceLevel> notInForce(Contract version, PeriodKind kind) {
        Map<String, ServiceLevel> others = new LinkedHashMap<>();
        versions.forEach(other -> other.levels().stream()
                .filter(level -> level.period().orElse(other.period()) == kind)
                .filter(level -> version.level(level.id()).isEmpty())
                .forEach(level -> others.putIfAbsent(level.id(), level)));
        return List.copyOf(others.values());
    }

    /**
     * The calendar of a name through all versions. A version that does not have it lends none: the nearest version's
     * that has one stands in, because a clock that is already running needs hours on every date.
     */
    public CalendarTimeline calendar(String name) {
        return timeline(version -> Optional.ofNullable(version.calendars().get(name)));
    }

    /** The working days of the locale's country through all versions. */
    public CalendarTimeline workingDays() {
        return timeline(version -> Optional.of(version.workingDays()));
    }

    private CalendarTimeline timeline(java.util.function.Function<Contract, Optional<ServiceCalendar>> calendar) {
        var timeline = new TreeMap<LocalDate, ServiceCalendar>();
        pieces.forEach((day, version) -> calendar.apply(version).ifPresent(hours -> timeline.put(day, hours)));
        return CalendarTimeline.of(timeline);
    }
}
