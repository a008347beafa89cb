package org.scorekeeper.sample;

import static org.scorekeeper.sample.Northwind.DESK;
import static org.scorekeeper.sample.Northwind.MOVED;
import static org.scorekeeper.sample.Northwind.P1;
import static org.scorekeeper.sample.Northwind.P2;
import static org.scorekeeper.sample.Northwind.P3;
import static org.scorekeeper.sample.Northwind.P4;
import static org.scorekeeper.sample.Northwind.SERVICE;
import static org.scorekeeper.sample.Northwind.ZONE;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What Northwind's tool exports on the first of each month, with what is wrong in it. */
final class NorthwindFiles {
    private final List<Ticket> tickets;
    private final Made made;

    NorthwindFiles(List<Ticket> tickets, Made made) {
        this.tickets = tickets;
        this.made = made;
    }

    void export() {
        List<Ticket> corrected = lateClosed();
        for (YearMonth month : Months.all(Months.FIRST)) {
            long at = Months.export(month, ZONE);
            Csv file = new Csv(',', "\r\n").row(header(month));
            Csv history = new Csv(',', "\r\n").row("Incident", "State", "Start", "End");
            List<List<String>> rows = new ArrayList<>();
            for (Ticket truth : tickets) {
                if (truth.opened() >= at || truth.resolved() < SERVICE.start(month)) {
                    continue;
                }
                boolean wronglyLate = month.equals(YearMonth.of(2026, 3)) && corrected.contains(truth);
                Ticket told = wronglyLate ? truth.withResolved(SERVICE.after(truth.resolved(), 620)) : truth;
                Ticket ticket = told.seenAt(at);
                rows.add(row(ticket, month, ticket.updated()));
                if (ticket.type().equals("Incident")
                        && (ticket.priority().equals(P1) || ticket.priority().equals(P2))) {
                    history(history, ticket, month);
                }
            }
            dirt(rows, month);
            rows.forEach(file::row);
            made.files().put("northwind/tickets-" + month + ".csv", file.bytes(StandardCharsets.UTF_8));
            made.files().put("northwind/status-history-" + month + ".csv", history.bytes(StandardCharsets.UTF_8));
        }
        YearMonth march = YearMonth.of(2026, 3);
        Csv correction = new Csv(',', "\r\n").row(header(march));
        long stamped = OpenMinutes.minute(LocalDateTime.parse("2026-04-09T16:40"), ZONE);
        corrected.forEach(ticket -> correction.row(row(ticket, march, stamped)));
        made.files().put("northwind/tickets-2026-03_corrected.csv", correction.bytes(StandardCharsets.UTF_8));
        made.files().put("northwind/notes.txt", notes());
    }

    /** Five tickets of March that were closed in the tool much later than they were solved. */
    private List<Ticket> lateClosed() {
        long from = SERVICE.start(YearMonth.of(2026, 3));
        long to = OpenMinutes.minute(LocalDateTime.parse("2026-03-24T12:00"), ZONE);
        return tickets.stream()
                .filter(ticket -> ticket.priority().equals(P2) && !ticket.isPaused())
                .filter(ticket -> ticket.opened() >= from && ticket.resolved() < to)
                .filter(ticket -> SERVICE.between(ticket.opened(), ticket.resolved()) <= 480)
                .limit(5)
                .toList();
    }

    private static List<String> header(YearMonth month) {
        return List.of(
                "Number",
                "Contract",
                "Type",
                "Priority",
                "Service",
                "Short description",
                "State",
                "Opened at",
                "Responded at",
                month.isBefore(MOVED) ? "Resolved at" : "Resolution time",
                "Updated at",
                "Assigned to",
                "Reopen count",
                "Satisfaction");
    }

    private static List<String> row(Ticket ticket, YearMonth month, long updated) {
        String state = ticket.resolved() != Ticket.NEVER
                ? "Resolved"
                : ticket.isPaused() && ticket.pauseTo() == Ticket.NEVER
                        ? "Awaiting Customer"
                        : ticket.responded() == Ticket.NEVER ? "New" : "In Progress";
        return new ArrayList<>(List.of(
                ticket.key(),
                ticket.contract(),
                ticket.type(),
                ticket.priority(),
                ticket.service(),
                ticket.title(),
                state,
                time(ticket.opened(), month),
                time(ticket.responded(), month),
                time(ticket.resolved(), month),
                time(updated, month),
                ticket.assignee(),
                String.valueOf(ticket.reopens()),
                ticket.satisfaction() == 0 ? "N/A" : String.valueOf(ticket.satisfaction())));
    }

    private static String time(long minute, YearMonth month) {
        if (minute == Ticket.NEVER) {
            return "";
        }
        OffsetDateTime time = Instant.ofEpochSecond(minute * 60).atZone(ZONE).toOffsetDateTime();
        return month.isBefore(MOVED)
                ? time.format(DateTimeFormatter.ofPattern("d/M/uuuu HH:mm", Locale.ROOT))
                : time.format(DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssXXX", Locale.ROOT));
    }

    private static void history(Csv history, Ticket ticket, YearMonth month) {
        for (Ticket.Stay stay : ticket.stays("New", "In Progress", "Awaiting Customer")) {
            if (stay.to() >= SERVICE.start(month) && stay.from() < stay.to()) {
                history.row(ticket.key(), stay.state(), time(stay.from(), month), time(stay.to(), month));
            }
        }
    }

    /** What is wrong in these files, and where; {@code sample-data/README.md} has the list. */
    private void dirt(List<List<String>> rows, YearMonth month) {
        switch (month.toString()) {
            case "2025-12" -> {
                rows.add(40, rows.get(12));
                rows.add(41, rows.get(13));
                rows.add(rows.get(100));
            }
            case "2026-02" -> {
                rows.add(
                        57,
                        wrong("INC0098001", P2, "Badge reader at gate 2 dead", "27/2/2026 09:10", "31/02/2026 11:45"));
                rows.add(
                        103,
                        wrong("INC0098002", P3, "Keyboard, letter E sticks", "12/2/2026 14:30", "12/2/2026 13:05"));
                rows.add(171, wrong("INC0098003", "", "Slow login since Monday", "16/2/2026 08:55", "17/2/2026 10:20"));
                rows.add(
                        172,
                        wrong("INC0098004", "2 - High (VIP)", "Tablet of CEO", "16/2/2026 11:02", "16/2/2026 11:40"));
            }
            case "2026-05" -> {
                List<String> text =
                        wrong("INC0098005", P4, "Teams: no sound in calls", "19/5/2026 10:00", "20/5/2026 09:00");
                text.set(12, "once");
                rows.add(88, text);
                List<String> twoLines = new ArrayList<>(rows.get(20));
                twoLines.set(5, "Second monitor flickers\n(same as last week, see mail)");
                rows.set(20, twoLines);
            }
            case "2026-09" -> {
                rows.add(7, wrong("", P3, "No number, typed by hand", "2026-09-08T09:00:00+01:00", "?"));
                rows.add(150, rows.get(149));
            }
            default -> {
                // clean
            }
        }
    }

    private static List<String> wrong(String key, String priority, String title, String opened, String resolved) {
        return new ArrayList<>(List.of(
                key,
                DESK,
                "Incident",
                priority,
                "Workplace",
                title,
                "Resolved",
                opened,
                opened,
                resolved,
                opened,
                "D. Marsh",
                "0",
                "N/A"));
    }

    private static byte[] notes() {
        return """
                Hi, the July export comes from the new instance (dates now with offset, "Resolved at" is called
                "Resolution time"). The numbers should be the same as before. Shout if the import breaks!
                Best, the reporting team
                """.getBytes(StandardCharsets.UTF_8);
    }
}
