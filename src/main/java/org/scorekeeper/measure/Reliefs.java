package org.scorekeeper.measure;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.scorekeeper.calendar.ServiceCalendar;
import org.scorekeeper.calendar.Span;
import org.scorekeeper.facts.register.Relief;
import org.scorekeeper.facts.register.Relief.Effect;

/** The approved relief of one service level (step 2 of the order of evaluation). */
record Reliefs(List<Relief> rules) {
    static final Reliefs NONE = new Reliefs(List.of());

    Reliefs {
        rules = List.copyOf(rules);
    }

    /** Those of a level, as far as they are approved. */
    static Reliefs of(List<Relief> all, String level) {
        return new Reliefs(all.stream()
                .filter(rule -> rule.approved() && rule.covers(level))
                .toList());
    }

    private static boolean names(Relief rule, Item item) {
        return rule.item().filter(id -> !id.equalsIgnoreCase(item.id())).isEmpty()
                && rule.service()
                        .filter(service -> !item.state()
                                .text("service")
                                .filter(service::equalsIgnoreCase)
                                .isPresent())
                        .isEmpty();
    }

    /** The rule that removes an item or counts it as met; the first in the register's order. */
    Optional<Relief> deciding(Item item, Instant from, Instant to) {
        return rules.stream()
                .filter(rule -> rule.effect() != Effect.SUBTRACT_TIME && names(rule, item) && rule.touches(from, to))
                .findFirst();
    }

    /** The rules whose windows are taken off an item's clock. */
    List<Relief> subtracting(Item item) {
        return rules.isEmpty()
                ? List.of()
                : rules.stream()
                        .filter(rule -> rule.effect() == Effect.SUBTRACT_TIME && names(rule, item))
                        .toList();
    }

    /** Windows as stretches of time. */
    static List<Span> windows(List<Relief> rules) {
        List<Span> windows = new ArrayList<>();
        rules.forEach(rule -> windows.add(
                new Span(rule.from().orElse(Instant.EPOCH), rule.to().orElse(ServiceCalendar.NEVER))));
        return windows;
    }

    /**
     * By what the rules extend the time for an item that a date limits: the windows that name it, and of others what lies
     * behind the limit.
     */
    List<Span> extending(Item item, Instant limit, Instant until) {
        List<Span> windows = new ArrayList<>();
        for (Relief rule : subtracting(item)) {
            Instant first = rule.from().orElse(limit);
            Instant from = rule.item().isEmpty() && first.isBefore(limit) ? limit : first;
            Instant to = rule.to().filter(end -> end.isBefore(until)).orElse(until);
            if (from.isBefore(to)) {
                windows.add(new Span(from, to));
            }
        }
        return Span.union(windows);
    }

    /** Windows of rules with an effect that speak of no single item or service: of the service level as a whole. */
    List<Span> wholeWindows(Effect... effects) {
        return windows(rules.stream()
                .filter(rule -> List.of(effects).contains(rule.effect())
                        && rule.hasWindow()
                        && rule.item().isEmpty()
                        && rule.service().isEmpty())
                .toList());
    }
}
