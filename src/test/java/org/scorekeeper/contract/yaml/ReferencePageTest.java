package org.scorekeeper.contract.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.scorekeeper.settle.WorkedExamples;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The tables of keys in {@code docs/contracts.md} come from the schema, their examples from the forms that the reader reads.
 * {@code -Dgolden.write=true} writes them anew.
 */
class ReferencePageTest {
    private static final Path PAGE = Path.of("docs", "contracts.md");
    private static final Pattern TABLE =
            Pattern.compile("<!-- keys of ([a-z]+) -->\n(.*?)<!-- end of keys -->", Pattern.DOTALL);
    private static final JsonNode SCHEMA = JsonMapper.shared().readTree(ContractSchemaTest.TEXT);
    /** Longer examples are told by those of their keys. */
    private static final int LONGEST = 120;

    private static final Set<String> REMARKS = Set.of("clause", "quote", "note");

    /**
     * A table of the page.
     *
     * @param schema where its keys stand in the schema
     * @param place where its block stands in a contract; a star is any key, brackets are any entry
     */
    private record Section(String schema, String place) {}

    private static final Map<String, Section> SECTIONS = sections();

    private static Map<String, Section> sections() {
        Map<String, Section> sections = new LinkedHashMap<>();
        sections.put("contract", new Section("", ""));
        sections.put("calendar", new Section("/$defs/calendar", "calendars.*"));
        sections.put("level", new Section("/$defs/level", "service-levels[]"));
        sections.put("measure", new Section("/$defs/measure", "service-levels[].measure"));
        sections.put("credits", new Section("/$defs/credits", "credits"));
        sections.put("cap", new Section("/$defs/cap", "credits.caps[]"));
        sections.put("trigger", new Section("/properties/triggers/items", "triggers[]"));
        sections.put("late", new Section("/properties/deliverables/items/properties/late", "deliverables[].late"));
        sections.put("example", new Section("/properties/examples/items", "examples[]"));
        return sections;
    }

    /** What another table of the page tells. */
    private static final Set<String> ELSEWHERE = Set.of(
            "calendars",
            "service-levels",
            "credits",
            "triggers",
            "examples",
            "measure",
            "caps",
            "late",
            "numerator",
            "denominator");

    private final Map<String, String> examples = new LinkedHashMap<>();

    @Test
    void the_tables_of_keys_say_what_the_schema_says_with_an_example_for_every_key() throws IOException {
        EveryFormTest.forms()
                .forEach(form -> collect(
                        "", YamlReader.node(form.contract(), new Problems("")).orElseThrow()));
        String page = Files.readString(PAGE);
        Matcher tables = TABLE.matcher(page);
        StringBuilder written = new StringBuilder();
        Set<String> found = new LinkedHashSet<>();
        List<String> without = new ArrayList<>();
        while (tables.find()) {
            found.add(tables.group(1));
            tables.appendReplacement(
                    written,
                    Matcher.quoteReplacement("<!-- keys of " + tables.group(1) + " -->\n"
                            + table(tables.group(1), without) + "<!-- end of keys -->"));
        }
        tables.appendTail(written);
        if (Boolean.getBoolean("golden.write")) {
            Files.writeString(PAGE, written);
        }

        assertThat(found).containsExactlyInAnyOrderElementsOf(SECTIONS.keySet());
        assertThat(without).as("keys without a form in forms.txt").isEmpty();
        assertThat(Files.readString(PAGE)).isEqualTo(written.toString());
    }

    private String table(String name, List<String> without) {
        Section section = java.util.Objects.requireNonNull(SECTIONS.get(name));
        StringBuilder table = new StringBuilder("| key | says | example |\n|---|---|---|\n");
        rows(name, SCHEMA.at(section.schema), "", section.place, table, without, new LinkedHashSet<>());
        return table.toString();
    }

    private void rows(
            String name,
            JsonNode node,
            String path,
            String place,
            StringBuilder table,
            List<String> without,
            Set<String> told) {
        for (Map.Entry<String, JsonNode> property : properties(node).entrySet()) {
            String key = property.getKey();
            if (REMARKS.contains(key) || path.endsWith("met-when.met-when") || (key.equals("not") && depth(path) > 2)) {
                continue; // a clock, a date and conditions are told once
            }
            String rowPath = path.isEmpty() ? key : path + "." + key;
            String rowPlace = place.isEmpty() ? key : place + "." + key;
            Optional<String> example = example(rowPlace).or(() -> example(rowPlace.replace("down", "down[]")));
            if (example.isEmpty()) {
                without.add(name + ": " + rowPath);
            }
            table.append("| `")
                    .append(rowPath)
                    .append("` | ")
                    .append(description(property.getValue()).replace("|", "\\|"))
                    .append(" | ")
                    .append(example.map(text -> text.length() > LONGEST ? "see its keys" : "`" + text + "`")
                            .orElse("")
                            .replace("|", "\\|"))
                    .append(" |\n");
            boolean elsewhere = ELSEWHERE.contains(key) && !name.equals("example");
            String target = property.getValue().path("$ref").asString("");
            if (!elsewhere && depth(rowPath) < 4 && told.add(target.isEmpty() ? rowPath : target)) {
                rows(name, property.getValue(), rowPath, nested(rowPlace), table, without, told);
            }
        }
    }

    private static int depth(String path) {
        return path.split("\\.", -1).length;
    }

    /** Where the keys of a block stand: in it, or in the entries of its list. */
    private String nested(String place) {
        return examples.keySet().stream().anyMatch(known -> matches(place + "[]", known)) ? place + "[]" : place;
    }

    private static String description(JsonNode node) {
        return node.path("description").asString("");
    }

    /** The keys that a node of the schema knows, in all its forms. */
    private static Map<String, JsonNode> properties(JsonNode node) {
        Map<String, JsonNode> found = new LinkedHashMap<>();
        gather(node, found, 0);
        return found;
    }

    private static void gather(JsonNode node, Map<String, JsonNode> found, int depth) {
        if (depth > 6) {
            return;
        }
        String ref = node.path("$ref").asString("");
        if (ref.startsWith("#")) {
            gather(SCHEMA.at(ref.substring(1)), found, depth + 1);
        }
        node.path("properties").properties().forEach(entry -> {
            if (entry.getValue().has("description")) {
                found.putIfAbsent(entry.getKey(), entry.getValue());
            }
        });
        for (String inner : List.of("items", "then", "else")) {
            if (node.has(inner)) {
                gather(node.get(inner), found, depth + 1);
            }
        }
        for (String inner : List.of("oneOf", "anyOf", "allOf")) {
            node.path(inner).forEach(form -> gather(form, found, depth + 1));
        }
    }

    private Optional<String> example(String place) {
        return examples.entrySet().stream()
                .filter(entry -> matches(place, entry.getKey()))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    private static boolean matches(String place, String known) {
        String pattern =
                List.of(place.split("\\*", -1)).stream().map(Pattern::quote).collect(Collectors.joining("[^.]+"));
        return known.matches(pattern);
    }

    private void collect(String place, YamlNode node) {
        if (node instanceof YamlNode.Mapping mapping) {
            mapping.entries().forEach((key, value) -> {
                String below = place.isEmpty() ? key : place + "." + key;
                examples.putIfAbsent(below, flow(value));
                collect(below, value);
            });
        } else if (node instanceof YamlNode.Sequence sequence) {
            sequence.items().forEach(item -> {
                examples.putIfAbsent(place + "[]", flow(item));
                collect(place + "[]", item);
            });
        }
    }

    private static String flow(YamlNode node) {
        if (node instanceof YamlNode.Mapping mapping) {
            return mapping.entries().entrySet().stream()
                    .map(entry -> entry.getKey() + ": " + flow(entry.getValue()))
                    .collect(Collectors.joining(", ", "{ ", " }"));
        }
        if (node instanceof YamlNode.Sequence sequence) {
            return sequence.items().stream().map(ReferencePageTest::flow).collect(Collectors.joining(", ", "[", "]"));
        }
        String text = ((YamlNode.Scalar) node).text();
        return text.contains(", ") || text.matches("\\d\\d:.*") ? "\"" + text + "\"" : text;
    }

    private static List<String> contracts() throws IOException {
        List<String> contracts = new ArrayList<>();
        Matcher blocks =
                Pattern.compile("```yaml\n(contract: .*?)```", Pattern.DOTALL).matcher(Files.readString(PAGE));
        while (blocks.find()) {
            contracts.add(blocks.group(1));
        }
        assertThat(contracts).hasSize(2);
        return contracts;
    }

    @ParameterizedTest
    @MethodSource("contracts")
    void the_whole_contracts_of_the_page_are_right_and_proved_by_their_examples(String text) {
        ContractReader.Result result = ContractReader.read("docs/contracts.md", text);

        assertThat(result.problems()).isEmpty();
        assertThat(result.contract().map(WorkedExamples::faults)).contains(List.of());
        assertThat(ContractSchemaTest.complaints(text)).isEmpty();
    }
}
