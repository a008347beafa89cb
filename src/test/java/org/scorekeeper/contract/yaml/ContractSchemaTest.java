package org.scorekeeper.contract.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.scorekeeper.contract.Problem;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

/**
 * The schema helps editors, the reader decides. They must agree: what the reader takes the schema takes, and what the
 * reader refuses for its structure the schema refuses too.
 */
class ContractSchemaTest {
    private static final List<String> SOUND = TestContracts.SOUND;
    private static final ObjectMapper JSON = JsonMapper.builder().build();
    static final String TEXT = schemaText();
    private static final Schema SCHEMA = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(TEXT);

    private static String schemaText() {
        try {
            return Files.readString(Path.of("src", "main", "resources", "schema", "contract.schema.json"));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    static List<String> complaints(String yaml) {
        Object values = new Load(LoadSettings.builder().build()).loadFromString(yaml);
        return SCHEMA.validate(JSON.<JsonNode>valueToTree(values)).stream()
                .map(Error::toString)
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"northwind.yaml", "every-form.yaml", "prices.yaml"})
    void the_schema_takes_every_right_contract(String name) {
        assertThat(complaints(TestContracts.text(name))).isEmpty();
    }

    @Test
    void the_schema_takes_the_sample_contracts() throws IOException {
        List<Path> files;
        try (var found = Files.walk(Path.of("sample-data", "contracts"))) {
            files = found.filter(file -> file.toString().endsWith(".yaml")).toList();
        }
        for (Path file : files) {
            assertThat(complaints(Files.readString(file))).as(file.toString()).isEmpty();
        }
    }

    @Test
    void what_the_reader_refuses_for_its_structure_the_schema_refuses_too() {
        for (WrongContractsTest.Edit edit : WrongContractsTest.edits()) {
            List<Problem> problems = ContractReader.read("c.yaml", edit.wrong()).problems();
            boolean structural = problems.stream()
                    .anyMatch(problem -> problem.isError()
                            && (problem.message().startsWith("unknown key")
                                    || problem.message().startsWith("expected")
                                    || problem.message().contains("is unknown.")
                                    || (problem.message().startsWith("is missing.")
                                            && !problem.key().endsWith("weight"))));
            if (structural) {
                assertThat(complaints(edit.wrong())).as(edit.title()).isNotEmpty();
            }
        }
    }

    /** Lines taken out, doubled in meaning or exchanged at random: whatever the reader still takes, the schema takes. */
    @Test
    void the_schema_takes_whatever_the_reader_takes() {
        long seed = 20261123;
        Random random = new Random(seed);
        int taken = 0;
        for (int round = 0; round < 240; round++) {
            String text = mutated(TestContracts.text(SOUND.get(round % SOUND.size())), random);
            ContractReader.Result result = ContractReader.read("c.yaml", text);
            if (result.contract().isPresent()) {
                taken++;
                assertThat(complaints(text))
                        .as("seed " + seed + ", round " + round + "\n" + text)
                        .isEmpty();
            }
        }
        assertThat(taken).as("how many of them the reader took").isGreaterThan(25);
    }

    private static final Map<String, List<String>> EXCHANGES = Map.of(
            "4h", List.of("90s", "2d", "3 working days", "4H", "0.5h", "240"),
            "at least 98%", List.of("at least 98 %", "more than 98%", "at least 98", "At least 98%"),
            "1 miss", List.of("2 misses", "1", "1 more miss", "none"),
            "182000.00", List.of("0", "\"182000\"", "1e5", "182,000"),
            "monthly", List.of("weekly", "quarterly", "Monthly"),
            "incident", List.of("[incident, request]", "{ not: request }", "present", "at least 4", "[]"),
            "15% of charges", List.of("1/30 of charges", "500", "0.50", "15 % of charges", "15%"),
            "2026-12-24]", List.of("2026-12-24, 2026-12-26]", "]"),
            "half-up", List.of("up", "HALF_UP"),
            "\"09:00-13:00\"", List.of("closed", "\"09:00-12:00, 13:00-17:00\"", "\"22:00-06:00\"", "~"));

    private static String mutated(String text, Random random) {
        List<String> lines = new ArrayList<>(text.lines().toList());
        if (random.nextInt(3) == 0) {
            lines.remove(random.nextInt(lines.size()));
        }
        String changed = String.join("\n", lines) + "\n";
        for (String old : new TreeSet<>(EXCHANGES.keySet())) {
            List<String> others = java.util.Objects.requireNonNull(EXCHANGES.get(old));
            if (random.nextInt(6) == 0) {
                changed = changed.replace(old, others.get(random.nextInt(others.size())));
            }
        }
        return changed;
    }

    @Test
    void every_key_of_the_schema_stands_on_the_reference_page() throws IOException {
        String page = Files.readString(Path.of("docs", "contracts.md"));
        Set<String> keys = new TreeSet<>();
        collect(JSON.readTree(TEXT), keys);
        assertThat(keys)
                .hasSizeGreaterThan(80)
                .allSatisfy(key -> assertThat(page).containsPattern("[`.]" + key + "`"));
    }

    private static void collect(JsonNode node, Set<String> keys) {
        node.properties().forEach(entry -> {
            if (entry.getKey().equals("properties")) {
                entry.getValue().properties().forEach(property -> {
                    if (property.getValue().has("description")) {
                        keys.add(property.getKey());
                    }
                });
            }
            collect(entry.getValue(), keys);
        });
        if (node.isArray()) {
            node.forEach(item -> collect(item, keys));
        }
    }
}
