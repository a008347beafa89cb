package org.scorekeeper.contract.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.scorekeeper.publish.Golden;

/**
 * What is said of wrong contracts. {@code contracts/wrong.txt} holds edits of {@code northwind.yaml}; the golden file
 * holds every message that they give, as the user reads it.
 */
class WrongContractsTest {
    private static final String TEXT = TestContracts.text("northwind.yaml");

    /** One edit: what it shows, the text that is taken out, and the text that is put there. */
    record Edit(String title, String old, String replacement) {
        String wrong() {
            return TestContracts.edited(TEXT, old, replacement);
        }
    }

    @Test
    void every_wrong_contract_says_where_what_and_how_to_mend_it() {
        StringBuilder said = new StringBuilder();
        for (Edit edit : edits()) {
            ContractReader.Result result = ContractReader.read("contracts/nwd.yaml", edit.wrong());
            said.append("# ").append(edit.title).append('\n');
            said.append(TestContracts.lines(result.problems()).replace("contracts/nwd.yaml:", ""))
                    .append("\n\n");
            assertThat(result.problems()).as(edit.title).isNotEmpty();
            assertThat(result.contract().isPresent()).as(edit.title).isEqualTo(edit.title.startsWith("warned"));
        }
        Golden.check("contract-problems.txt", said.toString());
    }

    @Test
    void all_faults_of_a_file_are_said_at_once_and_each_once() {
        String text = TEXT;
        for (String word :
                List.of("GBP", "Europe/London", "gb-eng", "at least 95%", "rate: 46.50", "due: 2026-09-30")) {
            text = TestContracts.edited(text, word, word.startsWith("due") ? "due: soon" : word + "x");
        }
        assertThat(ContractReader.read("c.yaml", text).problems())
                .extracting(problem -> problem.line() + " " + problem.key())
                .containsExactly(
                        "7 time-zone",
                        "8 currency",
                        "22 calendars.working-hours.holidays",
                        "67 service-levels[KPI-3].target",
                        "91 rate-card[1].rate",
                        "100 deliverables[D-07].due");
    }

    /** Edits are separated by lines that begin with {@code # }; the old text from the new by {@code =>}. */
    static List<Edit> edits() {
        List<Edit> edits = new ArrayList<>();
        for (String part : TestContracts.text("wrong.txt").split("(?m)^# ", -1)) {
            if (part.contains("\n=>\n")) {
                String[] halves = part.split("\n=>\n", -1);
                int title = halves[0].indexOf('\n');
                edits.add(new Edit(
                        halves[0].substring(0, title), halves[0].substring(title + 1), halves[1].stripTrailing()));
            }
        }
        return edits;
    }
}
