package org.scorekeeper.settle;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.scorekeeper.calendar.MeasurementPeriod;
import org.scorekeeper.calendar.PeriodKind;
import org.scorekeeper.contract.ContractHistory;
import org.scorekeeper.contract.Fraction;
import org.scorekeeper.contract.Problem;
import org.scorekeeper.measure.Contracts;
import org.scorekeeper.measure.Figure;

/** A target that the usual volume cannot express is worth a look. */
class SmallNumbersTest {
    @ParameterizedTest(name = "{0} of {1} items, {2}: {3}")
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            at least 98%  | 12 12 12    | -                                             | at least 98% of usually 12 items a period allows no miss. If the paper allows one, write low-volume: { fewer-than: 50, allow: 1 miss }.
            at least 98%  | 12 12       | -                                             | -
            at least 98%  | 12 12 12    | low-volume: { fewer-than: 50, allow: 1 miss } | -
            at least 98%  | 60 12 60 12 | low-volume: { fewer-than: 10, allow: 1 miss } | at least 98% of usually 12 items a period allows no miss. If the paper allows one, write low-volume: { fewer-than: 50, allow: 1 miss }.
            at least 98%  | 50 50 50    | -                                             | -
            more than 98% | 50 50 50    | -                                             | more than 98% of usually 50 items a period allows no miss. If the paper allows one, write low-volume: { fewer-than: 51, allow: 1 miss }.
            at least 100% | 12 12 12    | -                                             | -
            at least 98%  | 0 0 12 12 0 | -                                             | -
            """)
    void a_target_that_allows_no_miss(String target, String volumes, String more, String warning) {
        ContractHistory history = Contracts.of(
                Contracts.one("{ share-of: tickets, met-when: { made-sla: true } }", target, more == null ? "" : more));
        Map<MeasurementPeriod, Map<String, Figure>> figures = new TreeMap<>();
        MeasurementPeriod period =
                PeriodKind.MONTHLY.containing(history.latest().appliesFrom());
        for (String volume : volumes.split(" ", -1)) {
            figures.put(period, Map.of("L", figure(new BigDecimal(volume))));
            period = period.next();
        }
        Instant asOf = period.end(history.latest().zone());

        assertThat(SmallNumbers.warnings(history.latest(), Settlement.settle(history, figures, asOf)))
                .extracting(Problem::message)
                .isEqualTo(warning == null ? List.of() : List.of(warning));
    }

    private static Figure figure(BigDecimal total) {
        Optional<Fraction> value =
                total.signum() == 0 ? Optional.empty() : Optional.of(Fraction.of(BigDecimal.valueOf(100)));
        return new Figure(value, Optional.of(total), total, List.of(), List.of(), 1, List.of(), List.of());
    }
}
