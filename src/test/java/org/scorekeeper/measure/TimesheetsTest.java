package org.scorekeeper.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.scorekeeper.measure.Facts.fact;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.scorekeeper.calendar.MeasurementPeriod;
import org.scorekeeper.calendar.PeriodKind;
import org.scorekeeper.contract.Contract;
import org.scorekeeper.facts.Fact;
import org.scorekeeper.facts.FactKind;

/** Timesheets beside the rate card and budget; deliverables beside what was promised. */
class TimesheetsTest {
    private static final MeasurementPeriod FEBRUARY = PeriodKind.MONTHLY.containing(LocalDate.of(2026, 2, 1));

    private static final Contract CONTRACT = Contracts.of("""
                    service-levels:
                      - { id: L, title: L, measure: { count-of: tickets }, target: at most 5 }
                    rate-card:
                      - { role: analyst, rate: 46.50, per: hour }
                      - { role: engineer, rate: 80.00, per: hour }
                      - { role: engineer, rate: 88.00, per: hour, from: 2026-02-15 }
                      - { role: lead, rate: 800.00, per: day }
                    timesheet-rules:
                      hours-per-day: at most 10
                      approval: required
                      not-to-exceed: { amount: 5000.00, per: contract }
                    deliverables:
                      - { id: D-1, title: Plan, due: 2026-02-10, fee: 100.00 }
                      - { id: D-2, title: Report, due: 2026-01-25 }
                      - { id: D-3, title: Handover, due: 2026-06-30 }
                    """).latest();

    private static Fact row(String text) {
        return fact(FactKind.TIMESHEETS, text, 1);
    }

    private static TimesheetSummary february(Fact... rows) {
        return Timesheets.summary(CONTRACT, FEBRUARY, List.of(rows)).orElseThrow();
    }

    @Test
    void hours_are_laid_beside_the_rate_of_their_day() {
        TimesheetSummary summary = february(
                row("1: person=Ann, role=Engineer, work-date=2026-02-12, hours=7.5, rate=80.00, approved-by=Kim"),
                row("2: person=Bob, role=engineer, work-date=2026-02-16, hours=7.5, rate=80.00, approved-by=Kim"),
                row("3: person=Cyd, role=lead, work-date=2026-02-16, hours=4, approved-by=Kim"),
                row("4: person=Dan, role=wizard, work-date=2026-02-16, hours=1, amount=250.00, approved-by=Kim"),
                row("5: person=Ann, role=Engineer, work-date=2026-01-30, hours=8, rate=80.00, approved-by=Kim"));

        assertThat(summary.hours()).isEqualByComparingTo("20");
        assertThat(summary.lines())
                .extracting(TimesheetSummary.RoleLine::role)
                .containsExactly("analyst", "engineer", "lead", "wizard");
        TimesheetSummary.RoleLine engineer = summary.lines().get(1);
        assertThat(engineer.persons()).isEqualTo(2);
        assertThat(engineer.contractRate()).contains(new BigDecimal("88.00"));
        assertThat(engineer.billed()).isEqualByComparingTo("1200.00");
        assertThat(engineer.atRateCard()).isEqualByComparingTo("1260.00");
        assertThat(engineer.rowsAtOtherRate()).isEqualTo(1);
        assertThat(summary.lines().get(2).atRateCard()).isEqualByComparingTo("400.00");
        assertThat(summary.lines().get(3).contractRate()).isEmpty();
        assertThat(summary.billed()).isEqualByComparingTo("1850.00");
        assertThat(summary.ceiling()).contains(new BigDecimal("5000.00"));
        assertThat(summary.billedUnderCeiling()).isEqualByComparingTo("2490.00");
    }

    @Test
    void rows_that_a_rule_would_question_are_counted() {
        TimesheetSummary summary = february(
                row("1: person=Ann, role=analyst, work-date=2026-02-12, hours=6, approved=yes"),
                row("2: person=Ann, role=analyst, work-date=2026-02-12, hours=4.5, approved=No"),
                row("3: person=Ann, role=analyst, work-date=2026-02-14, hours=1, approved=2026-02-16"),
                row("4: person=Bob, role=analyst, work-date=2026-02-12, hours=10"));

        assertThat(summary.overlong()).as("10.5 hours of Ann on one day").isEqualTo(1);
        assertThat(summary.unapproved()).isEqualTo(2);
        assertThat(summary.onClosedDays()).as("a Saturday").isEqualTo(1);
    }

    @Test
    void an_instant_counts_on_the_contracts_local_day() {
        Contract auckland = Contracts.version("2026-01-01", "Pacific/Auckland", """
                service-levels:
                  - { id: L, title: L, measure: { count-of: tickets }, target: at most 5 }
                """);

        assertThat(Timesheets.summary(
                                auckland, FEBRUARY, List.of(row("1: person=Ann, work-date=2026-01-31T20:00Z, hours=1")))
                        .orElseThrow()
                        .hours())
                .isEqualByComparingTo("1");
        assertThat(Timesheets.summary(auckland, FEBRUARY, List.of())).isEmpty();
    }

    @Test
    void deliverables_that_matter_in_a_period() {
        Instant until = Instant.parse("2026-02-20T00:00:00Z");
        List<DeliverableStatus> all = Deliverables.status(
                CONTRACT,
                FEBRUARY,
                List.of(
                        fact(FactKind.DELIVERABLES, "D-1: due=2026-02-12, delivered=2026-02-13, fee=100.00", 1),
                        fact(FactKind.DELIVERABLES, "D-8: title=Extra, due=2026-03-31, delivered=2026-02-02", 1),
                        fact(FactKind.DELIVERABLES, "D-9: due=2025-12-01, delivered=2025-12-01", 1)),
                until);

        assertThat(all).extracting(DeliverableStatus::id).containsExactly("D-2", "D-1", "D-8");
        assertThat(all.get(0).daysLate()).as("open, to the 19th").isEqualTo(25);
        assertThat(all.get(1).daysLate()).as("by the contract's date").isEqualTo(3);
        assertThat(all.get(1).differs()).isTrue();
        assertThat(all.get(2).daysLate()).isZero();
        assertThat(all.get(2).inContract()).isFalse();
    }
}
