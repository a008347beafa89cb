package org.scorekeeper.sample;

import static org.scorekeeper.sample.Northwind.ALWAYS;
import static org.scorekeeper.sample.Northwind.DESK;
import static org.scorekeeper.sample.Northwind.ENGINEERING;
import static org.scorekeeper.sample.Northwind.OFFICE;
import static org.scorekeeper.sample.Northwind.P1;
import static org.scorekeeper.sample.Northwind.P2;
import static org.scorekeeper.sample.Northwind.P3;
import static org.scorekeeper.sample.Northwind.P4;
import static org.scorekeeper.sample.Northwind.SERVICE;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.YearMonth;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** What the run must find in the service desk's months, from what truly happened. */
final class NorthwindFigures {
    private final List<Ticket> tickets;
    private final Made made;

    NorthwindFigures(List<Ticket> tickets, Made made) {
        this.tickets = tickets;
        this.made = made;
    }

    void expect() {
        for (YearMonth month : Months.complete(Months.FIRST)) {
            List<Ticket> done = tickets.stream()
                    .filter(ticket -> ticket.contract().equals(DESK))
                    .filter(ticket -> ticket.resolved() != Ticket.NEVER
                            && SERVICE.month(ticket.resolved()).equals(month))
                    .toList();
            List<Ticket> incidents = done.stream()
                    .filter(ticket -> ticket.type().equals("Incident"))
                    .toList();
            share(month, "SL-1", of(incidents, P1), ticket -> ticket.resolved() - ticket.opened() <= 240);
            expectHigh(month, of(incidents, P2));
            List<Ticket> normal = incidents.stream()
                    .filter(ticket -> Set.of(P3, P4).contains(ticket.priority()))
                    .toList();
            share(month, "SL-3", normal, ticket -> ticket.resolved() <= OFFICE.workingDaysAfter(ticket.opened(), 3));
            List<Ticket> requests = done.stream()
                    .filter(ticket -> ticket.type().equals("Service Request"))
                    .toList();
            share(month, "SL-4", requests, ticket -> ticket.resolved() <= OFFICE.workingDaysAfter(ticket.opened(), 5));
            expectResponse(month);
            expectPortal(month);
            List<Ticket> answered =
                    done.stream().filter(ticket -> ticket.satisfaction() > 0).toList();
            share(month, "PI-7", answered, ticket -> ticket.satisfaction() >= 4);
            List<Ticket> all = done.stream()
                    .filter(ticket -> !ticket.service().equals("Self-service portal"))
                    .toList();
            share(month, "PI-8", all, ticket -> ticket.reopens() > 0);
            List<Ticket> estimated = tickets.stream()
                    .filter(ticket -> ticket.contract().equals(ENGINEERING))
                    .filter(ticket -> SERVICE.month(ticket.responded()).equals(month))
                    .toList();
            long inTime = estimated.stream()
                    .filter(ticket -> ticket.responded() <= OFFICE.workingDaysAfter(ticket.opened(), 5))
                    .count();
            made.expected().add(Expected.share(ENGINEERING, "TM-5", month, inTime, estimated.size()));
        }
    }

    private static List<Ticket> of(List<Ticket> tickets, String priority) {
        return tickets.stream()
                .filter(ticket -> ticket.priority().equals(priority))
                .toList();
    }

    private void share(YearMonth month, String level, List<Ticket> items, Predicate<Ticket> met) {
        made.expected()
                .add(Expected.share(
                        DESK, level, month, items.stream().filter(met).count(), items.size()));
    }

    /** The stale one of October has missed its limit, resolved or not. */
    private void expectHigh(YearMonth month, List<Ticket> items) {
        long met = items.stream()
                .filter(ticket -> SERVICE.between(ticket.opened(), ticket.resolved())
                                - (ticket.isPaused() ? SERVICE.between(ticket.pauseFrom(), ticket.pauseTo()) : 0)
                        <= 480)
                .count();
        int stale = month.equals(Months.LAST) ? 1 : 0;
        made.expected().add(Expected.share(DESK, "SL-2", month, met, items.size() + stale));
    }

    private void expectResponse(YearMonth month) {
        List<Ticket> opened = tickets.stream()
                .filter(ticket -> ticket.type().equals("Incident")
                        && SERVICE.month(ticket.opened()).equals(month))
                .toList();
        long minutes = opened.stream()
                .mapToLong(ticket -> SERVICE.between(ticket.opened(), ticket.responded()))
                .sum();
        made.expected().add(Expected.minutes(DESK, "SL-5", month, opened.size(), minutes, opened.size(), 1));
    }

    private void expectPortal(YearMonth month) {
        long all = ALWAYS.start(month.plusMonths(1)) - ALWAYS.start(month);
        long patched = minutes("Maintenance", month);
        long down = minutes("Outage", month);
        String value = new BigDecimal((all - patched - down) * 100)
                .divide(BigDecimal.valueOf(all - patched), 2, RoundingMode.HALF_UP)
                .toPlainString();
        made.expected()
                .add(new Expected(
                        DESK,
                        "SL-6",
                        month,
                        String.valueOf((all - patched - down) * 60),
                        String.valueOf((all - patched) * 60),
                        value));
    }

    private long minutes(String type, YearMonth month) {
        return tickets.stream()
                .filter(ticket -> ticket.type().equals(type)
                        && SERVICE.month(ticket.opened()).equals(month))
                .mapToLong(ticket -> ticket.resolved() - ticket.opened())
                .sum();
    }
}
