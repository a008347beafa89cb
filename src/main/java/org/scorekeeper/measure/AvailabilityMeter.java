package org.scorekeeper.measure;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.scorekeeper.calendar.CalendarTimeline;
import org.scorekeeper.calendar.MeasurementPeriod;
import org.scorekeeper.calendar.Span;
import org.scorekeeper.contract.FieldRef;
import org.scorekeeper.contract.Fraction;
import org.scorekeeper.contract.Measure;
import org.scorekeeper.contract.Measure.Interruption;
import org.scorekeeper.facts.FactKind;
import org.scorekeeper.facts.Moment;
import org.scorekeeper.facts.register.Relief;

/**
 * {@code availability}: calendar time less the union of down intervals, over calendar time, times 100; maintenance is
 * taken from both sides.
 */
final class AvailabilityMeter implements Meter {
    private final Scope scope;
    private final CalendarTimeline calendar;
    private final Measure.Availability rule;
    private final List<Outage> down = new ArrayList<>();
    private final List<Span> maintenance = new ArrayList<>();
    /** The same with their items; kept only where somebody hears of them. */
    private final List<Outage> maintained = new ArrayList<>();

    private long wrongOrder;

    /** An interval in which the service was down, and the item that says so. */
    private record Outage(Span span, boolean open, Item item) {}

    AvailabilityMeter(Scope scope, Measure.Availability rule) {
        this.scope = scope;
        this.rule = rule;
        this.calendar = scope.calendar(rule.calendar());
    }

    @Override
    public void add(FactKind kind, Item item) {
        if (scope.isHeard()) {
            hearNotSelected(kind, item);
        }
        for (Interruption interruption : rule.down()) {
            span(kind, item, interruption)
                    .ifPresent(span -> down.add(new Outage(
                            span, scope.known(item.moment(interruption.to())).isEmpty(), item)));
        }
        for (Interruption interruption : rule.maintenance()) {
            span(kind, item, interruption).ifPresent(span -> {
                maintenance.add(span);
                if (scope.isHeard()) {
                    maintained.add(new Outage(span, false, item));
                }
            });
        }
    }

    /** Tells of an item that is neither an outage nor maintenance. */
    private void hearNotSelected(FactKind kind, Item item) {
        List<Interruption> asked = Stream.concat(rule.down().stream(), rule.maintenance().stream())
                .filter(interruption -> interruption.items() == kind)
                .toList();
        List<String> failing = asked.stream()
                .flatMap(interruption -> ConditionWords.failing(interruption.where(), item, scope).stream())
                .toList();
        if (!asked.isEmpty() && failing.size() == asked.size()) {
            scope.hear(ItemAccount.left(item, failing.get(0)));
        }
    }

    /** Tells of the outages and the maintenance of a period; what overlaps counts once, with the outage that began first. */
    private void hear(MeasurementPeriod period, Instant from, Instant to) {
        maintained.stream()
                .filter(one -> one.span.from().isBefore(to) && one.span.to().isAfter(from))
                .forEach(one -> scope.hear(ItemAccount.left(one.item, "maintenance, which is taken from both sides")
                        .forPart("maintenance")
                        .in(period)
                        .with(new ItemAccount.Timing(
                                Optional.of(one.span.from()),
                                Optional.of(one.span.to()),
                                Optional.empty(),
                                Optional.empty(),
                                0,
                                Optional.empty()))));
        List<Span> taken = new ArrayList<>(outside());
        taken.addAll(scope.reliefs().wholeWindows(Relief.Effect.COUNT_AS_MET));
        down.stream()
                .sorted(Comparator.comparing((Outage outage) -> outage.span.from())
                        .thenComparing(outage -> outage.item.id()))
                .forEach(outage -> {
                    Instant start = outage.span.from().isBefore(from) ? from : outage.span.from();
                    Instant end = outage.span.to().isAfter(to) ? to : outage.span.to();
                    if (start.isBefore(end)) {
                        Optional<Relief> relief = deciding(outage);
                        long counts = relief.isPresent() ? 0 : calendar.elapsedSeconds(start, end, taken);
                        if (relief.isEmpty()) {
                            taken.add(new Span(start, end));
                        }
                        hear(period, outage, relief, calendar.openSeconds(start, end), counts);
                    }
                });
    }

    private void hear(MeasurementPeriod period, Outage outage, Optional<Relief> relief, long open, long counts) {
        String reason = counts > 0
                ? "down"
                : relief.map(rule -> "relief " + rule.id() + " keeps it from counting")
                        .orElse("it lies outside the hours, in maintenance, or in an outage before it");
        scope.hear(ItemAccount.of(
                        outage.item, counts > 0 ? ItemAccount.Outcome.MISSED : ItemAccount.Outcome.NOT_COUNTED, reason)
                .forPart("down")
                .in(period)
                .relievedBy(relief.map(Relief::id))
                .with(new ItemAccount.Timing(
                        Optional.of(outage.span.from()),
                        outage.open ? Optional.empty() : Optional.of(outage.span.to()),
                        Optional.empty(),
                        Optional.of(counts),
                        open - counts,
                        Optional.empty()))
                .adding(BigDecimal.valueOf(counts)));
    }

    private Optional<Span> span(FactKind kind, Item item, Interruption interruption) {
        if (kind != interruption.items() || !Conditions.hold(interruption.where(), item, scope.zone())) {
            return Optional.empty();
        }
        Optional<Moment> from = scope.known(item.moment(interruption.from()));
        if (from.isEmpty()) {
            if (scope.isHeard()) {
                scope.hear(ItemAccount.left(item, interruption.from() + " is not known"));
            }
            return Optional.empty();
        }
        Instant start = from.get().start(scope.zone());
        Instant end = scope.known(item.moment(interruption.to()))
                .map(moment -> moment.start(scope.zone()))
                .orElse(scope.asOf());
        if (end.isBefore(start)) {
            wrongOrder++;
            if (scope.isHeard()) {
                scope.hear(ItemAccount.left(item, "it ends before it starts"));
            }
            return Optional.empty();
        }
        return Optional.of(new Span(start, end));
    }

    /** Had a refused outage failed, the service was down from its start, or the period's, to its end, or the period's. */
    @Override
    public Optional<IfRefused> ifRefused(MeasurementPeriod period, List<Suspect> suspects, boolean higherIsBetter) {
        Instant first = period.start(scope.zone());
        Instant last = scope.end(period);
        List<Span> more = new ArrayList<>();
        for (Interruption interruption : rule.down()) {
            for (Suspect suspect : suspects) {
                if (suspect.kind() == interruption.items()
                        && suspect.mayHold(interruption.where(), scope)
                        && (suspect.unread().contains(interruption.from().name())
                                ? suspect.mayLieIn(period, interruption.from(), scope)
                                : item(suspect, interruption.from()).isPresent())) {
                    Instant start = item(suspect, interruption.from()).orElse(first);
                    Instant end = item(suspect, interruption.to()).orElse(last);
                    if (start.isBefore(last) && end.isAfter(first) && start.isBefore(end)) {
                        more.add(new Span(start, end));
                    }
                }
            }
        }
        if (more.isEmpty()) {
            return Optional.empty();
        }
        List<Span> outside = outside();
        List<Span> both = new ArrayList<>(countedDown());
        both.addAll(outside);
        both.addAll(more);
        long maintained = calendar.pausedSeconds(first, last, outside);
        long total = calendar.openSeconds(first, last) - maintained;
        long down = calendar.pausedSeconds(first, last, both) - maintained;
        return Optional.of(new IfRefused(
                more.size(),
                total == 0 ? Optional.empty() : Optional.of(Fraction.of((total - down) * 100, total)),
                reading(period).value()));
    }

    private Optional<Instant> item(Suspect suspect, FieldRef field) {
        return scope.known(suspect.item().moment(field)).map(moment -> moment.start(scope.zone()));
    }

    @Override
    public Reading reading(MeasurementPeriod period) {
        Instant from = period.start(scope.zone());
        Instant to = scope.end(period);
        if (scope.isHeard()) {
            hear(period, from, to);
        }
        List<Span> outside = outside();
        List<Span> both = new ArrayList<>(countedDown());
        both.addAll(outside);
        long maintained = calendar.pausedSeconds(from, to, outside);
        long downSeconds = calendar.pausedSeconds(from, to, both) - maintained;
        long total = calendar.openSeconds(from, to) - maintained;
        long up = total - downSeconds;
        return new Reading(
                total == 0 ? Optional.empty() : Optional.of(Fraction.of(up * 100, total)),
                Optional.of(BigDecimal.valueOf(up)),
                BigDecimal.valueOf(total),
                misses(from, to),
                List.of(),
                total == 0 ? 0 : 1,
                notes(from, to),
                up + " of " + total + " seconds up; down " + downSeconds + ", maintenance " + maintained);
    }

    /** What is taken from both sides: maintenance, the windows of relief, and outages that relief removes. */
    private List<Span> outside() {
        List<Span> outside = new ArrayList<>(maintenance);
        outside.addAll(scope.reliefs().wholeWindows(Relief.Effect.REMOVE, Relief.Effect.SUBTRACT_TIME));
        for (Outage outage : down) {
            deciding(outage)
                    .filter(rule -> rule.effect() == Relief.Effect.REMOVE)
                    .ifPresent(rule -> outside.add(outage.span));
        }
        return outside;
    }

    /** The outages that count, less the windows that relief counts as up. */
    private List<Span> countedDown() {
        List<Span> up = scope.reliefs().wholeWindows(Relief.Effect.COUNT_AS_MET);
        List<Span> counted = new ArrayList<>();
        for (Outage outage : down) {
            if (deciding(outage).isEmpty()) {
                counted.addAll(Span.without(outage.span, up));
            }
        }
        return counted;
    }

    /** Relief that speaks of the outage itself; a window of the whole level is no such. */
    private Optional<Relief> deciding(Outage outage) {
        return scope.reliefs()
                .deciding(outage.item, outage.span.from(), outage.span.to())
                .filter(rule -> rule.item().isPresent() || rule.service().isPresent());
    }

    private List<String> notes(Instant from, Instant to) {
        List<String> notes = new ArrayList<>();
        if (wrongOrder > 0) {
            notes.add(wrongOrder + " items end before they start and were left out");
        }
        scope.reliefs().rules().stream()
                .filter(rule -> rule.hasWindow() ? rule.touches(from, to) : relieves(rule, from, to))
                .forEach(rule -> notes.add("relief " + rule.id() + " was applied"));
        return notes;
    }

    private boolean relieves(Relief rule, Instant from, Instant to) {
        return down.stream()
                .filter(outage ->
                        outage.span.from().isBefore(to) && outage.span.to().isAfter(from))
                .anyMatch(outage -> deciding(outage).filter(rule::equals).isPresent());
    }

    private List<Miss> misses(Instant from, Instant to) {
        List<Span> outside = outside();
        List<Span> countedDown = countedDown();
        List<Miss> misses = new ArrayList<>();
        for (Outage outage : down) {
            Instant start = outage.span.from().isBefore(from) ? from : outage.span.from();
            Instant end = outage.span.to().isAfter(to) ? to : outage.span.to();
            if (!start.isBefore(end)) {
                continue;
            }
            Optional<Relief> relief = deciding(outage);
            long seconds = relief.isPresent()
                    ? calendar.elapsedSeconds(start, end, maintenance)
                    : counted(start, end, outside, countedDown);
            if (seconds > 0) {
                Miss miss = Misses.of(
                        scope,
                        outage.item,
                        Optional.of(outage.span.from()),
                        outage.open ? Optional.empty() : Optional.of(outage.span.to()),
                        Optional.empty(),
                        Optional.of(seconds),
                        calendar.openSeconds(start, end) - seconds,
                        Optional.of(seconds),
                        outage.open ? Miss.State.OPEN : Miss.State.COUNTED);
                misses.add(relief.map(rule -> miss.relievedBy(rule.id())).orElse(miss));
            }
        }
        misses.sort(Misses.WORST_FIRST);
        return misses;
    }

    /** The seconds of an outage that count as down. */
    private long counted(Instant start, Instant end, List<Span> outside, List<Span> countedDown) {
        List<Span> up = scope.reliefs().wholeWindows(Relief.Effect.COUNT_AS_MET);
        List<Span> notCounted = new ArrayList<>(outside);
        notCounted.addAll(up);
        return countedDown.isEmpty() ? 0 : calendar.elapsedSeconds(start, end, notCounted);
    }
}
