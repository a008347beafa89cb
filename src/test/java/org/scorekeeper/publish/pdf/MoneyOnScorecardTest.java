package org.scorekeeper.publish.pdf;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.scorekeeper.calendar.MeasurementPeriod;
import org.scorekeeper.contract.ContractHistory;
import org.scorekeeper.facts.FactKind;
import org.scorekeeper.measure.Contracts;
import org.scorekeeper.measure.Facts;
import org.scorekeeper.measure.Figure;
import org.scorekeeper.measure.Item;
import org.scorekeeper.measure.Measured;
import org.scorekeeper.publish.DataReceived;
import org.scorekeeper.publish.Scorecard;
import org.scorekeeper.settle.LedgerLine;
import org.scorekeeper.settle.PeriodResult;
import org.scorekeeper.settle.Settlement;

/** What a scorecard says of pools, caps by the year, late deliveries and what was earned back. */
class MoneyOnScorecardTest {
    private static final ContractHistory HISTORY = Contracts.of("""
            service-levels:
              - { id: K1, title: Portal available, clause: "1", measure: { reading: { metric: portal, as: last } }, target: at least 99% }
              - { id: K2, title: Mail available, clause: "2", measure: { reading: { metric: mail, as: last } }, target: at least 99% }
            credits:
              pool: { at-risk: 10% of charges, size: 200%, allocations: { K1: 40%, K2: 60% } }
              earn-back: { after: 1 period at target, returns: 50% }
              caps: [ { of: contract, per: year, at-most: 1800.00 } ]
            deliverables:
              - { id: D-1, title: Migration plan, clause: "9", due: 2026-02-10, late: { each-day: 100.00, at-most: 500.00 } }
            """);

    @TempDir
    Path folder;

    private static Item reading(String metric, String day, String value) {
        return Facts.item(
                FactKind.READINGS, metric + day + ": metric=" + metric + ", at=" + day + ", unit=%, value=" + value);
    }

    @Test
    void each_says_what_it_is_and_comes_to_the_total() throws java.io.IOException {
        Map<MeasurementPeriod, Map<String, Figure>> figures = new TreeMap<>(Measured.of(
                        HISTORY,
                        "2026-03-01T00:00Z",
                        Map.of(
                                FactKind.READINGS,
                                List.of(
                                        reading("portal", "2026-01-31", "98"),
                                        reading("mail", "2026-01-31", "99.5"),
                                        reading("portal", "2026-02-28", "99.5"),
                                        reading("mail", "2026-02-28", "90"))),
                        List.of())
                .figures());
        Instant asOf = Instant.parse("2026-03-01T00:00:00Z");
        List<PeriodResult> results = Settlement.settle(HISTORY, figures, asOf);
        Scorecard february = new Scorecard(
                results.get(1),
                results,
                Optional.empty(),
                List.of(),
                new DataReceived(List.of(), List.of()),
                asOf,
                "7f3a");
        Path file = folder.resolve("scorecard.pdf");
        new ScorecardPdf().write(file, february);

        assertThat(PdfText.of(file).replaceAll("\\s+", " "))
                .contains("D-1 late delivery C-1/2026-02/deliverable/D-1 £294.12")
                .contains("K1 earned back C-1/2026-02/K1/earn-back/2026-01 -£400.00")
                .contains("£1,800.00 a contract year on the whole contract")
                .contains("60% of the pool, which is 200% of 10% of charges = 1200.00 GBP")
                .contains("of which 800.00 GBP is used, shortens 1700.00 GBP to 1000.00 GBP")
                .contains("50% of the credit of 800.00 GBP of 2026-01 comes back")
                .contains("Due to the customer £600.00")
                .contains("What matters most: “Mail available”, 90.00")
                .contains("which costs £705.88.", "→ unchanged: 1 of 2 kept last")
                .contains("£400.00 earned back by the vendor")
                .contains("£600.00 due to the customer in all");
    }

    @ParameterizedTest
    @EnumSource
    void every_kind_of_line_has_a_word(LedgerLine.Kind kind) {
        assertThat(ResourceBundle.getBundle("org.scorekeeper.publish.documents", Locale.ROOT)
                        .getString("kind." + kind.code()))
                .isNotBlank();
    }
}
