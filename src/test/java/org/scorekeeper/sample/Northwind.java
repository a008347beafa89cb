package org.scorekeeper.sample;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The declining one: a service desk that was good for nine months and has slipped since it was moved in July 2026.
 * Exports in the manner of ServiceNow; with the move the dates and one column's name change.
 */
final class Northwind {
    static final String DESK = "NWD-2026-014";
    static final String ENGINEERING = "NWD-2026-021";
    static final ZoneId ZONE = ZoneId.of("Europe/London");
    static final Set<LocalDate> HOLIDAYS = Set.of(
            LocalDate.of(2025, 8, 25),
            LocalDate.of(2025, 12, 25),
            LocalDate.of(2025, 12, 26),
            LocalDate.of(2026, 1, 1),
            LocalDate.of(2026, 4, 3),
            LocalDate.of(2026, 4, 6),
            LocalDate.of(2026, 5, 4),
            LocalDate.of(2026, 5, 25),
            LocalDate.of(2026, 8, 31),
            LocalDate.of(2026, 12, 25),
            LocalDate.of(2026, 12, 28));
    /** Monday to Friday 08:00 to 18:00. */
    static final OpenMinutes OFFICE = OpenMinutes.weekdays(ZONE, 8, 18, HOLIDAYS);

    private static final Set<LocalDate> HALF_DAYS = Set.of(LocalDate.of(2025, 12, 24), LocalDate.of(2025, 12, 31));
    private static final OpenMinutes SERVICE = OpenMinutes.of(ZONE, Northwind::serviceHours);
    private static final OpenMinutes ALWAYS = OpenMinutes.always(ZONE);
    private static final YearMonth MOVED = YearMonth.of(2026, 7);

    private static final String P1 = "1 - Critical";
    private static final String P2 = "2 - High";
    private static final String P3 = "3 - Moderate";
    private static final String P4 = "4 - Low";

    private static final List<String> BEFORE =
            List.of("A. Whitfield", "B. Okafor", "C. Lindqvist", "D. Marsh", "E. Sandhu", "F. Doyle");
    private static final List<String> AFTER =
            List.of("A. Whitfield", "F. Doyle", "G. Petrov", "H. Ivanova", "K. Dimitrov", "L. Stoyanova", "?");

    // One number a month, from October 2025 to October 2026 and for November's first days.
    private static final int[] P1_ITEMS = {7, 6, 8, 9, 6, 7, 8, 6, 7, 9, 8, 9, 9, 1};
    private static final int[] P1_MISSES = {0, 0, 0, 1, 0, 0, 0, 0, 1, 1, 0, 2, 1, 0};
    private static final int[] P2_ITEMS = {61, 64, 52, 66, 60, 63, 58, 61, 65, 68, 63, 66, 70, 8};
    private static final int[] P2_MET = {990, 990, 985, 985, 980, 980, 975, 970, 966, 940, 935, 925, 928, 1000};
    private static final int[] P3_ITEMS = {142, 138, 119, 147, 139, 145, 136, 141, 148, 150, 139, 146, 152, 17};
    private static final int[] P3_MET = {993, 993, 990, 992, 986, 980, 978, 974, 968, 951, 943, 936, 921, 900};
    private static final int[] REQUESTS = {84, 88, 71, 92, 86, 90, 81, 85, 87, 83, 80, 88, 86, 10};
    private static final int[] REQUESTS_MET = {990, 980, 990, 980, 990, 980, 990, 980, 975, 976, 975, 966, 965, 1000};
    private static final int[] RESPONSE = {14, 13, 16, 15, 16, 17, 17, 18, 19, 27, 29, 34, 38, 36};
    private static final int[] CONTENT = {93, 92, 92, 91, 93, 90, 91, 90, 89, 86, 84, 81, 79, 80};
    private static final int[] ENHANCEMENTS = {11, 12, 8, 13, 12, 10, 12, 11, 13, 12, 10, 13, 12, 2};
    private static final int[] ENHANCEMENT_MISSES = {1, 0, 1, 0, 1, 0, 0, 1, 0, 1, 0, 0, 1, 0};

    private final Dice dice = Dice.of("northwind");
    private final List<Ticket> tickets = new ArrayList<>();
    private final Made made = new Made();

    private Northwind() {}

    static Made make() {
        Northwind world = new Northwind();
        world.happen();
        world.export();
        world.expect();
        return world.made;
    }

    private static OpenMinutes.Day serviceHours(LocalDate date) {
        int day = date.getDayOfWeek().getValue();
        if (HALF_DAYS.contains(date)) {
            return OpenMinutes.Day.of(8, 13);
        }
        if (day == 7 || HOLIDAYS.contains(date) || date.equals(LocalDate.of(2026, 1, 2))) {
            return OpenMinutes.Day.CLOSED;
        }
        return day == 6 ? OpenMinutes.Day.of(9, 13) : OpenMinutes.Day.of(8, 18);
    }

    private void happen() {
        Desk critical = Desk.minutes(ALWAYS, 240);
        Desk high = Desk.minutes(SERVICE, 480);
        Desk normal = Desk.workingDays(OFFICE, 3);
        Desk request = Desk.workingDays(OFFICE, 5);
        List<YearMonth> months = Months.all(Months.FIRST);
        for (int i = 0; i < months.size(); i++) {
            Desk.Plan plan = new Desk.Plan(months.get(i), Months.export(months.get(i), ZONE), RESPONSE[i], 0);
            Desk.Plan urgent = new Desk.Plan(plan.month(), plan.until(), 12, 0);
            Desk.Plan waiting = new Desk.Plan(plan.month(), plan.until(), RESPONSE[i], 30);
            group(critical, urgent, P1_ITEMS[i], P1_MISSES[i], i, "Incident", List.of(P1), Titles.CRITICAL);
            int highMisses = Months.misses(P2_ITEMS[i], P2_MET[i]);
            group(high, waiting, P2_ITEMS[i], highMisses, i, "Incident", List.of(P2), Titles.HIGH);
            int normalMisses = Months.misses(P3_ITEMS[i], P3_MET[i]);
            group(normal, plan, P3_ITEMS[i], normalMisses, i, "Incident", List.of(P3, P3, P4), Titles.NORMAL);
            int late = Months.misses(REQUESTS[i], REQUESTS_MET[i]);
            group(request, plan, REQUESTS[i], late, i, "Service Request", List.of(P3, P4, P4), Titles.REQUESTS);
            enhancements(plan, i);
        }
        outages();
        tickets.sort(Comparator.comparingLong(Ticket::opened));
        for (int i = 0; i < tickets.size(); i++) {
            Ticket ticket = tickets.get(i);
            String letters = switch (ticket.type()) {
                case "Service Request" -> "REQ";
                case "Enhancement" -> "ENH";
                default -> "INC";
            };
            tickets.set(i, ticket.withKey(letters + String.format(Locale.ROOT, "%07d", 10_411 + i)));
        }
    }

    private void group(
            Desk desk,
            Desk.Plan plan,
            int items,
            int misses,
            int month,
            String type,
            List<String> priorities,
            List<String> titles) {
        List<String> people = plan.month().isBefore(MOVED) ? BEFORE : AFTER;
        for (boolean missed : dice.misses(items, misses)) {
            Desk.Times times = desk.draw(dice, plan, missed);
            boolean content = dice.percent(CONTENT[month]);
            tickets.add(new Ticket(
                    "",
                    DESK,
                    type,
                    dice.pick(priorities),
                    "Workplace",
                    dice.pick(titles),
                    dice.pick(people),
                    times.opened(),
                    times.responded(),
                    times.resolved(),
                    times.pauseFrom(),
                    times.pauseTo(),
                    dice.percent(plan.month().isBefore(MOVED) ? 2 : 6) ? 1 : 0,
                    dice.percent(34) ? content ? dice.between(4, 5) : dice.between(1, 3) : 0));
        }
    }

    /** Answered with an estimate within five working days, under the other contract; done some days later. */
    private void enhancements(Desk.Plan plan, int month) {
        Desk estimate = Desk.workingDays(OFFICE, 5);
        for (boolean missed : dice.misses(ENHANCEMENTS[month], ENHANCEMENT_MISSES[month])) {
            Desk.Times times = estimate.draw(dice, plan, missed);
            tickets.add(new Ticket(
                    "",
                    ENGINEERING,
                    "Enhancement",
                    P4,
                    "Applications",
                    dice.pick(Titles.ENHANCEMENTS),
                    dice.pick(EngineeringTime.NAMES),
                    times.opened(),
                    times.resolved(),
                    OFFICE.after(times.resolved(), dice.between(900, 4200)),
                    Ticket.NEVER,
                    Ticket.NEVER,
                    0,
                    0));
        }
    }

    private void outages() {
        outage("2025-11-12T09:14", 22);
        outage("2026-01-20T14:05", 95);
        outage("2026-03-09T10:30", 40);
        outage("2026-06-17T08:50", 65);
        outage("2026-07-14T11:20", 120);
        outage("2026-08-19T13:00", 80);
        outage("2026-09-03T09:05", 170);
        outage("2026-09-22T15:40", 95);
        outage("2026-10-08T10:12", 130);
        // from 01:30 summer time to 01:30 winter time: the wall clock stands still, and an hour passes
        outage("2026-10-25T01:30", 60);
        for (YearMonth month : Months.complete(Months.FIRST)) {
            LocalDate sunday = month.atDay(8);
            while (sunday.getDayOfWeek().getValue() != 7) {
                sunday = sunday.plusDays(1);
            }
            portal("Maintenance", P4, "Monthly patch window", OpenMinutes.minute(sunday.atTime(2, 0), ZONE), 120);
        }
        long stale = OpenMinutes.minute(LocalDateTime.parse("2026-10-14T10:20"), ZONE);
        tickets.add(new Ticket(
                "",
                DESK,
                "Incident",
                P2,
                "Workplace",
                "Interface to carrier portal drops parcels, ticket passed around",
                "?",
                stale,
                stale + 41,
                Ticket.NEVER,
                Ticket.NEVER,
                Ticket.NEVER,
                0,
                0));
    }

    private void outage(String from, int minutes) {
        long opened = OpenMinutes.minute(LocalDateTime.parse(from), ZONE);
        portal("Outage", P1, "Self-service portal not reachable", opened, minutes);
    }

    private void portal(String type, String priority, String title, long opened, int minutes) {
        tickets.add(new Ticket(
                "",
                DESK,
                type,
                priority,
                "Self-service portal",
                title,
                "M. Reyes",
                opened,
                Math.min(opened + 6, opened + minutes),
                opened + minutes,
                Ticket.NEVER,
                Ticket.NEVER,
                0,
                0));
    }

    // ---------------------------------------------------------------- files

    private void export() {
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

    // ---------------------------------------------------------------- what the run must find

    private void expect() {
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

    private void share(YearMonth month, String level, List<Ticket> items, java.util.function.Predicate<Ticket> met) {
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
        String value = new java.math.BigDecimal((all - patched - down) * 100)
                .divide(java.math.BigDecimal.valueOf(all - patched), 2, java.math.RoundingMode.HALF_UP)
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
