package org.scorekeeper.settle;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.scorekeeper.contract.ContractHistory;
import org.scorekeeper.contract.Price;
import org.scorekeeper.measure.Contracts;
import org.scorekeeper.measure.Figure;
import org.scorekeeper.measure.TraceStep;

/** {@code fails-when} (step 6), {@code repeat} (step 7) and {@code improvement} over several periods. */
class RepeatsTest {
    private static final String READING = "{ reading: { metric: m, as: last } }";
    private static final String LADDER =
            "ladder: [ { below: 99%, name: minor, points: 1 }, { below: 98%, points: 2 }, { below: 97%, points: 3 }, { below: 96%, points: 4 } ]\n";

    private static String level(String target, String more) {
        return Contracts.one(READING, target, "clause: \"1\"\n" + more);
    }

    private static ContractHistory contract(String target, String more) {
        return Contracts.of(level(target, more));
    }

    private static String said(ContractHistory history, String figures, Function<LevelResult, String> what) {
        return Settled.level(history, Settled.values(figures)).stream()
                .map(what)
                .collect(Collectors.joining(" "));
    }

    private static String points(LevelResult result) {
        return result.points().stripTrailingZeros().toPlainString();
    }

    @ParameterizedTest(name = "{0}: {1} points, {2}")
    @CsvSource(delimiter = '|', textBlock = """
            98.5 96.5 96.5           | 1 6 6     | the second and every later failure in a row counts twice
            96.5 98.5 96.5           | 3 2 6     | the factor stays two and never compounds
            96.5 99 96.5             | 3 0 3     | a period at target ends the row
            96.5 - 96.5 96.5         | 3 0 3 6   | a period without data ends the row
            98.9999999999 99         | 1 0       | the edge itself is met
            98 97.9999 96 95.9999    | 1 4 6 8   | the edges of the ladder
            """)
    void uk_points_01_02_consecutive_failures_count_twice(String figures, String points, String why) {
        assertThat(said(
                        contract("at least 99%", LADDER + "repeat: { consecutive: 2, times: 2 }"),
                        figures,
                        RepeatsTest::points))
                .as(why)
                .isEqualTo(points);
    }

    @ParameterizedTest(name = "{0}: times {1}, {2}")
    @CsvSource(delimiter = '|', textBlock = """
            90 99 90 90 99 99 90       | 1 0 1 1.5 0 0 1.5   | ppp-repeat-01: month 7 looks back to month 2
            90 90 99 99 99 99 99 90    | 1 1 0 0 0 0 0 1     | the first has left the window
            90 90 - - - 90             | 1 1 0 0 0 1.5       | periods without data have their place in the window
            90 90 90 90                | 1 1 1.5 1.5         | the third and every later one
            """)
    void the_nth_failure_among_the_last_periods(String figures, String points, String why) {
        assertThat(said(
                        contract(
                                "at least 99%",
                                "ladder: [ { below: 99%, points: 1 } ]\nrepeat: { nth: 3, in-last: 6 periods, times: 1.5 }"),
                        figures,
                        RepeatsTest::points))
                .as(why)
                .isEqualTo(points);
    }

    @Test
    void a_default_under_credits_holds_for_levels_without_a_rule_of_their_own() {
        String levels = "service-levels:\n"
                + "  - { id: A, clause: \"1\", measure: " + READING
                + ", target: at least 99%, ladder: [ { below: 99%, points: 1 } ] }\n"
                + "  - { id: B, clause: \"1\", measure: " + READING
                + ", target: at least 99%, ladder: [ { below: 99%, points: 1 } ], repeat: { consecutive: 2, times: 3 } }\n"
                + "credits: { points: { each: 1 }, repeat: { consecutive: 2, times: 2 } }\n";
        List<Figure> low = Settled.values("90 90");

        assertThat(Settled.months(Contracts.of(levels), List.of(low, low))
                        .get(1)
                        .levels())
                .extracting(LevelResult::points)
                .usingElementComparator(BigDecimal::compareTo)
                .containsExactly(BigDecimal.valueOf(2), BigDecimal.valueOf(3));
    }

    @Test
    void a_levels_own_credits_may_bring_the_rule_along() {
        assertThat(Settled.months(
                                contract(
                                        "at least 99%",
                                        "credits: { per-step: { every: 1%, credit: 10 }, repeat: { consecutive: 2, times: 2 } }"),
                                Settled.values("98 98").stream().map(List::of).toList())
                        .get(1)
                        .credits())
                .isEqualByComparingTo("20");
    }

    @Test
    void a_row_of_failures_runs_on_through_a_later_version() {
        String text = level("at least 99%", LADDER + "repeat: { consecutive: 2, times: 2 }");
        ContractHistory history =
                Contracts.versions("2026-01-01", text, "2026-02-01", text.replace("A promise", "The promise"));

        assertThat(said(history, "98.5 98.5", RepeatsTest::points)).isEqualTo("1 2");
    }

    @Test
    void a_version_without_the_level_ends_its_row() {
        String text = level("at least 99%", LADDER + "repeat: { consecutive: 2, times: 2 }");
        ContractHistory history = Contracts.versions(
                "2026-01-01", text, "2026-02-01", text.replace("id: L", "id: M"), "2026-03-01", text);

        assertThat(said(history, "98.5 98.5 98.5", RepeatsTest::points)).isEqualTo("1 1 1");
    }

    @Test
    void what_comes_before_the_start_counts_in_no_row_and_no_offence() {
        assertThat(said(
                        contract("at least 99%", LADDER + "repeat: { consecutive: 2, times: 2 }\nstarts: 2026-02-01"),
                        "98.5 98.5 98.5",
                        RepeatsTest::points))
                .isEqualTo("0 1 2");
    }

    @ParameterizedTest(name = "{0} restarts {1}: {2}")
    @CsvSource(delimiter = '|', textBlock = """
            90 90 99 90 90              | year  | 5000 17500 - 50000 50000                     | parole-01
            90 90 99 99 99 99 99 99 99 99 99 90 90 | year  | 5000 17500 - - - - - - - - - 50000 5000 | the thirteenth month is in the second contract year
            90 90 99 99 99 99 99 99 99 99 99 90 90 | never | 5000 17500 - - - - - - - - - 50000 50000 | it never starts again
            """)
    void offences_of_the_contract_year(String figures, String restarts, String prices, String why) {
        ContractHistory history =
                contract("at least 99%", "repeat: { offences: [5000, 17500, 50000], restarts: " + restarts + " }");

        assertThat(said(
                        history,
                        figures,
                        result -> result.trace().stream()
                                .filter(step -> step.step().equals("repeat"))
                                .map(TraceStep::detail)
                                .map(sentence -> sentence.substring(sentence.lastIndexOf(' ') + 1))
                                .findFirst()
                                .orElse("-")))
                .as(why)
                .isEqualTo(prices);
    }

    @Test
    void an_offence_is_the_price_of_the_failure() {
        ContractHistory history = contract("at least 99%", "repeat: { offences: [1% of charges, 500] }");
        LevelHistory past = new LevelHistory();
        Judgement first = Judging.of(
                history.latest().levels().get(0),
                history.periodsUntil(java.time.LocalDate.of(2026, 1, 31)).get(0),
                Settled.value("90"),
                past,
                false);

        Judgement judged = new Repeats(history.latest(), past).apply(first);

        assertThat(judged.offence().map(Price::toString)).contains("1% of charges");
        assertThat(judged.times()).isEqualByComparingTo("1");
    }

    @ParameterizedTest(name = "{0}: {1}, {2}")
    @CsvSource(delimiter = '|', textBlock = """
            95 98 98 95 98 95 98 98 98 95 98 98     | m m m m m m m m m F m m | dir-05: the fourth month below the expected level in twelve
            92.9 98 95 92                           | F m m F                 | below the minimum is a failure at once
            93 97 96.9                              | m m m                   | the edges are met
            95 95 95 92 95                          | m m m F F               | below minimum is not counted among those below target
            95 95 95 98 95 98 95                    | m m m m F m F           | only a period that itself misses fails
            95 - 95 - 95 - 95                       | m n m n m n F           | periods without data have their place
            95 95 95 98 98 98 98 98 98 98 98 98 98 98 95 | m m m m m m m m m m m m m m m | the window has moved on
            """)
    void a_miss_is_a_failure_only_when_the_contract_says_so(String figures, String statuses, String why) {
        ContractHistory history = contract("at least 97%", """
                minimum: at least 93%
                fails-when: { below: minimum, or-below-target: 4, in-last: 12 periods }
                ladder: [ { below: 97%, points: 1 } ]
                """);

        assertThat(said(
                        history,
                        figures,
                        result -> result.status() == Status.FAILED
                                ? "F"
                                : result.status().code().substring(0, 1)))
                .as(why)
                .isEqualTo(statuses);
    }

    @Test
    void a_miss_that_is_no_failure_bears_no_step_and_is_not_at_target() {
        LevelResult result = Settled.month(contract("at least 97%", """
                                minimum: at least 93%
                                fails-when: { below: minimum }
                                ladder: [ { below: 97%, points: 1 } ]
                                """), Settled.value("95"))
                .levels()
                .get(0);

        assertThat(result.status()).isEqualTo(Status.MET);
        assertThat(result.step()).isEmpty();
        assertThat(result.points()).isEqualByComparingTo("0");
    }

    @ParameterizedTest(name = "{0}: target {1}, {2}")
    @CsvSource(delimiter = '|', textBlock = """
            99 99 99 98    | 98 98 98 98.5         | reset-sears, in three periods: halfway to what was achieved
            99 98 99 99 99 99 | 98 98 98 98 98 98.5 | a period at the target, not above it, ends the row
            99 99 - 99 99 99 99 | 98 98 98 98 98 98 98.5 | so does a period without data
            99 99 99 99 99 99 99 | 98 98 98 98.5 98.5 98.5 98.75 | the count starts again: it rises twice
            98.1 98.2 98.2 98 | 98 98 98 98.0833333333 | exact to ten decimals where the level is not rounded
            """)
    void a_target_rises_with_what_was_achieved(String figures, String targets, String why) {
        assertThat(said(
                        contract(
                                "at least 98%",
                                "improvement: { after: 3 periods above target, raise: 50% of the excess }"),
                        figures,
                        result -> result.target().value().toPlainString()))
                .as(why)
                .isEqualTo(targets);
    }

    @Test
    void a_raised_target_is_rounded_as_the_level_is_and_the_ladder_stays() {
        ContractHistory history = contract("at least 98%", """
                round: { to: 1, mode: half-up }
                ladder: [ { below: 98%, points: 1 } ]
                improvement: { after: 2 periods above target, raise: 50% of the excess }
                """);

        List<LevelResult> results = Settled.level(history, Settled.values("98.3 98.4 98.1 97.9"));

        assertThat(results.get(2).target().value()).hasToString("98.2");
        assertThat(results.get(2).status()).isEqualTo(Status.FAILED);
        assertThat(results.get(2).step()).isEmpty();
        assertThat(results.get(3).points()).isEqualByComparingTo("1");
    }

    @Test
    void a_limit_that_is_kept_by_far_falls() {
        assertThat(said(
                        contract(
                                "at most 4h",
                                "improvement: { after: 2 periods above target, raise: 50% of the excess }"),
                        "7200 7200 7200",
                        result -> result.target().toString()))
                .isEqualTo("at most 4h at most 4h at most 3h");
    }

    @Test
    void a_baseline_sets_target_and_minimum() {
        assertThat(said(
                        contract(
                                "at least 90%",
                                "improvement: { baseline: 3 periods, target: average, minimum: lowest }"),
                        "95 - 96 97 95.5",
                        result -> result.target() + "/"
                                + result.minimum().map(Object::toString).orElse("none")))
                .isEqualTo("at least 90%/none at least 90%/none at least 90%/none at least 90%/none"
                        + " at least 96%/at least 95%");
    }

    @Test
    void a_version_that_states_another_target_begins_anew() {
        String text = level("at least 98%", "improvement: { after: 2 periods above target, raise: 50% of the excess }");
        ContractHistory same =
                Contracts.versions("2026-01-01", text, "2026-03-01", text.replace("A promise", "The promise"));
        ContractHistory other =
                Contracts.versions("2026-01-01", text, "2026-03-01", text.replace("at least 98%", "at least 97%"));

        assertThat(said(same, "99 99 99", result -> result.target().value().toPlainString()))
                .isEqualTo("98 98 98.5");
        assertThat(said(other, "99 99 99", result -> result.target().value().toPlainString()))
                .isEqualTo("98 98 97");
    }
}
