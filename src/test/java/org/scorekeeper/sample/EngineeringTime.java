package org.scorekeeper.sample;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.ss.util.CellRangeAddress;

/** Northwind's engineers: a timesheet a month in an old xls, and a log of deliverables that grows. */
final class EngineeringTime {
    private record Engineer(String name, String role, String project, int hoursFrom, int hoursTo) {}

    private record Line(
            LocalDate date,
            Engineer engineer,
            String task,
            BigDecimal hours,
            BigDecimal rate,
            String approvedBy,
            LocalDateTime submitted) {
        LocalDate weekEnd() {
            return date.with(TemporalAdjusters.nextOrSame(DayOfWeek.SUNDAY));
        }
    }

    private record Deliverable(String id, String title, String due, String delivered, String accepted, int fee) {}

    private static final List<Engineer> TEAM = List.of(
            new Engineer("R. Achterberg", "solution architect", "Orders 2.0", 4, 7),
            new Engineer("S. Kowalczyk", "application engineer", "Orders 2.0", 7, 8),
            new Engineer("T. Nwosu", "application engineer", "Customer portal", 7, 8),
            new Engineer("U. Hartley", "test analyst", "Orders 2.0", 6, 8));
    static final List<String> NAMES = TEAM.stream().map(Engineer::name).toList();

    private static final List<String> TASKS = List.of(
            "Design workshop",
            "Build and unit tests",
            "Code review",
            "Interface to carrier portal",
            "Regression test",
            "Defect analysis",
            "Release preparation");

    private static final List<Deliverable> DELIVERABLES = List.of(
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

    private final Dice dice = Dice.of("engineering");
    private final Made made = new Made();

    private EngineeringTime() {}

    static Made make() {
        EngineeringTime time = new EngineeringTime();
        for (YearMonth month : Months.complete(Months.FIRST)) {
            time.timesheet(month);
            time.deliverables(month);
        }
        time.deliverables(Months.RUNNING);
        return time.made;
    }

    // ---------------------------------------------------------------- timesheets

    private void timesheet(YearMonth month) {
        List<Line> lines = new ArrayList<>();
        for (Engineer engineer : TEAM) {
            LocalDate away = month.atDay(dice.between(3, 20));
            for (LocalDate day = month.atDay(1);
                    day.isBefore(month.plusMonths(1).atDay(1));
                    day = day.plusDays(1)) {
                boolean onLeave = !day.isBefore(away) && day.isBefore(away.plusDays(dice.percent(25) ? 3 : 1));
                if (Northwind.OFFICE.opensOn(day) && !onLeave) {
                    lines.add(line(day, engineer));
                }
            }
        }
        special(lines, month);
        lines.sort(java.util.Comparator.comparing(Line::date)
                .thenComparing(line -> line.engineer().name()));
        expect(lines, month);
        made.files().put("northwind/timesheet-" + month + ".xls", workbook(lines, month));
    }

    private Line line(LocalDate day, Engineer engineer) {
        BigDecimal hours = BigDecimal.valueOf(dice.between(engineer.hoursFrom() * 4, engineer.hoursTo() * 4) * 25L, 2);
        String approver = dice.percent(99) ? "J. Pemberton" : "";
        return new Line(
                day, engineer, dice.pick(TASKS), hours, rate(engineer.role(), day), approver, submitted(day, 0));
    }

    /** On the Monday after the week, or the Tuesday where Monday is a holiday; or so many days later. */
    private LocalDateTime submitted(LocalDate day, int daysLate) {
        LocalDate monday = day.with(TemporalAdjusters.next(DayOfWeek.MONDAY));
        LocalDate open = Northwind.OFFICE.opensOn(monday) ? monday : monday.plusDays(1);
        return open.plusDays(daysLate).atTime(9, dice.between(0, 59));
    }

    private static BigDecimal rate(String role, LocalDate day) {
        boolean raised = !day.isBefore(LocalDate.of(2026, 4, 1));
        return switch (role) {
            case "solution architect" -> new BigDecimal("112.00");
            case "application engineer" -> new BigDecimal(raised ? "90.50" : "88.00");
            default -> new BigDecimal("61.00");
        };
    }

    /** What an account manager should stumble over; {@code sample-data/README.md} has the list. */
    private void special(List<Line> lines, YearMonth month) {
        Engineer kowalczyk = TEAM.get(1);
        Engineer nwosu = TEAM.get(2);
        switch (month.toString()) {
            case "2026-01" -> late(lines, "T. Nwosu", LocalDate.of(2026, 1, 12), LocalDate.of(2026, 1, 16));
            case "2026-02" ->
                replace(lines, LocalDate.of(2026, 2, 25), kowalczyk, new BigDecimal("12.5"), "J. Pemberton");
            case "2026-05" ->
                lines.add(new Line(
                        LocalDate.of(2026, 5, 16), // a Saturday
                        nwosu,
                        "Weekend release",
                        new BigDecimal("6"),
                        rate(nwosu.role(), LocalDate.of(2026, 5, 16)),
                        "",
                        submitted(LocalDate.of(2026, 5, 16), 0)));
            case "2026-06" -> {
                // still the rate of last year would have been right until March; this one was never agreed
                lines.replaceAll(
                        line -> line.engineer().equals(kowalczyk) && line.date().isAfter(LocalDate.of(2026, 6, 21))
                                ? new Line(
                                        line.date(),
                                        kowalczyk,
                                        line.task(),
                                        line.hours(),
                                        new BigDecimal("95.00"),
                                        line.approvedBy(),
                                        line.submitted())
                                : line);
            }
            case "2026-08" -> late(lines, "U. Hartley", LocalDate.of(2026, 8, 3), LocalDate.of(2026, 8, 14));
            case "2026-09" -> {
                Line twice = lines.get(10);
                lines.add(twice);
                for (int day = 21; day <= 24; day++) {
                    Engineer stranger = new Engineer("V. Brandt", "devops consultant", "Customer portal", 8, 8);
                    LocalDate date = LocalDate.of(2026, 9, day);
                    lines.add(new Line(
                            date,
                            stranger,
                            "Pipeline set-up",
                            new BigDecimal("8"),
                            new BigDecimal("120.00"),
                            "J. Pemberton",
                            submitted(date, 0)));
                }
            }
            case "2026-10" -> {
                for (int day = 19; day <= 21; day++) {
                    replace(lines, LocalDate.of(2026, 10, day), nwosu, new BigDecimal("11.25"), "");
                }
                lines.add(new Line(
                        LocalDate.of(2026, 10, 24), // a Saturday
                        kowalczyk,
                        "Weekend release",
                        new BigDecimal("7.5"),
                        rate(kowalczyk.role(), LocalDate.of(2026, 10, 24)),
                        "",
                        submitted(LocalDate.of(2026, 10, 24), 0)));
                late(lines, "T. Nwosu", LocalDate.of(2026, 10, 12), LocalDate.of(2026, 10, 16));
            }
            default -> {
                // as it should be
            }
        }
    }

    private void late(List<Line> lines, String person, LocalDate from, LocalDate to) {
        lines.replaceAll(line -> line.engineer().name().equals(person)
                        && !line.date().isBefore(from)
                        && !line.date().isAfter(to)
                ? new Line(
                        line.date(),
                        line.engineer(),
                        line.task(),
                        line.hours(),
                        line.rate(),
                        line.approvedBy(),
                        submitted(line.date(), 8))
                : line);
    }

    private void replace(List<Line> lines, LocalDate day, Engineer engineer, BigDecimal hours, String approver) {
        lines.removeIf(line -> line.date().equals(day) && line.engineer().equals(engineer));
        lines.add(new Line(
                day, engineer, "Release preparation", hours, rate(engineer.role(), day), approver, submitted(day, 0)));
    }

    private static byte[] workbook(List<Line> lines, YearMonth month) {
        HSSFWorkbook book = new HSSFWorkbook();
        Sheet sheet = book.createSheet("Timesheet");
        CellStyle date = book.createCellStyle();
        date.setDataFormat(book.createDataFormat().getFormat("dd/mm/yyyy"));
        CellStyle time = book.createCellStyle();
        time.setDataFormat(book.createDataFormat().getFormat("dd/mm/yyyy hh:mm"));
        CellStyle money = book.createCellStyle();
        money.setDataFormat(book.createDataFormat().getFormat("0.00"));
        sheet.createRow(0).createCell(0).setCellValue("Northwind IT Services - Application engineering");
        sheet.createRow(1)
                .createCell(0)
                .setCellValue("Timesheet " + month.format(DateTimeFormatter.ofPattern("MMMM uuuu", Locale.UK)));
        sheet.addMergedRegion(new CellRangeAddress(0, 0, 0, 5));
        List<String> names = List.of(
                "Date",
                "Week ending",
                "Name",
                "Role",
                "Project",
                "Task",
                "Hours",
                "Rate",
                "Amount",
                "Approved by",
                "Submitted");
        Row header = sheet.createRow(3);
        for (int i = 0; i < names.size(); i++) {
            header.createCell(i).setCellValue(names.get(i));
            sheet.setColumnWidth(i, (i == 4 || i == 5 ? 26 : 14) * 256);
        }
        BigDecimal total = BigDecimal.ZERO;
        int at = 4;
        for (Line line : lines) {
            Row row = sheet.createRow(at++);
            date(row, 0, line.date(), date);
            date(row, 1, line.weekEnd(), date);
            row.createCell(2).setCellValue(line.engineer().name());
            row.createCell(3).setCellValue(line.engineer().role());
            row.createCell(4).setCellValue(line.engineer().project());
            row.createCell(5).setCellValue(line.task());
            row.createCell(6).setCellValue(line.hours().doubleValue());
            number(row, 7, line.rate(), money);
            number(row, 8, line.hours().multiply(line.rate()), money);
            row.createCell(9).setCellValue(line.approvedBy());
            row.createCell(10).setCellValue(line.submitted());
            row.getCell(10).setCellStyle(time);
            total = total.add(line.hours());
        }
        if (month.equals(YearMonth.of(2026, 4))) {
            // somebody wrote into the column of hours
            Row row = sheet.createRow(at++);
            date(row, 0, LocalDate.of(2026, 4, 30), date);
            date(row, 1, LocalDate.of(2026, 5, 3), date);
            row.createCell(2).setCellValue("U. Hartley");
            row.createCell(3).setCellValue("test analyst");
            row.createCell(4).setCellValue("Orders 2.0");
            row.createCell(5).setCellValue("Training");
            row.createCell(6).setCellValue("half a day");
        }
        Row sum = sheet.createRow(at + 1);
        sum.createCell(5).setCellValue("Total hours");
        sum.createCell(6).setCellValue(total.doubleValue());
        return Workbooks.bytes(book, "Northwind");
    }

    private static void date(Row row, int column, LocalDate day, CellStyle style) {
        row.createCell(column).setCellValue(day);
        row.getCell(column).setCellStyle(style);
    }

    private static void number(Row row, int column, BigDecimal value, CellStyle style) {
        row.createCell(column).setCellValue(value.doubleValue());
        row.getCell(column).setCellStyle(style);
    }

    private void expect(List<Line> lines, YearMonth month) {
        long inTime = lines.stream()
                .filter(line ->
                        line.submitted().toLocalDate().isBefore(line.weekEnd().plusDays(5)))
                .count();
        long approved =
                lines.stream().filter(line -> !line.approvedBy().isEmpty()).count();
        BigDecimal hours = lines.stream().map(Line::hours).reduce(BigDecimal.ZERO, BigDecimal::add);
        made.expected().add(Expected.share(Northwind.ENGINEERING, "TM-2", month, inTime, lines.size()));
        made.expected().add(Expected.share(Northwind.ENGINEERING, "TM-3", month, approved, lines.size()));
        made.expected()
                .add(Expected.number(Northwind.ENGINEERING, "TM-4", month, lines.size(), Expected.decimal(hours, 1)));
    }

    // ---------------------------------------------------------------- deliverables

    /** What the log showed at the end of a month: what fell due by the next, and what had been handed over. */
    private void deliverables(YearMonth month) {
        LocalDate seen = month.equals(Months.RUNNING) ? month.atDay(4) : month.atEndOfMonth();
        Csv log = new Csv(',', "\r\n")
                .row("Ref", "Contract", "Deliverable", "Due", "Handed over", "Accepted", "Rejections", "Fee (GBP)");
        long due = 0;
        long met = 0;
        for (Deliverable item : DELIVERABLES) {
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
