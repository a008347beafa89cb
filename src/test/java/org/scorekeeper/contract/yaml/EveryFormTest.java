package org.scorekeeper.contract.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.scorekeeper.contract.Problem;
import org.scorekeeper.settle.WorkedExamples;

/** Whatever the language shows or describes is read, and the schema of the editors takes it too. */
public class EveryFormTest {
    private static final Map<String, String> CONTRACT = keys("""
            contract: FORM-1
            vendor: northwind
            applies-from: 2026-01-01
            term: { from: 2026-01-01, to: 2028-12-31 }
            time-zone: Europe/London
            currency: GBP
            locale: en-GB
            calendars: { working-hours: { hours: { mon-fri: "09:00-17:00" }, holidays: gb-eng } }
            charges: { per-period: 100000.00 }
            credits: { points: { each: 2% of charges }, caps: [ { of: contract, per: period, at-most: 15% of charges } ] }
            """);

    private static final Map<String, String> LEVEL = keys("""
            measure: { share-of: tickets, period-by: opened, met-when: { status: closed } }
            target: at least 98%
            ladder: [ { below: 98%, name: minor, points: 1 }, { below: 95%, name: serious, points: 2 }, { below: 90%, name: severe, points: 3 } ]
            """);

    private static final Set<String> OF_A_LEVEL = Set.of(
            "measure",
            "target",
            "minimum",
            "fails-when",
            "round",
            "low-volume",
            "no-data",
            "starts",
            "at-risk",
            "consequence",
            "alert",
            "over",
            "ladder",
            "repeat",
            "improvement",
            "quote",
            "weight",
            "own");

    /** One form: its title, and the contract that it makes. */
    public record Form(String title, String contract) {
        @Override
        public String toString() {
            return title;
        }
    }

    /** All of them. */
    public static Stream<Form> forms() {
        return Stream.of(TestContracts.text("forms.txt").split("(?m)^## ", -1))
                .skip(1)
                .map(text -> new Form(text.lines().findFirst().orElseThrow(), contract(text)));
    }

    /** The contract that a form of no keys is laid over. */
    public static String base() {
        return contract("nothing\nlocale: en-GB\n");
    }

    private static String contract(String text) {
        String title = text.lines().findFirst().orElseThrow();
        Map<String, String> keys = keys(text.substring(text.indexOf('\n') + 1));
        Map<String, String> contract = new LinkedHashMap<>(CONTRACT);
        Map<String, String> level = new LinkedHashMap<>(LEVEL);
        boolean ofLevel = OF_A_LEVEL.contains(keys.keySet().iterator().next()) || title.equals("a period of its own");
        if (ofLevel && keys.containsKey("measure") && !keys.containsKey("ladder")) {
            level.remove("ladder");
        }
        keys.forEach((key, value) -> (ofLevel ? level : contract)
                .put(
                        key.equals("own") ? "credits" : key,
                        key.equals("own") ? value.replaceFirst("own", "credits") : value));
        StringBuilder whole = new StringBuilder();
        contract.values().forEach(whole::append);
        whole.append("service-levels:\n  - id: L\n    title: A promise\n    clause: \"1\"\n");
        level.values().forEach(value -> whole.append(value.indent(4)));
        whole.append("  - { id: M, measure: { reading: { metric: m } }, target: at least 90% }\n");
        return whole.toString();
    }

    /** The text of each key of the outermost block. */
    private static Map<String, String> keys(String text) {
        Map<String, String> keys = new LinkedHashMap<>();
        List<String> lines = new ArrayList<>(text.lines().toList());
        String key = "";
        for (String line : lines) {
            if (!line.isBlank() && !line.startsWith(" ") && !line.startsWith("#")) {
                key = line.substring(0, line.indexOf(':'));
            }
            if (!line.isBlank()) {
                keys.merge(key, line + "\n", String::concat);
            }
        }
        return keys;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("forms")
    void every_form_is_read(Form form) {
        ContractReader.Result result = ContractReader.read("c.yaml", form.contract());

        assertThat(result.problems().stream().filter(Problem::isError).toList())
                .as(form.contract())
                .isEmpty();
        assertThat(result.contract().map(WorkedExamples::faults)).contains(List.of());
        assertThat(ContractSchemaTest.complaints(form.contract()))
                .as(form.contract())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"as-written.yaml", "as-written-pool.yaml"})
    void the_contracts_of_the_page_are_read_as_they_are_written(String name) {
        ContractReader.Result result = ContractReader.read(name, TestContracts.text(name));

        assertThat(result.problems().stream().filter(Problem::isError).toList()).isEmpty();
        assertThat(result.contract().map(WorkedExamples::faults)).contains(List.of());
        assertThat(ContractSchemaTest.complaints(TestContracts.text(name))).isEmpty();
    }

    @Test
    void on_and_no_are_text() {
        String text = contract(
                "x\nmeasure: { share-of: tickets, where: { vip: no, on-site: on, flag: yes }, met-when: { off: off } }\n");

        assertThat(ContractReader.read("c.yaml", text)
                        .contract()
                        .orElseThrow()
                        .levels()
                        .get(0)
                        .measure()
                        .toString())
                .contains("[no]", "[on]", "[yes]", "[off]");
    }
}
