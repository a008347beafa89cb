package org.scorekeeper.sample;

import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;

/** Northwind's engineers: a timesheet a month in an old xls, and a log of deliverables that grows. */
final class EngineeringTime {
    record Engineer(String name, String role, String project, int hoursFrom, int hoursTo) {}

    record Line(
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

    private final Dice dice = Dice.of("engineering");
    private final Made made = new Made();

    private EngineeringTime() {}

    static Made make() {
        EngineeringTime time = new EngineeringTime();
        for (YearMonth month : Months.complete(Months.FIRST)) {
            time.timesheet(month);
        }
        new Deliverables(time.made).make();
        return time.made;
    }

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
        made.files().put("northwind/timesheet-" + month + ".xls", TimesheetBook.of(lines, month));
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
}
