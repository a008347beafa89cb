package org.scorekeeper.measure;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.scorekeeper.calendar.Span;
import org.scorekeeper.contract.Clocked;

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
}
