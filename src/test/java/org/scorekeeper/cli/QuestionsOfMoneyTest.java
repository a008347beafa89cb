package org.scorekeeper.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.scorekeeper.cli.QuestionsTest.askIn;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.scorekeeper.facts.postgres.TestDatabases;
import org.scorekeeper.publish.Golden;

/** What people ask of a contract that has everything that moves money, and of a ticket whose row was corrected. */
class QuestionsOfMoneyTest {
    @TempDir
    private static Path workspace = Path.of("");

    @BeforeAll
    static void one_night() throws IOException {
        Path from = Path.of("src/test/resources/questions");
        Map<String, String> places = Map.of(
                "contract.yaml", "contracts/c-1.yaml",
                "feed.yaml", "feeds/acme.yaml",
                "tickets-1.csv", "inbox/acme/tickets-1.csv",
                "tickets-2.csv", "inbox/acme/tickets-2.csv");
        for (Map.Entry<String, String> place : places.entrySet()) {
            Path file = workspace.resolve(place.getValue());
            Files.createDirectories(file.getParent());
            Files.copy(from.resolve(place.getKey()), file);
        }
        QuestionsTest.settings(workspace, "2026-04-10", TestDatabases.EMBEDDED.fresh());
        assertThat(askIn(
                                workspace,
                                "nightly",
                                "--reports",
                                workspace.resolve("reports").toString())
                        .exit())
                .isZero();
    }

    @ParameterizedTest(name = "explain C-1 {0}")
    @CsvSource(delimiter = '|', textBlock = """
                    SL-1 2026-02            | repeat-and-one-event
                    SL-2 2026-02            | one-event-elsewhere
                    SL-1 2026-03            | earn-back
                    Q-1 2026-Q1             | own-period
                    contract 2026-03        | year-cap
                    D-07 2026-02            | late-delivery
                    SL-1 2026-01 --item T-2 | item-corrected
                    SL-1 2026-03 --item T-5 | item-taken-out
                    """)
    void explains(String line, String golden) {
        QuestionsTest.Answer answer = askIn(workspace, ("explain C-1 " + line).split(" ", -1));

        assertThat(answer.exit()).as(answer.err()).isZero();
        Golden.check("explain/money/" + golden + ".txt", QuestionsTest.withoutRun(answer.out()));
    }

    @Test
    void names_a_levels_own_periods_where_another_is_asked_for() {
        QuestionsTest.Answer answer = askIn(workspace, "explain", "C-1", "Q-1", "2026-03");

        assertThat(answer.exit()).isEqualTo(2);
        assertThat(answer.err()).contains("did you mean 2026-Q1 or 2026-Q2?");
    }

    @Test
    void lists_why_items_do_not_count() {
        Golden.check(
                "explain/money/evidence-all.csv",
                askIn(workspace, "evidence", "C-1", "2026-03", "--all").out().replace("\r\n", "\n"));
    }
}
