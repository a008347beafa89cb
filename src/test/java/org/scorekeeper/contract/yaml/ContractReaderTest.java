package org.scorekeeper.contract.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.scorekeeper.calendar.ContractDuration;
import org.scorekeeper.calendar.ServiceCalendar;
import org.scorekeeper.contract.Bound;
import org.scorekeeper.contract.Clocked;
import org.scorekeeper.contract.Comparison;
import org.scorekeeper.contract.Condition;
import org.scorekeeper.contract.Condition.FieldTest;
import org.scorekeeper.contract.Contract;
import org.scorekeeper.contract.FieldRef;
import org.scorekeeper.contract.FieldRef.Which;
import org.scorekeeper.contract.Fraction;
import org.scorekeeper.contract.Measure;
import org.scorekeeper.contract.MetWhen;
import org.scorekeeper.contract.Price;
import org.scorekeeper.contract.ServiceLevel;
import org.scorekeeper.contract.ServiceLevel.LowVolume;
import org.scorekeeper.contract.ServiceLevel.Over;
import org.scorekeeper.contract.Unit;
import org.scorekeeper.facts.FactKind;

/** What right contracts say. */
class ContractReaderTest {
    private final Contract northwind = TestContracts.read("northwind.yaml");
    private final Contract every = TestContracts.read("every-form.yaml");

    @ParameterizedTest
    @ValueSource(strings = {"northwind.yaml", "every-form.yaml"})
    void a_right_contract_has_no_errors(String name) {
        assertThat(ContractReader.read(name, TestContracts.text(name)).problems())
                .noneMatch(org.scorekeeper.contract.Problem::isError);
    }

    @Test
    void the_sample_contracts_are_read_without_errors() throws java.io.IOException {
        List<java.nio.file.Path> files;
        try (var found = java.nio.file.Files.walk(java.nio.file.Path.of("sample-data", "contracts"))) {
            files = found.filter(file -> file.toString().endsWith(".yaml")).toList();
        }
        assertThat(files).isNotEmpty();
        for (java.nio.file.Path file : files) {
            assertThat(ContractReader.read(file.toString(), java.nio.file.Files.readString(file))
                            .problems())
                    .noneMatch(org.scorekeeper.contract.Problem::isError);
        }
    }

    @Test
    void the_head_is_read() {
        assertThat(northwind.id()).isEqualTo("NWD-2026-014");
        assertThat(northwind.vendor()).isEqualTo("northwind");
        assertThat(northwind.appliesFrom()).isEqualTo("2026-01-01");
        assertThat(northwind.term().to()).isEqualTo("2028-12-31");
        assertThat(northwind.zone()).hasToString("Europe/London");
        assertThat(northwind.currency()).hasToString("GBP");
        assertThat(northwind.localeTag()).isEqualTo("en-GB");
        assertThat(northwind.chargesPerPeriod()).contains(new BigDecimal("182000.00"));
        assertThat(northwind.objectives()).hasSize(2);
        assertThat(contact("finance").details())
                .containsEntry("vendor-number", "V-100482")
                .containsEntry("gl-account", "620400")
                .hasSize(6);
        assertThat(contact("vendor").email()).contains("service.reports@northwind.example");
        assertThat(every.title()).as("an untitled contract goes by its number").isEqualTo("EVR-1");
    }

    @Test
    void calendars_have_hours_holidays_closed_and_special_days() {
        var hours = calendar(northwind, "working-hours");
        assertThat(hours.opensOn(LocalDate.parse("2026-11-24"))).isTrue();
        assertThat(hours.opensOn(LocalDate.parse("2026-12-24"))).as("closed").isFalse();
        assertThat(hours.opensOn(LocalDate.parse("2026-12-25"))).as("holiday").isFalse();
        assertThat(hours.hoursOf(LocalDate.parse("2026-12-31"))).containsExactly(interval(8, 12));
        assertThat(hours.hoursOf(LocalDate.parse("2026-11-28"))).containsExactly(interval(9, 13));
        assertThat(calendar(every, "nights").zone()).hasToString("Europe/Paris");
        assertThat(calendar(every, "nights").hoursOf(LocalDate.parse("2026-04-02")))
                .containsExactly(interval(22, 30));
        assertThat(every.calendars()).containsKeys("round-the-clock", "24x7", "working-days");
    }

    private static org.scorekeeper.calendar.Hours.Interval interval(int from, int to) {
        return new org.scorekeeper.calendar.Hours.Interval(from * 3600, to * 3600);
    }

    @Test
    void a_share_has_its_items_its_clock_and_its_ladder() {
        ServiceLevel level = level(northwind, "KPI-1");
        assertThat(level.measure())
                .isEqualTo(new Measure.Share(
                        new Measure.Selection(
                                FactKind.TICKETS,
                                new Condition(List.of(any("type", "incident"), any("priority", "P1"))),
                                Optional.of(FieldRef.last("resolved")),
                                Optional.empty()),
                        new MetWhen.WithinLimit(
                                new Clocked(
                                        FieldRef.last("opened"),
                                        FieldRef.last("resolved"),
                                        "round-the-clock",
                                        List.of("awaiting customer")),
                                new ContractDuration.Fixed(Duration.ofHours(4), "4h")),
                        Measure.StillOpen.MISS_WHEN_OVERDUE));
        assertThat(level.target()).isEqualTo(bound(Comparison.AT_LEAST, "98", Unit.PERCENT));
        assertThat(level.weight()).contains(new BigDecimal("40"));
        assertThat(level.lowVolume()).contains(new LowVolume(20, 1));
        assertThat(level.ladder())
                .extracting(step -> step.name().orElse("") + " " + step.bound() + " " + step.points())
                .containsExactly("minor less than 98% 1", "serious less than 95% 2", "severe less than 90% 3");
        assertThat(level.charged()).isTrue();
        assertThat(level(northwind, "PI-5").charged()).isFalse();
    }

    @Test
    void availability_has_outages_and_maintenance() {
        Measure.Availability measure =
                (Measure.Availability) level(northwind, "KPI-2").measure();
        assertThat(measure.calendar()).isEqualTo("round-the-clock");
        assertThat(measure.down()).hasSize(1);
        assertThat(measure.maintenance().get(0).where().tests())
                .containsExactly(any("type", "maintenance"), any("service", "portal"));
        Measure.Availability list = (Measure.Availability) level(every, "B1").measure();
        assertThat(list.down())
                .extracting(Measure.Interruption::items, Measure.Interruption::from)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(FactKind.TICKETS, FieldRef.last("opened")),
                        org.assertj.core.groups.Tuple.tuple(FactKind.READINGS, FieldRef.last("at")));
    }

    @Test
    void dates_have_grace_on_a_calendar() {
        Measure.Share share = (Measure.Share) level(northwind, "KPI-3").measure();
        assertThat(share.metWhen())
                .isEqualTo(new MetWhen.ByDate(
                        FieldRef.last("due"),
                        FieldRef.last("delivered"),
                        Optional.of(new ContractDuration.WorkingDays(1)),
                        Optional.of("working-hours")));
    }

    @Test
    void every_form_of_where_is_read() {
        Measure.Statistic median = (Measure.Statistic) level(every, "A1").measure();
        assertThat(median.selection().where().tests())
                .containsExactly(
                        new FieldTest(new FieldRef("priority", Which.FIRST), values("P1")),
                        new FieldTest(FieldRef.last("category"), new Condition.Test.Not(values("test", "training"))),
                        new FieldTest(FieldRef.last("status"), new Condition.Test.Not(values("cancelled"))),
                        new FieldTest(
                                FieldRef.last("reopens"),
                                new Condition.Test.Compare(Comparison.AT_MOST, new BigDecimal("2"), Unit.NONE)),
                        new FieldTest(
                                FieldRef.last("hold"),
                                new Condition.Test.Compare(Comparison.LESS_THAN, new BigDecimal("1800"), Unit.MINUTES)),
                        new FieldTest(FieldRef.last("satisfaction"), new Condition.Test.Present()),
                        new FieldTest(FieldRef.last("assignee"), new Condition.Test.Absent()),
                        new FieldTest(FieldRef.last("opened"), new Condition.Test.After(LocalDate.parse("2026-01-01"))),
                        new FieldTest(
                                FieldRef.last("resolved"), new Condition.Test.Before(LocalDate.parse("2027-01-01"))),
                        new FieldTest(new FieldRef("region", Which.FIRST), new Condition.Test.Not(values("north"))));
        assertThat(median.selection().distinct()).contains(FieldRef.last("incident"));
        assertThat(median.value())
                .contains(new Measure.Value.OfClock(new Clocked(
                        FieldRef.last("opened"), new FieldRef("resolved", Which.FIRST), "round-the-clock", List.of())));
    }

    @Test
    void steps_have_prices_on_both_sides_of_the_target() {
        ServiceLevel level = level(every, "A1");
        assertThat(level.ladder())
                .extracting(step -> step.credit().orElseThrow())
                .containsExactly(
                        new Price.ShareOfCharges(Fraction.of(1, 30), "1/30 of charges"),
                        new Price.Amount(new BigDecimal("500.00")),
                        new Price.Amount(new BigDecimal("-250.00")));
        assertThat(level.over()).contains(new Over(3, false, 2));
        assertThat(level.starts()).contains(LocalDate.parse("2026-06-30"));
        assertThat(level.noDataFails()).isTrue();
        assertThat(level.clause()).contains("1");
        assertThat(level.quote()).contains("Half of all incidents within two hours.");
    }

    @Test
    void a_ratio_hands_its_period_by_down() {
        Measure.Ratio ratio = (Measure.Ratio) level(every, "A7").measure();
        assertThat(ratio.percent()).isTrue();
        assertThat(List.of(ratio.numerator(), ratio.denominator()))
                .allSatisfy(side -> assertThat(((Measure.Statistic) ((Measure.Side.OfMeasure) side).measure())
                                .selection()
                                .periodBy())
                        .contains(FieldRef.last("opened")));
        Measure.Ratio constant = (Measure.Ratio) level(every, "A8").measure();
        assertThat(constant.percent()).isFalse();
        assertThat(constant.denominator()).isEqualTo(new Measure.Side.Constant(new BigDecimal("0.5")));
    }

    @Test
    void persons_have_a_share_of_their_own() {
        Measure.Persons persons = (Measure.Persons) level(every, "B4").measure();
        assertThat(persons.minimum()).isEqualTo(100);
        assertThat(persons.atLeast()).isEqualTo(bound(Comparison.AT_LEAST, "70", Unit.PERCENT));
        assertThat(persons.share().selection().where().tests()).containsExactly(any("type", "incident"));
    }

    @Test
    void a_limit_in_working_days_without_a_calendar_runs_on_the_country_s_working_days() {
        Measure.Share share = (Measure.Share) level(every, "B5").measure();
        assertThat(((MetWhen.WithinLimit) share.metWhen()).clock().calendar()).isEqualTo("working-days");
        assertThat(share.stillOpen()).isEqualTo(Measure.StillOpen.IGNORE);
        assertThat(level(every, "B5").atRiskMisses()).isEqualTo(2);
    }

    @Test
    void money_rules_rates_and_deliverables_are_read() {
        assertThat(northwind
                        .credits()
                        .points()
                        .orElseThrow()
                        .each()
                        .orElseThrow()
                        .of(new BigDecimal("182000.00")))
                .isEqualByComparingTo(Fraction.of(3640, 1));
        assertThat(northwind.credits().caps().get(0).levels()).isEmpty();
        assertThat(every.credits().caps().get(1).levels()).containsExactly("A1", "A2");
        assertThat(northwind.rateCard()).hasSize(2);
        assertThat(northwind
                        .timesheetRules()
                        .orElseThrow()
                        .notToExceed()
                        .orElseThrow()
                        .warnAtPercent())
                .contains(new BigDecimal("85"));
        assertThat(northwind.deliverables().get(0).fee()).contains(new BigDecimal("25000.00"));
        assertThat(every.exceptItems().orElseThrow().tests()).containsExactly(any("status", "merged", "cancelled"));
    }

    private static ServiceCalendar calendar(Contract contract, String name) {
        return Objects.requireNonNull(contract.calendars().get(name));
    }

    private Contract.Contact contact(String role) {
        return Objects.requireNonNull(northwind.contacts().get(role));
    }

    private static ServiceLevel level(Contract contract, String id) {
        return contract.level(id).orElseThrow();
    }

    private static Bound bound(Comparison comparison, String value, Unit unit) {
        return new Bound(comparison, new BigDecimal(value), unit);
    }

    private static FieldTest any(String field, String... values) {
        return new FieldTest(FieldRef.last(field), values(values));
    }

    private static Condition.Test values(String... values) {
        return new Condition.Test.AnyOf(List.of(values));
    }
}
