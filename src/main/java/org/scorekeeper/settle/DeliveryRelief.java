package org.scorekeeper.settle;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.scorekeeper.facts.register.Relief;
import org.scorekeeper.measure.DeliverableStatus;

/**
 * Relief of late deliveries (step 2 for what step 9 prices): what is removed or counts as met bears no damages, and
 * {@code subtract time} extends the time for it by the whole days of its window.
 *
 * @param rules the relief of the contract
 * @param zone whose days are counted
 */
public record DeliveryRelief(List<Relief> rules, ZoneId zone) {
    /**
     * What relief takes off the days late.
     *
     * @param days how many
     * @param by the rows that do, as the register numbers them
     */
    record Extension(long days, Set<String> by) {}

    /**
     * A deliverable as it is held against the vendor: without the days that relief takes off, whether or not they bear damages.
     *
     * @param today the last day of the as-of
     */
    public DeliverableStatus on(DeliverableStatus status, LocalDate today) {
        if (status.due().isEmpty() || status.daysLate() == 0) {
            return status;
        }
        LocalDate due = status.due().get();
        LocalDate until = status.delivered().orElse(today);
        Optional<Relief> excusing = excusing(status.id(), due, until);
        if (excusing.isPresent()) {
            return status.relieved(0, excusing.get().id());
        }
        Extension extension = extension(status.id(), due, until, day -> true);
        return extension.days() == 0
                ? status
                : status.relieved(Math.max(0, status.daysLate() - extension.days()), String.join(", ", extension.by()));
    }

    /** The row that excuses a deliverable altogether; only one that names it does. */
    Optional<Relief> excusing(String deliverable, LocalDate due, LocalDate until) {
        Instant from = start(due);
        Instant to = start(until.plusDays(1));
        return rules.stream()
                .filter(rule -> speaksOf(rule, deliverable) && rule.item().isPresent())
                .filter(rule -> rule.effect() != Relief.Effect.SUBTRACT_TIME && rule.touches(from, to))
                .findFirst();
    }

    /**
     * The days by which the time for a deliverable is extended: those of windows that name it, and what lies behind its
     * limit of windows that name nothing.
     *
     * @param limit the last day in time
     * @param until the last day late
     * @param counts which days count
     */
    Extension extension(String deliverable, LocalDate limit, LocalDate until, Predicate<LocalDate> counts) {
        Set<LocalDate> days = new TreeSet<>();
        Set<String> by = new TreeSet<>();
        for (Relief rule : rules) {
            if (rule.effect() != Relief.Effect.SUBTRACT_TIME
                    || !speaksOf(rule, deliverable)
                    || rule.from().isEmpty()
                    || rule.to().isEmpty()) {
                continue;
            }
            LocalDate first = rule.from().get().atZone(zone).toLocalDate();
            LocalDate end = rule.to().get().atZone(zone).toLocalDate();
            for (LocalDate day = first; day.isBefore(end) && !day.isAfter(until); day = day.plusDays(1)) {
                boolean whole = !start(day).isBefore(rule.from().get());
                if (whole && counts.test(day) && (rule.item().isPresent() || day.isAfter(limit))) {
                    days.add(day);
                    by.add(rule.id());
                }
            }
        }
        return new Extension(days.size(), by);
    }

    private static boolean speaksOf(Relief rule, String deliverable) {
        return rule.approved()
                && rule.covers(deliverable)
                && rule.service().isEmpty()
                && rule.item().filter(id -> !id.equalsIgnoreCase(deliverable)).isEmpty();
    }

    private Instant start(LocalDate day) {
        return day.atStartOfDay(zone).toInstant();
    }
}
