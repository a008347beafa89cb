package org.scorekeeper.settle;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.scorekeeper.calendar.MeasurementPeriod;
import org.scorekeeper.calendar.PeriodKind;
import org.scorekeeper.contract.ContractHistory;
import org.scorekeeper.measure.Contracts;
import org.scorekeeper.measure.Figure;

/** What else happens: the states of triggers, period after period. */
class TriggersTest {
    private static final String READING = "{ reading: { metric: m, as: last } }";
    private static final String LADDER =
            "clause: \"1\"\nladder: [ { below: 97%, name: minor, points: 5 }, { below: 95%, name: serious, points: 15 }, { below: 90%, name: severe, points: 20 } ]\n";

    private static String text(String more, String when) {
        return Contracts.one(READING, "at least 97%", LADDER + more)
                + "credits: { points: { each: 1% of charges } }\n"
                + "triggers: [ { name: T, notice: 20 working days, when: " + when + " } ]\n";
    }

    private static List<TriggerState> states(ContractHistory history, String figures) {
        return Settled.months(
                        history, Settled.values(figures).stream().map(List::of).toList())
                .stream()
                .map(result -> result.triggers().get(0))
                .toList();
    }

    private static String codes(List<TriggerState> states) {
        return states.stream()
                .map(state -> state.state().code().substring(0, 1))
                .collect(Collectors.joining(" "));
    }

    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource(delimiter = '|', textBlock = """
            { same-level-fails: 3, in-last: 6 periods } | 90 98 98 90 98 90          | q q q w w r          | trig-3of6b
            { same-level-fails: 3, in-last: 6 periods } | 90 90 90 98 98 98 98 98    | q w r r r r c q      | it holds while three are in the window, and is cured in the first period after
            { same-level-fails: 3, in-last: 6 periods } | 90 90 90 - - - - 90 90 90  | q w r r r r c w w r  | periods without data have their place; raised again
            { same-level-fails: 1, in-last: 2 periods } | 98 90 98 98                | q r r c              | one failure is never one short
            { consecutive-fails: 3 }                    | 90 90 90 90 98 90          | q w r r c q          | in a row
            { consecutive-fails: 2 }                    | 90 90 98 90 90 98 98       | w r c w r c q        | cured and raised again
            { consecutive-fails: 2 }                    | 90 - 90 90                 | w q w r              | a period without data ends the row
            { step: serious }                           | 97 96 94 89 96 98          | q q r r c q          | a worse step raises it too
            { step: severe, level: L }                  | 94 89.99 90                | q r c                | the edge of the step
            { points: 'at least 50', in-last: 3 periods } | 89 94 94 97              | q w r c              | uk-cpf-01: 20 + 15 + 15
            { points: 'at least 50', in-last: 3 periods } | 97 96 96 94 94           | q q q q w            | warned where one more failure could raise it
            { points: more than 20 }                    | 89 97                      | w q                  | of one period where it names no window
            { average: { of: L, last: 3 periods, less-than: 97% } } | 97.5 96 97.4 97.0 | q q r r             | trig-avg3: 96.97 and 96.80
            { average: { of: L, last: 3 periods, less-than: 97% } } | 96 96 - 96 96 96  | q q q q q r         | there is none before three in the window have a figure
            { credits: at least 15% of charges, periods: 2, in-last: 4 periods } | 89 98 94 98 98 98 | w w r r c w | the third and the first period
            { credits: at least 2000.00 }               | 94 89 98                   | q r c                | in money
            """)
    void states_of_a_trigger(String when, String figures, String states, String why) {
        String condition = when.replace("'", "");
        assertThat(codes(states(Contracts.of(text("", condition)), figures)))
                .as(why)
                .isEqualTo(states);
    }

    @Test
    void since_is_the_last_day_of_the_period_and_notice_counts_working_days_from_it() {
        List<TriggerState> states = states(Contracts.of(text("", "{ consecutive-fails: 2 }")), "90 90 90 98 98");

        // from Saturday 28 February 2026: 20 working days later, with no holiday of England in March, is Friday 27
        // March
        assertThat(states)
                .extracting(state -> state.since().map(Object::toString).orElse("-") + " "
                        + state.noticeBy().map(Object::toString).orElse("-"))
                .containsExactly(
                        "2026-01-31 -", "2026-02-28 2026-03-27", "2026-02-28 2026-03-27", "2026-04-30 -", "- -");
    }

    @Test
    void the_reason_says_what_the_condition_came_to() {
        assertThat(states(Contracts.of(text("", "{ same-level-fails: 3, in-last: 6 periods }")), "90 98 90"))
                .last()
                .extracting(TriggerState::reason)
                .isEqualTo("2 of the last 6 periods failed (2026-01, 2026-03), 3 raise it");
        assertThat(states(
                        Contracts.of(text("", "{ average: { of: L, last: 3 periods, less-than: 97% } }")),
                        "97.5 96.0 97.4"))
                .last()
                .extracting(TriggerState::reason)
                .isEqualTo("average of the last 3 periods 96.97%, less than 97% raises it");
    }

    @Test
    void what_comes_before_the_start_counts_in_no_trigger() {
        assertThat(codes(states(
                        Contracts.of(text("starts: 2026-03-01", "{ same-level-fails: 2, in-last: 6 periods }")),
                        "90 90 90 90")))
                .isEqualTo("q q w r");
        assertThat(codes(states(Contracts.of(text("starts: 2026-02-01", "{ step: severe }")), "80 80")))
                .isEqualTo("q r");
    }

    @Test
    void a_trigger_looks_back_through_a_later_version() {
        String text = text("", "{ consecutive-fails: 2 }");

        assertThat(codes(states(
                        Contracts.versions("2026-01-01", text, "2026-02-01", text.replace("A promise", "The promise")),
                        "90 90")))
                .isEqualTo("w r");
    }

    @Test
    void there_is_a_line_for_each_level_that_can_raise_it_and_none_for_indicators() {
        String levels = "service-levels:\n";
        for (String id : List.of("A", "B", "C")) {
            levels += "  - { id: " + id + ", measure: " + READING + ", target: at least 97%"
                    + (id.equals("C") ? ", consequence: none" : "") + " }\n";
        }
        ContractHistory history = Contracts.of(levels + """
                triggers:
                  - { name: All, when: { consecutive-fails: 1 } }
                  - { name: Named, levels: [B, C], when: { consecutive-fails: 1 } }
                """);
        PeriodResult result = Settled.month(history, Settled.value("98"), Settled.value("90"), Settled.value("90"));

        assertThat(result.triggers())
                .extracting(state -> state.trigger().name() + " "
                        + state.serviceLevel().orElse("-") + " " + state.state().code())
                .containsExactly("All A quiet", "All B raised", "Named B raised", "Named C raised");
    }

    @Test
    void tm_06_a_warning_from_warn_at_on_and_raised_at_the_share_of_the_ceiling() {
        ContractHistory history = Contracts.of(Contracts.one(READING, "at least 97%", "") + """
                timesheet-rules: { not-to-exceed: { amount: 100000, per: contract, warn-at: 85% } }
                triggers:
                  - { name: Notice, when: { spent: at least 85% } }
                  - { name: Stop, when: { spent: at least 100% } }
                """);
        Map<MeasurementPeriod, Map<String, Figure>> figures = new TreeMap<>();
        Map<MeasurementPeriod, Spending> spending = new HashMap<>();
        MeasurementPeriod period = PeriodKind.MONTHLY.containing(java.time.LocalDate.of(2026, 1, 1));
        for (String billed : List.of("80000", "84000", "86000", "106000")) {
            figures.put(period, Map.of("L", Settled.value("98")));
            spending.put(
                    period,
                    new Spending(
                            new BigDecimal(billed), new BigDecimal("100000"), Optional.of(BigDecimal.valueOf(85))));
            period = period.next();
        }
        List<String> states = new ArrayList<>();
        Settlement.settle(
                        history,
                        figures,
                        ChargesByPeriod.stated(history),
                        List.of(),
                        spending,
                        Instant.parse("2026-05-01T00:00:00Z"))
                .forEach(result -> states.add(codes(result.triggers())));

        assertThat(states).containsExactly("q q", "q q", "r w", "r r");
    }
}
