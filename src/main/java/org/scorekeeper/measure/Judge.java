package org.scorekeeper.measure;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.scorekeeper.calendar.CalendarTimeline;
import org.scorekeeper.calendar.ContractDuration;
import org.scorekeeper.calendar.Span;
import org.scorekeeper.contract.Clocked;
import org.scorekeeper.contract.FieldRef;
import org.scorekeeper.contract.Measure;
import org.scorekeeper.contract.Measure.StillOpen;
import org.scorekeeper.contract.MetWhen;
import org.scorekeeper.facts.FactKind;
import org.scorekeeper.facts.Moment;
import org.scorekeeper.facts.register.Relief;

/** Decides for one item whether it met its limit, its date or its condition, and on which day that counts. */
final class Judge {
    /** Fields that an item gains when something is done; the others it has from the start. */
    private static final Set<String> DONE =
            Set.of("responded", "resolved", "closed", "delivered", "accepted", "submitted", "updated", "to", "end");

    private static final String RUNNING = "still open, and its limit has not passed";
    private static final Verdict NOT_DUE = Verdict.notYet(RUNNING);
    private static final Verdict IGNORED = Verdict.notYet("still open, which the level ignores");

    private final Scope scope;
    private final MetWhen metWhen;
    private final StillOpen stillOpen;
    private final FieldRef periodBy;
    private final FieldRef fallback;
    private final @Nullable CalendarTimeline calendar;
    private final Verdict notPlaced;
    private final Verdict notDated;

    Judge(Scope scope, Measure.Share share) {
        this.scope = scope;
        this.metWhen = share.metWhen();
        this.stillOpen = share.stillOpen();
        this.fallback = placedBy(share.selection().items());
        Optional<FieldRef> said = share.selection().periodBy();
        if (metWhen instanceof MetWhen.WithinLimit limit) {
            this.periodBy = said.orElse(limit.clock().to());
            this.calendar = scope.calendar(limit.clock().calendar());
        } else if (metWhen instanceof MetWhen.ByDate date) {
            this.periodBy = said.orElse(date.by());
            this.calendar = date.calendar().map(scope::calendar).orElse(null);
        } else {
            this.periodBy = said.orElse(fallback);
            this.calendar = null;
        }
        this.notPlaced = Verdict.notYet(periodBy + " is not known, which places it in a period");
        this.notDated = Verdict.notYet(started(metWhen) + " is not known");
    }

    private static FieldRef started(MetWhen rule) {
        return rule instanceof MetWhen.WithinLimit limit
                ? limit.clock().from()
                : rule instanceof MetWhen.ByDate date ? date.by() : FieldRef.last("id");
    }

    /** The field that places an item in a period where the contract does not say. */
    static FieldRef placedBy(FactKind kind) {
        return Measure.began(kind);
    }

    /** The field whose instant places an item in a period. */
    FieldRef periodBy() {
        return periodBy;
    }

    /** The instant that places an item, for relief that has a window; the as-of where it has none. */
    Instant reference(Item item) {
        return scope.known(item.moment(periodBy))
                .or(() -> scope.known(item.moment(fallback)))
                .map(moment -> moment.start(scope.zone()))
                .orElse(scope.asOf());
    }

    /** Whether an open item is placed by the day on which its limit passed, having no instant of its own yet. */
    boolean placesByLimit() {
        return DONE.contains(periodBy.name()) && stillOpen == StillOpen.MISS_WHEN_OVERDUE;
    }

    /** The day on which an item that no rule judges would count: by its instant, else by the one that it always has. */
    @Nullable
    LocalDate placed(Item item) {
        Optional<Moment> moment = scope.known(item.moment(periodBy)).or(() -> scope.known(item.moment(fallback)));
        return moment.map(at -> at.day(scope.zone())).orElse(null);
    }

    Verdict judge(Item item) {
        return judge(item, List.of());
    }

    /** The same with stretches of time that relief takes off the clock. */
    Verdict judge(Item item, List<Span> relieved) {
        if (metWhen instanceof MetWhen.WithinLimit limit && calendar != null) {
            return clocked(item, limit, calendar, relieved);
        }
        if (metWhen instanceof MetWhen.ByDate date) {
            return dated(item, date, !relieved.isEmpty());
        }
        Optional<Moment> when = scope.known(item.moment(periodBy));
        if (when.isEmpty()) {
            return notPlaced;
        }
        LocalDate day = when.get().day(scope.zone());
        if (Conditions.hold(((MetWhen.Holds) metWhen).condition(), item, scope.zone())) {
            return Verdict.met(day);
        }
        Instant at = when.get().start(scope.zone());
        return new Verdict(Verdict.Kind.MISSED, day, at, at, null, -1);
    }

    private Verdict clocked(Item item, MetWhen.WithinLimit rule, CalendarTimeline hours, List<Span> relieved) {
        Clocked clock = rule.clock();
        Optional<Moment> from = scope.known(item.moment(clock.from()));
        if (from.isEmpty()) {
            return notDated;
        }
        Instant start = from.get().start(scope.zone());
        Instant stop = scope.known(item.moment(clock.to()))
                .map(moment -> moment.start(scope.zone()))
                .orElse(null);
        if (stop != null && stop.isBefore(start)) {
            LocalDate placed = placed(item);
            return Verdict.wrongOrder(placed == null ? from.get().day(scope.zone()) : placed);
        }
        Instant until = stop == null ? scope.asOf() : stop;
        List<Span> pauses = Pauses.of(item, clock, scope.asOf(), relieved);
        long hold = Pauses.holdSeconds(item, clock);
        long open = hours.openSeconds(start, until);
        // More than all of it cannot have been paused: a vendor's total may say so, a clock may not.
        long paused = Math.min(open, hours.pausedSeconds(start, until, pauses) + hold);
        var reading = new Verdict.Clock(limitSeconds(rule.atMost(), hours, start), open - paused, paused, hold > 0);
        if (reading.margin() >= 0) {
            if (stop == null) {
                return new Verdict(Verdict.Kind.NOT_YET, null, start, null, reading, -1, RUNNING);
            }
            return placedEvenLater(item)
                    .map(moment -> new Verdict(Verdict.Kind.MET, moment.day(scope.zone()), start, until, reading, -1))
                    .orElse(notPlaced);
        }
        if (stop == null && stillOpen == StillOpen.IGNORE) {
            return IGNORED;
        }
        // The limit passes in the second after it is reached, so that an elapsed time equal to it is in time.
        Instant passed = hours.due(start, reading.limit() + hold + 1, pauses).minusSeconds(1);
        LocalDate day =
                (passed.isAfter(until) ? until : passed).atZone(scope.zone()).toLocalDate();
        return new Verdict(Verdict.Kind.MISSED, missedOn(item, day), start, stop, reading, -reading.margin());
    }

    private static long limitSeconds(ContractDuration atMost, CalendarTimeline hours, Instant start) {
        return atMost instanceof ContractDuration.Fixed fixed
                ? fixed.duration().toSeconds()
                : hours.openSeconds(
                        start, hours.plusWorkingDays(start, ((ContractDuration.WorkingDays) atMost).days()));
    }

    private Verdict dated(Item item, MetWhen.ByDate rule, boolean withRelief) {
        Moment by = item.moment(rule.by());
        if (by == null) {
            return notDated;
        }
        Instant start = by.start(scope.zone());
        Optional<Moment> actual = scope.known(item.moment(rule.actual()));
        Due promised = due(by, rule);
        Due due = withRelief ? extended(promised, item, actual) : promised;
        if (actual.isEmpty()) {
            if (stillOpen == StillOpen.IGNORE) {
                return IGNORED;
            }
            return due.isKeptAt(scope.asOf())
                    ? NOT_DUE
                    : new Verdict(
                            Verdict.Kind.MISSED,
                            missedOn(item, due.day),
                            start,
                            null,
                            null,
                            scope.asOf().getEpochSecond() - due.end.getEpochSecond());
        }
        Instant done = actual.get().start(scope.zone());
        if (due.isKeptAt(done)) {
            return placedEvenLater(item)
                    .map(placed -> Verdict.met(placed.day(scope.zone())))
                    .orElse(notPlaced);
        }
        return new Verdict(
                Verdict.Kind.MISSED,
                missedOn(item, due.day),
                start,
                done,
                null,
                Math.max(1, done.getEpochSecond() - due.end.getEpochSecond()));
    }

    /**
     * A promised date with its grace.
     *
     * @param end where it ends; a whole day ends at 24:00, which is no longer in it
     * @param day the day on which it passes
     */
    private record Due(Instant end, boolean wholeDay, LocalDate day) {
        String words(java.time.ZoneId zone) {
            return wholeDay
                    ? "the end of " + day
                    : end.atZone(zone).toLocalDateTime().toString().replace('T', ' ');
        }

        boolean isKeptAt(Instant at) {
            return wholeDay ? at.isBefore(end) : !at.isAfter(end);
        }
    }

    private Due due(Moment by, MetWhen.ByDate rule) {
        ContractDuration grace = rule.grace().orElse(null);
        CalendarTimeline days = calendar == null ? scope.workingDays() : calendar;
        if (by instanceof Moment.Day day) {
            if (grace instanceof ContractDuration.Fixed fixed) {
                Instant end = plus(by.limit(scope.zone()), fixed);
                LocalDate last = end.minusSeconds(1).atZone(scope.zone()).toLocalDate();
                boolean midnight =
                        end.equals(last.plusDays(1).atStartOfDay(scope.zone()).toInstant());
                return new Due(end, midnight, last);
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

    /** The date with the time by which relief extends it, as the wall clock tells it. */
    private Due extended(Due due, Item item, Optional<Moment> actual) {
        Instant until = actual.map(moment -> moment.start(scope.zone())).orElse(scope.asOf());
        long seconds = scope.reliefs().extending(item, due.end, until).stream()
                .mapToLong(span -> ChronoUnit.SECONDS.between(local(span.from()), local(span.to())))
                .sum();
        LocalDateTime end = local(due.end).plusSeconds(seconds);
        boolean whole = due.wholeDay && end.toLocalTime().equals(LocalTime.MIDNIGHT);
        return seconds == 0
                ? due
                : new Due(
                        end.atZone(scope.zone()).toInstant(),
                        whole,
                        whole ? end.toLocalDate().minusDays(1) : end.toLocalDate());
    }

    private LocalDateTime local(Instant at) {
        return at.atZone(scope.zone()).toLocalDateTime();
    }

    private Instant plus(Instant end, ContractDuration.Fixed grace) {
        return calendar == null
                ? end.plus(grace.duration())
                : calendar.due(end, grace.duration().toSeconds(), List.of());
    }

    /** The moment that places an item that is done: known by the as-of, or one that it has from the start. */
    private Optional<Moment> placedEvenLater(Item item) {
        Moment moment = item.moment(periodBy);
        return DONE.contains(periodBy.name()) ? scope.known(moment) : Optional.ofNullable(moment);
    }

    /**
     * The day on which a miss counts. An item keeps its miss in the period in which its limit passed, even where it is
     * finished in a later one: so that the period says the same whenever the run happens.
     */
    private LocalDate missedOn(Item item, LocalDate passed) {
        LocalDate placed =
                placedEvenLater(item).map(moment -> moment.day(scope.zone())).orElse(passed);
        return placesByLimit() && placed.isAfter(passed) ? passed : placed;
    }

    /** What an account says of a verdict: its figures and how it came about. */
    ItemAccount account(Item item, Verdict verdict, ItemAccount.Outcome outcome) {
        Verdict.Clock clock = verdict.clock();
        return ItemAccount.of(item, outcome, reason(item, verdict))
                .with(new ItemAccount.Timing(
                        Optional.ofNullable(verdict.from()).or(() -> promised(item)),
                        Optional.ofNullable(verdict.to()).or(() -> happened(item)),
                        Optional.ofNullable(clock).map(Verdict.Clock::limit),
                        Optional.ofNullable(clock).map(Verdict.Clock::elapsed),
                        clock == null ? 0 : clock.paused(),
                        verdict.lateBy() < 0 ? Optional.empty() : Optional.of(verdict.lateBy())))
                .with(trace(item, scope.reliefs().subtracting(item)));
    }

    private Optional<Instant> promised(Item item) {
        return metWhen instanceof MetWhen.ByDate date
                ? Optional.ofNullable(item.moment(date.by())).map(moment -> moment.start(scope.zone()))
                : Optional.empty();
    }

    private Optional<Instant> happened(Item item) {
        return metWhen instanceof MetWhen.ByDate date
                ? scope.known(item.moment(date.actual())).map(moment -> moment.start(scope.zone()))
                : Optional.empty();
    }

    private String reason(Item item, Verdict verdict) {
        if (verdict.why() != null) {
            return verdict.why();
        }
        if (verdict.kind() == Verdict.Kind.WRONG_ORDER) {
            return "its clock ends before it starts";
        }
        if (metWhen instanceof MetWhen.Holds holds) {
            return ConditionWords.failing(holds.condition(), item, scope)
                    .orElseGet(() -> ConditionWords.holding(holds.condition(), item, scope));
        }
        Moment by = metWhen instanceof MetWhen.ByDate date ? item.moment(date.by()) : null;
        String limit = by == null
                ? "its limit"
                : extended(
                                due(by, (MetWhen.ByDate) metWhen),
                                item,
                                scope.known(item.moment(((MetWhen.ByDate) metWhen).actual())))
                        .words(scope.zone());
        if (verdict.isMet()) {
            return (by == null ? "within " : "by ") + limit;
        }
        return verdict.to() == null ? "still open, and past " + limit : "later than " + limit;
    }

    /** What an item's clock is made of; empty where no clock decides, or it has not started. */
    private Optional<ClockTrace> trace(Item item, List<Relief> windows) {
        return metWhen instanceof MetWhen.WithinLimit limit && calendar != null
                ? Pauses.trace(scope, item, limit.clock(), calendar, windows)
                : Optional.empty();
    }
}
