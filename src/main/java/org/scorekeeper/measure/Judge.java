package org.scorekeeper.measure;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.scorekeeper.calendar.CalendarTimeline;
import org.scorekeeper.calendar.ContractDuration;
import org.scorekeeper.calendar.Span;
import org.scorekeeper.contract.Clocked;
import org.scorekeeper.contract.FieldRef;
import org.scorekeeper.contract.Measure.StillOpen;
import org.scorekeeper.contract.MetWhen;
import org.scorekeeper.facts.FactKind;
import org.scorekeeper.facts.Moment;

/** Decides for one item whether it met its limit, its date or its condition, and on which day that counts. */
final class Judge {
    /** Fields that an item gains when something is done; the others it has from the start. */
    private static final Set<String> DONE =
            Set.of("responded", "resolved", "closed", "delivered", "accepted", "submitted", "updated", "to", "end");

    private final Scope scope;
    private final MetWhen metWhen;
    private final StillOpen stillOpen;
    private final FieldRef periodBy;
    private final @Nullable CalendarTimeline calendar;

    Judge(Scope scope, FactKind kind, MetWhen metWhen, StillOpen stillOpen, Optional<FieldRef> periodBy) {
        this.scope = scope;
        this.metWhen = metWhen;
        this.stillOpen = stillOpen;
        if (metWhen instanceof MetWhen.WithinLimit limit) {
            this.periodBy = periodBy.orElse(limit.clock().to());
            this.calendar = scope.calendar(limit.clock().calendar());
        } else if (metWhen instanceof MetWhen.ByDate date) {
            this.periodBy = periodBy.orElse(date.by());
            this.calendar = date.calendar().map(scope::calendar).orElse(null);
        } else {
            this.periodBy = periodBy.orElse(placedBy(kind));
            this.calendar = null;
        }
    }

    /** The field that places an item in a period where the contract does not say. */
    static FieldRef placedBy(FactKind kind) {
        return FieldRef.last(
                switch (kind) {
                    case TICKETS -> "opened";
                    case TICKET_STATUS -> "from";
                    case TIMESHEETS -> "work-date";
                    case DELIVERABLES -> "due";
                    case READINGS -> "at";
                });
    }

    Verdict judge(Item item) {
        if (metWhen instanceof MetWhen.WithinLimit limit && calendar != null) {
            return clocked(item, limit, calendar);
        }
        if (metWhen instanceof MetWhen.ByDate date) {
            return dated(item, date);
        }
        MetWhen.Holds holds = (MetWhen.Holds) metWhen;
        Optional<Moment> when = scope.known(item.moment(periodBy));
        if (when.isEmpty()) {
            return Verdict.NOT_YET;
        }
        LocalDate day = when.get().day(scope.zone());
        if (Conditions.hold(holds.condition(), item, scope.zone())) {
            return new Verdict(Verdict.Kind.MET, day, Optional.empty(), Long.MAX_VALUE);
        }
        Miss miss = Misses.of(
                item,
                when.map(at -> at.start(scope.zone())),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                0,
                Optional.empty(),
                Miss.State.COUNTED);
        return new Verdict(Verdict.Kind.MISSED, day, Optional.of(miss), 0);
    }

    private Verdict clocked(Item item, MetWhen.WithinLimit rule, CalendarTimeline hours) {
        Clocked clock = rule.clock();
        Optional<Moment> from = scope.known(item.moment(clock.from()));
        if (from.isEmpty()) {
            return Verdict.NOT_YET;
        }
        Instant start = from.get().start(scope.zone());
        Optional<Instant> stop = scope.known(item.moment(clock.to())).map(moment -> moment.start(scope.zone()));
        if (stop.isPresent() && stop.get().isBefore(start)) {
            return Verdict.WRONG_ORDER;
        }
        Instant until = stop.orElse(scope.asOf());
        List<Span> pauses = Pauses.of(item, clock, scope.asOf());
        long hold = Pauses.holdSeconds(item, clock);
        long paused = hours.pausedSeconds(start, until, pauses) + hold;
        long elapsed = Math.max(0, hours.openSeconds(start, until) - paused);
        Limit limit = limit(rule.atMost(), hours, start, until, pauses, hold);
        boolean missed = elapsed > limit.seconds;
        if (stop.isEmpty() && (!missed || stillOpen == StillOpen.IGNORE)) {
            return Verdict.NOT_YET;
        }
        if (!missed) {
            Optional<Moment> placed = scope.known(item.moment(periodBy));
            Miss near = Misses.of(
                    item,
                    Optional.of(start),
                    stop,
                    Optional.of(limit.seconds),
                    Optional.of(elapsed),
                    paused,
                    Optional.empty(),
                    Miss.State.COUNTED);
            return placed.map(moment -> new Verdict(
                            Verdict.Kind.MET, moment.day(scope.zone()), Optional.of(near), limit.seconds - elapsed))
                    .orElse(Verdict.NOT_YET);
        }
        LocalDate passed = limit.passedAt.atZone(scope.zone()).toLocalDate();
        Miss miss = Misses.of(
                item,
                Optional.of(start),
                stop,
                Optional.of(limit.seconds),
                Optional.of(elapsed),
                paused,
                Optional.of(elapsed - limit.seconds),
                stop.isPresent() ? Miss.State.COUNTED : Miss.State.OPEN);
        return missed(item, passed, miss);
    }

    /**
     * A limit in open seconds.
     *
     * @param passedAt the second in which it is broken
     */
    private record Limit(long seconds, Instant passedAt) {}

    private static Limit limit(
            ContractDuration atMost,
            CalendarTimeline hours,
            Instant start,
            Instant until,
            List<Span> pauses,
            long hold) {
        long seconds;
        if (atMost instanceof ContractDuration.Fixed fixed) {
            seconds = fixed.duration().toSeconds();
        } else {
            Instant day = hours.plusWorkingDays(start, ((ContractDuration.WorkingDays) atMost).days());
            seconds = hours.openSeconds(start, day);
        }
        Instant passed = hours.due(start, seconds + hold + 1, pauses).minusSeconds(1);
        return new Limit(seconds, passed.isAfter(until) ? until : passed);
    }

    private Verdict dated(Item item, MetWhen.ByDate rule) {
        Moment by = item.moment(rule.by());
        if (by == null) {
            return Verdict.NOT_YET;
        }
        Due due = due(by, rule);
        Optional<Moment> actual = scope.known(item.moment(rule.actual()));
        if (actual.isEmpty()) {
            if (stillOpen == StillOpen.IGNORE || scope.asOf().isBefore(due.end)) {
                return Verdict.NOT_YET;
            }
            Miss miss = Misses.of(
                    item,
                    Optional.of(by.start(scope.zone())),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    0,
                    Optional.of(scope.asOf().getEpochSecond() - due.end.getEpochSecond()),
                    Miss.State.OPEN);
            return missed(item, due.day, miss);
        }
        Instant done = actual.get().start(scope.zone());
        boolean met = due.wholeDay ? done.isBefore(due.end) : !done.isAfter(due.end);
        if (met) {
            return scope.known(item.moment(periodBy))
                    .or(() -> Optional.ofNullable(DONE.contains(periodBy.name()) ? null : item.moment(periodBy)))
                    .map(placed ->
                            new Verdict(Verdict.Kind.MET, placed.day(scope.zone()), Optional.empty(), Long.MAX_VALUE))
                    .orElse(Verdict.NOT_YET);
        }
        Miss miss = Misses.of(
                item,
                Optional.of(by.start(scope.zone())),
                Optional.of(done),
                Optional.empty(),
                Optional.empty(),
                0,
                Optional.of(Math.max(1, done.getEpochSecond() - due.end.getEpochSecond())),
                Miss.State.COUNTED);
        return missed(item, due.day, miss);
    }

    /**
     * A promised date with its grace.
     *
     * @param end where it ends; a whole day ends at 24:00, which is no longer in it
     * @param day the day on which it passes
     */
    private record Due(Instant end, boolean wholeDay, LocalDate day) {}

    private Due due(Moment by, MetWhen.ByDate rule) {
        ContractDuration grace = rule.grace().orElse(null);
        CalendarTimeline days = calendar == null ? scope.workingDays() : calendar;
        if (by instanceof Moment.Day day) {
            if (grace instanceof ContractDuration.Fixed fixed) {
                Instant end = plus(by.limit(scope.zone()), fixed);
                return new Due(
                        end, true, end.minusSeconds(1).atZone(scope.zone()).toLocalDate());
            }
            LocalDate last = grace instanceof ContractDuration.WorkingDays working
                    ? days.plusWorkingDays(day.date(), working.days())
                    : day.date();
            return new Due(last.plusDays(1).atStartOfDay(scope.zone()).toInstant(), true, last);
        }
        Instant end = by.limit(scope.zone());
        if (grace instanceof ContractDuration.Fixed fixed) {
            end = plus(end, fixed);
        } else if (grace instanceof ContractDuration.WorkingDays working) {
            end = days.plusWorkingDays(end, working.days());
        }
        return new Due(end, false, end.atZone(scope.zone()).toLocalDate());
    }

    private Instant plus(Instant end, ContractDuration.Fixed grace) {
        return calendar == null
                ? end.plus(grace.duration())
                : calendar.due(end, grace.duration().toSeconds(), List.of());
    }

    /**
     * Places a miss. An item keeps its miss in the period in which its limit passed, even where it is finished in a later
     * one: so that the period says the same whenever the run happens.
     */
    private Verdict missed(Item item, LocalDate passed, Miss miss) {
        Optional<Moment> placed = Optional.ofNullable(item.moment(periodBy));
        if (DONE.contains(periodBy.name())) {
            LocalDate done = placed.flatMap(scope::known)
                    .map(moment -> moment.day(scope.zone()))
                    .orElse(passed);
            boolean early = done.isBefore(passed) || stillOpen == StillOpen.IGNORE;
            return new Verdict(Verdict.Kind.MISSED, early ? done : passed, Optional.of(miss), 0);
        }
        LocalDate day = placed.map(moment -> moment.day(scope.zone())).orElse(passed);
        return new Verdict(Verdict.Kind.MISSED, day, Optional.of(miss), 0);
    }
}
