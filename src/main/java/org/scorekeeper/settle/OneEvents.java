package org.scorekeeper.settle;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.scorekeeper.contract.Credits.Points;
import org.scorekeeper.contract.Fraction;

/**
 * Step 8: levels that failed in a period with the same missed items are one event, and only the greatest counts: by
 * points where all have some, else by amount, where points are worth what they would cost alone; of equals the first in
 * the file.
 */
record OneEvents(PriceBase base) {
    void settle(List<Draft> drafts) {
        if (base.contract().credits().oneEvent().isEmpty()) {
            return;
        }
        Map<String, List<Draft>> events = new LinkedHashMap<>();
        for (Draft draft : drafts) {
            draft.judgement
                    .filter(Judgement::costs)
                    .flatMap(judgement -> judgement.figure().event())
                    .ifPresent(event -> events.computeIfAbsent(event, key -> new ArrayList<>())
                            .add(draft));
        }
        events.values().stream().filter(event -> event.size() > 1).forEach(this::keepGreatest);
    }

    private void keepGreatest(List<Draft> event) {
        boolean byPoints = event.stream().allMatch(draft -> draft.points.signum() > 0);
        Comparator<Draft> smaller = byPoints
                ? Comparator.comparing((Draft draft) -> draft.points).thenComparing(this::worth)
                : Comparator.comparing(this::worth).thenComparing((Draft draft) -> draft.points);
        Draft greatest = event.get(0);
        for (Draft draft : event) {
            greatest = smaller.compare(draft, greatest) > 0 ? draft : greatest;
        }
        for (Draft draft : event) {
            if (draft != greatest) {
                draft.points = BigDecimal.ZERO;
                draft.clear();
                draft.reasons.clear();
                draft.say("event", "one event with " + greatest.of + ", which counts as the greatest");
            } else if (event.size() > 1) {
                draft.say(
                        "event",
                        "one event with "
                                + String.join(
                                        ", ",
                                        event.stream()
                                                .filter(other -> other != draft)
                                                .map(other -> other.of)
                                                .toList())
                                + ": only this one counts");
            }
        }
    }

    private Fraction worth(Draft draft) {
        Optional<Points> rule = base.contract().credits().points();
        Fraction points = draft.points.signum() == 0
                ? Fraction.ZERO
                : rule.flatMap(found -> new PointPrice(base).cost(found, draft.points))
                        .orElse(Fraction.ZERO);
        return draft.exact.plus(points);
    }
}
