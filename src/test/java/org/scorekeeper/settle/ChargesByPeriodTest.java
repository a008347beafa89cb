package org.scorekeeper.settle;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.scorekeeper.calendar.MeasurementPeriod;
import org.scorekeeper.contract.ContractHistory;
import org.scorekeeper.contract.yaml.ContractReader;
import org.scorekeeper.measure.Figure;

/** The charges of a period, of a level's own period and of a contract year. */
class ChargesByPeriodTest {
    private static ContractHistory contract(String term, String period, String charges, String credits) {
        ContractReader.Result result =
                ContractReader.read("c.yaml", """
                contract: C-1
                vendor: northwind
                applies-from: %s
                term: { from: %s, to: 2028-12-31 }
                time-zone: UTC
                currency: GBP
                period: %s
                charges: %s
                service-levels:
                  - { id: L, title: L, clause: "1", measure: { reading: { metric: m } }, target: at least 95%%, ladder: [ { below: 95%%, credit: 10%% of charges } ] }
                credits: { caps: [ { of: contract, per: year, at-most: %s } ] }
                """.formatted(term, term, period, charges, credits));
        return new ContractHistory(List.of(result.contract()
                .orElseThrow(() -> new AssertionError(result.problems().toString()))));
    }

    @ParameterizedTest(name = "{0} charges {1}: those of {2} are {3}")
    @CsvSource(textBlock = """
            monthly,   900,  2026-03,  900.00
            monthly,   900,  2026-Q2,  2700.00
            monthly,   900,  2026,     10800.00
            quarterly, 900,  2026-02,  300.00
            yearly,    1200, 2026-Q1,  300.00
            yearly,    1200, 2026-07,  100.00
            monthly,   900,  2026-W10, 203.23
            monthly,   900,  2026-W14, 208.06
            weekly,    700,  2026-W10, 700.00
            """)
    void of_a_period_of_another_length(String kind, String amount, String period, String charges) {
        ChargesByPeriod known =
                ChargesByPeriod.stated(contract("2026-01-01", kind, "{ per-period: " + amount + " }", "5% of charges"));

        assertThat(known.of(MeasurementPeriod.parse(period))
                        .orElseThrow()
                        .round(2, RoundingMode.HALF_UP)
                        .toPlainString())
                .isEqualTo(charges);
    }

    @Test
    void of_a_contract_year_the_whole_where_they_are_stated() {
        ChargesByPeriod known =
                ChargesByPeriod.stated(contract("2026-04-01", "monthly", "{ per-period: 100 }", "5% of charges"));

        assertThat(known.ofYear(MeasurementPeriod.parse("2026-05"))
                        .orElseThrow()
                        .compareTo(new BigDecimal("1200")))
                .isZero();
        assertThat(known.ofYear(MeasurementPeriod.parse("2028-05"))
                        .orElseThrow()
                        .compareTo(new BigDecimal("900")))
                .as("the last year ends with the term")
                .isZero();
    }

    @Test
    void of_a_contract_year_what_is_registered_to_date() {
        ContractHistory history = contract("2026-01-01", "monthly", "{ from: charges }", "5% of charges");
        Map<MeasurementPeriod, BigDecimal> register = new TreeMap<>();
        for (int month = 1; month <= 4; month++) {
            register.put(MeasurementPeriod.parse("2026-0" + month), new BigDecimal("1000.00"));
        }
        ChargesByPeriod known = new ChargesByPeriod(history, register);
        Map<MeasurementPeriod, Map<String, Figure>> figures = new TreeMap<>();
        for (int month = 1; month <= 5; month++) {
            figures.put(
                    MeasurementPeriod.parse("2026-0" + month), Map.of("L", Settled.value(month == 2 ? "100" : "0")));
        }
        List<PeriodResult> results =
                Settlement.settle(history, figures, known, List.of(), Map.of(), Instant.parse("2026-06-01T00:00:00Z"));

        assertThat(results)
                .extracting(result -> result.credits().toPlainString())
                .as("5 % of 1,000, then of 3,000 less 50, then of 4,000 less 150")
                .containsExactly("50.00", "0.00", "100.00", "50.00", "0.00");
        assertThat(results.get(4).lines().get(0).reason())
                .isEqualTo("0% against at least 95%; step below 95% costs 10% of charges:"
                        + " the charges of 2026-05 are not known yet");
        assertThat(results.get(4).charges()).isEmpty();
    }

    @ParameterizedTest(name = "{0}, {1}: {2}")
    @CsvSource(textBlock = """
            pro rata, 2026-01, 516.13,   sixteen of thirty-one days
            pro rata, 2026-02, 1000.00,  a whole period
            full,     2026-01, 1000.00,  full unless the contract says so
            pro rata, 2026-Q1, 2516.13,  and so in a quarter
            """)
    void a_first_period_that_the_term_cuts_short(String stub, String period, String charges, String why) {
        ContractHistory history = contract(
                "2026-01-16",
                "monthly",
                "{ per-period: 1000 }" + (stub.equals("full") ? "" : "\nstub: pro rata"),
                "5% of charges");

        assertThat(ChargesByPeriod.stated(history)
                        .of(MeasurementPeriod.parse(period))
                        .orElseThrow()
                        .round(2, RoundingMode.HALF_UP)
                        .toPlainString())
                .as(why)
                .isEqualTo(charges);
    }
}
