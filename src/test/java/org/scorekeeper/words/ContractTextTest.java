package org.scorekeeper.words;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.scorekeeper.contract.Contract;
import org.scorekeeper.contract.yaml.ContractReader;
import org.scorekeeper.contract.yaml.EveryFormTest;
import org.scorekeeper.contract.yaml.Places;
import org.scorekeeper.publish.Golden;

/** What is told of contracts: everything, defaults too. */
class ContractTextTest {
    /** Forms that say what holds anyway, or that move no figure. */
    private static final Set<String> DEFAULTS =
            Set.of("no data reported", "a ladder of points", "at risk of one", "no alert", "remarks on any block");

    private static String told(String text) {
        Contract contract =
                ContractReader.read("contracts/c.yaml", text).contract().orElseThrow();
        Places places = Places.of(text);
        return String.join(
                "\n",
                Page.lines(ContractText.of(
                        List.of(contract),
                        (version, path) -> path.equals("note") ? places.text(path) : places.text(path + ".clause"))));
    }

    /** Each form differs from the default, so what is told must differ too. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("org.scorekeeper.contract.yaml.EveryFormTest#forms")
    void whatever_a_contract_says_is_told(EveryFormTest.Form form) {
        String told = told(form.contract());

        assertThat(told.lines()).allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(110));
        if (DEFAULTS.contains(form.title())) {
            assertThat(told.lines().filter(line -> !line.contains("Note")))
                    .isEqualTo(told(EveryFormTest.base()).lines().toList());
        } else {
            assertThat(told).isNotEqualTo(told(EveryFormTest.base()));
        }
    }

    @Test
    void the_contract_of_the_language_in_plain_words() throws IOException {
        String text = Files.readString(Path.of("src", "test", "resources", "contracts", "as-written.yaml"));

        Golden.check("read-contract.txt", told(text) + "\n");
    }

    @Test
    void a_version_says_what_it_changed() {
        String first = EveryFormTest.base();
        String second = first.replace("applies-from: 2026-01-01", "applies-from: 2026-07-01")
                .replace("below: 95%, name: serious, points: 2", "below: 96%, name: serious, points: 2");
        List<Contract> versions = List.of(
                ContractReader.read("contracts/one.yaml", first).contract().orElseThrow(),
                ContractReader.read("contracts/two.yaml", second).contract().orElseThrow());

        List<Chapter> chapters = ContractText.of(versions, (version, path) -> Optional.empty());

        Chapter last = chapters.get(chapters.size() - 1);
        assertThat(last.heading())
                .isEqualTo("What the version of 2026-07-01 changed (contracts/two.yaml, before it contracts/one.yaml)");
        assertThat(last.entries()).extracting(Chapter.Entry::label).containsExactly("no longer", "now");
        assertThat(last.entries().get(1).text()).contains("serious: below 96");
    }
}
