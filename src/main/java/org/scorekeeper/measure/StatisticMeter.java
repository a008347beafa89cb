package org.scorekeeper.measure;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.scorekeeper.calendar.CalendarTimeline;
import org.scorekeeper.calendar.MeasurementPeriod;
import org.scorekeeper.calendar.Span;
import org.scorekeeper.contract.Clocked;
import org.scorekeeper.contract.FieldRef;
import org.scorekeeper.contract.Fraction;
import org.scorekeeper.contract.Measure;
import org.scorekeeper.contract.Measure.Kind;
import org.scorekeeper.contract.Measure.Selection;
import org.scorekeeper.contract.Measure.Value;
import org.scorekeeper.facts.FactKind;
import org.scorekeeper.facts.Moment;
import org.scorekeeper.facts.register.Relief;

/** {@code average-of}, {@code median-of} and their like: a statistic of the values of a period's items. */
final class StatisticMeter implements Meter {
    private final Scope scope;
    private final Kind kind;
    private final Selection selection;
    private final Optional<Value> value;
    private final BigDecimal percentile;
    private final FieldRef periodBy;
    private final @Nullable CalendarTimeline calendar;
    private final Map<MeasurementPeriod, Account> accounts = new HashMap<>();
    /** The scope's own object of the period that was asked for last: most items of a night lie in one period. */
    private @Nullable MeasurementPeriod latest;

    private @Nullable Account latestAccount;

    private Set<String> watched = Set.of();

    /** One period's account. */
    private static final class Account {
        private final Sample sample;
        private final Set<String> things = new HashSet<>();
        private final Set<String> watched = new HashSet<>();
        private final LeftOut leftOut = new LeftOut();
        private long rows;
        private long byTotal;

        Account(boolean ranked) {
            this.sample = new Sample(ranked);
        }
    }

    StatisticMeter(Scope scope, Measure.Statistic statistic) {
        this.scope = scope;
        this.kind = statistic.kind();
        this.selection = statistic.selection();
        this.value = statistic.value();
        this.percentile = statistic.percentile().orElse(BigDecimal.ZERO);
        Clocked clock = clock();
        this.periodBy =
                selection.periodBy().orElseGet(() -> clock == null ? Judge.placedBy(selection.items()) : clock.to());
        this.calendar = clock == null ? null : scope.calendar(clock.calendar());
    }

    private @Nullable Clocked clock() {
        return value.orElse(null) instanceof Value.OfClock clocked ? clocked.clock() : null;
    }

    @Override
    public void add(FactKind factKind, Item item) {
        Account account = account(factKind, item, periodBy);
        if (account == null) {
            hearLeft(factKind, item);
            return;
        }
        Optional<Relief> removed = removed(item);
        if (removed.isPresent()) {
            account.leftOut.relieved(removed.get().id());
            hear(item, Optional.empty(), "relief " + removed.get().id() + " removes it", removed);
            return;
        }
        account.rows++;
        if (watched.contains(item.id())) {
            account.watched.add(item.id());
        }
        BigDecimal number = number(item, account);
        boolean first = false;
        if (number != null
                && (selection.distinct().isEmpty()
                        || account.things.add(item.key(selection.distinct().get())))) {
            account.sample.add(number);
            first = true;
        }
        if (scope.isHeard()) {
            hear(
                    item,
                    Optional.ofNullable(first ? number : null),
                    first ? "" : number == null ? without(item) : "the same as an item before it",
                    scope.reliefs().subtracting(item).stream().findFirst());
        }
    }

    /** Tells of an item of another population or another time. */
    private void hearLeft(FactKind factKind, Item item) {
        if (!scope.isHeard() || factKind != selection.items()) {
            return;
        }
        Optional<String> failing = ConditionWords.failing(selection.where(), item, scope);
        Optional<MeasurementPeriod> other =
                scope.known(item.moment(periodBy)).map(moment -> scope.anyPeriod(moment.day(scope.zone())));
        ItemAccount account = ItemAccount.left(
                item,
                failing.orElseGet(() -> other.map(found -> "belongs to " + found.label() + ", outside these terms")
                        .orElse(periodBy + " is not known, which places it in a period")));
        scope.hear(failing.isEmpty() && other.isPresent() ? account.in(other.get()) : account);
    }

    private void hear(Item item, Optional<BigDecimal> number, String reason, Optional<Relief> relief) {
        if (!scope.isHeard()) {
            return;
        }
        Clocked clock = clock();
        Optional<ClockTrace> trace = clock == null || calendar == null
                ? Optional.empty()
                : Pauses.trace(scope, item, clock, calendar, scope.reliefs().subtracting(item));
        ItemAccount account = ItemAccount.of(
                        item,
                        number.isPresent() ? ItemAccount.Outcome.COUNTED : ItemAccount.Outcome.NOT_COUNTED,
                        reason)
                .in(scope.anyPeriod(
                        scope.known(item.moment(periodBy)).orElseThrow().day(scope.zone())))
                .as(selection.distinct().map(field -> scope.thing(field, item)))
                .relievedBy(relief.map(Relief::id))
                .with(trace);
        if (trace.isPresent()) {
            long elapsed = number.map(BigDecimal::longValueExact).orElse(0L);
            ClockTrace made = trace.get();
            account = account.with(new ItemAccount.Timing(
                    Optional.of(made.from()),
                    made.running() ? Optional.empty() : Optional.of(made.until()),
                    Optional.empty(),
                    number.map(BigDecimal::longValueExact),
                    made.timeline().openSeconds(made.from(), made.until()) - elapsed,
                    Optional.empty()));
        }
        scope.hear(number.map(account::adding).orElse(account));
    }

    /** Why an item of the population has no number. */
    private String without(Item item) {
        Clocked clock = clock();
        if (clock == null) {
            return "it has no number";
        }
        return scope.known(item.moment(clock.from())).isEmpty()
                ? clock.from() + " is not known"
                : scope.known(item.moment(clock.to())).isEmpty()
                        ? "not finished: " + clock.to() + " is not known"
                        : "its clock ends before it starts";
    }

    /** A statistic has no misses: relief that counts an item as met takes it out, as relief that removes it does. */
    private Optional<Relief> removed(Item item) {
        if (scope.reliefs().rules().isEmpty()) {
            return Optional.empty();
        }
        Clocked clock = clock();
        Optional<Instant> from = start(item, clock == null ? periodBy : clock.from());
        Optional<Instant> to = clock == null ? from : start(item, clock.to()).or(() -> Optional.of(scope.asOf()));
        return from.flatMap(first -> scope.reliefs()
                .deciding(item, first, to.filter(last -> !last.isBefore(first)).orElse(first)));
    }

    private Optional<Instant> start(Item item, FieldRef field) {
        return scope.known(item.moment(field)).map(moment -> moment.start(scope.zone()));
    }

    @Override
    public void except(FactKind factKind, Item item) {
        Account account = account(factKind, item, periodBy);
        if (account == null) {
            account = account(factKind, item, Judge.placedBy(factKind));
        }
        if (account != null) {
            account.leftOut.except();
        }
    }

    /** The account of the period in which an item lies; null where it lies in none or is none of these items. */
    @SuppressWarnings("ReferenceEquality") // another object of the same period is only looked up again
    private @Nullable Account account(FactKind factKind, Item item, FieldRef placedBy) {
        if (factKind != selection.items() || !Conditions.hold(selection.where(), item, scope.zone())) {
            return null;
        }
        Optional<Moment> placed = scope.known(item.moment(placedBy));
        MeasurementPeriod period = placed.isEmpty() ? null : scope.period(placed.get());
        if (period == null) {
            return null;
        }
        if (period != latest || latestAccount == null) {
            latestAccount = accounts.computeIfAbsent(period, key -> new Account(isRanked()));
            latest = period;
        }
        return latestAccount;
    }

    private boolean isRanked() {
        return kind == Kind.MEDIAN || kind == Kind.PERCENTILE;
    }

    private @Nullable BigDecimal number(Item item, Account account) {
        if (value.isEmpty()) {
            return BigDecimal.ONE;
        }
        if (value.get() instanceof Value.OfField field) {
            BigDecimal number = Item.number(item.value(field.field()));
            if (number == null) {
                account.leftOut.withoutNumber();
            }
            return number;
        }
        return elapsed(item, ((Value.OfClock) value.get()).clock(), account);
    }

    private @Nullable BigDecimal elapsed(Item item, Clocked clock, Account account) {
        Optional<Moment> from = scope.known(item.moment(clock.from()));
        Optional<Moment> to = scope.known(item.moment(clock.to()));
        if (from.isEmpty() || to.isEmpty() || calendar == null) {
            account.leftOut.stillOpen();
            return null;
        }
        Instant start = from.get().start(scope.zone());
        Instant stop = to.get().start(scope.zone());
        if (stop.isBefore(start)) {
            account.leftOut.wrongOrder(item);
            return null;
        }
        long hold = Pauses.holdSeconds(item, clock);
        account.byTotal += hold > 0 ? 1 : 0;
        List<Relief> windows = scope.reliefs().subtracting(item);
        List<Span> pauses = Pauses.of(item, clock, scope.asOf(), Reliefs.windows(windows));
        long elapsed = calendar.elapsedSeconds(start, stop, pauses) - hold;
        if (!windows.isEmpty()
                && elapsed != calendar.elapsedSeconds(start, stop, Pauses.of(item, clock, scope.asOf())) - hold) {
            account.leftOut.relieved(windows.get(0).id());
        }
        return BigDecimal.valueOf(Math.max(0, elapsed));
    }

    @Override
    public void watch(Set<String> ids) {
        watched = ids;
    }

    /** The refused rows that may belong to a period and speak of no item that counts in it already. */
    private long doubts(MeasurementPeriod period, List<Suspect> suspects) {
        Account account = accounts.getOrDefault(period, new Account(false));
        return suspects.stream()
                .filter(suspect -> !account.watched.contains(suspect.item().id()))
                .filter(suspect -> suspect.kind() == selection.items()
                        && suspect.mayHold(selection.where(), scope)
                        && suspect.mayLieIn(period, periodBy, scope))
                .map(suspect -> selection
                        .distinct()
                        .map(suspect.item()::key)
                        .orElse(suspect.item().id()))
                .distinct()
                .count();
    }

    /** With so many more values, each the highest or lowest of those known; a count grows by them. */
    private Optional<Fraction> with(MeasurementPeriod period, long more, boolean highest) {
        Account account = accounts.get(period);
        if (account == null || account.sample.size() == 0) {
            return kind == Kind.COUNT ? Optional.of(Fraction.of(highest ? more : 0, 1)) : Optional.empty();
        }
        return kind == Kind.COUNT && !highest
                ? account.sample.figure(kind, percentile)
                : account.sample.with(more, highest).figure(kind, percentile);
    }

    /** Nothing bounds a value that cannot be read but the others: each row is taken for as bad, or as good, as the extreme. */
    @Override
    public Optional<IfRefused> ifRefused(MeasurementPeriod period, List<Suspect> suspects, boolean higherIsBetter) {
        long rows = doubts(period, suspects);
        return rows == 0
                ? Optional.empty()
                : Optional.of(
                        new IfRefused(rows, with(period, rows, !higherIsBetter), with(period, rows, higherIsBetter)));
    }

    @Override
    public Reading reading(MeasurementPeriod period) {
        Account account = accounts.getOrDefault(period, new Account(isRanked()));
        return new Reading(
                account.sample.figure(kind, percentile),
                Optional.empty(),
                BigDecimal.valueOf(account.sample.size()),
                java.util.List.of(),
                java.util.List.of(),
                account.rows,
                account.leftOut.notes(account.byTotal),
                words() + " of " + account.sample.size() + " items");
    }

    /** Whether nothing at all makes a figure inside a ratio: a count or a sum of nothing is zero there. */
    boolean isZeroOfNothing() {
        return kind == Kind.COUNT || kind == Kind.SUM;
    }

    private String words() {
        return switch (kind) {
            case AVERAGE -> "mean";
            case MEDIAN -> "median";
            case PERCENTILE -> percentile.toPlainString() + "th percentile (nearest rank)";
            case SUM -> "sum";
            case HIGHEST -> "highest";
            case LOWEST -> "lowest";
            case COUNT -> "count";
        };
    }
}
