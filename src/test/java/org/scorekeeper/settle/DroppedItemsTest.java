package org.scorekeeper.settle;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.scorekeeper.calendar.MeasurementPeriod;
import org.scorekeeper.contract.ContractHistory;
import org.scorekeeper.facts.FactKind;
import org.scorekeeper.measure.Contracts;
import org.scorekeeper.measure.DroppedItems;
import org.scorekeeper.measure.Facts;
import org.scorekeeper.measure.Figure;
import org.scorekeeper.measure.Measured;
import org.scorekeeper.measure.Miss;

/** What a period costs does not hang on whether its missed items are still there: of those that were dropped enough stays. */
class DroppedItemsTest {
    private static final Instant AS_OF = Instant.parse("2026-04-01T00:00:00Z");

    /** Two levels of tickets that may be one event, one of deliverables with fees. */
    private static final String LEVELS = """
            service-levels:
              - { id: A, title: L, clause: "1", measure: { share-of: tickets, where: { in-a: yes }, period-by: opened, met-when: { made: yes } }, target: at least 99%, ladder: [ { below: 99%, credit: 300 } ] }
              - { id: B, title: L, clause: "1", measure: { share-of: tickets, where: { in-b: yes }, period-by: opened, met-when: { made: yes } }, target: at least 99%, repeat: { consecutive: 2, times: 2 }, ladder: [ { below: 99%, credit: 200 } ] }
              - { id: C, title: L, clause: "1", measure: { share-of: deliverables, period-by: due, met-when: { by: due, actual: delivered } }, target: at least 99%, PRICE }
            credits:
              one-event: { by: incident }
              earn-back: { after: 1 period at target, returns: 50% }
              caps: [ { of: contract, per: item, at-most: 90% of fee }, { of: contract, per: year, at-most: 900.00 } ]
            deliverables:
              - { id: D-1, title: A, due: 2026-01-10, fee: 1000.00 }
              - { id: D-2, title: B, due: 2026-01-10, fee: 200.00 }
              - { id: D-3, title: C, due: 2026-02-10, fee: 50.00 }
            """;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ladder: [ { below: 99%, credit: 10% of fee } ]",
                "credits: { per-item: 10% of fee }",
                "credits: { per-item: 10% of fee, caps: [ { per: item, at-most: 8% of fee } ] }",
                "credits: { per-item: 90.00, caps: [ { per: item, at-most: 10% of fee } ] }",
                "credits: { per-item: 90.00, caps: [ { per: item, at-most: 50.00 } ] }"
            })
    void it_costs_what_it_cost(String price) {
        ContractHistory history = Contracts.of(LEVELS.replace("PRICE", price));
        Map<MeasurementPeriod, Map<String, Figure>> figures = Measured.of(
                        history,
                        AS_OF.toString(),
                        Map.of(
                                FactKind.TICKETS,
                                List.of(
                                        Facts.ticket("T1: opened=2026-01-05T09:00Z, made=no, in-a=yes, incident=I7"),
                                        Facts.ticket("T2: opened=2026-01-06T09:00Z, made=no, in-b=yes, incident=I7"),
                                        Facts.ticket("T3: opened=2026-01-07T09:00Z, made=yes, in-a=yes"),
                                        Facts.ticket("T4: opened=2026-02-05T09:00Z, made=no, in-a=yes, in-b=yes"),
                                        Facts.ticket("T5: opened=2026-02-06T09:00Z, made=no, in-b=yes"),
                                        Facts.ticket("T6: opened=2026-03-05T09:00Z, made=yes, in-a=yes, in-b=yes")),
                                FactKind.DELIVERABLES,
                                List.of(Facts.item(
                                        FactKind.DELIVERABLES, "D-3: due=2026-02-10, delivered=2026-02-09"))),
                        List.of())
                .figures();
        List<PeriodResult> whole = settle(history, figures);
        assertThat(whole.get(0).levels().get(0).trace()).extracting("step").contains("event");

        for (Predicate<String> gone :
                List.<Predicate<String>>of(level -> true, "A"::equals, "B"::equals, "C"::equals)) {
            List<PeriodResult> without = settle(history, dropped(figures, gone));
            for (int i = 0; i < whole.size(); i++) {
                assertThat(without.get(i).lines()).isEqualTo(whole.get(i).lines());
                assertThat(without.get(i).caps()).isEqualTo(whole.get(i).caps());
                assertThat(without.get(i).saysTheSameAs(whole.get(i))).isTrue();
                assertThat(without.get(i).levels())
                        .extracting(LevelResult::trace)
                        .isEqualTo(whole.get(i).levels().stream()
                                .map(LevelResult::trace)
                                .toList());
            }
        }
    }

    private static List<PeriodResult> settle(
            ContractHistory history, Map<MeasurementPeriod, Map<String, Figure>> figures) {
        return Settlement.settle(history, figures, AS_OF);
    }

    private static Map<MeasurementPeriod, Map<String, Figure>> dropped(
            Map<MeasurementPeriod, Map<String, Figure>> figures, Predicate<String> gone) {
        Map<MeasurementPeriod, Map<String, Figure>> without = new TreeMap<>();
        figures.forEach((period, levels) -> without.put(
                period,
                levels.entrySet().stream()
                        .collect(Collectors.toMap(
                                Map.Entry::getKey,
                                level -> gone.test(level.getKey())
                                        ? level.getValue().dropping(left(level.getValue()))
                                        : level.getValue()))));
        return without;
    }

    private static DroppedItems left(Figure figure) {
        return DroppedItems.of(figure.misses(), LocalDate.parse("2028-04-01"), 24);
    }

    @ParameterizedTest(name = "{0}: {3}")
    @CsvSource(delimiter = '|', textBlock = """
            ''            | 0 items missed; which, was dropped on 2028-04-01 by the retention of 24 months | | none
            T1            | 1 item missed; which, was dropped on 2028-04-01 by the retention of 24 months  | T1    | one
            T1 T2         | 2 items missed; which, was dropped on 2028-04-01 by the retention of 24 months | T2 T1 | in whatever order
            T1 T2 T3=I7   | 3 items missed; which, was dropped on 2028-04-01 by the retention of 24 months | T9=I7 T2 T1 T8=I7 | of one event
            T1 -T2        | 1 item missed, and 1 that relief keeps from counting; which, was dropped on 2028-04-01 by the retention of 24 months | T1 | relieved
            """)
    void what_stays_says_how_many_and_tells_the_levels_that_missed_the_same(
            String items, String sentence, String same, String why) {
        DroppedItems left = DroppedItems.of(misses(items), LocalDate.parse("2028-04-01"), 24);

        assertThat(left.sentence()).isEqualTo(sentence);
        assertThat(left.event())
                .as(why)
                .isEqualTo(left(Settled.share(0, 9).withMisses(misses(same == null ? "" : same)))
                        .event())
                .isNotEqualTo(left(Settled.share(0, 9).withMisses(misses("T4"))).event());
    }

    /** {@code T3=I7}: an item of an event; {@code -T2}: relieved. */
    private static List<Miss> misses(String items) {
        return List.of(items.split(" ", -1)).stream()
                .filter(text -> !text.isEmpty())
                .map(text -> new Miss(
                        text.replaceAll("^-|=.*", ""),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        0,
                        Optional.empty(),
                        text.startsWith("-") ? Miss.State.RELIEVED : Miss.State.COUNTED,
                        Optional.empty(),
                        text.contains("=") ? Optional.of(text.replaceAll(".*=", "")) : Optional.empty(),
                        Optional.<BigDecimal>empty(),
                        new org.scorekeeper.facts.Place("t.csv", null, 2)))
                .toList();
    }
}
