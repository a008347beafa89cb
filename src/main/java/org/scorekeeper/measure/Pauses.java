package org.scorekeeper.measure;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.scorekeeper.calendar.CalendarTimeline;
import org.scorekeeper.calendar.Span;
import org.scorekeeper.contract.Clocked;
import org.scorekeeper.facts.register.Relief;

/** When a ticket's clock stands still: the stretches in the statuses that the contract names, or the vendor's total. */
final class Pauses {
    private Pauses() {}

    /** The stretches in which the clock stands still, up to the as-of. */
    static List<Span> of(Item item, Clocked clock, Instant asOf) {
        if (clock.pausedIn().isEmpty() || item.statuses().isEmpty()) {
            return List.of();
        }
        List<Span> pauses = new ArrayList<>();
        for (StatusSpan status : item.statuses()) {
            Instant to = status.to().isAfter(asOf) ? asOf : status.to();
            if (clock.pausedIn().contains(status.status()) && status.from().isBefore(to)) {
                pauses.add(new Span(status.from(), to));
            }
        }
        return pauses;
    }

    /** The same and the stretches that relief takes off. */
    static List<Span> of(Item item, Clocked clock, Instant asOf, List<Span> relieved) {
        List<Span> pauses = of(item, clock, asOf);
        if (relieved.isEmpty()) {
            return pauses;
        }
        List<Span> both = new ArrayList<>(pauses);
        both.addAll(relieved);
        return both;
    }

    /** The vendor's total where it gives no history; taken off as open time. */
    static long holdSeconds(Item item, Clocked clock) {
        if (clock.pausedIn().isEmpty() || !item.statuses().isEmpty()) {
            return 0;
        }
        return item.state().duration("hold").map(Duration::toSeconds).orElse(0L);
    }

    /** What an item's clock is made of; empty where it has not started. */
    static Optional<ClockTrace> trace(
            Scope scope, Item item, Clocked clock, CalendarTimeline calendar, List<Relief> windows) {
        Optional<Instant> from = scope.known(item.moment(clock.from())).map(moment -> moment.start(scope.zone()));
        Optional<Instant> stop = scope.known(item.moment(clock.to())).map(moment -> moment.start(scope.zone()));
        Instant until = stop.orElse(scope.asOf());
        if (from.isEmpty() || until.isBefore(from.get())) {
            return Optional.empty();
        }
        List<ClockTrace.Pause> pauses = new ArrayList<>();
        for (StatusSpan status : item.statuses()) {
            Instant to = status.to().isAfter(scope.asOf()) ? scope.asOf() : status.to();
            if (clock.pausedIn().contains(status.status()) && status.from().isBefore(to)) {
                pauses.add(new ClockTrace.Pause(
                        new Span(status.from(), to), status.status(), false, Optional.ofNullable(status.place())));
            }
        }
        for (Relief rule : windows) {
            Reliefs.windows(List.of(rule))
                    .forEach(window ->
                            pauses.add(new ClockTrace.Pause(window, "relief " + rule.id(), true, Optional.empty())));
        }
        return Optional.of(new ClockTrace(
                clock.calendar(), calendar, from.get(), until, stop.isEmpty(), pauses, holdSeconds(item, clock)));
    }
}
