package org.scorekeeper.settle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.scorekeeper.measure.Facts.ticket;
import static org.scorekeeper.settle.SchemesTest.amounts;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.scorekeeper.contract.ContractHistory;
import org.scorekeeper.measure.Contracts;
import org.scorekeeper.measure.Item;
import org.scorekeeper.measure.Measured;

/** Step 8: levels that failed with the same missed items are one event, and the greatest counts. */
class OneEventTest {
    /** Levels A, B, C: tickets of category a, b, c in time; each with what its miss costs. */
    private static ContractHistory levels(String credits, String... more) {
        StringBuilder text = new StringBuilder("service-levels:\n");
        for (int i = 0; i < more.length; i++) {
            text.append(
                    "  - { id: %s, title: L, clause: \"1\", measure: { share-of: tickets, where: { %s: yes }, period-by: opened, met-when: { made: yes } }, target: at least 99%%, %s }\n"
                            .formatted("ABC".charAt(i), "in-" + "abc".charAt(i), more[i]));
        }
        return Contracts.of(text + "credits:\n" + credits);
    }

    /** {@code T1 abc INC1}: a missed ticket, the levels that count it, and its incident. */
    private static PeriodResult january(ContractHistory history, String... tickets) {
        List<Item> items = new ArrayList<>();
        for (String text : tickets) {
            String[] parts = text.split(" ", -1);
            StringBuilder fact = new StringBuilder(parts[0] + ": opened=2026-01-05T09:00Z, made=no");
            parts[1].chars()
                    .forEach(
                            level -> fact.append(", in-").appendCodePoint(level).append("=yes"));
            items.add(ticket(fact + (parts.length > 2 ? ", incident=" + parts[2] : "")));
        }
        Measured measured = Measured.of(history, "2026-02-01T00:00Z", items.toArray(Item[]::new));
        return Settlement.settle(history, measured.figures(), Instant.parse("2026-02-01T00:00:00Z"))
                .get(0);
    }

    private static final String BY_INCIDENT = "  one-event: { cost: greatest, by: incident }\n";

    @Test
    void comed_three_levels_of_one_event_cost_the_greatest_only() {
        PeriodResult result = january(
                levels(
                        BY_INCIDENT,
                        "ladder: [ { below: 99%, credit: 1000 } ]",
                        "ladder: [ { below: 99%, credit: 2500 } ]",
                        "ladder: [ { below: 99%, credit: 400 } ]"),
                "T1 a I7",
                "T2 b I7",
                "T3 c I7");

        assertThat(amounts(result)).isEqualTo("0.00 2500.00 0.00");
        assertThat(result.creditsBeforeCaps()).isEqualByComparingTo("2500.00");
        assertThat(result.lines().get(0).kind()).isEqualTo(LedgerLine.Kind.FAILURE);
        assertThat(result.lines().get(0).reason())
                .isEqualTo("0% against at least 99%; one event with B, which counts as the greatest");
        assertThat(result.lines().get(1).reason()).contains("one event with A, C: only this one counts");
    }

    @ParameterizedTest(name = "{3}")
    @CsvSource(delimiter = '|', textBlock = """
            T1 abc       | x                 | 0.00 2500.00 0.00       | one item that all three miss
            T1 a, T2 b   | x                 | 1000.00 2500.00         | two items are two events
            T1 ab, T2 a  | x                 | 1000.00 2500.00         | not the same missed items
            T1 ab, T2 ab | x                 | 0.00 2500.00            | the same two
            T1 a I1, T2 b I1, T3 a I1 | by   | 0.00 2500.00            | several rows of one incident
            T1 a I1, T2 b i1          | by   | 0.00 2500.00            | text is compared without regard to case
            T1 a, T2 b                | by   | 1000.00 2500.00         | an item without the field is an event of its own
            """)
    void what_is_one_event(String tickets, String by, String amounts, String why) {
        ContractHistory history = levels(
                by.equals("by") ? BY_INCIDENT : "  one-event: { cost: greatest }\n",
                "ladder: [ { below: 99%, credit: 1000 } ]",
                "ladder: [ { below: 99%, credit: 2500 } ]",
                "ladder: [ { below: 99%, credit: 400 } ]");

        assertThat(amounts(january(history, tickets.trim().split(", ", -1))))
                .as(why)
                .isEqualTo(amounts.trim());
    }

    @Test
    void the_greatest_is_told_by_points_and_the_others_bear_none() {
        PeriodResult result = january(
                levels(
                        "  one-event: {}\n  points: { each: 10.00 }\n",
                        "ladder: [ { below: 99%, points: 2 } ]",
                        "ladder: [ { below: 99%, points: 3 } ]",
                        "ladder: [ { below: 99%, points: 3 } ]"),
                "T1 abc");

        assertThat(amounts(result)).as("of equals the first in the file").isEqualTo("0.00 30.00 0.00");
        assertThat(result.levels())
                .extracting(LevelResult::points)
                .map(BigDecimal::toPlainString)
                .containsExactly("0", "3", "0");
        assertThat(result.points()).isEqualByComparingTo("3");
    }

    @Test
    void points_beside_amounts_are_worth_what_they_would_cost_alone() {
        String[] levels = {"ladder: [ { below: 99%, points: 2 } ]", "ladder: [ { below: 99%, credit: 25.00 } ]"};

        assertThat(amounts(january(levels("  one-event: {}\n  points: { each: 10.00 }\n", levels), "T1 ab")))
                .isEqualTo("0.00 25.00");
        assertThat(amounts(january(levels("  one-event: {}\n  points: { each: 13.00 }\n", levels), "T1 ab")))
                .isEqualTo("26.00 0.00");
    }
}
