package org.scorekeeper.sample;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** The log of what Northwind's engineers hand over, as it grows. */
final class Deliverables {
    private record Deliverable(String id, String title, String due, String delivered, String accepted, int fee) {}

    private static final List<Deliverable> ALL = List.of(
            new Deliverable("D-01", "Solution design Orders 2.0", "2025-11-14", "2025-11-12", "2025-11-20", 18_000),
            new Deliverable("D-02", "Prototype order capture", "2025-12-12", "2025-12-12", "2025-12-19", 12_500),
            new Deliverable("D-03", "Migration concept", "2026-01-30", "2026-01-28", "2026-02-06", 9_000),
            new Deliverable("D-04", "Release 1: order capture", "2026-02-27", "2026-02-27", "2026-03-11", 32_000),
            new Deliverable("D-05", "Interface to carriers", "2026-03-31", "2026-04-16", "2026-04-28", 21_000),
            new Deliverable("D-06", "Release 2: invoicing", "2026-05-29", "2026-05-28", "2026-06-10", 32_000),
            new Deliverable("D-07", "Knowledge base migration", "2026-06-30", "2026-06-30", "2026-07-08", 25_000),
            new Deliverable("D-08", "Customer portal, first stage", "2026-07-31", "2026-08-20", "2026-09-02", 28_000),
            new Deliverable("D-09", "Load test report", "2026-09-15", "", "", 8_500),
            new Deliverable("D-10", "Release 3: returns", "2026-09-30", "2026-10-01", "2026-10-14", 32_000),
            new Deliverable("D-11", "Data protection assessment", "2026-10-16", "2026-10-16", "", 6_000),
            new Deliverable("D-12", "Handover to operations", "2026-10-30", "2026-10-30", "", 15_000),
            new Deliverable("D-13", "Release 4: reporting", "2026-11-27", "", "", 32_000));

    private final Made made;

    Deliverables(Made made) {
        this.made = made;
    }

    void make() {
        Months.all(Months.FIRST).forEach(this::log);
    }

    /** What the log showed at the end of a month: what fell due by the next, and what had been handed over. */
    private void log(YearMonth month) {
        LocalDate seen = month.equals(Months.RUNNING) ? month.atDay(4) : month.atEndOfMonth();
        Csv log = new Csv(',', "\r\n")
                .row("Ref", "Contract", "Deliverable", "Due", "Handed over", "Accepted", "Rejections", "Fee (GBP)");
        long due = 0;
        long met = 0;
        for (Deliverable item : ALL) {
            LocalDate day = LocalDate.parse(item.due());
            if (day.isBefore(month.plusMonths(2).atDay(1))) {
                String rejections = item.id().equals("D-05") ? "1" : "0";
                // The log has asked for more than the contract grants since July: the contract's fee counts.
                int fee = item.id().equals("D-08") ? item.fee() + 2_000 : item.fee();
                log.row(
                        item.id(),
                        Northwind.ENGINEERING,
                        item.title(),
                        british(item.due(), LocalDate.MAX),
                        british(item.delivered(), seen),
                        british(item.accepted(), seen),
                        rejections,
                        String.format(Locale.UK, "%,d.00", fee));
            }
            if (YearMonth.from(day).equals(month)) {
                due++;
                boolean inTime = !item.delivered().isEmpty()
                        && !LocalDate.parse(item.delivered()).isAfter(day.plusDays(1));
                met += inTime ? 1 : 0;
            }
        }
        made.files().put("northwind/deliverables-" + month + ".csv", log.bytes(StandardCharsets.UTF_8));
        if (!month.equals(Months.RUNNING)) {
            made.expected().add(Expected.share(Northwind.ENGINEERING, "TM-1", month, met, due));
        }
    }

    private static String british(String date, LocalDate seen) {
        if (date.isEmpty() || LocalDate.parse(date).isAfter(seen)) {
            return "";
        }
        return LocalDate.parse(date).format(DateTimeFormatter.ofPattern("dd/MM/uuuu", Locale.ROOT));
    }
}
