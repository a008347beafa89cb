package org.scorekeeper.publish;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.scorekeeper.calendar.ContractDuration;
import org.scorekeeper.calendar.PeriodKind;
import org.scorekeeper.calendar.ServiceCalendar;
import org.scorekeeper.contract.Bound;
import org.scorekeeper.contract.Cap;
import org.scorekeeper.contract.Charges;
import org.scorekeeper.contract.Clocked;
import org.scorekeeper.contract.Comparison;
import org.scorekeeper.contract.Condition;
import org.scorekeeper.contract.Contract;
import org.scorekeeper.contract.Credits;
import org.scorekeeper.contract.FieldRef;
import org.scorekeeper.contract.Fraction;
import org.scorekeeper.contract.Measure;
import org.scorekeeper.contract.MetWhen;
import org.scorekeeper.contract.Price;
import org.scorekeeper.contract.ServiceLevel;
import org.scorekeeper.contract.Step;
import org.scorekeeper.contract.Unit;
import org.scorekeeper.facts.FactKind;

/** Contracts for documents. */
final class SampleContracts {
    private SampleContracts() {}

    static Contract northwind() {
        return contract("NWD-2026-014", ZoneId.of("Europe/London"), "GBP", Locale.UK);
    }

    static Contract german() {
        return contract("NWD-2026-DE", ZoneId.of("Europe/Berlin"), "EUR", Locale.GERMANY);
    }

    static Contract french() {
        return contract("NWD-2026-FR", ZoneId.of("Europe/Paris"), "EUR", Locale.FRANCE);
    }

    static Contract american() {
        return contract("NWD-2026-US", ZoneId.of("America/New_York"), "USD", Locale.US);
    }

    private static Contract contract(String id, ZoneId zone, String currency, Locale locale) {
        ServiceCalendar always = ServiceCalendar.roundTheClock(zone);
        return new Contract(
                id,
                "Managed service desk and application support",
                "northwind",
                LocalDate.of(2025, 10, 1),
                new Contract.Term(LocalDate.of(2025, 10, 1), LocalDate.of(2028, 12, 31)),
                Optional.of("Master Services Agreement 2026, Schedule 3"),
                zone,
                Currency.getInstance(currency),
                locale,
                PeriodKind.MONTHLY,
                List.of(
                        new Contract.Objective("Restore critical services within the working day", Optional.empty()),
                        new Contract.Objective("Every change delivered on the agreed date", Optional.empty())),
                Map.of(
                        "vendor",
                        new Contract.Contact(Optional.of("Northwind IT Services"), Optional.empty(), Map.of()),
                        "finance",
                        new Contract.Contact(
                                Optional.empty(),
                                Optional.of("payables@example.com"),
                                Map.of(
                                        "vendor-number", "V-100482",
                                        "cost-centre", "IT-4100",
                                        "gl-account", "620400",
                                        "tax-code", "V0",
                                        "purchase-order", "4500081234",
                                        "company-code", "1000"))),
                Map.of("round-the-clock", always, "working-hours", always),
                always,
                new Charges.PerPeriod(new BigDecimal("182000.00")),
                levels(),
                credits(),
                List.of(),
                Optional.empty(),
                false,
                false,
                List.of(),
                Map.of(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                org.scorekeeper.contract.People.of("northwind"),
                "contracts/northwind.yaml");
    }

    private static Credits credits() {
        return new Credits(
                Optional.of(new Credits.Points(
                        Optional.of(new Price.ShareOfCharges(Fraction.of(2, 100), "2% of charges")),
                        BigDecimal.ZERO,
                        List.of(),
                        List.of())),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                List.of(new Cap(
                        List.of(), Cap.Per.PERIOD, new Price.ShareOfCharges(Fraction.of(15, 100), "15% of charges"))),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false);
    }

    private static List<ServiceLevel> levels() {
        return List.of(
                level(
                        "KPI-1",
                        "Severity 1 incidents fixed within 4 hours",
                        "Schedule 3, Annex 1, 2.1",
                        30,
                        share(FactKind.TICKETS, "resolved", where("priority", "P1"), within("4h", "round-the-clock")),
                        atLeast("98", Unit.PERCENT),
                        ladder("98", "95")),
                level(
                        "KPI-2",
                        "Severity 2 incidents fixed within ten working hours",
                        "Schedule 3, Annex 1, 2.2",
                        20,
                        share(FactKind.TICKETS, "resolved", where("priority", "P2"), within("10h", "working-hours")),
                        atLeast("95", Unit.PERCENT),
                        ladder("95", "92")),
                level(
                        "KPI-3",
                        "Changes delivered on the agreed date",
                        "Schedule 3, Annex 1, 2.3",
                        15,
                        share(
                                FactKind.TICKETS,
                                "due",
                                where("type", "change"),
                                new MetWhen.ByDate(
                                        FieldRef.last("due"),
                                        FieldRef.last("resolved"),
                                        Optional.of(new ContractDuration.WorkingDays(1)),
                                        Optional.of("working-hours"))),
                        atLeast("95", Unit.PERCENT),
                        ladder("95", "91")),
                level(
                        "KPI-4",
                        "Mean time to first response",
                        "Schedule 3, Annex 1, 2.4",
                        10,
                        new Measure.Statistic(
                                Measure.Kind.AVERAGE,
                                selection(FactKind.TICKETS, "opened", where("type", "incident")),
                                Optional.of(new Measure.Value.OfClock(new Clocked(
                                        FieldRef.last("opened"),
                                        FieldRef.last("responded"),
                                        "working-hours",
                                        List.of("awaiting customer")))),
                                Optional.empty()),
                        new Bound(Comparison.AT_MOST, new BigDecimal("30"), Unit.MINUTES),
                        List.of()),
                level(
                        "KPI-5",
                        "Availability of the order system",
                        "Schedule 3, Annex 1, 3.1",
                        10,
                        new Measure.Availability(
                                "round-the-clock",
                                List.of(new Measure.Interruption(
                                        FactKind.TICKETS,
                                        where("category", "outage"),
                                        FieldRef.last("opened"),
                                        FieldRef.last("resolved"))),
                                List.of()),
                        atLeast("99.9", Unit.PERCENT),
                        List.of()),
                level(
                        "KPI-6",
                        "Satisfaction of those who answered",
                        "Schedule 3, Annex 1, 4",
                        5,
                        new Measure.Statistic(
                                Measure.Kind.AVERAGE,
                                selection(FactKind.TICKETS, "resolved", Condition.ALWAYS),
                                Optional.of(new Measure.Value.OfField(FieldRef.last("satisfaction"))),
                                Optional.empty()),
                        atLeast("4.2", Unit.NONE),
                        List.of()),
                level(
                        "KPI-7",
                        "Incidents older than thirty days",
                        "Schedule 3, Annex 1, 5",
                        5,
                        new Measure.Statistic(
                                Measure.Kind.COUNT,
                                selection(FactKind.TICKETS, "opened", Condition.ALWAYS),
                                Optional.empty(),
                                Optional.empty()),
                        new Bound(Comparison.AT_MOST, new BigDecimal("20"), Unit.NONE),
                        List.of()),
                level(
                        "KPI-8",
                        "Deliverables handed over when due",
                        "Schedule 4, 1",
                        5,
                        share(
                                FactKind.DELIVERABLES,
                                "due",
                                Condition.ALWAYS,
                                new MetWhen.ByDate(
                                        FieldRef.last("due"),
                                        FieldRef.last("delivered"),
                                        Optional.empty(),
                                        Optional.empty())),
                        atLeast("95", Unit.PERCENT),
                        List.of()),
                new ServiceLevel(
                        "PI-9",
                        "Timesheets submitted within three working days",
                        Optional.of("Schedule 5, 2"),
                        Optional.empty(),
                        share(
                                FactKind.TIMESHEETS,
                                "work-date",
                                Condition.ALWAYS,
                                new MetWhen.ByDate(
                                        FieldRef.last("week-end"),
                                        FieldRef.last("submitted"),
                                        Optional.of(new ContractDuration.WorkingDays(3)),
                                        Optional.empty())),
                        Optional.empty(),
                        atLeast("99", Unit.PERCENT),
                        List.of(),
                        Optional.empty(),
                        Optional.empty(),
                        false,
                        Optional.empty(),
                        1,
                        false,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        false,
                        Optional.empty(),
                        Optional.empty()));
    }

    private static ServiceLevel level(
            String id, String title, String clause, int weight, Measure measure, Bound target, List<Step> ladder) {
        return new ServiceLevel(
                id,
                title,
                Optional.of(clause),
                Optional.of(BigDecimal.valueOf(weight)),
                measure,
                Optional.empty(),
                target,
                ladder,
                Optional.empty(),
                Optional.empty(),
                false,
                Optional.empty(),
                1,
                true,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false,
                Optional.empty(),
                Optional.empty());
    }

    private static Measure share(FactKind kind, String periodBy, Condition where, MetWhen metWhen) {
        return new Measure.Share(selection(kind, periodBy, where), metWhen, Measure.StillOpen.MISS_WHEN_OVERDUE);
    }

    private static Measure.Selection selection(FactKind kind, String periodBy, Condition where) {
        return new Measure.Selection(kind, where, Optional.of(FieldRef.last(periodBy)), Optional.empty());
    }

    private static MetWhen within(String limit, String calendar) {
        return new MetWhen.WithinLimit(
                new Clocked(FieldRef.last("opened"), FieldRef.last("resolved"), calendar, List.of("awaiting customer")),
                new ContractDuration.Fixed(Duration.ofHours(Integer.parseInt(limit.replace("h", ""))), limit));
    }

    private static Condition where(String field, String value) {
        return new Condition(
                List.of(new Condition.FieldTest(FieldRef.last(field), new Condition.Test.AnyOf(List.of(value)))));
    }

    private static Bound atLeast(String value, Unit unit) {
        return new Bound(Comparison.AT_LEAST, new BigDecimal(value), unit);
    }

    private static List<Step> ladder(String minor, String serious) {
        return List.of(
                new Step(
                        new Bound(Comparison.LESS_THAN, new BigDecimal(minor), Unit.PERCENT),
                        Optional.of("minor"),
                        BigDecimal.ONE,
                        Optional.empty()),
                new Step(
                        new Bound(Comparison.LESS_THAN, new BigDecimal(serious), Unit.PERCENT),
                        Optional.of("serious"),
                        BigDecimal.valueOf(2),
                        Optional.empty()));
    }
}
