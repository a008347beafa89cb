package org.scorekeeper.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.scorekeeper.contract.ContractHistory;
import org.scorekeeper.measure.Contracts;
import org.scorekeeper.measure.Figure;
import org.scorekeeper.settle.Cause;
import org.scorekeeper.settle.PeriodResult;
import org.scorekeeper.settle.Settled;

/** What a message says of a restatement: before and now, level by level. */
class LettersTest {
    private static final Letters.Recipient READER = new Letters.Recipient("reader@example.com", Optional.empty());

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            en-GB | - L-0 Promise 0: 90.00 % (broken) before, 99.00 % (kept) now; credit £100.00 before, £0.00 now: -£100.00
            en-GB | - L-1 Promise 1: 99.00 % (kept) before, 98.00 % (kept) now; credit unchanged
            en-GB | - L-2 Promise 2: no data before, 90.00 % (broken) now; credit £0.00 before, £120.00 now: +£120.00
            en-GB | All ledger lines of the period: £100.00 before, £120.00 now: +£20.00.
            de-DE | - L-0 Promise 0: vorher 90,00 % (verfehlt), jetzt 99,00 % (gehalten); Gutschrift vorher 100,00 £, jetzt 0,00 £: -100,00 £
            fr-FR | - L-2 Promise 2 : aucune donnée avant, 90,00 % (manqué) maintenant ; pénalité de 0,00 £GB avant, 120,00 £GB maintenant : +120,00 £GB
            """)
    void a_restatement_names_old_new_and_difference_in_the_contracts_language(String language, String line) {
        ContractHistory history = levels(4);

        assertThat(body(history, language, List.of("90", "99", "-", "99"), List.of("99", "98", "90", "99")))
                .contains(line)
                .noneMatch(other -> other.contains("L-3"));
    }

    @Test
    void the_largest_six_are_told_and_how_many_more_there_are() {
        List<String> body = body(
                levels(9),
                "en-GB",
                IntStream.range(0, 9).mapToObj(i -> "99").toList(),
                IntStream.range(0, 9).mapToObj(i -> i == 0 ? "98" : "90").toList());

        assertThat(body.stream().filter(line -> line.contains(" before, ") && line.startsWith("- ")))
                .hasSize(6)
                .first()
                .asString()
                .contains("L-8", "+£180.00");
        assertThat(body).contains("- and 3 more; all of it stands in the scorecard.");
    }

    private static ContractHistory levels(int count) {
        return Contracts.of("service-levels:\n"
                + IntStream.range(0, count)
                        .mapToObj(i -> "  - { id: L-" + i + ", title: Promise " + i
                                + ", measure: { reading: { metric: m" + i + " } }, target: at least 95%,"
                                + " ladder: [ { below: 95%, name: minor, credit: " + (100 + 10 * i) + " } ] }\n")
                        .collect(Collectors.joining()));
    }

    private static List<String> body(ContractHistory history, String language, List<String> old, List<String> now) {
        PeriodResult before = month(history, old).standing(0, List.of());
        PeriodResult after = month(history, now).standing(1, List.of(new Cause(Cause.Kind.LATE_DATA, BigDecimal.ZERO)));
        Letters letters = new Letters(
                history.latest(),
                Instant.parse("2026-03-01T00:00:00Z"),
                "7f3a",
                new Wording(java.util.Locale.forLanguageTag(language)));
        return letters.issue(READER, after, Optional.of(before), List.of())
                .text()
                .replaceAll("[\\u00a0\\u202f]", " ")
                .lines()
                .toList();
    }

    private static PeriodResult month(ContractHistory history, List<String> values) {
        return Settled.month(history, values.stream().map(Settled::value).toArray(Figure[]::new));
    }
}
