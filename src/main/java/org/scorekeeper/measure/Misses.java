package org.scorekeeper.measure;

import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import org.scorekeeper.facts.Fact;
import org.scorekeeper.facts.FactKind;

/** Makes what a document shows of a missed item. */
final class Misses {
    /** The latest first, then by id: the same order in every run. */
    static final Comparator<Miss> WORST_FIRST = Comparator.comparing(
                    (Miss miss) -> miss.lateBySeconds().orElse(0L), Comparator.reverseOrder())
            .thenComparing(Miss::item);

    private Misses() {}

    static Miss of(
            Scope scope,
            Item item,
            Optional<Instant> from,
            Optional<Instant> to,
            Optional<Long> limit,
            Optional<Long> elapsed,
            long paused,
            Optional<Long> lateBy,
            Miss.State state) {
        Fact fact = item.state();
        return new Miss(
                item.id(),
                fact.text("title"),
                scope.version().people().inCharge(fact),
                from,
                to,
                limit,
                elapsed,
                paused,
                lateBy,
                state,
                Optional.empty(),
                scope.event(item),
                fact.kind() == FactKind.DELIVERABLES ? fact.decimal("fee") : Optional.empty(),
                fact.place());
    }
}
