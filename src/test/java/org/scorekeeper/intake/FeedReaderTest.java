package org.scorekeeper.intake;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.scorekeeper.contract.Problem;
import org.scorekeeper.facts.FactKind;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import tools.jackson.databind.json.JsonMapper;

class FeedReaderTest {
    /** The feed of the page on the outside of the product, word for word. */
    private static final String PAGE = """
            feed: northwind-tickets
            vendor: northwind
            contract: NWD-2026-014            # or { column: Contract }
            facts: tickets                    # tickets | ticket-status | timesheets | deliverables | readings
            files: "northwind/**/tickets-*.{csv,xlsx,xls}"
            expected: by 06:00 on working days      # a missing file is itself reported
            format: { delimiter: auto, encoding: auto, sheet: "Export*", header-row: auto, decimal: "," }
            dates: { pattern: ["d/M/yyyy HH:mm", "yyyy-MM-dd'T'HH:mm:ssXXX"], zone: Europe/London }
            missing: ["", "?", "N/A"]
            columns:
              id: Number
              opened: Opened at
              resolved: [Resolved at, Resolution time]      # the first of these that the file has
              priority: { column: Priority, values: { "1 - Critical": P1, "2 - High": P2 } }
              status: State
            latest-by: Updated at
            required: [id, opened, priority]
            tolerate: { rejected: 0.5% }
            """;

    private static final String SMALL = """
            feed: f
            vendor: v
            facts: tickets
            files: "*.csv"
            dates: { zone: UTC }
            columns: { id: Id }
            """;

    private static final Schema SCHEMA = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(resource("/schema/feed.schema.json"));

    @Test
    void the_feed_of_the_page_is_read() {
        FeedReader.Result result = FeedReader.read("feeds/northwind.yaml", PAGE);

        assertThat(result.problems()).isEmpty();
        Feed feed = result.feed().orElseThrow();
        assertThat(feed.id()).isEqualTo("northwind-tickets");
        assertThat(feed.vendor()).isEqualTo("northwind");
        assertThat(feed.contract().id()).contains("NWD-2026-014");
        assertThat(feed.contract().column()).isEmpty();
        assertThat(feed.facts()).isEqualTo(FactKind.TICKETS);
        assertThat(feed.files()).containsExactly("northwind/**/tickets-*.{csv,xlsx,xls}");
        assertThat(feed.expected()).contains(new Feed.Expectation(LocalTime.of(6, 0), true));
        assertThat(feed.format().delimiter()).isEmpty();
        assertThat(feed.format().encoding()).isEmpty();
        assertThat(feed.format().sheet()).contains("Export*");
        assertThat(feed.format().headerRow()).isEmpty();
        assertThat(feed.format().decimal()).isEqualTo(',');
        assertThat(feed.datePatterns()).containsExactly("d/M/yyyy HH:mm", "yyyy-MM-dd'T'HH:mm:ssXXX");
        assertThat(feed.zone()).isEqualTo(ZoneId.of("Europe/London"));
        assertThat(feed.missing()).containsExactlyInAnyOrder("", "?", "n/a");
        assertThat(feed.columns())
                .containsEntry("resolved", new Feed.Column(List.of("Resolved at", "Resolution time"), Map.of()))
                .containsEntry(
                        "priority",
                        new Feed.Column(List.of("Priority"), Map.of("1 - Critical", "P1", "2 - High", "P2")))
                .hasSize(5);
        assertThat(feed.latestBy()).contains("Updated at");
        assertThat(feed.required()).containsExactlyInAnyOrder("id", "opened", "priority");
        assertThat(feed.tolerateRejected()).contains(new BigDecimal("0.5"));
        assertThat(feed.source()).isEqualTo("feeds/northwind.yaml");
        assertThat(feed.wantedColumns())
                .isEqualTo(Set.of(
                        "number", "opened at", "resolved at", "resolution time", "priority", "state", "updated at"));
    }

    @Test
    void what_is_left_out_has_its_default() {
        Feed feed = FeedReader.read("f.yaml", SMALL).feed().orElseThrow();

        assertThat(feed.contract()).isEqualTo(Feed.ContractOf.ALL);
        assertThat(feed.expected()).isEmpty();
        assertThat(feed.datePatterns()).isEmpty();
        assertThat(feed.latestBy()).isEmpty();
        assertThat(feed.required()).isEmpty();
        assertThat(feed.tolerateRejected()).isEmpty();
        assertThat(feed.format().decimal()).isEqualTo('.');
    }

    @ParameterizedTest
    @CsvSource({"wrong", "wrong-columns"})
    void everything_that_is_wrong_is_said_at_once(String name) {
        FeedReader.Result result = FeedReader.read("feeds/" + name + ".yaml", resource("/feeds/" + name + ".yaml"));

        assertThat(result.feed()).isEmpty();
        assertThat(result.problems().stream().map(Problem::toString).collect(Collectors.joining("\n", "", "\n")))
                .isEqualTo(resource("/feeds/" + name + ".txt"));
    }

    @Test
    void a_time_zone_that_is_not_said_is_warned_of_where_it_matters() {
        assertThat(problems(SMALL.replace("dates: { zone: UTC }\n", "")))
                .containsExactly("f.yaml:1: warning: dates: zone is missing: a time without an offset is read as UTC."
                        + " Write one such as zone: Europe/London.");
        assertThat(problems(SMALL.replace("zone: UTC", "pattern: [\"d/M/yyyy HH:mm\"]")))
                .hasSize(1);
        assertThat(problems(SMALL.replace("zone: UTC", "pattern: [\"d/M/yyyy\", \"yyyy-MM-dd'T'HH:mmXXX\"]")))
                .isEmpty();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = ';', textBlock = """
            ticket-status; ticket, status and from
            readings;      metric, at and value
            timesheets;    person and work-date, where there is no id
            deliverables;  id
            """)
    void each_kind_has_fields_without_which_it_means_nothing(String kind, String fields) {
        String feed = SMALL.replace("tickets", kind).replace("id: Id", "group: Group");

        assertThat(problems(feed))
                .as(fields)
                .isNotEmpty()
                .allMatch(problem ->
                        problem.contains("is missing: " + kind + " ") && problem.startsWith("f.yaml:6: columns: \""));
    }

    @Test
    void a_timesheet_with_an_id_needs_no_more() {
        assertThat(problems(SMALL.replace("tickets", "timesheets"))).isEmpty();
    }

    /** Where the two differ the schema is the milder: it knows no dates, zones, globs or fields of other keys. */
    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource(delimiter = '~', quoteCharacter = '`', textBlock = """
            ~                                             ~                                           both take
            contract: ~                                   contract: ""~                               both refuse
            tolerate: { rejected: 0.5% }~                 tolerate: { rejected: 100% }~               both take
            missing: ["", "?"]~                           missing: none~                              both take
            missing: [0, null]~                           missing: 7~                                 both take
            format: { header-row: 3, decimal: "," }~      format: { header-row: auto, delimiter: ";" }~both take
            format: { delimiter: tab }~                   format: { delimiter: "|" }~                 both take
            expected: by 6:00 on every day~               expected: by 06:00 on working days~         both take
            contract: { column: Order }~                  contract: C-1~                              both take
            required: [id]~                               required: id~                               both take
            note: anything~                               latest-by: Updated~                         both take
            tolerate: { rejected: 0.5 }~                  tolerate: {}~                               both refuse
            tolerate: { rejected: 101% }~                 tolerate: 0.5%~                             both refuse
            files: []~                                    files: { a: b }~                            both refuse
            columns: [id]~                                columns: Id~                                both refuse
            columns: { id: }~                             columns: { id: [] }~                        both refuse
            columns: { id: { values: { a: b } } }~        columns: { id: { column: Id, valus: {} } }~ both refuse
            columns: { id: { column: Id, values: { a: [b] } } }~ columns: { id: { column: Id, values: x } }~ both refuse
            facts: incidents~                             facts: ~                                    both refuse
            feed: a b~                                    feed: ~                                     both refuse
            vendor: ../v~                                 vendor: [v]~                                both refuse
            format: { header-row: 0 }~                    format: { header-row: first }~              both refuse
            format: { decimal: ";" }~                     format: { delimiter: semicolon }~           both refuse
            format: { sheets: A }~                        format: auto~                               both refuse
            expected: by 25:00 on every day~              expected: by 06:00~                         both refuse
            contract: { colum: Order }~                   contract: [C-1]~                            both refuse
            uses: servicenow-incident~                    uses: Jira~                                 both take
            uses: sap-notes~                              colums: { id: Id }~                         both refuse
            dates: { patern: d/M/yyyy }~                  dates: Europe/London~                       both refuse
            latest-by: [A, B]~                            columns: { id: { joined: [A, B] } }~        both take
            latest-by: { a: b }~                          required: { id: yes }~                      both refuse
            dates: { pattern: d/m/yyyy }~                 dates: { zone: London }~                    the reader refuses
            files: "/a.csv"~                              files: "{a"~                                the reader refuses
            required: [opened]~                           columns: { title: Title }~                  the reader refuses
            format: { encoding: UTF-9 }~                  columns: { id: Id, hold: { column: H, values: { a: b } } }~ the reader refuses
            """)
    void schema_and_reader_agree(String line, String otherLine, String who) throws IOException {
        for (String change : new String[] {line, otherLine}) {
            String feed = change == null ? SMALL : changed(change);
            assertThat(FeedReader.read("f.yaml", feed).feed().isPresent())
                    .as("reader on %s", change)
                    .isEqualTo(who.equals("both take"));
            assertThat(schemaTakes(feed)).as("schema on %s", change).isEqualTo(!who.equals("both refuse"));
        }
    }

    @Test
    void schema_and_reader_agree_on_the_page_and_on_what_is_wrong_in_every_line() throws IOException {
        assertThat(schemaTakes(PAGE)).isTrue();
        assertThat(schemaTakes(resource("/feeds/wrong.yaml"))).isFalse();
    }

    /** The small feed with a line of its own, or another one of the same key. */
    private static String changed(String line) {
        String key = line.substring(0, line.indexOf(':') + 1);
        return SMALL.lines().filter(old -> !old.startsWith(key)).collect(Collectors.joining("\n")) + "\n" + line + "\n";
    }

    private static boolean schemaTakes(String yaml) {
        Object tree = new Load(LoadSettings.builder().build()).loadFromString(yaml);
        return SCHEMA.validate(JsonMapper.shared().writeValueAsString(tree), InputFormat.JSON)
                .isEmpty();
    }

    private static List<String> problems(String feed) {
        return FeedReader.read("f.yaml", feed).problems().stream()
                .map(Problem::toString)
                .toList();
    }

    private static String resource(String path) {
        try (InputStream in = FeedReaderTest.class.getResourceAsStream(path)) {
            return new String(java.util.Objects.requireNonNull(in, path).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new java.io.UncheckedIOException(unreadable);
        }
    }
}
