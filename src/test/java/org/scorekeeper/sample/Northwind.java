package org.scorekeeper.sample;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.ZoneId;
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
    static final OpenMinutes SERVICE = OpenMinutes.of(ZONE, Northwind::serviceHours);
    static final OpenMinutes ALWAYS = OpenMinutes.always(ZONE);
    static final YearMonth MOVED = YearMonth.of(2026, 7);

    static final String P1 = "1 - Critical";
    static final String P2 = "2 - High";
    static final String P3 = "3 - Moderate";
    static final String P4 = "4 - Low";

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

    private Northwind() {}

    static Made make() {
        Northwind world = new Northwind();
        world.happen();
        Made made = new Made();
        new NorthwindFiles(world.tickets, made).export();
        new NorthwindFigures(world.tickets, made).expect();
        return made;
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
}
