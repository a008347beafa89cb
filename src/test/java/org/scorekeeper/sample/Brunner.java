package org.scorekeeper.sample;

import java.nio.charset.Charset;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The recovering one: on-site service for plants in Bavaria that began badly and has met its targets since summer. Sends
 * Excel sheets made for the eye, and key figures with semicolons and decimal commas in Windows-1252.
 */
final class Brunner {
    static final String PLANTS = "BKS-2025-07";
    static final ZoneId ZONE = ZoneId.of("Europe/Berlin");
    static final Set<LocalDate> HOLIDAYS = Set.of(
            LocalDate.of(2025, 10, 3),
            LocalDate.of(2025, 11, 1),
            LocalDate.of(2025, 12, 25),
            LocalDate.of(2025, 12, 26),
            LocalDate.of(2026, 1, 1),
            LocalDate.of(2026, 1, 6),
            LocalDate.of(2026, 4, 3),
            LocalDate.of(2026, 4, 6),
            LocalDate.of(2026, 5, 1),
            LocalDate.of(2026, 5, 14),
            LocalDate.of(2026, 5, 25),
            LocalDate.of(2026, 6, 4),
            LocalDate.of(2026, 10, 3),
            LocalDate.of(2026, 11, 1),
            LocalDate.of(2026, 12, 25),
            LocalDate.of(2026, 12, 26));

    /** Monday to Friday 07:00 to 17:00, and not between Christmas and New Year. */
    static final OpenMinutes SERVICE = OpenMinutes.of(ZONE, date -> {
        boolean closed = date.getDayOfWeek().getValue() > 5
                || HOLIDAYS.contains(date)
                || (date.isAfter(LocalDate.of(2025, 12, 23)) && date.isBefore(LocalDate.of(2026, 1, 1)));
        return closed ? OpenMinutes.Day.CLOSED : OpenMinutes.Day.of(7, 17);
    });

    static final String FAULT = "Störung";
    private static final String SWAP = "Gerätetausch";

    // One number a month, from October 2025 to October 2026 and for November's first days.
    private static final int[] FAULTS = {118, 121, 96, 112, 119, 126, 117, 108, 111, 124, 103, 122, 127, 14};
    private static final int[] FAULTS_MET = {880, 875, 885, 890, 900, 905, 920, 930, 942, 953, 960, 966, 971, 1000};
    private static final int[] ON_SITE = {158, 160, 157, 156, 154, 152, 149, 147, 144, 143, 141, 140, 139, 139};
    private static final int[] SWAPS = {34, 31, 26, 38, 33, 35, 30, 28, 31, 37, 29, 34, 36, 5};
    private static final int[] SWAP_MINUTES = {980, 960, 940, 900, 880, 840, 800, 760, 700, 640, 600, 560, 540, 500};
    private static final String[] SATISFACTION = {
        "3,6", "3,5", "3,7", "3,7", "3,9", "3,9", "4,0", "4,1", "4,2", "4,3", "4,4", "4,5", "4,6"
    };

    private static final List<String> PEOPLE =
            List.of("Aumüller", "Bäumler", "Dörfler", "Grasser", "Höß", "Kellner", "Neumeier");
    private static final List<String> PLACES = List.of("Werk Augsburg", "Werk Straubing", "Lager Süd", "Verwaltung");

    private final Dice dice = Dice.of("brunner");
    private final List<Ticket> tickets = new ArrayList<>();
    private final Made made = new Made();

    private Brunner() {}

    static Made make() {
        Brunner world = new Brunner();
        world.happen();
        for (YearMonth month : Months.all(Months.FIRST)) {
            String name = "brunner/Ticketliste_" + month;
            byte[] sheet = new BrunnerSheet(world.tickets, month).bytes();
            world.made.files().put(name + ".xlsx", sheet);
            if (month.equals(YearMonth.of(2026, 8))) {
                // the first try to send it broke off
                world.made.files().put(name + " (1).xlsx", Arrays.copyOf(sheet, sheet.length * 2 / 5));
            }
        }
        world.keyFigures();
        world.expect();
        return world.made;
    }

    private void happen() {
        Desk faults = Desk.minutes(SERVICE, 480);
        List<YearMonth> months = Months.all(Months.FIRST);
        for (int i = 0; i < months.size(); i++) {
            long until = Months.export(months.get(i), ZONE);
            Desk.Plan plan = new Desk.Plan(months.get(i), until, ON_SITE[i], 25);
            for (boolean missed : dice.misses(FAULTS[i], Months.misses(FAULTS[i], FAULTS_MET[i]))) {
                add(faults.draw(dice, plan, missed), FAULT, dice.percent(25) ? "hoch" : "normal", Titles.PLANT);
            }
            Desk swaps = Desk.minutes(SERVICE, SWAP_MINUTES[i] * 2);
            Desk.Plan calm = new Desk.Plan(months.get(i), until, ON_SITE[i], 0);
            for (int n = 0; n < SWAPS[i]; n++) {
                add(swaps.draw(dice, calm, false), SWAP, "normal", Titles.SWAPS);
            }
        }
        tickets.sort(Comparator.comparingLong(Ticket::opened));
        for (int i = 0; i < tickets.size(); i++) {
            tickets.set(i, tickets.get(i).withKey("BK-" + (70_233 + i)));
        }
    }

    private void add(Desk.Times times, String type, String priority, List<String> titles) {
        tickets.add(new Ticket(
                "",
                PLANTS,
                type,
                priority,
                dice.pick(PLACES),
                dice.pick(titles),
                dice.pick(PEOPLE),
                times.opened(),
                times.responded(),
                times.resolved(),
                times.pauseFrom(),
                times.pauseTo(),
                0,
                0));
    }

    // ---------------------------------------------------------------- files

    static long waited(Ticket ticket) {
        return ticket.isPaused() ? SERVICE.between(ticket.pauseFrom(), ticket.pauseTo()) : 0;
    }

    private void keyFigures() {
        for (YearMonth month : Months.complete(Months.FIRST)) {
            int i = month.getMonthValue() - 10 + 12 * (month.getYear() - 2025);
            String day = month.atEndOfMonth().format(DateTimeFormatter.ofPattern("dd.MM.uuuu", Locale.ROOT));
            Csv file = new Csv(';', "\r\n")
                    .row("Kennzahl", "Stichtag", "Wert", "Einheit", "Bemerkung")
                    .row("Kundenzufriedenheit", day, SATISFACTION[i], "", "Rücklauf " + dice.between(31, 48) + " %");
            if (month.equals(YearMonth.of(2026, 3))) {
                file.row("Kundenzufriedenheit", day, "n. e.", "", "Werk Straubing nicht erhoben");
            }
            file.row("Mitarbeiter im Einsatz", day, i < 5 ? "5,5" : "7,0", "Stellen", "");
            made.files().put("brunner/kennzahlen-" + month + ".csv", file.bytes(Charset.forName("windows-1252")));
        }
    }

    // ---------------------------------------------------------------- what the run must find

    private void expect() {
        for (YearMonth month : Months.complete(Months.FIRST)) {
            List<Ticket> opened = of(FAULT).stream()
                    .filter(ticket -> SERVICE.month(ticket.opened()).equals(month))
                    .toList();
            List<Long> waits = opened.stream()
                    .map(ticket -> SERVICE.between(ticket.opened(), ticket.responded()))
                    .toList();
            long inTime = waits.stream().filter(minutes -> minutes <= 240).count();
            List<Long> faults = done(FAULT, month).stream()
                    .map(ticket -> SERVICE.between(ticket.opened(), ticket.resolved()) - waited(ticket))
                    .toList();
            long met = faults.stream().filter(minutes -> minutes <= 480).count();
            List<Long> swaps = done(SWAP, month).stream()
                    .map(ticket -> SERVICE.between(ticket.opened(), ticket.resolved()))
                    .toList();
            int i = month.getMonthValue() - 10 + 12 * (month.getYear() - 2025);
            List<Expected> expected = made.expected();
            expected.add(Expected.share(PLANTS, "S1", month, inTime, opened.size()));
            expected.add(Expected.share(PLANTS, "S2", month, met, faults.size()));
            expected.add(Expected.minutes(PLANTS, "S3", month, swaps.size(), Expected.twiceMedian(swaps), 2, 60));
            expected.add(Expected.minutes(PLANTS, "S4", month, faults.size(), Expected.percentile(faults, 95), 1, 60));
            expected.add(Expected.number(PLANTS, "S5", month, 1, SATISFACTION[i].replace(',', '.')));
        }
    }

    private List<Ticket> of(String type) {
        return tickets.stream().filter(ticket -> ticket.type().equals(type)).toList();
    }

    private List<Ticket> done(String type, YearMonth month) {
        return of(type).stream()
                .filter(ticket -> SERVICE.month(ticket.resolved()).equals(month))
                .toList();
    }
}
