package org.scorekeeper.nightly;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.scorekeeper.facts.postgres.TestDatabases;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The contract language from outside: contracts and files in, the files of one night out. Every case is a vendor of its
 * own in one workspace; {@code src/test/resources/cases} holds them, and adding one is adding text there.
 */
class WholeRunTest {
    private static final String AS_OF = "2027-06-30";
    private static final Path CASES = Path.of("src/test/resources/cases");
    private static final Map<String, JsonNode> PRINTED = printed();

    @TempDir
    static Path workspace;

    private static @Nullable CaseReports reports;
    private static List<String> said = List.of();

    static List<WrittenCase> cases() {
        String only = System.getProperty("case", "");
        return WrittenCase.in(CASES).stream()
                .filter(one -> one.id().startsWith(only))
                .toList();
    }

    private static Map<String, JsonNode> printed() {
        JsonNode file = JsonMapper.shared().readTree(Path.of("src/test/resources/acceptance/contract-cases.json"));
        return file.valueStream()
                .collect(Collectors.toMap(one -> one.get("id").asString(), one -> one.get("expected")));
    }

    @BeforeAll
    static void one_night_over_all_of_them() throws IOException {
        for (WrittenCase one : cases()) {
            one.write(workspace);
        }
        Nights.database(workspace, TestDatabases.EMBEDDED);
        said = Nights.night(workspace, AS_OF).said();
        reports = new CaseReports(workspace.resolve("reports"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void the_files_say_what_the_paper_says(WrittenCase one) {
        CaseReports all = Objects.requireNonNull(reports);
        String about = said.stream()
                .filter(line -> line.contains("/" + one.id() + "/") || line.contains(" " + one.id() + " "))
                .collect(Collectors.joining("\n"));
        for (WrittenCase.Section section : one.sections()) {
            switch (section.name()) {
                case "measurements", "triggers", "lines", "preview", "breaches", "exceptions", "rejected" ->
                    table(one, section, all, about);
                case "printed" -> section.lines().forEach(line -> printed(one, line, all, about));
                default ->
                    assertThat(section.name())
                            .as("a section of a case")
                            .isIn(
                                    "contract",
                                    "feed",
                                    "tickets",
                                    "ticket-status",
                                    "timesheets",
                                    "deliverables",
                                    "readings",
                                    "relief",
                                    "charges",
                                    "disputes",
                                    "waivers",
                                    "manual-lines",
                                    "approvals");
            }
        }
    }

    /** A section names the columns that it compares; all rows of the case's files must be those of the section. */
    private static void table(WrittenCase one, WrittenCase.Section section, CaseReports all, String about) {
        List<String> lines = section.lines();
        List<String> columns = List.of(lines.get(0).split(","));
        List<String> rows = all.rows(one.id(), section.name()).stream()
                .filter(row -> CaseReports.matches(row, section.rest()))
                .map(row -> columns.stream()
                        .map(column -> CaseReports.cell(row, column))
                        .collect(Collectors.joining(",")))
                .toList();
        assertThat(String.join("\n", rows))
                .as(section.head() + " of " + one + "\n" + about)
                .isEqualTo(String.join("\n", lines.subList(1, lines.size())));
    }

    /**
     * A line {@code key = file column [of filter] [sum|each] [is word] [from figure]} compares what the acceptance file
     * prints under the key, one figure or a list of them, with the cells of a column: their sum, or that of each period
     * ({@code each}); whether they are that word; that figure less them.
     */
    private static void printed(WrittenCase one, String line, CaseReports all, String about) {
        String[] sides = line.split(" = ", 2);
        JsonNode wanted = printed(one.id(), sides[0].strip());
        List<String> words = List.of(sides[1].strip().split(" (?=of |is |from |each\\b|sum\\b)"));
        String[] column = words.get(0).split(" ", -1);
        String filter = word(words, "of ");
        List<Map<String, String>> rows = all.rows(one.id(), column[0]).stream()
                .filter(row -> CaseReports.matches(row, filter))
                .toList();
        List<String> cells =
                rows.stream().map(row -> CaseReports.cell(row, column[1])).toList();
        if (words.contains("sum")) {
            cells = List.of(sum(cells));
        } else if (words.contains("each")) {
            cells = all.rows(one.id(), "measurements").stream()
                    .map(row -> CaseReports.cell(row, "period"))
                    .distinct()
                    .map(period -> sum(rows.stream()
                            .filter(row -> CaseReports.cell(row, "period").equals(period))
                            .map(row -> CaseReports.cell(row, column[1]))
                            .toList()))
                    .toList();
        }
        String is = word(words, "is ");
        if (!is.isEmpty()) {
            cells = cells.stream().map(cell -> String.valueOf(cell.equals(is))).toList();
        }
        String from = word(words, "from ");
        if (!from.isEmpty()) {
            cells = cells.stream()
                    .map(cell ->
                            new BigDecimal(from).subtract(new BigDecimal(cell)).toPlainString())
                    .toList();
        }
        assertThat(cells.stream().map(WholeRunTest::plain).toList())
                .as(line + " of " + one + "\n" + about)
                .isEqualTo(elements(wanted).stream().map(WholeRunTest::plain).toList());
    }

    private static JsonNode printed(String id, String key) {
        JsonNode found = PRINTED.get(id);
        for (String name : key.split("\\.", -1)) {
            found = found == null ? null : found.get(name);
        }
        return Objects.requireNonNull(found, id + " is not printed with " + key);
    }

    private static String sum(List<String> amounts) {
        return amounts.stream()
                .map(BigDecimal::new)
                .reduce(BigDecimal.ZERO, BigDecimal::add)
                .toPlainString();
    }

    private static String word(List<String> words, String first) {
        return words.stream()
                .filter(word -> word.startsWith(first))
                .map(word -> word.substring(first.length()))
                .findFirst()
                .orElse("");
    }

    private static List<String> elements(JsonNode wanted) {
        List<String> elements = new ArrayList<>();
        if (wanted.isArray()) {
            wanted.forEach(each -> elements.add(each.asString()));
        } else {
            elements.add(wanted.asString());
        }
        return elements;
    }

    /** 12500 and 12500.00 are one figure. */
    private static String plain(String figure) {
        return figure.matches("-?\\d+(\\.\\d+)?")
                ? new BigDecimal(figure).stripTrailingZeros().toPlainString()
                : figure;
    }

    @Test
    void every_printed_case_is_tried() {
        List<String> tried = cases().stream()
                .filter(one -> !one.named("printed").isEmpty())
                .map(WrittenCase::id)
                .toList();
        if (System.getProperty("case") == null) {
            assertThat(tried).containsAll(PRINTED.keySet());
        }
        assertThat(Arrays.asList(cases().stream().map(WrittenCase::id).toArray()))
                .doesNotHaveDuplicates();
    }
}
