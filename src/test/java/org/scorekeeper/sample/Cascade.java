package org.scorekeeper.sample;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The one in its bedding-in: a payroll help desk that began in August 2026, whose levels cost nothing in their first
 * ninety days. Exports in the manner of Jira, one row a change.
 */
final class Cascade {
    static final String PAYROLL = "CRP-2026-09";
    static final ZoneId ZONE = ZoneId.of("America/New_York");
    static final Set<LocalDate> HOLIDAYS = Set.of(
            LocalDate.of(2025, 9, 1),
            LocalDate.of(2025, 10, 13),
            LocalDate.of(2025, 11, 11),
            LocalDate.of(2025, 11, 27),
            LocalDate.of(2025, 12, 25),
            LocalDate.of(2026, 1, 1),
            LocalDate.of(2026, 1, 19),
            LocalDate.of(2026, 2, 16),
            LocalDate.of(2026, 5, 25),
            LocalDate.of(2026, 6, 19),
            LocalDate.of(2026, 7, 3),
            LocalDate.of(2026, 9, 7),
            LocalDate.of(2026, 10, 12),
            LocalDate.of(2026, 11, 11),
            LocalDate.of(2026, 11, 26),
            LocalDate.of(2026, 12, 25));

    private static final YearMonth BEGINS = YearMonth.of(2026, 8);
    /** Monday to Friday 08:00 to 20:00. */
    private static final OpenMinutes SERVICE = OpenMinutes.weekdays(ZONE, 8, 20, HOLIDAYS);

    private static final DateTimeFormatter JIRA = DateTimeFormatter.ofPattern("dd/MMM/yy h:mm a", Locale.ENGLISH);

    // August, September, October, and November's first days
    private static final int[] ITEMS = {188, 214, 231, 26};
    private static final int[] MET = {840, 893, 931, 960};
    private static final int[] RESPONSE = {165, 152, 144, 143};
    private static final int[] CONTENT = {66, 74, 83, 85};

    private static final List<String> PEOPLE =
            List.of("j.alvarez", "m.chen", "p.okonkwo", "r.stein", "t.washington", "y.kaur");

    private final Dice dice = Dice.of("cascade");
    private final List<Ticket> tickets = new ArrayList<>();
    private final Made made = new Made();

    private Cascade() {}

    static Made make() {
        Cascade world = new Cascade();
        world.happen();
        for (YearMonth month : Months.all(BEGINS)) {
            world.export(month);
        }
        world.expect();
        return world.made;
    }

    private void happen() {
        Desk desk = Desk.minutes(SERVICE, 16 * 60);
        List<YearMonth> months = Months.all(BEGINS);
        for (int i = 0; i < months.size(); i++) {
            Desk.Plan plan = new Desk.Plan(months.get(i), Months.export(months.get(i), ZONE), RESPONSE[i], 35);
            for (boolean missed : dice.misses(ITEMS[i], Months.misses(ITEMS[i], MET[i]))) {
                Desk.Times times = desk.draw(dice, plan, missed);
                while (times.opened() < SERVICE.start(BEGINS)) {
                    times = desk.draw(dice, plan, missed); // nobody could write before the desk was there
                }
                boolean content = dice.percent(CONTENT[i]);
                tickets.add(new Ticket(
                        "",
                        PAYROLL,
                        dice.percent(80) ? "Question" : "Correction",
                        dice.pick(List.of("High", "Medium", "Medium", "Medium", "Low")),
                        "Payroll",
                        dice.pick(Titles.PAYROLL),
                        dice.pick(PEOPLE),
                        times.opened(),
                        times.responded(),
                        times.resolved(),
                        times.pauseFrom(),
                        times.pauseTo(),
                        0,
                        dice.percent(45) ? content ? dice.between(4, 5) : dice.between(2, 3) : 0));
            }
        }
        tickets.sort(Comparator.comparingLong(Ticket::opened));
        for (int i = 0; i < tickets.size(); i++) {
            tickets.set(i, tickets.get(i).withKey("PAY-" + (1 + i)));
        }
    }

    // ---------------------------------------------------------------- files

    private record Change(long at, List<String> cells) {}

    private void export(YearMonth month) {
        long from = SERVICE.start(month);
        long to = Months.export(month, ZONE);
        List<Change> changes = new ArrayList<>();
        Csv history = new Csv(',', "\n").row("Issue key", "Status", "Entered", "Left");
        for (Ticket ticket : tickets) {
            for (long moment : List.of(
                    ticket.opened(), ticket.responded(), ticket.pauseFrom(), ticket.pauseTo(), ticket.resolved())) {
                if (moment >= from && moment < to) {
                    changes.add(new Change(moment, row(ticket.seenAt(moment), moment)));
                }
            }
            if (ticket.opened() < to && ticket.resolved() >= from) {
                for (Ticket.Stay stay : ticket.seenAt(to).stays("To Do", "In Progress", "Waiting for customer")) {
                    history.row(ticket.key(), stay.state(), time(stay.from()), time(stay.to()));
                }
            }
        }
        changes.sort(Comparator.comparingLong(Change::at));
        Csv file = new Csv(',', "\n")
                .row(
                        "Issue key",
                        "Issue Type",
                        "Priority",
                        "Summary",
                        "Status",
                        "Assignee",
                        "Created",
                        "First response",
                        "Resolved",
                        "Updated",
                        "Satisfaction rating");
        changes.forEach(change -> file.row(change.cells()));
        dirt(file, month);
        made.files().put("cascade/jira-" + month + ".csv", file.bytes(StandardCharsets.UTF_8));
        made.files().put("cascade/transitions-" + month + ".csv", history.bytes(StandardCharsets.UTF_8));
    }

    private static List<String> row(Ticket seen, long updated) {
        String status = seen.resolved() != Ticket.NEVER
                ? "Done"
                : seen.isPaused() && seen.pauseTo() == Ticket.NEVER
                        ? "Waiting for customer"
                        : seen.responded() == Ticket.NEVER ? "To Do" : "In Progress";
        return List.of(
                seen.key(),
                seen.type(),
                seen.priority(),
                seen.title(),
                status,
                status.equals("To Do") ? "Unassigned" : seen.assignee(),
                time(seen.opened()),
                time(seen.responded()),
                time(seen.resolved()),
                time(updated),
                seen.satisfaction() == 0 ? "" : String.valueOf(seen.satisfaction()));
    }

    private static String time(long minute) {
        return minute == Ticket.NEVER ? "" : SERVICE.local(minute).format(JIRA);
    }

    private static void dirt(Csv file, YearMonth month) {
        if (month.equals(YearMonth.of(2026, 9))) {
            file.row(
                    "PAY-9001",
                    "Question",
                    "Medium",
                    "Date typed by hand",
                    "Done",
                    "m.chen",
                    "31/Sep/26 9:00 AM",
                    "",
                    "",
                    "30/Sep/26 4:00 PM",
                    "");
            file.row(
                    "PAY-9002",
                    "Question",
                    "Urgent!!",
                    "CEO asks about bonus run",
                    "Done",
                    "m.chen",
                    "18/Sep/26 9:00 AM",
                    "18/Sep/26 9:04 AM",
                    "18/Sep/26 10:15 AM",
                    "18/Sep/26 10:15 AM",
                    "5");
        }
        if (month.equals(YearMonth.of(2026, 10))) {
            file.row(
                    "PAY-9003",
                    "Question",
                    "Low",
                    "Rated in words",
                    "Done",
                    "y.kaur",
                    "14/Oct/26 1:00 PM",
                    "14/Oct/26 1:20 PM",
                    "14/Oct/26 3:00 PM",
                    "14/Oct/26 3:00 PM",
                    "great");
        }
    }

    // ---------------------------------------------------------------- what the run must find

    private void expect() {
        for (YearMonth month : Months.complete(BEGINS)) {
            List<Ticket> opened = tickets.stream()
                    .filter(ticket -> SERVICE.month(ticket.opened()).equals(month))
                    .toList();
            long answered = opened.stream()
                    .filter(ticket -> SERVICE.between(ticket.opened(), ticket.responded()) <= 240)
                    .count();
            List<Ticket> done = tickets.stream()
                    .filter(ticket -> SERVICE.month(ticket.resolved()).equals(month))
                    .toList();
            long met = done.stream()
                    .filter(ticket -> SERVICE.between(ticket.opened(), ticket.resolved())
                                    - (ticket.isPaused() ? SERVICE.between(ticket.pauseFrom(), ticket.pauseTo()) : 0)
                            <= 960)
                    .count();
            List<Ticket> rated =
                    done.stream().filter(ticket -> ticket.satisfaction() > 0).toList();
            int sum = rated.stream().mapToInt(Ticket::satisfaction).sum();
            List<Expected> expected = made.expected();
            expected.add(Expected.share(PAYROLL, "A", month, answered, opened.size()));
            expected.add(Expected.share(PAYROLL, "B", month, met, done.size()));
            expected.add(Expected.number(
                    PAYROLL, "C", month, rated.size(), Expected.decimal(BigDecimal.valueOf(sum), rated.size())));
        }
    }
}
