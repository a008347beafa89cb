package org.scorekeeper.settle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.scorekeeper.measure.Facts.item;
import static org.scorekeeper.measure.Facts.ticket;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.scorekeeper.contract.Bound;
import org.scorekeeper.contract.Comparison;
import org.scorekeeper.contract.ContractHistory;
import org.scorekeeper.contract.Fraction;
import org.scorekeeper.contract.Unit;
import org.scorekeeper.facts.FactKind;
import org.scorekeeper.measure.Contracts;
import org.scorekeeper.measure.Item;
import org.scorekeeper.measure.Measured;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Worked figures of printed schedules, each by its id in the acceptance file, where this release has the mechanism. */
class ContractCasesTest {
    private static final Map<String, JsonNode> CASES = cases();

    private static Map<String, JsonNode> cases() {
        try (InputStream in = ContractCasesTest.class.getResourceAsStream("/acceptance/contract-cases.json")) {
            Map<String, JsonNode> cases = new java.util.HashMap<>();
            JsonMapper.shared()
                    .readTree(Objects.requireNonNull(in))
                    .forEach(one -> cases.put(one.get("id").asString(), one));
            return cases;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static JsonNode inputs(String id) {
        return Objects.requireNonNull(CASES.get(id), id).get("inputs");
    }

    private static JsonNode expected(String id) {
        return Objects.requireNonNull(CASES.get(id), id).get("expected");
    }

    private static ContractHistory reading(String target, String more, String credits) {
        return Contracts.of(
                Contracts.one("{ reading: { metric: m, as: last } }", target, "clause: \"1\"\n" + more) + credits);
    }

    @Test
    void uk_points_04_the_contract_says_how_a_figure_between_printed_bands_is_rounded() {
        String ladder =
                "ladder: [ { below: 99%, points: 1 }, { below: 98%, points: 2 }, { below: 97%, points: 3 }, { below: 96%, points: 4 } ]";
        List<String> modes = List.of("round: { to: 1, mode: half-up }", "round: { to: 1, mode: down }", "");
        List<Integer> points = new ArrayList<>();
        for (String mode : modes) {
            points.add(Settled.month(
                            reading("at least 99%", ladder + "\n" + mode, ""),
                            Settled.value(
                                    inputs("uk-points-04").get("periods").get(0).asString()))
                    .points()
                    .intValueExact());
        }

        JsonNode printed = expected("uk-points-04").get("points");
        assertThat(points)
                .as("a ladder read downwards leaves no gap: 98.95 is below 99, hence minor")
                .containsExactly(
                        printed.get("round-half-up").get(0).asInt(),
                        printed.get("truncate").get(0).asInt(),
                        1);
    }

    @Test
    void uk_points_06_contiguous_bands() {
        ContractHistory history = reading(
                "at least 98%",
                "ladder: [ { below: 98%, points: 1 }, { below: 96%, points: 2 }, { below: 94%, points: 3 }, { below: 92%, points: 4 } ]",
                "");
        List<Integer> points = new ArrayList<>();
        inputs("uk-points-06")
                .get("values")
                .forEach(value -> points.add(Settled.month(history, Settled.value(value.asString()))
                        .points()
                        .intValueExact()));

        List<Integer> wanted = new ArrayList<>();
        expected("uk-points-06").get("points").forEach(value -> wanted.add(value.asInt()));
        assertThat(points).isEqualTo(wanted);
    }

    @Test
    void uk_points_08_a_point_is_a_percent_of_the_payment() {
        // the payment of the case is 10,000.00, as the test contract's charges are
        PeriodResult result = Settled.month(
                reading(
                        "at least 98%",
                        "ladder: [ { below: 98%, points: "
                                + inputs("uk-points-08").get("points").asInt() + " } ]",
                        "credits:\n  points: { each: "
                                + inputs("uk-points-08").get("percentPerPoint").asString() + "% of charges }\n"),
                Settled.value("90"));

        assertThat(result.credits())
                .isEqualByComparingTo(expected("uk-points-08").get("credit").asString());
    }

    @Test
    void uk_sc_01_points_times_price_cut_to_the_cap() {
        JsonNode given = inputs("uk-sc-01");
        // scaled to charges of 10,000.00: a 25th of the case's
        BigDecimal scale = new BigDecimal(given.get("AC").asString()).divide(new BigDecimal("10000.00"));
        PeriodResult result = Settled.month(
                reading(
                        "at least 98%",
                        "ladder: [ { below: 98%, points: " + given.get("TSP").asInt() + " } ]",
                        "credits:\n  points: { each: 1% of charges }\n  caps: [ { of: contract, per: period, at-most: "
                                + given.get("capPercentOfCharges").asString() + "% of charges } ]\n"),
                Settled.value("90"));

        assertThat(result.creditsBeforeCaps().multiply(scale))
                .isEqualByComparingTo(expected("uk-sc-01").get("SC_uncapped").asString());
        assertThat(result.credits().multiply(scale))
                .isEqualByComparingTo(expected("uk-sc-01").get("SC").asString());
    }

    @Test
    void ondemand_02_three_failures_of_three_percent_are_cut_to_six() {
        StringBuilder levels = new StringBuilder("service-levels:\n");
        for (int i = 1; i <= 3; i++) {
            levels.append("  - { id: K")
                    .append(i)
                    .append(", title: L, clause: \"1\", measure: { reading: { metric: m } },")
                    .append(" target: at least 98%, ladder: [ { below: 98%, credit: 3% of charges } ] }\n");
        }
        PeriodResult result = Settled.month(
                Contracts.of(levels + "credits:\n  caps: [ { of: contract, per: period, at-most: 6% of charges } ]\n"),
                Settled.value("0"),
                Settled.value("0"),
                Settled.value("0"));

        // charges are ten times the case's billing
        assertThat(result.credits().movePointLeft(1))
                .isEqualByComparingTo(expected("ondemand-02").get("credit").asString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"pf-99.862", "pf-97", "sub-98", "sub-89"})
    void step_tables(String id) {
        String pf = "ladder: [ { below: 99.999%, credit: 10% of charges }, { below: 99.862%, credit: 20% of charges },"
                + " { below: 99.445%, credit: 30% of charges }, { below: 98.889%, credit: 40% of charges },"
                + " { below: 98.334%, credit: 60% of charges }, { below: 96.667%, credit: 100% of charges } ]";
        StringBuilder sub = new StringBuilder("ladder: [ ");
        for (int percent = 99; percent >= 91; percent--) {
            sub.append("{ below: ")
                    .append(percent)
                    .append("%, credit: ")
                    .append((100 - percent) * 10)
                    .append("% of charges }, ");
        }
        sub.append("{ below: 90%, credit: 100% of charges } ]");
        boolean half = id.startsWith("pf");
        PeriodResult result = Settled.month(
                reading(half ? "at least 99.999%" : "at least 99%", half ? pf : sub.toString(), ""),
                Settled.value(inputs(id).get("value").asString()));

        assertThat(result.credits().movePointLeft(2))
                .isEqualByComparingTo(
                        expected(id).get(half ? "percentMRC" : "percentOfFee").asString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"mts-otp-88.0", "mts-otp-83.99", "mts-trips-99.800", "mts-trips-99.299"})
    void bonus_and_malus_tables(String id) {
        boolean trips = id.startsWith("mts-trips");
        PeriodResult result = Settled.month(
                trips
                        ? reading(
                                "at least 99.72%",
                                "ladder: [ { below: 99.72%, credit: 5000 }, { below: 99.65%, credit: 7500 },"
                                        + " { below: 99.5%, credit: 10000 }, { below: 99.4%, credit: 15000 },"
                                        + " { below: 99.3%, credit: 30000 }, { at-least: 99.86%, credit: -5000 },"
                                        + " { at-least: 99.96%, credit: -10000 } ]",
                                "")
                        : reading(
                                "at least 84%",
                                "ladder: [ { below: 84%, credit: 7500 }, { below: 81%, credit: 10000 },"
                                        + " { at-least: 85%, credit: -2500 }, { at-least: 86%, credit: -5000 },"
                                        + " { at-least: 88%, credit: -7500 } ]",
                                ""),
                Settled.value(inputs(id).get("value").asString()));

        // the printed tables count from the vendor's side
        BigDecimal amount = result.lines().stream()
                .map(LedgerLine::signedAmount)
                .reduce(BigDecimal.ZERO, BigDecimal::add)
                .negate();
        assertThat(amount).isEqualByComparingTo(expected(id).get("amount").asString());
    }

    @Test
    void telus_avg_a_month_is_averaged_with_the_one_before_where_there_is_one() {
        ContractHistory history = reading("at least 95%", "over: { last: 2 periods, as: average }", "");

        assertThat(Settled.level(history, Settled.values("98.0"))
                        .get(0)
                        .printed()
                        .orElseThrow())
                .isEqualByComparingTo(expected("telus-avg").get("value").get(0).asString());
        assertThat(Settled.level(history, Settled.values("99.0 98.0"))
                        .get(1)
                        .printed()
                        .orElseThrow())
                .isEqualByComparingTo(expected("telus-avg").get("value").get(1).asString());
    }

    @Test
    void avail_ibm_printed_to_one_decimal_where_the_contract_rounds() {
        JsonNode given = inputs("avail-ibm");
        PeriodResult result = Settled.month(
                reading(
                        "at least 99%",
                        "round: { to: 1, mode: half-up }\nladder: [ { below: 99.0%, credit: 15% of charges } ]", ""),
                availability(
                        "avail-ibm",
                        given.get("totalMin").asInt(),
                        0,
                        given.get("downMin").asInt()));

        assertThat(result.levels().get(0).printed().orElseThrow().toPlainString())
                .isEqualTo(expected("avail-ibm").get("availability").asString());
        assertThat(result.credits().movePointLeft(2))
                .isEqualByComparingTo(expected("avail-ibm").get("creditPct").asString());
    }

    @Test
    void avail_ua_maintenance_leaves_both_sides() {
        JsonNode given = inputs("avail-ua");

        assertThat(availability(
                                "avail-ua",
                                given.get("T").asInt(),
                                given.get("M").asInt(),
                                given.get("D").asInt())
                        .value()
                        .orElseThrow()
                        .round(4, RoundingMode.HALF_UP))
                .isEqualByComparingTo(
                        expected("avail-ua").get("availability4dp").asString());
    }

    /** Measures April, the month of 43,200 minutes. */
    private static org.scorekeeper.measure.Figure availability(String id, int total, int maintenance, int down) {
        assertThat(total).as(id).isEqualTo(30 * 24 * 60);
        ContractHistory history = Contracts.level(
                "{ availability: { down: { tickets: { type: outage } }, maintenance: { tickets: { type: maintenance } } } }",
                "at least 99%");
        Instant start = Instant.parse("2026-04-02T00:00:00Z");
        Instant end = start.plusSeconds(60L * down);
        return Measured.of(
                        history,
                        "2026-05-01T00:00Z",
                        ticket("O: type=outage, opened=" + start + ", resolved=" + end),
                        ticket("M: type=maintenance, opened=" + end + ", resolved="
                                + end.plusSeconds(60L * maintenance)))
                .figure("2026-04");
    }

    @ParameterizedTest
    @ValueSource(strings = {"cc-f1", "cc-f4"})
    void call_centre_ratios_of_readings(String id) {
        ContractHistory history = Contracts.level(
                "{ ratio: { numerator: { reading: { metric: top, as: sum } }, denominator: { reading: { metric: bottom, as: sum } } } }",
                "at least 80%");
        JsonNode given = inputs(id);
        List<String> top = id.equals("cc-f1") ? List.of("answered20", "abandoned20") : List.of("answered20");
        List<String> bottom =
                id.equals("cc-f1") ? List.of("answered", "abandoned") : List.of("answered", "abandonedAfter20");
        List<Item> readings = new ArrayList<>();
        top.forEach(name -> readings.add(item(
                FactKind.READINGS,
                "t" + name + ": metric=top, at=2026-01-31, unit=calls, value="
                        + given.get(name).asInt())));
        bottom.forEach(name -> readings.add(item(
                FactKind.READINGS,
                "b" + name + ": metric=bottom, at=2026-01-31, unit=calls, value="
                        + given.get(name).asInt())));

        Fraction figure = Measured.of(history, "2026-02-01T00:00Z", Map.of(FactKind.READINGS, readings), List.of())
                .figure("2026-01")
                .value()
                .orElseThrow();

        assertThat(figure.round(2, RoundingMode.HALF_UP))
                .isEqualByComparingTo(expected(id).get("exact2dp").asString());
        assertThat(new Bound(Comparison.AT_LEAST, BigDecimal.valueOf(80), Unit.PERCENT)
                        .printed(figure, 0)
                        .toPlainString())
                .isEqualTo(expected(id).get("printed").asString());
    }

    @Test
    void otif_01_one_of_ten_orders_is_late() {
        JsonNode given = inputs("otif-01");

        assertThat(share(given.get("orders").asInt(), given.get("late").asInt(), 1))
                .isEqualByComparingTo(expected("otif-01").get("percent").asString());
    }

    @Test
    void otif_04_two_errors_on_one_invoice_count_once() {
        JsonNode given = inputs("otif-04");

        assertThat(share(
                        given.get("orders").asInt(),
                        1,
                        given.get("errorsOnOneInvoice").asInt()))
                .isEqualByComparingTo(expected("otif-04").get("percent").asString());
    }

    /** The share of orders that are right, where each wrong one has so many rows. */
    private static BigDecimal share(int orders, int wrong, int rowsEach) {
        List<Item> rows = new ArrayList<>();
        for (int order = 0; order < orders; order++) {
            for (int row = 0; row < (order < wrong ? rowsEach : 1); row++) {
                rows.add(ticket("R" + order + "-" + row + ": opened=2026-01-05T09:00Z, invoice=I" + order + ", status="
                        + (order < wrong ? "wrong" : "right")));
            }
        }
        return Measured.of(
                        Contracts.level(
                                "{ share-of: tickets, distinct: invoice, period-by: opened, met-when: { status: right } }",
                                "at least 95%"),
                        "2026-02-01T00:00Z",
                        rows.toArray(Item[]::new))
                .figure("2026-01")
                .value()
                .orElseThrow()
                .round(2, RoundingMode.HALF_UP);
    }

    @Test
    void paquote_01_the_limit_runs_on_business_minutes() {
        JsonNode given = inputs("paquote-01");
        ContractHistory history = Contracts.level(
                "{ share-of: tickets, period-by: responded, met-when: { elapsed: opened..responded, at-most: 240m, on: working-hours } }",
                "at least " + given.get("target").asString() + "%");
        List<Item> tickets = new ArrayList<>();
        for (int i = 0; i < given.get("total").asInt(); i++) {
            // from Friday 15:00: two hours that day, then from Monday 09:00; 11:00 is exactly 240 minutes
            boolean late = i < given.get("respondedAfter240businessMinutes").asInt();
            tickets.add(ticket(
                    "T" + i + ": opened=2026-01-09T15:00Z, responded=2026-01-12T11:00:0" + (late ? "1Z" : "0Z")));
        }
        Measured measured = Measured.of(history, "2026-02-01T00:00Z", tickets.toArray(Item[]::new));
        LevelResult result = Settlement.settle(history, measured.figures(), Instant.parse("2026-02-01T00:00:00Z"))
                .get(0)
                .levels()
                .get(0);

        assertThat(result.printed().orElseThrow())
                .isEqualByComparingTo(expected("paquote-01").get("percent").asString());
        assertThat(result.status() == Status.MET)
                .isEqualTo(expected("paquote-01").get("met").asBoolean());
    }

    @Test
    void port_01_a_thirtieth_of_the_charge_for_each_day_and_at_most_seven() {
        JsonNode given = inputs("port-01");
        StringBuilder ladder = new StringBuilder("ladder: [ ");
        for (int day = 1; day <= 7; day++) {
            ladder.append("{ at-least: ")
                    .append(day)
                    .append(", credit: ")
                    .append(day)
                    .append("/30 of charges }")
                    .append(day < 7 ? ", " : " ]");
        }
        ContractHistory history = reading("at most 0", ladder.toString(), "");
        BigDecimal scale = new BigDecimal(given.get("monthly").asString()).divide(new BigDecimal("10000"));
        for (int i = 0; i < given.get("days").size(); i++) {
            PeriodResult result = Settled.month(
                    history, Settled.value(given.get("days").get(i).asString()));
            assertThat(result.levels().get(0).creditBeforeCaps().times(scale).round(2, RoundingMode.HALF_UP))
                    .isEqualByComparingTo(
                            expected("port-01").get("credit").get(i).asString());
        }
    }

    @Test
    void pdoc_01_no_credits_in_the_first_months_and_a_cap() {
        ContractHistory history = Contracts.of(Contracts.one("{ reading: { metric: m } }", "at least 95%", """
                        clause: "1"
                        starts: 2026-04-01
                        ladder: [ { below: 95%, credit: 25% of charges } ]
                        """)
                + "credits:\n  caps: [ { of: contract, per: period, at-most: "
                + inputs("pdoc-01").get("capPct").asString() + "% of charges } ]\n");
        List<PeriodResult> months = Settled.months(
                history, Settled.values("100 0 100 0").stream().map(List::of).toList());
        // 500 of 2,000 a month, on charges of 10,000.00
        BigDecimal scale = new BigDecimal(inputs("pdoc-01").get("monthlyFee").asString()).movePointLeft(4);

        assertThat(months.get(1).credits().multiply(scale))
                .isEqualByComparingTo(expected("pdoc-01").get("payable").get(0).asString());
        assertThat(months.get(3).credits().multiply(scale))
                .isEqualByComparingTo(expected("pdoc-01").get("payable").get(1).asString());
    }

    @Test
    void navy_odr_a_rate_is_truncated_where_the_contract_says_down() {
        JsonNode given = inputs("navy-odr");
        for (int i = 0; i < given.get("defects").size(); i++) {
            LevelResult result = Settled.month(
                            Contracts.of(Contracts.one(
                                    "{ share-of: tickets, period-by: opened, met-when: { status: defect } }",
                                    "at most 10%",
                                    "round: { to: 2, mode: down }")),
                            Settled.share(
                                    given.get("defects").get(i).asInt(),
                                    given.get("population").asInt()))
                    .levels()
                    .get(0);
            assertThat(result.printed().orElseThrow().toPlainString())
                    .isEqualTo(expected("navy-odr").get("rate").get(i).asString());
        }
    }

    private static String credit(PeriodResult result, int move) {
        return result.credits().movePointLeft(move).toPlainString();
    }

    /** One level that always fails, with what it costs; and the contract's credits. */
    private static PeriodResult failed(String more, String credits) {
        return Settled.month(reading("at least 98%", more, credits), Settled.value("0"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ratchet-01", "ratchet-d20", "ratchet-d201"})
    void marginal_steps_of_points_above_a_free_allowance(String id) {
        JsonNode given = inputs(id);
        StringBuilder steps = new StringBuilder();
        given.get("bands")
                .forEach(band -> steps.append(steps.isEmpty() ? "" : ", ")
                        .append("{ ")
                        .append(band.get(1).isNull() ? "" : "to: " + band.get(1).asInt() + ", ")
                        .append("times: ")
                        .append(band.get(2).asString())
                        .append(" }"));
        PeriodResult result = failed(
                "ladder: [ { below: 98%, points: " + given.get("points").asInt() + " } ]",
                "credits:\n  points: { each: " + given.get("pointValue").asString() + ", free: "
                        + given.get("threshold").asInt() + ", steps: [ " + steps + " ] }\n");

        assertThat(result.credits().toPlainString())
                .isEqualTo(expected(id).get("deduction").asString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"telus-10", "telus-35"})
    void points_to_percent_by_a_table(String id) {
        StringBuilder rows = new StringBuilder();
        inputs(id)
                .get("table")
                .forEach(row -> rows.append(rows.isEmpty() ? "" : ", ")
                        .append("{ from: ")
                        .append(row.get(0).asInt())
                        .append(", credit: ")
                        .append(row.get(1).asString())
                        .append("% of charges }"));
        PeriodResult result = failed(
                "ladder: [ { below: 98%, points: " + inputs(id).get("points").asInt() + " } ]",
                "credits:\n  points: { table: [ " + rows + " ] }\n");

        assertThat(result.credits().movePointLeft(2))
                .isEqualByComparingTo(expected(id).get("percent").asString());
    }

    @Test
    void dir_01_at_risk_times_pool_times_allocation() {
        JsonNode given = inputs("dir-01");
        PeriodResult result = failed(
                "",
                "credits:\n  pool: { at-risk: " + given.get("atRiskPct").asString() + "% of charges, size: "
                        + given.get("poolPct").asString() + "%, allocations: { L: "
                        + given.get("allocPct").asString() + "% } }\n");

        // charges are a tenth of the case's invoice
        assertThat(result.credits().movePointRight(1))
                .isEqualByComparingTo(expected("dir-01").get("credit").asString());
    }

    @Test
    void dir_03_a_level_without_an_allocation_has_none() {
        PeriodResult result = failed("", "credits:\n  pool: { at-risk: 10% of charges, size: 50%, allocations: {} }\n");

        assertThat(credit(result, 0)).isEqualTo(expected("dir-03").get("credit").asString());
        assertThat(result.lines().get(0).kind()).isEqualTo(LedgerLine.Kind.FAILURE);
    }

    @Test
    void unav_01_area_rate_times_weight_times_days() {
        JsonNode given = inputs("unav-01");
        BigDecimal day = new BigDecimal(given.get("AR").asString())
                .multiply(BigDecimal.valueOf(given.get("WF").asInt()))
                .multiply(BigDecimal.valueOf(given.get("UU").asInt()))
                .multiply(BigDecimal.valueOf(given.get("RD").asInt()));
        List<String> cumulative = new ArrayList<>();
        for (int days = 1; days <= given.get("DP").asInt(); days++) {
            cumulative.add(credit(
                    Settled.month(
                            reading(
                                    "at most 0",
                                    "credits: { per-step: { every: 1, credit: " + day.toPlainString() + " } }",
                                    ""),
                            Settled.value("" + days)),
                    0));
        }

        List<String> wanted = new ArrayList<>();
        expected("unav-01").get("cumulative").forEach(value -> wanted.add(value.asString()));
        assertThat(cumulative).isEqualTo(wanted);
    }

    @Test
    void jscsc_01_each_services_cap_and_then_the_whole_contracts() {
        JsonNode given = inputs("jscsc-01");
        String level =
                "  - { id: %s, title: L, clause: \"1\", measure: { reading: { metric: m } }, target: at least 98%%, ladder: [ { below: 98%%, credit: %s } ] }\n";
        String cap = "{ of: %s, per: period, at-most: %s }";
        List<String> services = List.of("catering", "cleaning");
        BigDecimal all = BigDecimal.ZERO;
        StringBuilder levels = new StringBuilder("service-levels:\n");
        List<String> caps = new ArrayList<>();
        for (String service : services) {
            BigDecimal fee =
                    new BigDecimal(given.get("serviceFees").get(service).asString());
            all = all.add(fee);
            levels.append(level.formatted(
                    service, given.get("deductions").get(service).asString()));
            caps.add(cap.formatted(
                    service,
                    fee.multiply(new BigDecimal(given.get("perServiceCapPct").asString()))
                            .movePointLeft(2)
                            .toPlainString()));
        }
        caps.add(cap.formatted(
                "contract",
                all.multiply(new BigDecimal(given.get("aggregateCapPct").asString()))
                        .movePointLeft(2)
                        .toPlainString()));
        PeriodResult result = Settled.month(
                Contracts.of(levels + "credits:\n  caps: [ " + String.join(", ", caps) + " ]\n"),
                Settled.value("0"),
                Settled.value("0"));

        JsonNode after = expected("jscsc-01").get("afterServiceCap");
        for (int i = 0; i < services.size(); i++) {
            CapResult own = result.caps().get(i);
            assertThat(own.before().subtract(own.takenOff()).toPlainString())
                    .isEqualTo(after.get(services.get(i)).asString());
        }
        assertThat(credit(result, 0))
                .isEqualTo(expected("jscsc-01").get("deduction").asString());
    }

    @Test
    void ccs_01_the_difference_to_the_target_is_the_share_of_the_charges() {
        JsonNode given = inputs("ccs-01");
        PeriodResult result = Settled.month(
                reading(
                        "at least " + given.get("target").asString() + "%",
                        "credits: { per-step: { every: 1%, credit: 1% of charges } }",
                        ""),
                Settled.value(given.get("actual").asString()));

        assertThat(result.credits().movePointLeft(2))
                .isEqualByComparingTo(
                        expected("ccs-01").get("creditPercentOfCharges").asString());
    }

    @Test
    void sfp_01_every_whole_tenth_below_the_target() {
        JsonNode given = inputs("sfp-01");
        ContractHistory history = reading(
                "at least " + given.get("target").asString() + "%",
                "credits: { per-step: { every: " + given.get("step").asString() + "%, credit: "
                        + given.get("pointValue").asString() + ", whole: true } }",
                "");
        List<String> deductions = new ArrayList<>();
        given.get("actual")
                .forEach(actual -> deductions.add(credit(Settled.month(history, Settled.value(actual.asString())), 0)));

        List<String> wanted = new ArrayList<>();
        expected("sfp-01").get("deduction").forEach(value -> wanted.add(value.asString()));
        assertThat(deductions).isEqualTo(wanted);
    }

    @Test
    void asdefcon_01_straight_lines_between_the_printed_points() {
        JsonNode given = inputs("asdefcon-01");
        StringBuilder points = new StringBuilder();
        given.get("points")
                .forEach(point -> points.append(points.isEmpty() ? "" : ", ")
                        .append("{ at: ")
                        .append(point.get(0).asString())
                        .append("%, credit: ")
                        .append(100 - point.get(1).asInt())
                        .append("% of charges }"));
        ContractHistory history = reading("at least 95%", "credits: { curve: [ " + points + " ] }", "");
        for (int i = 0; i < given.get("values").size(); i++) {
            // the paper prints what is paid, the contract what is not
            BigDecimal withheld = Settled.month(
                            history, Settled.value(given.get("values").get(i).asString()))
                    .credits()
                    .movePointLeft(2);
            assertThat(BigDecimal.valueOf(100).subtract(withheld))
                    .isEqualByComparingTo(
                            expected("asdefcon-01").get("score").get(i).asString());
        }
    }

    @Test
    void dor_01_a_day_late_costs_so_much_until_it_is_accepted() {
        JsonNode given = inputs("dor-01");
        ContractHistory history = Contracts.of(Contracts.one("{ reading: { metric: m } }", "at least 95%", "")
                + "deliverables:\n  - { id: D-1, title: D, clause: \"1\", due: "
                + given.get("due").asString() + ", fee: "
                + given.get("deliverableCost").asString() + ", late: { each-day: "
                + given.get("rate").asString() + ", at-most: 100% of fee, until: accepted } }\n");
        org.scorekeeper.facts.Fact fact = org.scorekeeper.measure.Facts.fact(
                FactKind.DELIVERABLES,
                "D-1: delivered=2026-03-01, accepted=" + given.get("accepted").asString(),
                1);
        PeriodResult march = Settlement.settle(
                        history,
                        Map.of(
                                org.scorekeeper.calendar.MeasurementPeriod.parse("2026-03"),
                                Map.of("L", Settled.value("100"))),
                        ChargesByPeriod.stated(history),
                        List.of(fact),
                        Map.of(),
                        Instant.parse("2026-04-01T00:00:00Z"))
                .get(0);

        LedgerLine line = march.lines().get(0);
        assertThat(line.actual().orElseThrow().intValueExact())
                .isEqualTo(expected("dor-01").get("daysLate").asInt());
        assertThat(line.amount().toPlainString())
                .isEqualTo(expected("dor-01").get("credit").asString());
    }

    @Test
    void parole_01_the_first_second_third_and_every_later_offence() {
        JsonNode given = inputs("parole-01");
        List<String> tiers = new ArrayList<>();
        given.get("tiers").forEach(tier -> tiers.add(tier.asString()));
        ContractHistory history =
                reading("at least 98%", "repeat: { offences: [" + String.join(", ", tiers) + "] }", "");
        BigDecimal total = Settled.months(
                        history,
                        java.util.Collections.nCopies(given.get("events").asInt(), List.of(Settled.value("0"))))
                .stream()
                .map(PeriodResult::credits)
                .reduce(BigDecimal.ZERO, BigDecimal::add);

        assertThat(total.toPlainString())
                .isEqualTo(expected("parole-01").get("total").asString());
    }

    @Test
    void comed_01_one_event_costs_the_greatest_of_its_credits() {
        StringBuilder levels = new StringBuilder("service-levels:\n");
        JsonNode credits = inputs("comed-01").get("creditsFromOneEvent");
        for (int i = 0; i < credits.size(); i++) {
            levels.append(
                    "  - { id: K%d, title: L, clause: \"1\", measure: { share-of: tickets, period-by: opened, met-when: { status: right } }, target: at least 99%%, ladder: [ { below: 99%%, credit: %s } ] }\n"
                            .formatted(i, credits.get(i).asString()));
        }
        ContractHistory history = Contracts.of(levels + "credits: { one-event: { cost: greatest } }\n");
        Measured measured =
                Measured.of(history, "2026-02-01T00:00Z", ticket("T1: opened=2026-01-05T09:00Z, status=wrong"));

        assertThat(credit(
                        Settlement.settle(history, measured.figures(), Instant.parse("2026-02-01T00:00:00Z"))
                                .get(0),
                        0))
                .isEqualTo(expected("comed-01").get("credit").asString());
    }

    @Test
    void port_01_as_a_price_for_each_day_with_a_cap() {
        JsonNode given = inputs("port-01");
        ContractHistory history = reading(
                "at most 0",
                "credits: { per-step: { every: 1, credit: 1/30 of charges }, caps: [ { per: period, at-most: 7/30 of charges } ] }",
                "");
        BigDecimal scale = new BigDecimal(given.get("monthly").asString()).divide(new BigDecimal("10000"));
        for (int i = 0; i < given.get("days").size(); i++) {
            assertThat(Settled.month(
                                    history,
                                    Settled.value(given.get("days").get(i).asString()))
                            .credits()
                            .multiply(scale)
                            .setScale(2, RoundingMode.HALF_UP))
                    .isEqualByComparingTo(
                            expected("port-01").get("credit").get(i).asString());
        }
    }
}
