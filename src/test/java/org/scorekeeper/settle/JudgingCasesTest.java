package org.scorekeeper.settle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.scorekeeper.measure.Facts.ticket;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.scorekeeper.contract.ContractHistory;
import org.scorekeeper.measure.Contracts;
import org.scorekeeper.measure.Figure;
import org.scorekeeper.measure.Item;
import org.scorekeeper.measure.Measured;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Worked figures of printed schedules for repeats, failures, improvement and triggers, each by its id in the acceptance file. */
class JudgingCasesTest {
    private static JsonNode one(String id) {
        try (InputStream in = JudgingCasesTest.class.getResourceAsStream("/acceptance/contract-cases.json")) {
            return StreamSupport.stream(
                            JsonMapper.shared()
                                    .readTree(Objects.requireNonNull(in))
                                    .spliterator(),
                            false)
                    .filter(node -> node.get("id").asString().equals(id))
                    .findFirst()
                    .orElseThrow();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(value -> texts.add(value.asString()));
        return texts;
    }

    private static ContractHistory reading(String target, String more, String rest) {
        return Contracts.of(
                Contracts.one("{ reading: { metric: m, as: last } }", target, "clause: \"1\"\n" + more) + rest);
    }

    private static List<PeriodResult> months(ContractHistory history, List<String> figures) {
        return Settled.months(
                history, figures.stream().map(Settled::value).map(List::of).toList());
    }

    /** Ones become misses. */
    private static List<String> misses(JsonNode flags) {
        return texts(flags).stream().map(flag -> flag.equals("1") ? "90" : "99").toList();
    }

    private static List<String> raised(List<PeriodResult> results) {
        return results.stream()
                .map(result -> String.valueOf(result.triggers().get(0).state() == TriggerState.State.RAISED))
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"uk-points-01", "uk-points-02"})
    void uk_points_double_with_every_later_failure_in_a_row(String id) {
        ContractHistory history = reading("at least 99.0%", """
                ladder: [ { below: 99%, name: minor, points: 1 }, { below: 98%, name: serious, points: 2 },
                          { below: 97%, name: severe, points: 3 }, { below: 96%, name: below-threshold, points: 4 } ]
                repeat: { consecutive: 2, times: 2 }
                """, "");

        assertThat(months(history, texts(one(id).get("inputs").get("periods"))).stream()
                        .map(result -> result.points().stripTrailingZeros().toPlainString()))
                .isEqualTo(texts(one(id).get("expected").get("points")));
    }

    @Test
    void uk_cpf_01_points_in_a_rolling_window() {
        String ladder = "ladder: [ { below: 99%, points: 15 }, { below: 95%, points: 20 } ]\n";
        List<String> figures = texts(one("uk-cpf-01").get("inputs").get("monthly")).stream()
                .map(points -> points.equals("20") ? "90" : points.equals("15") ? "98" : "99")
                .toList();
        ContractHistory history = reading("at least 99%", ladder, """
                credits: { points: { each: 1 } }
                triggers: [ { name: T, when: { points: at least 50, in-last: 3 periods } } ]
                """);

        assertThat(raised(months(history, figures)))
                .isEqualTo(texts(one("uk-cpf-01").get("expected").get("fires")));
    }

    @Test
    void dir_05_the_fourth_month_below_the_expected_level_is_a_default() {
        ContractHistory history = reading(
                "at least 97%",
                "minimum: at least 80%\nfails-when: { below: minimum, or-below-target: 4, in-last: 12 periods }\n", "");

        assertThat(months(history, misses(one("dir-05").get("inputs").get("monthlyMiss"))).stream()
                        .map(result -> String.valueOf(result.levels().get(0).status() == Status.FAILED)))
                .isEqualTo(texts(one("dir-05").get("expected").get("defaultInMonth")));
    }

    @Test
    void ppp_repeat_01_the_nth_failure_in_a_rolling_window_costs_half_as_much_again() {
        ContractHistory history = reading(
                "at least 99%",
                "ladder: [ { below: 99%, credit: 100.00 } ]\nrepeat: { nth: 3, in-last: 6 periods, times: 1.5 }\n", "");

        assertThat(months(history, misses(one("ppp-repeat-01").get("inputs").get("monthlyFail"))).stream()
                        .map(result -> result.credits()
                                .setScale(2, RoundingMode.UNNECESSARY)
                                .toPlainString()))
                .isEqualTo(texts(one("ppp-repeat-01").get("expected").get("deductions")));
    }

    @Test
    void parole_01_each_offence_has_its_own_amount() {
        ContractHistory history = reading("at least 99%", "repeat: { offences: [5000, 17500, 50000] }\n", "");
        int events = one("parole-01").get("inputs").get("events").asInt();

        assertThat(months(history, java.util.Collections.nCopies(events, "90")).stream()
                        .map(PeriodResult::credits)
                        .reduce(BigDecimal.ZERO, BigDecimal::add))
                .isEqualByComparingTo(
                        one("parole-01").get("expected").get("total").asString());
    }

    @Test
    void reset_sears_twelve_months_above_move_the_level_halfway() {
        ContractHistory history = reading(
                "at least 98.0%", "improvement: { after: 12 periods above target, raise: 50% of the excess }\n", "");
        List<String> figures =
                new ArrayList<>(texts(one("reset-sears").get("inputs").get("actuals")));
        figures.add("98.4");

        LevelResult thirteenth = months(history, figures).get(12).levels().get(0);

        assertThat(thirteenth.target().value())
                .isEqualByComparingTo(
                        one("reset-sears").get("expected").get("newLevel").asString());
        assertThat(thirteenth.status()).isEqualTo(Status.FAILED);
    }

    @Test
    void trig_3of6b_the_third_default_of_one_level_within_six_months() {
        ContractHistory history = reading(
                "at least 99%", "", "triggers: [ { name: T, when: { same-level-fails: 3, in-last: 6 periods } } ]\n");

        assertThat(raised(months(history, misses(one("trig-3of6b").get("inputs").get("fail")))))
                .isEqualTo(texts(one("trig-3of6b").get("expected").get("fires")));
    }

    @Test
    void trig_avg3_the_average_of_three_months() {
        ContractHistory history = reading(
                "at least 95%",
                "", "triggers: [ { name: T, when: { average: { of: L, last: 3 periods, less-than: 97% } } } ]\n");
        List<PeriodResult> results =
                months(history, texts(one("trig-avg3").get("inputs").get("uptime")));

        assertThat(raised(results))
                .isEqualTo(texts(one("trig-avg3").get("expected").get("fires")));
        assertThat(results.get(2).triggers().get(0).reason()).contains("96.97%");
        assertThat(results.get(3).triggers().get(0).reason()).contains("96.80%");
    }

    @Test
    void excuse_01_what_is_excused_counts_as_met() {
        JsonNode given = one("excuse-01").get("inputs");
        // the schedule counts an excused lateness as met: a field of the items says so
        ContractHistory history = Contracts.level(
                "{ share-of: tickets, period-by: opened, met-when: { status: [in time, excused] } }", "at least 90%");
        List<Item> items = new ArrayList<>();
        for (int i = 0; i < given.get("answered").asInt(); i++) {
            String status = i < given.get("late").asInt() - given.get("excused").asInt()
                    ? "late"
                    : i < given.get("late").asInt() ? "excused" : "in time";
            items.add(ticket("T" + i + ": opened=2026-01-05T09:00Z, status=" + status));
        }
        Figure figure = Measured.of(history, "2026-02-01T00:00Z", items.toArray(Item[]::new))
                .figure("2026-01");

        assertThat(figure.value().orElseThrow().round(2, RoundingMode.HALF_UP))
                .isEqualByComparingTo(
                        one("excuse-01").get("expected").get("percent").asString());
    }
}
