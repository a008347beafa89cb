package org.scorekeeper.measure;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.scorekeeper.calendar.MeasurementPeriod;
import org.scorekeeper.contract.Contract;
import org.scorekeeper.facts.Fact;
import org.scorekeeper.facts.Moment;

/** Lays the vendor's log of deliverables beside what the contract promises. */
public final class Deliverables {
    private Deliverables() {}

    /**
     * The deliverables that matter in a period: due in it, handed over in it, or overdue at its end.
     *
     * @param log the vendor's log in its newest versions
     * @param until the instant up to which facts count
     */
    public static List<DeliverableStatus> status(
            Contract contract, MeasurementPeriod period, List<Fact> log, Instant until) {
        LocalDate today = until.minusSeconds(1).atZone(contract.zone()).toLocalDate();
        Map<String, Fact> byId = new TreeMap<>();
        log.forEach(fact -> byId.put(fact.id(), fact));
        List<DeliverableStatus> all = new ArrayList<>();
        for (Contract.Deliverable promised : contract.deliverables()) {
            all.add(one(
                    contract,
                    promised.id(),
                    Optional.of(promised),
                    Optional.ofNullable(byId.remove(promised.id())),
                    today));
        }
        byId.values().forEach(fact -> all.add(one(contract, fact.id(), Optional.empty(), Optional.of(fact), today)));
        return all.stream()
                .filter(status -> matters(status, period))
                .sorted(Comparator.comparing(
                                (DeliverableStatus status) -> status.due().orElse(LocalDate.MAX))
                        .thenComparing(DeliverableStatus::id))
                .toList();
    }

    private static boolean matters(DeliverableStatus status, MeasurementPeriod period) {
        boolean due = status.due().filter(period::contains).isPresent();
        boolean done = status.delivered().filter(period::contains).isPresent();
        boolean overdue = status.delivered().isEmpty()
                && status.due().filter(day -> day.isBefore(period.to())).isPresent();
        return due || done || overdue;
    }

    private static DeliverableStatus one(
            Contract contract,
            String id,
            Optional<Contract.Deliverable> promised,
            Optional<Fact> logged,
            LocalDate today) {
        Optional<LocalDate> loggedDue = day(contract, logged, "due");
        Optional<LocalDate> due = promised.map(Contract.Deliverable::due).or(() -> loggedDue);
        Optional<LocalDate> delivered = day(contract, logged, "delivered").filter(day -> !day.isAfter(today));
        Optional<LocalDate> accepted = day(contract, logged, "accepted").filter(day -> !day.isAfter(today));
        long late = due.map(day -> ChronoUnit.DAYS.between(day, delivered.orElse(today)))
                .orElse(0L);
        boolean differs = promised.isPresent()
                && (loggedDue.filter(day -> !day.equals(promised.get().due())).isPresent()
                        || logged.flatMap(fact -> fact.decimal("fee"))
                                .filter(fee -> promised.get()
                                        .fee()
                                        .filter(own -> own.compareTo(fee) != 0)
                                        .isPresent())
                                .isPresent());
        return new DeliverableStatus(
                id,
                promised.map(Contract.Deliverable::title)
                        .or(() -> logged.flatMap(fact -> fact.text("title")))
                        .orElse(id),
                due,
                delivered,
                accepted,
                promised.flatMap(Contract.Deliverable::fee).or(() -> logged.flatMap(fact -> fact.decimal("fee"))),
                Math.max(0, late),
                Optional.empty(),
                promised.isPresent(),
                differs);
    }

    private static Optional<LocalDate> day(Contract contract, Optional<Fact> logged, String field) {
        return logged.flatMap(fact -> fact.moment(field)).map((Moment moment) -> moment.day(contract.zone()));
    }
}
