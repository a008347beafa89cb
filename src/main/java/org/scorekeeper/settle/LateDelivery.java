package org.scorekeeper.settle;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.scorekeeper.calendar.ContractDuration;
import org.scorekeeper.calendar.MeasurementPeriod;
import org.scorekeeper.calendar.ServiceCalendar;
import org.scorekeeper.contract.Contract;
import org.scorekeeper.contract.ContractHistory;
import org.scorekeeper.facts.register.Relief;
import org.scorekeeper.measure.DeliverableStatus;

/**
 * A deliverable that came after its due date and grace, or that has not come by the as-of.
 *
 * @param terms what the contract says of it
 * @param status what is known of it
 * @param days whole days late, above zero
 * @param relieved the days that relief has taken off already
 * @param done whether it has come, or another date has been agreed, so that the days stand
 */
record LateDelivery(
        Contract.Deliverable terms,
        DeliverableStatus status,
        long days,
        DeliveryRelief.Extension relieved,
        boolean done) {
    /**
     * The late ones of those due in a period, in the contract's order; what the log does not mention has not come. Where a
     * later version names another date, or the deliverable no longer, lateness under this one ends the day before it.
     *
     * @param statuses as known at the as-of
     * @param relief what is not held against the vendor
     * @param today the last day of the as-of
     */
    static List<LateDelivery> dueIn(
            ContractHistory history,
            Contract contract,
            MeasurementPeriod period,
            List<DeliverableStatus> statuses,
            List<Relief> relief,
            LocalDate today) {
        DeliveryRelief rules = new DeliveryRelief(relief, contract.zone());
        List<LateDelivery> late = new ArrayList<>();
        for (Contract.Deliverable terms : contract.deliverables()) {
            if (terms.late().isPresent() && period.contains(terms.due())) {
                LocalDate last = lastDay(history, contract, terms)
                        .filter(day -> day.isBefore(today))
                        .orElse(today);
                statuses.stream()
                        .filter(status -> status.id().equals(terms.id()))
                        .findFirst()
                        .map(status -> of(contract, terms, status, rules, last, last.isBefore(today)))
                        .filter(one -> one.days > 0)
                        .ifPresent(late::add);
            }
        }
        return late;
    }

    /** The first day on which a deliverable is so many days late, as its damages count them. */
    static LocalDate dayAfter(Contract contract, Contract.Deliverable terms, int daysLate) {
        Contract.LateDamages rule = terms.late().orElseThrow();
        LocalDate limit = rule.grace()
                .map(grace -> after(contract.workingDays(), terms.due(), grace))
                .orElse(terms.due());
        return rule.workingDays()
                ? after(contract.workingDays(), limit, new ContractDuration.WorkingDays(daysLate))
                : limit.plusDays(daysLate);
    }

    /** The last day on which a deliverable is due as a version says; empty where no later one says otherwise. */
    private static Optional<LocalDate> lastDay(ContractHistory history, Contract contract, Contract.Deliverable terms) {
        return history.versions().stream()
                .filter(version -> version.appliesFrom().isAfter(contract.appliesFrom()))
                .filter(version -> version.deliverables().stream()
                        .noneMatch(
                                one -> one.id().equals(terms.id()) && one.due().equals(terms.due())))
                .findFirst()
                .map(version -> version.appliesFrom().minusDays(1));
    }

    private static LateDelivery of(
            Contract contract,
            Contract.Deliverable terms,
            DeliverableStatus status,
            DeliveryRelief relief,
            LocalDate last,
            boolean replaced) {
        Contract.LateDamages rule = terms.late().orElseThrow();
        Optional<LocalDate> came =
                (rule.untilAccepted() ? status.accepted() : status.delivered()).filter(day -> !day.isAfter(last));
        LocalDate limit = rule.grace()
                .map(grace -> after(contract.workingDays(), terms.due(), grace))
                .orElse(terms.due());
        LocalDate until = came.orElse(last);
        Predicate<LocalDate> counts =
                day -> !rule.workingDays() || contract.workingDays().opensOn(day);
        DeliveryRelief.Extension extension = relief.extension(terms.id(), limit, until, counts);
        boolean excused = relief.excusing(terms.id(), terms.due(), until).isPresent();
        return new LateDelivery(
                terms,
                status,
                excused ? 0 : Math.max(0, days(limit, until, counts) - extension.days()),
                extension,
                replaced || came.isPresent());
    }

    private static LocalDate after(ServiceCalendar workingDays, LocalDate due, ContractDuration grace) {
        if (grace instanceof ContractDuration.Fixed fixed) {
            return due.plusDays(fixed.duration().toDays());
        }
        LocalDate day = due;
        for (int left = ((ContractDuration.WorkingDays) grace).days(); left > 0; ) {
            day = day.plusDays(1);
            left -= workingDays.opensOn(day) ? 1 : 0;
        }
        return day;
    }

    private static long days(LocalDate limit, LocalDate until, Predicate<LocalDate> counts) {
        return until.isAfter(limit)
                ? limit.plusDays(1).datesUntil(until.plusDays(1)).filter(counts).count()
                : 0;
    }
}
