package org.scorekeeper.measure;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.scorekeeper.calendar.CalendarTimeline;
import org.scorekeeper.calendar.MeasurementPeriod;
import org.scorekeeper.calendar.Span;
import org.scorekeeper.contract.Fraction;
import org.scorekeeper.contract.Measure;
import org.scorekeeper.contract.Measure.Interruption;
import org.scorekeeper.facts.FactKind;
import org.scorekeeper.facts.Moment;

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
        for (Interruption interruption : rule.down()) {
            span(kind, item, interruption)
                    .ifPresent(span -> down.add(new Outage(
                            span, scope.known(item.moment(interruption.to())).isEmpty(), item)));
        }
        for (Interruption interruption : rule.maintenance()) {
            span(kind, item, interruption).ifPresent(maintenance::add);
        }
    }

    private Optional<Span> span(FactKind kind, Item item, Interruption interruption) {
        if (kind != interruption.items() || !Conditions.hold(interruption.where(), item, scope.zone())) {
            return Optional.empty();
        }
        Optional<Moment> from = scope.known(item.moment(interruption.from()));
        if (from.isEmpty()) {
            return Optional.empty();
        }
        Instant start = from.get().start(scope.zone());
        Instant end = scope.known(item.moment(interruption.to()))
                .map(moment -> moment.start(scope.zone()))
                .orElse(scope.asOf());
        if (end.isBefore(start)) {
            wrongOrder++;
            return Optional.empty();
        }
        return Optional.of(new Span(start, end));
    }

    @Override
    public Reading reading(MeasurementPeriod period) {
        Instant from = period.start(scope.zone());
        Instant to = scope.end(period);
        List<Span> downSpans = down.stream().map(Outage::span).toList();
        List<Span> both = new ArrayList<>(downSpans);
        both.addAll(maintenance);
        long maintained = calendar.pausedSeconds(from, to, maintenance);
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
                wrongOrder > 0 ? List.of(wrongOrder + " items end before they start and were left out") : List.of(),
                up + " of " + total + " seconds up; down " + downSeconds + ", maintenance " + maintained);
    }

    private List<Miss> misses(Instant from, Instant to) {
        List<Miss> misses = new ArrayList<>();
        for (Outage outage : down) {
            Instant start = outage.span.from().isBefore(from) ? from : outage.span.from();
            Instant end = outage.span.to().isAfter(to) ? to : outage.span.to();
            long seconds = calendar.elapsedSeconds(start, end, maintenance);
            if (start.isBefore(end) && seconds > 0) {
                misses.add(Misses.of(
                        outage.item,
                        Optional.of(outage.span.from()),
                        outage.open ? Optional.empty() : Optional.of(outage.span.to()),
                        Optional.empty(),
                        Optional.of(seconds),
                        calendar.pausedSeconds(start, end, maintenance),
                        Optional.of(seconds),
                        outage.open ? Miss.State.OPEN : Miss.State.COUNTED,
                        scope.event(outage.item)));
            }
        }
        misses.sort(Misses.WORST_FIRST);
        return misses;
    }
}
