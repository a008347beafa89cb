package org.scorekeeper.settle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.scorekeeper.settle.Settled.share;
import static org.scorekeeper.settle.Settled.value;
import static org.scorekeeper.settle.Settled.values;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.scorekeeper.contract.ContractHistory;
import org.scorekeeper.contract.Step;
import org.scorekeeper.measure.Contracts;
import org.scorekeeper.measure.TraceStep;

/** Steps 4 to 6 of the order of evaluation: round, read, judge. */
class JudgementTest {
    private static final String READING = "{ reading: { metric: m, as: last } }";
    private static final String SHARE = "{ share-of: tickets, period-by: opened, met-when: { status: done } }";

    private static ContractHistory contract(String measure, String target, String more) {
        return Contracts.of(Contracts.one(measure, target, more) + "credits:\n  points: { each: 1% of charges }\n");
    }

    @ParameterizedTest(name = "{0} against {1} is {2} and prints as {3}")
    @CsvSource(textBlock = """
            94.95,          at least 95%,   failed, 94.95
            94.96,          at least 95%,   failed, 94.96
            95,             at least 95%,   met,    95
            95,             more than 95%,  failed, 95
            95.00000000001, more than 95%,  met,    95.00000000001
            94.99999999999, at least 95%,   failed, 94.99999999999
            94.123456789012, at least 95%,  failed, 94.123456789
            1800,           at most 30m,    met,    30
            1801,           at most 30m,    failed, 30.0166666667
            1800,           less than 30m,  failed, 30
            5400,           at most 4h,     met,    1.5
            100,            at least 95%,   met,    100
            0,              at most 3,      met,    0
            4,              at most 3,      failed, 4
            """)
    void the_exact_figure_is_judged_and_what_is_printed_never_crosses_the_target(
            String figure, String target, String status, String printed) {
        LevelResult result = Settled.month(contract(READING, target, ""), value(figure))
                .levels()
                .get(0);

        assertThat(result.status().code()).isEqualTo(status);
        assertThat(result.printed().orElseThrow().toPlainString()).isEqualTo(printed);
    }

    @ParameterizedTest(name = "{0} of {1}: {2}, printed {3}")
    @CsvSource(textBlock = """
            1899, 2000, failed, 94.95
            2,    3,    failed, 66.6666666667
            189,  200,  failed, 94.5
            1,    1,    met,    100
            0,    1,    failed, 0
            """)
    void shares(long met, long total, String status, String printed) {
        LevelResult result = Settled.month(contract(SHARE, "at least 95%", ""), share(met, total))
                .levels()
                .get(0);

        assertThat(result.status().code()).isEqualTo(status);
        assertThat(result.printed().orElseThrow().toPlainString()).isEqualTo(printed);
    }

    @ParameterizedTest(name = "{0} rounded {1} to {2} places is {3}: {4}")
    @CsvSource(textBlock = """
            94.95, half-up,   1, 95.0, met
            94.95, half-even, 1, 95.0, met
            94.85, half-even, 1, 94.8, failed
            94.95, down,      1, 94.9, failed
            94.91, up,        1, 95.0, met
            94.95, half-up,   2, 94.95, failed
            94.5,  half-up,   0, 95,   met
            """)
    void where_the_contract_rounds_the_rounded_figure_is_judged(
            String figure, String mode, int places, String printed, String status) {
        LevelResult result = Settled.month(
                        contract(READING, "at least 95%", "round: { to: " + places + ", mode: " + mode + " }"),
                        value(figure))
                .levels()
                .get(0);

        assertThat(result.printed().orElseThrow().toPlainString()).isEqualTo(printed);
        assertThat(result.status().code()).isEqualTo(status);
        assertThat(result.trace()).extracting(TraceStep::step).contains("round", "read", "judge");
    }

    @ParameterizedTest(name = "{0} against at least 98% with a ladder: {1}")
    @CsvSource(nullValues = "-", textBlock = """
            98,     -,           0
            97.999, minor,       1
            95,     minor,       1
            94.999, serious,     2
            90,     serious,     2
            89.999, at most 89.999%, 3
            80,     at most 89.999%, 3
            99,     -,           0
            99.5,   at least 99.5%, 0
            """)
    void of_the_steps_that_a_figure_reaches_the_one_furthest_from_the_target_counts(
            String figure, String step, String points) {
        LevelResult result = Settled.month(contract(READING, "at least 98%", """
                        clause: 1.2
                        ladder:
                          - { below: 98%, name: minor, points: 1 }
                          - { below: 95%, name: serious, points: 2 }
                          - { at-most: 89.999%, points: 3 }
                          - { at-least: 99.5%, credit: -1% of charges }
                        """), value(figure))
                .levels()
                .get(0);

        assertThat(result.step().map(Step::label).orElse(null)).isEqualTo(step);
        assertThat(result.points()).isEqualByComparingTo(points);
    }

    @ParameterizedTest(name = "{0} seconds: {1} points")
    @CsvSource(textBlock = """
            1800, 0
            1801, 1
            3600, 1
            3601, 2
            """)
    void a_ladder_of_durations_rises(String seconds, String points) {
        LevelResult result = Settled.month(
                        contract(
                                READING,
                                "at most 30m",
                                "ladder: [ { above: 30m, points: 1 }, { above: 1h, points: 2 } ]"),
                        value(seconds))
                .levels()
                .get(0);

        assertThat(result.points()).isEqualByComparingTo(points);
    }

    @ParameterizedTest(name = "{0} of {1}: {2}, {3}")
    @CsvSource(textBlock = """
            18, 19, met,    fewer than 20 items allow one miss
            17, 19, failed, but not two
            19, 20, failed, twenty are not fewer than twenty
            0,  1,  met,    the only one may miss
            0,  0,  no_data, nothing is no data and never met
            """)
    void low_volume(long met, long total, String status, String why) {
        LevelResult result = Settled.month(
                        contract(
                                SHARE,
                                "at least 98%",
                                "low-volume: { fewer-than: 20, allow: 1 miss }\nladder: [ { below: 98%, points: 1 } ]"),
                        share(met, total))
                .levels()
                .get(0);

        assertThat(result.status().code()).as(why).isEqualTo(status);
        assertThat(result.points()).as(why).isEqualByComparingTo(status.equals("failed") ? "1" : "0");
    }

    @Test
    void a_period_without_data_fails_only_where_the_contract_says_so() {
        PeriodResult reported = Settled.month(contract(SHARE, "at least 95%", ""), share(0, 0));
        PeriodResult failed = Settled.month(contract(SHARE, "at least 95%", "no-data: fails"), share(0, 0));

        assertThat(reported.levels().get(0).status()).isEqualTo(Status.NO_DATA);
        assertThat(reported.lines()).isEmpty();
        assertThat(failed.levels().get(0).status()).isEqualTo(Status.FAILED);
        assertThat(failed.lines()).extracting(LedgerLine::kind).containsExactly(LedgerLine.Kind.FAILURE);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(textBlock = """
            starts: 2026-02-01
            starts: 2026-01-02
            starts: 1 days after applies-from
            """)
    void a_period_that_begins_before_the_start_is_reported_and_costs_nothing(String starts) {
        List<PeriodResult> months = Settled.months(
                contract(READING, "at least 95%", starts + "\nladder: [ { below: 95%, points: 2 } ]"),
                List.of(List.of(value("90")), List.of(value("90"))));

        PeriodResult before = months.get(0);
        assertThat(before.levels().get(0).status()).isEqualTo(Status.FAILED);
        assertThat(before.levels().get(0).points()).isEqualByComparingTo("0");
        assertThat(before.levels().get(0).bears()).isFalse();
        assertThat(before.credits()).isEqualByComparingTo("0");
        assertThat(before.lines()).extracting(LedgerLine::kind).containsExactly(LedgerLine.Kind.FAILURE);
        assertThat(months.get(1).credits()).isEqualByComparingTo("200.00");
    }

    @ParameterizedTest(name = "{3}")
    @CsvSource(nullValues = "-", textBlock = """
            'last: 3 periods, as: average',           99 98 97 90 -,  99 98.5 98 95 93.5, the mean of those that have one
            'last: 2 periods, as: sum',               1 2 3,          1 3 5,              the sum
            'last: 3 periods, as: average, needs: 3', 99 98 97 - 95,  x x 98 x x,         not measured with fewer than needed
            'last: 2 periods, as: average, needs: 2', 99 - 98 97,     x x x 97.5,         a gap is a period
            """)
    void over_several_periods(String over, String figures, String expected, String why) {
        String judged =
                Settled.level(contract(READING, "at least 95%", "over: { " + over + " }"), values(figures)).stream()
                        .map(result -> result.status() == Status.NOT_MEASURED
                                ? "x"
                                : result.printed().orElseThrow().toPlainString())
                        .collect(Collectors.joining(" "));

        assertThat(judged).as(why).isEqualTo(expected);
    }

    @Test
    void the_periods_own_figures_are_averaged_before_rounding() {
        List<LevelResult> results = Settled.level(
                contract(READING, "at least 95%", "over: { last: 2 periods }\nround: { to: 1, mode: half-up }"),
                values("94.94 94.96"));

        assertThat(results.get(1).printed().orElseThrow()).isEqualByComparingTo("95.0");
        assertThat(results.get(1).status()).isEqualTo(Status.MET);
    }

    @ParameterizedTest(name = "{0} of {1} against {2}, at risk {3}: {4} left, at risk {5}")
    @CsvSource(nullValues = "-", textBlock = """
            30,  30,  at least 99%, 1 more miss,   0, true
            100, 100, at least 99%, 1 more miss,   1, false
            100, 100, at least 99%, 2 more misses, 1, true
            99,  100, at least 99%, 1 more miss,   0, true
            98,  100, at least 99%, 1 more miss,   -, false
            5,   5,   at least 0%,  1 more miss,   5, false
            0,   10,  at most 5%,   1 more miss,   -, false
            """)
    void how_many_more_misses_a_share_can_bear(
            long met, long total, String target, String risk, Integer left, boolean atRisk) {
        LevelResult result = Settled.month(contract(SHARE, target, "at-risk: " + risk), share(met, total))
                .levels()
                .get(0);

        assertThat(result.missesLeft().orElse(null)).isEqualTo(left);
        assertThat(result.atRisk()).isEqualTo(atRisk);
    }

    @Test
    void rounding_and_low_volume_are_reckoned_into_the_misses_left() {
        assertThat(Settled.month(
                                contract(SHARE, "at least 99%", "low-volume: { fewer-than: 20, allow: 2 misses }"),
                                share(10, 10))
                        .levels()
                        .get(0)
                        .missesLeft())
                .contains(2);
        assertThat(Settled.month(contract(SHARE, "at least 99%", "round: { to: 0, mode: half-up }"), share(200, 200))
                        .levels()
                        .get(0)
                        .missesLeft())
                .as("197 of 200 are 98.5 %, which rounds to 99")
                .contains(3);
    }

    @Test
    void a_performance_indicator_is_reported_and_never_charged() {
        PeriodResult result = Settled.month(contract(READING, "at least 95%", """
                        consequence: none
                        ladder: [ { below: 95%, points: 2, credit: 5% of charges } ]
                        """), value("90"));

        assertThat(result.levels().get(0).status()).isEqualTo(Status.FAILED);
        assertThat(result.points()).isEqualByComparingTo("0");
        assertThat(result.lines()).hasSize(1);
        assertThat(result.lines().get(0).kind()).isEqualTo(LedgerLine.Kind.FAILURE);
        assertThat(result.lines().get(0).amount()).isEqualByComparingTo("0");
    }
}
