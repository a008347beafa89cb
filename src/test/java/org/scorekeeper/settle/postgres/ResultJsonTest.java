package org.scorekeeper.settle.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.scorekeeper.calendar.MeasurementPeriod;
import org.scorekeeper.contract.ContractHistory;
import org.scorekeeper.facts.Fact;
import org.scorekeeper.facts.FactKind;
import org.scorekeeper.measure.Contracts;
import org.scorekeeper.measure.DroppedItems;
import org.scorekeeper.measure.Facts;
import org.scorekeeper.measure.Figure;
import org.scorekeeper.measure.Item;
import org.scorekeeper.measure.Measured;
import org.scorekeeper.settle.ChargesByPeriod;
import org.scorekeeper.settle.LedgerLine;
import org.scorekeeper.settle.PeriodResult;
import org.scorekeeper.settle.SettledPeriod;
import org.scorekeeper.settle.Settlement;

/** What is stored of a period is what was settled. */
class ResultJsonTest {
    private static final ContractHistory HISTORY = Contracts.of("""
            service-levels:
              - { id: K1, title: L, clause: "1", measure: { share-of: tickets, period-by: opened, met-when: { made: yes } }, target: at least 99%, ladder: [ { below: 99%, points: 2 } ] }
              - { id: K2, title: L, clause: "1", measure: { share-of: deliverables, period-by: due, met-when: { by: due, actual: delivered } }, target: at least 99%, credits: { per-item: 5% of fee, caps: [ { per: item, at-most: 4% of fee } ] } }
            credits:
              points: { each: 1/300 of charges, free: 1 }
              one-event: { by: incident }
              earn-back: { after: 1 period at target, returns: 50% }
              caps: [ { of: contract, per: year, at-most: 0.4% of charges } ]
            deliverables:
              - { id: D-1, title: Report, clause: "9", due: 2026-01-10, fee: 900.00, late: { each-day: 1% of fee } }
            """);

    @Test
    void every_line_and_cap_comes_back_as_it_was() {
        Item missed = Facts.ticket("T1: opened=2026-01-05T09:00Z, made=no, incident=I7");
        Item made = Facts.ticket("T2: opened=2026-02-05T09:00Z, made=yes");
        Fact delivered = Facts.fact(FactKind.DELIVERABLES, "D-1: delivered=2026-01-13", 1);
        Map<MeasurementPeriod, Map<String, Figure>> figures = new TreeMap<>(Measured.of(
                        HISTORY,
                        "2026-03-01T00:00Z",
                        Map.of(
                                FactKind.TICKETS, List.of(missed, made),
                                FactKind.DELIVERABLES, List.of(Item.of(List.of(delivered)))),
                        List.of())
                .figures());
        List<PeriodResult> results = Settlement.settle(
                HISTORY,
                figures,
                ChargesByPeriod.stated(HISTORY),
                List.of(delivered),
                Map.of(),
                Instant.parse("2026-03-01T00:00:00Z"));

        assertThat(results.stream().flatMap(result -> result.lines().stream()))
                .extracting(LedgerLine::kind)
                .containsExactly(
                        LedgerLine.Kind.CREDIT,
                        LedgerLine.Kind.CREDIT,
                        LedgerLine.Kind.LATE_DELIVERY,
                        LedgerLine.Kind.EARN_BACK);
        for (PeriodResult result : results) {
            SettledPeriod period = new SettledPeriod(result, Optional.empty(), List.of(), List.of(), List.of());
            assertThat(ResultJson.read(ResultJson.write(period), HISTORY.latest())
                            .result())
                    .isEqualTo(result);
            PeriodResult without = result.withLevels(result.levels().stream()
                    .map(level -> level.dropping(
                            DroppedItems.of(level.figure().misses(), java.time.LocalDate.parse("2028-03-01"), 24)))
                    .toList());
            assertThat(ResultJson.read(ResultJson.write(period.with(without)), HISTORY.latest())
                            .result())
                    .isEqualTo(without);
            assertThat(ResultJson.write(period))
                    .as("what was issued before there was such a thing says what it said")
                    .doesNotContain("dropped");
            for (LedgerLine line : result.lines()) {
                assertThat(ResultJson.readLine(ResultJson.writeLine(line))).isEqualTo(line);
            }
        }
    }
}
