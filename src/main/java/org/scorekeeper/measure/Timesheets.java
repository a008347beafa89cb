package org.scorekeeper.measure;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.scorekeeper.calendar.ContractYear;
import org.scorekeeper.calendar.MeasurementPeriod;
import org.scorekeeper.calendar.ServiceCalendar;
import org.scorekeeper.contract.Contract;
import org.scorekeeper.contract.Contract.Ceiling;
import org.scorekeeper.contract.Contract.Rate;
import org.scorekeeper.contract.Contract.RateUnit;
import org.scorekeeper.contract.Contract.TimesheetRules;
import org.scorekeeper.facts.Fact;

/** Lays the timesheets of a contract beside its rate card and budget. */
public final class Timesheets {
    private final Contract contract;
    private final MeasurementPeriod period;
    private final ServiceCalendar days;

    private Timesheets(Contract contract, MeasurementPeriod period) {
        this.contract = contract;
        this.period = period;
        this.days = contract.daysOfWork();
    }

    /**
     * The summary of a period; empty where the contract has no rate card and the period no rows.
     *
     * @param rows all timesheet rows of the contract up to the as-of, in their newest version
     */
    public static Optional<TimesheetSummary> summary(Contract contract, MeasurementPeriod period, List<Fact> rows) {
        return new Timesheets(contract, period).summary(rows);
    }

    private Optional<TimesheetSummary> summary(List<Fact> rows) {
        List<Fact> inPeriod = rows.stream()
                .filter(row -> day(row).filter(period::contains).isPresent())
                .toList();
        if (inPeriod.isEmpty() && contract.rateCard().isEmpty()) {
            return Optional.empty();
        }
        Map<String, List<Fact>> byRole = new LinkedHashMap<>();
        contract.rateCard()
                .forEach(rate -> byRole.putIfAbsent(rate.role().toLowerCase(Locale.ROOT), new ArrayList<>()));
        inPeriod.stream()
                .sorted(Comparator.comparing(Timesheets::role))
                .forEach(row -> byRole.computeIfAbsent(role(row), key -> new ArrayList<>())
                        .add(row));
        List<TimesheetSummary.RoleLine> lines = byRole.entrySet().stream()
                .map(entry -> line(entry.getKey(), entry.getValue()))
                .toList();
        Optional<TimesheetRules> rules = contract.timesheetRules();
        Optional<Ceiling> ceiling = rules.flatMap(TimesheetRules::notToExceed);
        return Optional.of(new TimesheetSummary(
                lines,
                sum(inPeriod.stream().map(Timesheets::hours).toList()),
                sum(lines.stream().map(TimesheetSummary.RoleLine::billed).toList()),
                sum(lines.stream().map(TimesheetSummary.RoleLine::atRateCard).toList()),
                ceiling.map(Ceiling::amount),
                ceiling.map(limit -> underCeiling(limit, rows)).orElse(BigDecimal.ZERO),
                overlong(rules, inPeriod),
                rules.filter(TimesheetRules::approvalRequired).isEmpty()
                        ? 0
                        : (int) inPeriod.stream()
                                .filter(row -> !isApproved(row))
                                .count(),
                (int) inPeriod.stream()
                        .filter(row -> !days.opensOn(day(row).orElseThrow()))
                        .count()));
    }

    private TimesheetSummary.RoleLine line(String role, List<Fact> rows) {
        BigDecimal atCard = sum(rows.stream()
                .map(row -> rate(role, day(row).orElse(period.from()))
                        .map(rate -> priced(rate, hours(row)))
                        .orElse(BigDecimal.ZERO))
                .toList());
        int otherRate = (int) rows.stream()
                .filter(row -> {
                    Optional<BigDecimal> own = row.decimal("rate");
                    Optional<Rate> card = rate(role, day(row).orElse(period.from()));
                    return own.isPresent()
                            && card.isPresent()
                            && own.get().compareTo(card.get().rate()) != 0;
                })
                .count();
        String shown = contract.rateCard().stream()
                .map(Rate::role)
                .filter(name -> name.equalsIgnoreCase(role))
                .findFirst()
                .or(() -> rows.stream().findFirst().flatMap(row -> row.text("role")))
                .orElse("(no role)");
        return new TimesheetSummary.RoleLine(
                shown,
                (int) rows.stream()
                        .map(row -> row.text("person").orElse(""))
                        .distinct()
                        .count(),
                rows.size(),
                sum(rows.stream().map(Timesheets::hours).toList()),
                rate(role, period.to().minusDays(1)).map(Rate::rate),
                sum(rows.stream().map(this::billed).toList()),
                atCard,
                otherRate);
    }

    /** The newest rate of a role that applies on a day. */
    private Optional<Rate> rate(String role, LocalDate day) {
        return contract.rateCard().stream()
                .filter(rate -> rate.role().equalsIgnoreCase(role))
                .filter(rate -> rate.from().filter(from -> from.isAfter(day)).isEmpty())
                .max(Comparator.comparing(rate -> rate.from().orElse(LocalDate.MIN)));
    }

    private BigDecimal priced(Rate rate, BigDecimal hours) {
        BigDecimal amount = rate.rate().multiply(hours);
        return rate.per() == RateUnit.HOUR
                ? money(amount)
                // a day of eight hours: the contract language has no other
                : amount.divide(BigDecimal.valueOf(8), contract.moneyPlaces(), RoundingMode.HALF_UP);
    }

    private BigDecimal billed(Fact row) {
        return row.decimal("amount")
                .orElseGet(() -> row.decimal("rate")
                        .map(rate -> money(rate.multiply(hours(row))))
                        .orElseGet(() -> rate(role(row), day(row).orElse(period.from()))
                                .map(rate -> priced(rate, hours(row)))
                                .orElse(BigDecimal.ZERO)));
    }

    private BigDecimal money(BigDecimal amount) {
        return amount.setScale(contract.moneyPlaces(), RoundingMode.HALF_UP);
    }

    private BigDecimal underCeiling(Ceiling ceiling, List<Fact> rows) {
        LocalDate from = switch (ceiling.per()) {
            case "year" -> contractYear();
            case "contract" -> contract.term().from();
            default -> period.from();
        };
        return sum(rows.stream()
                .filter(row -> day(row).filter(day -> !day.isBefore(from) && day.isBefore(period.to()))
                        .isPresent())
                .map(this::billed)
                .toList());
    }

    private LocalDate contractYear() {
        LocalDate start = contract.term().from();
        LocalDate day = period.from().isBefore(start) ? start : period.from();
        return ContractYear.containing(start, day).from();
    }

    private int overlong(Optional<TimesheetRules> rules, List<Fact> rows) {
        Optional<BigDecimal> most = rules.flatMap(TimesheetRules::hoursPerDayAtMost);
        if (most.isEmpty()) {
            return 0;
        }
        Map<String, BigDecimal> perDay = new HashMap<>();
        rows.forEach(row -> perDay.merge(
                row.text("person").orElse("") + "|" + day(row).orElseThrow(), hours(row), BigDecimal::add));
        return (int) perDay.values().stream()
                .filter(hours -> hours.compareTo(most.get()) > 0)
                .count();
    }

    private static boolean isApproved(Fact row) {
        Set<String> no = new HashSet<>(Set.of("no", "false", "0", "n", "nein", "non", "rejected", "pending"));
        return row.text("approved-by").isPresent()
                || row.text("approved")
                        .filter(word -> !no.contains(word.toLowerCase(Locale.ROOT)))
                        .isPresent();
    }

    private static String role(Fact row) {
        return row.text("role").map(name -> name.toLowerCase(Locale.ROOT)).orElse("");
    }

    private static BigDecimal hours(Fact row) {
        return row.decimal("hours").orElse(BigDecimal.ZERO);
    }

    private Optional<LocalDate> day(Fact row) {
        return row.moment("work-date").map(moment -> moment.day(contract.zone()));
    }

    private static BigDecimal sum(List<BigDecimal> amounts) {
        return amounts.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
