package org.scorekeeper.settle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.scorekeeper.measure.Facts.item;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.scorekeeper.contract.ContractHistory;
import org.scorekeeper.facts.FactKind;
import org.scorekeeper.measure.Contracts;
import org.scorekeeper.measure.Item;
import org.scorekeeper.measure.Measured;

/** Levels with a measurement period of their own, from facts to money. */
class OwnPeriodsTest {
    /** A reading on each of these days; the figure of a period is the lowest. */
    private static List<PeriodResult> settled(ContractHistory history, String asOf, String... daysAndValues) {
        List<Item> readings = new ArrayList<>();
        for (String one : daysAndValues) {
            String[] parts = one.split("=", 2);
            readings.add(item(
                    FactKind.READINGS, "R" + parts[0] + ": metric=m, at=" + parts[0] + ", unit=%, value=" + parts[1]));
        }
        Measured measured = Measured.of(history, asOf, Map.of(FactKind.READINGS, readings), List.of());
        return Settlement.settle(history, measured.figures(), Instant.parse(asOf.replace("Z", ":00Z")));
    }

    private static String level(String id, String period, String more) {
        return "  - { id: " + id
                + ", clause: \"1\", measure: { reading: { metric: m, as: lowest } }, target: at least 95%"
                + (period.isEmpty() ? "" : ", period: " + period) + ", " + more + " }\n";
    }

    private static String contract(String... levels) {
        return "service-levels:\n" + String.join("", levels);
    }

    private static String figures(List<PeriodResult> results, String level) {
        return results.stream()
                .flatMap(result -> result.level(level).stream())
                .map(result -> result.period().label() + " "
                        + result.printed().map(Object::toString).orElse("-"))
                .collect(Collectors.joining(", "));
    }

    private static String lines(List<PeriodResult> results) {
        return results.stream()
                .flatMap(result -> result.lines().stream())
                .map(line -> line.lineId() + " " + line.amount())
                .collect(Collectors.joining(", "));
    }

    @Test
    void a_quarterly_level_of_a_monthly_contract_has_its_own_periods_and_those_end_in_the_contracts() {
        List<PeriodResult> results = settled(
                Contracts.of(contract(
                        level("M", "", "ladder: [ { below: 95%, credit: 100 } ]"),
                        level("Q", "quarterly", "ladder: [ { below: 95%, credit: 1% of charges } ]"))),
                "2026-05-15T00:00Z",
                "2026-01-10=90",
                "2026-02-10=97",
                "2026-03-10=96",
                "2026-04-10=99");

        assertThat(results)
                .extracting(result -> result.period().label() + " in "
                        + result.settledIn().label() + (result.running() ? " running" : ""))
                .containsExactly(
                        "2026-01 in 2026-01",
                        "2026-02 in 2026-02",
                        "2026-03 in 2026-03",
                        "2026-Q1 in 2026-03",
                        "2026-04 in 2026-04",
                        "2026-05 in 2026-05 running",
                        "2026-Q2 in 2026-Q2 running");
        assertThat(figures(results, "Q")).isEqualTo("2026-Q1 90, 2026-Q2 99");
        assertThat(figures(results, "M")).isEqualTo("2026-01 90, 2026-02 97, 2026-03 96, 2026-04 99, 2026-05 -");
        // the quarter's charges are three times the month's 10,000.00
        assertThat(lines(results)).isEqualTo("C-1/2026-01/M 100.00, C-1/2026-Q1/Q 300.00");
    }

    @Test
    void it_meets_the_contracts_caps_in_the_contract_period_where_it_ends() {
        List<PeriodResult> results = settled(
                Contracts.of(contract(
                                level("M", "", "ladder: [ { below: 95%, credit: 100 } ]"),
                                level("Q", "quarterly", "ladder: [ { below: 95%, credit: 300 } ]"))
                        + "credits: { caps: [ { of: contract, per: period, at-most: 200 } ] }\n"),
                "2026-04-01T00:00Z",
                "2026-01-10=90",
                "2026-03-10=90");

        assertThat(lines(results)).isEqualTo("C-1/2026-01/M 100.00, C-1/2026-03/M 50.00, C-1/2026-Q1/Q 150.00");
        PeriodResult march = results.get(2);
        PeriodResult quarter = results.get(3);
        assertThat(march.credits()).isEqualByComparingTo("50");
        assertThat(quarter.credits()).isEqualByComparingTo("150");
        assertThat(march.creditsBeforeCaps()).isEqualByComparingTo("100");
        assertThat(march.caps().get(0).takenOff()).isEqualByComparingTo("200");
        assertThat(quarter.caps()).isEmpty();
    }

    @Test
    void weeks_in_a_monthly_contract_belong_to_the_month_of_their_last_day() {
        List<PeriodResult> results = settled(
                Contracts.of(
                        contract(level("W", "weekly", "ladder: [ { below: 95%, points: 1 } ]"))
                                + "credits: { points: { each: 10 } }\n"
                                + "triggers: [ { name: Month, when: { points: at least 3 } }, { name: Row, when: { consecutive-fails: 2 } } ]\n"),
                "2026-02-10T00:00Z",
                "2026-01-02=90",
                "2026-01-07=90",
                "2026-01-14=97",
                "2026-01-28=90",
                "2026-02-04=90");

        assertThat(results)
                .extracting(result ->
                        result.period().label() + " in " + result.settledIn().label())
                .containsExactly(
                        "2026-01 in 2026-01",
                        "2026-W01 in 2026-01",
                        "2026-W02 in 2026-01",
                        "2026-W03 in 2026-01",
                        "2026-W04 in 2026-01",
                        "2026-02 in 2026-02",
                        "2026-W05 in 2026-02",
                        "2026-W06 in 2026-02",
                        "2026-W07 in 2026-02");
        assertThat(figures(results, "W"))
                .isEqualTo("2026-W01 90, 2026-W02 90, 2026-W03 97, 2026-W04 -, 2026-W05 90, 2026-W06 90, 2026-W07 -");
        assertThat(results)
                .flatExtracting(PeriodResult::triggers)
                .extracting(
                        state -> state.trigger().name() + " " + state.state().code())
                .containsExactly(
                        "Month warned",
                        "Row warned",
                        "Row raised",
                        "Row cured",
                        "Row quiet",
                        "Month warned",
                        "Row warned",
                        "Row raised",
                        "Row cured");
    }

    @Test
    void a_yearly_level_and_a_monthly_one_of_a_quarterly_contract() {
        String levels = contract(
                level("Y", "yearly", "ladder: [ { below: 95%, credit: 1% of charges } ]"),
                level("M", "monthly", "repeat: { consecutive: 2, times: 2 }, ladder: [ { below: 95%, credit: 100 } ]"));
        List<PeriodResult> results = settled(
                new ContractHistory(List.of(Contracts.quarterly(levels))),
                "2027-01-01T00:00Z",
                "2026-02-10=90",
                "2026-03-10=90",
                "2026-04-10=90");

        assertThat(results.stream()
                        .filter(result -> !result.isOwn())
                        .map(result -> result.period().label()))
                .containsExactly("2026-Q1", "2026-Q2", "2026-Q3", "2026-Q4");
        assertThat(figures(results, "Y")).isEqualTo("2026 90");
        // the year's charges are four quarters of 10,000.00; the row runs from one quarter into the next
        assertThat(lines(results))
                .isEqualTo("C-1/2026-02/M 100.00, C-1/2026-03/M 200.00, C-1/2026-04/M 200.00, C-1/2026/Y 400.00");
    }

    @Test
    void a_later_version_never_reaches_back_into_a_quarter_that_has_begun() {
        String text = contract(level("Q", "quarterly", "ladder: [ { below: 95%, credit: 100 } ]"));
        ContractHistory history =
                Contracts.versions("2026-01-01", text, "2026-05-01", text.replace("credit: 100", "credit: 700"));
        List<PeriodResult> results =
                settled(history, "2026-10-01T00:00Z", "2026-01-10=90", "2026-06-10=90", "2026-07-10=90");

        assertThat(lines(results)).isEqualTo("C-1/2026-Q1/Q 100.00, C-1/2026-Q2/Q 100.00, C-1/2026-Q3/Q 700.00");
    }

    @Test
    void a_quarter_that_the_term_cuts_short_ends_with_the_term() {
        String text = contract(level("Q", "quarterly", "ladder: [ { below: 95%, credit: 100 } ]"));
        ContractHistory history = new ContractHistory(List.of(Contracts.term("2026-02-01", "2026-07-31", text)));
        List<PeriodResult> results = settled(history, "2026-12-01T00:00Z", "2026-02-10=90", "2026-07-10=90");

        assertThat(results)
                .filteredOn(PeriodResult::isOwn)
                .extracting(result ->
                        result.period().label() + " in " + result.settledIn().label())
                .containsExactly("2026-Q1 in 2026-03", "2026-Q2 in 2026-06", "2026-Q3 in 2026-07");
        assertThat(settled(history, "2026-08-05T00:00Z", "2026-07-10=90"))
                .filteredOn(PeriodResult::isOwn)
                .last()
                .satisfies(quarter -> {
                    assertThat(quarter.running()).isFalse();
                    assertThat(quarter.until()).isEqualTo("2026-08-01T00:00:00Z");
                });
        assertThat(lines(results)).isEqualTo("C-1/2026-Q1/Q 100.00, C-1/2026-Q3/Q 100.00");
    }
}
