package org.scorekeeper.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.scorekeeper.facts.FactKind;
import org.scorekeeper.intake.table.Limits;
import org.scorekeeper.intake.table.RowCursor;
import org.scorekeeper.intake.table.SourceRow;

/** A look at files that nobody has described, and the mappings that come with the product. */
class SniffTest {
    private static final Path DATA = Path.of("../shared/data");

    @TempDir
    Path folder;

    @ParameterizedTest
    @MethodSource("names")
    void every_ready_mapping_is_a_right_feed(String name) {
        FeedReader.Result result = FeedReader.read(
                "feeds/x.yaml", "feed: x\nvendor: v\nfiles: \"*.csv\"\ndates: { zone: UTC }\nuses: " + name + "\n");

        assertThat(result.problems()).isEmpty();
        assertThat(result.feed().orElseThrow().columns()).hasSizeGreaterThan(5);
        assertThat(ReadyMappings.text(name)).doesNotContain("\t").startsWith("# ");
    }

    static List<String> names() {
        return ReadyMappings.NAMES;
    }

    @Test
    void a_feeds_own_keys_go_before_those_of_the_mapping_that_it_uses() {
        Feed feed = FeedReader.read("feeds/x.yaml", """
                        feed: x
                        vendor: v
                        uses: servicenow-incident
                        files: "*.csv"
                        dates: { pattern: d/M/yyyy HH:mm, zone: Europe/London }
                        columns: { priority: { column: Impact, values: { "1 - High": P1 } }, site: Location }
                        latest-by: Changed
                        """).feed().orElseThrow();

        assertThat(feed.facts()).isEqualTo(FactKind.TICKETS);
        assertThat(feed.datePatterns()).containsExactly("d/M/yyyy HH:mm");
        assertThat(Objects.requireNonNull(feed.columns().get("priority")).names())
                .containsExactly("Impact");
        assertThat(feed.columns()).containsKeys("id", "opened", "site");
        assertThat(feed.latestBy()).containsExactly("Changed");
        assertThat(feed.uses().orElseThrow().order()).isFalse();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "jira, jira",
        "Jira-issue, jira",
        "servicenow, servicenow-incident",
        "servicenow-incidents, servicenow-incident",
        "toggl-timesheet, toggl",
        "sap, "
    })
    void a_mapping_is_named_by_its_product(String text, String name) {
        assertThat(ReadyMappings.named(text).orElse(null)).isEqualTo(name);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = ';', textBlock = """
            servicenow-incidents.csv;                                  servicenow-incident; tickets;      d-M-yyyy HH:mm;   5998
            software-house-hours.csv;                                  ;                    tickets;      ;                 12299
            milestones-primavera.csv;                                  ;                    deliverables; M/d/yyyy h:mm:ss a; 402
            timesheet-exports/clockify_time_entries_import_test_1.csv; clockify;            timesheets;   M/d/yyyy;         2
            timesheet-exports/clockify_time_entries_import_test_2.csv; clockify;            timesheets;   M/d/yyyy;         1
            timesheet-exports/toggl_time_entries_import_test_1.csv;    toggl;               timesheets;   yyyy-MM-dd;       2
            timesheet-exports/generic_time_entries_import_test_1.csv;  ;                    timesheets;   work-date: start; 2
            timesheet-exports/solidtime_import_test_1__time_entries.csv; ;                  timesheets;   person: member_id; 2
            timesheet-exports/harvest_time_entries_import_test_1.csv;  harvest;             timesheets;   yyyy-MM-dd;       2
            """)
    void real_exports_are_known_and_their_feed_reads_them(
            String name, String ready, String kind, String pattern, int accepted) throws IOException {
        Path file = DATA.resolve(name);
        assumeTrue(Files.exists(file), "the real exports are not here (" + file + "): they are not ours to ship");

        Sniff sniff = Sniff.of(file, Limits.DEFAULTS);
        FeedProposal proposal = new FeedProposal(sniff, "acme", "acme/*.csv", "");

        assertThat(sniff.ready().orElse(null)).isEqualTo(ready);
        assertThat(sniff.kind().code()).isEqualTo(kind);
        if (pattern != null) {
            assertThat(proposal.text()).contains(pattern);
        }
        assertThat(accepted(file, proposal)).isEqualTo(accepted);
    }

    @Test
    void what_an_export_lacks_to_be_measured_is_said() {
        Path file = DATA.resolve("software-house-hours.csv");
        assumeTrue(Files.exists(file), "the real export is not here (" + file + "): it is not ours to ship");

        FeedProposal proposal = new FeedProposal(Sniff.of(file, Limits.DEFAULTS), "acme", "acme/*.csv", "");

        assertThat(proposal.unsure())
                .anyMatch(line -> line.startsWith("no column says when a ticket was opened, resolved or closed:"));
        assertThat(proposal.text()).contains("format: { encoding: windows-1252 }");
    }

    @Test
    void the_sheet_that_holds_the_data_is_found() {
        Path file = DATA.resolve("projects.xlsx");
        assumeTrue(Files.exists(file), "the real workbook is not here (" + file + "): it is not ours to ship");

        FeedProposal proposal = new FeedProposal(Sniff.of(file, Limits.DEFAULTS), "acme", "acme/*.xlsx", "");

        assertThat(proposal.text()).contains("sheet: EBSPM_Research_Repository");
    }

    @ParameterizedTest(name = "{0}: {3}")
    @CsvSource(delimiter = '|', textBlock = """
            30/01/2026 10:00 | 01/03/2026 11:00 | d/M/yyyy HH:mm | the day stands first, because of 30/01/2026 10:00
            02/28/2026 10:00 | 03/01/2026 11:00 | M/d/yyyy HH:mm | the month stands first, because of 02/28/2026 10:00
            02/03/2026 10:00 | 03/03/2026 11:00 | d/M/yyyy HH:mm | every value could have the day or the month first
            02/03/2026 1:00 PM | 03/03/2026 2:00 PM | M/d/yyyy h:mm a | every value could have the day or the month first
            28/02/2026 10:00 | 02/28/2026 11:00 | d/M/yyyy HH:mm | some have the day first, others the month
            """)
    void the_order_of_day_and_month_is_told_with_its_evidence(String one, String other, String pattern, String said)
            throws IOException {
        Path file = write("Ticket;Priority;Opened\nA-1;1;" + one + "\nA-2;2;" + other + "\n", StandardCharsets.UTF_8);

        FeedProposal proposal = new FeedProposal(Sniff.of(file, Limits.DEFAULTS), "acme", "*.csv", "");

        assertThat(proposal.text()).contains("pattern: [\"" + pattern + "\"");
        assertThat(proposal.evidence()).anyMatch(line -> line.contains(said));
        boolean certain = said.contains("because of");
        assertThat(proposal.unsure().stream().noneMatch(line -> line.startsWith("which of day and month")))
                .isEqualTo(certain);
    }

    @Test
    void an_export_with_titles_in_another_encoding_and_language_gives_a_feed_that_reads_it() throws IOException {
        Path file = write("""
                Ticketliste März 2026
                erstellt von Frau Müller

                Nummer;Priorität;Status;Eröffnet am;Behoben am;Aufwand
                4711;Hoch;gelöst;31.03.2026 08:15;31.03.2026 09:00;1.234,5
                4712;Tief;offen;01.04.2026 10:00;-;2,5
                4713;Hoch;gelöst;01.04.2026 11:00;02.04.2026 11:30;3,5
                4714;Hoch;offen;01.04.2026 11:00;-;4,5
                """, Charset.forName("windows-1252"));

        Sniff sniff = Sniff.of(file, Limits.DEFAULTS);
        FeedProposal proposal = new FeedProposal(sniff, "brunner", "brunner/*.csv", "Europe/Zurich");

        assertThat(sniff.described())
                .first()
                .asString()
                .startsWith("4 rows: windows-1252, delimiter ;, header in row 4");
        assertThat(proposal.text())
                .contains(
                        "id: Nummer",
                        "priority: Priorität",
                        "status: Status",
                        "opened: Eröffnet am",
                        "resolved: Behoben am",
                        "decimal: \",\"",
                        "zone: Europe/Zurich",
                        "missing: [\"-\"]");
        assertThat(accepted(file, proposal)).isEqualTo(4);
    }

    private Path write(String text, Charset charset) throws IOException {
        return Files.write(folder.resolve("export.csv"), text.getBytes(charset));
    }

    private static int accepted(Path file, FeedProposal proposal) {
        FeedReader.Result result = FeedReader.read("feeds/x.yaml", proposal.text());
        assertThat(result.problems().stream().filter(problem -> problem.isError()))
                .isEmpty();
        Feed feed = result.feed().orElseThrow(() -> new AssertionError(proposal.text()));
        int accepted = 0;
        try (RowCursor rows = TableFiles.open(file, feed.format(), feed.wanted(), Limits.DEFAULTS)) {
            RowMapper mapper = new RowMapper(feed, rows.header(), file.toString(), 1);
            for (SourceRow row = rows.next(); row != null; row = rows.next()) {
                accepted += mapper.map(row) instanceof RowResult.Mapped ? 1 : 0;
            }
        }
        return accepted;
    }
}
