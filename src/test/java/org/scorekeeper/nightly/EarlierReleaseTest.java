package org.scorekeeper.nightly;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scorekeeper.facts.postgres.DatabaseSettings;
import org.scorekeeper.facts.postgres.TestDatabases;
import org.scorekeeper.nightly.postgres.OrderStore;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * The database of an earlier release, as its nights of 8 September and 7 October 2026 left it: two contracts, August issued and
 * one of them restated, September issued and held, October running. The dump is of the tables' version 7; beside it lie the
 * workspace and the postings of then.
 */
class EarlierReleaseTest {
    private static final Path THEN = Path.of("src/test/resources/earlier-release");
    private static final String ISSUED =
            "select (to_jsonb(r) - '{registers,misses,last_day,dropped}'::text[])::text from %s.period_result r"
                    + " where state in ('issued', 'restated') order by contract, period, revision";
    private static final String STOOD = "state in ('issued', 'restated') and %s like '%%[{%%' order by 1";
    private static final String FACTS =
            "select to_jsonb(t)::text from %s.ticket t order by vendor, id, version, file_id, row_no";
    private static final String LEDGER = "select to_jsonb(l)::text from %s.ledger_line l order by seq";
    private static final String DOCUMENTS =
            "select concat_ws(' ', contract, period, revision, name, encode(sha256(content), 'hex'))"
                    + " from %s.issued_document order by contract, period, revision, name";

    @TempDir
    private Path folder = Path.of("");

    private final DatabaseSettings settings = TestDatabases.EMBEDDED.fresh();
    private final JdbcClient jdbc = JdbcClient.create(
            new DriverManagerDataSource(settings.url() + "", settings.user() + "", settings.password() + ""));

    @BeforeEach
    void its_database_and_its_workspace_are_there() throws Exception {
        folder = folder.toRealPath();
        Nights.copy(THEN.resolve("workspace"), folder);
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.toList()) {
                Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2026-09-01T00:00:00Z")));
            }
        }
        Nights.database(folder, settings);
        String dump;
        try (InputStream packed = new GZIPInputStream(Files.newInputStream(THEN.resolve("schema-7.sql.gz")))) {
            dump = new String(packed.readAllBytes(), StandardCharsets.UTF_8);
        }
        try (Connection connection = DriverManager.getConnection(settings.url(), settings.user(), settings.password());
                Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.execute(Pattern.compile("\\bscorekeeper(_batch)?(?=[.;])")
                    .matcher(dump)
                    .replaceAll(settings.schema() + "$1")
                    .replace(settings.schema() + "_batch", settings.batchSchema())
                    .replace("'REPORTS'", "'" + folder.resolve("reports") + "'"));
        }
    }

    @Test
    void what_was_issued_stands_its_documents_come_again_and_the_next_nights_go_on_from_it() throws Exception {
        List<String> issued = rows(ISSUED);
        List<String> ledger = rows(LEDGER);
        List<String> documents = rows(DOCUMENTS);
        List<String> facts = rows(FACTS);
        List<String> missed =
                rows("select concat_ws(' ', contract, period, revision, misses) from %s.period_result where "
                        + STOOD.formatted("misses"));
        assertThat(issued).hasSize(4);
        assertThat(ledger).hasSize(10);

        NightOutcome again = Nights.night(folder, "2026-10-07");

        assertThat(again.exit()).as(again.said() + again.lastLine()).isEqualTo(ExitCode.DONE);
        assertThat(again.lastLine()).startsWith("0 files, 0 rows came in");
        assertThat(rows("select max(version::int)::text from %s.flyway_schema_history where success"))
                .containsExactly(Integer.toString(org.scorekeeper.facts.postgres.Database.newestVersion()));
        assertThat(rows(FACTS)).isEqualTo(facts).isNotEmpty();
        assertThat(rows(
                        "select distinct t.tableoid::regclass::text from %s.ticket t where opened >= '2026-09-01' and opened <"
                                + " '2026-10-01'"))
                .as("they lie by month now")
                .allMatch(table -> table.endsWith(".ticket_2026_09"))
                .hasSize(1);
        assertThat(rows(ISSUED)).isEqualTo(issued);
        assertThat(rows("select concat_ws(' ', contract, period, revision, items) from %s.period_result r join"
                        + " %s.missed_items m using (contract, period, revision) where m.last_day = r.last_day and "
                        + STOOD.formatted("items")))
                .as("the items that missed lie by themselves now")
                .isEqualTo(missed)
                .isNotEmpty();
        assertThat(rows("select distinct to_char(last_day, 'YYYY-MM') = period and tableoid::regclass::text like"
                        + " '%%missed_items_' || replace(period, '-', '_') from %s.missed_items"))
                .containsExactly("t");
        assertThat(rows(LEDGER)).isEqualTo(ledger);
        assertThat(rows(DOCUMENTS))
                .as("the vendor's edition, which that release did not make, comes beside them")
                .containsAll(documents);
        documents_are_those_that_were_issued();
        for (String posting : List.of("posting-0001.csv", "posting-0002.csv")) {
            assertThat(Files.readString(folder.resolve("reports/finance").resolve(posting)))
                    .as(posting)
                    .isEqualTo(Files.readString(THEN.resolve("posted").resolve(posting)));
        }
        assertThat(explained("D-1", "2026-08")).contains("60", "minor", "severe", "2065.00");

        a_later_night_issues_what_is_due_and_adjusts_what_was_issued_before_the_upgrade(issued, ledger, documents);
    }

    /** October is due, a correction of September comes, and what was held is let go. */
    private void a_later_night_issues_what_is_due_and_adjusts_what_was_issued_before_the_upgrade(
            List<String> issued, List<String> ledger, List<String> documents) throws Exception {
        Nights.write(folder.resolve("inbox/harbour/tickets-11.csv"), """
                Number,Priority,Short description,Opened,Resolved,Updated
                T-10,P1,Shop till,2026-09-16 22:00,2026-09-17 01:30,2026-10-20 04:00
                T-14,P1,Leith again,2026-10-02 09:00,2026-10-02 12:00,2026-10-21 09:30
                """);
        PeriodOrders.give(
                Nights.request(folder, null, false, null),
                OrderStore.Kind.RELEASE,
                Optional.of("HBR-8"),
                "2026-09",
                "The approvals have come",
                "Ann Weaver");

        NightOutcome later = Nights.night(folder, "2026-11-06");

        assertThat(later.exit()).as(later.said() + later.lastLine()).isIn(ExitCode.DONE, ExitCode.LOOK);
        assertThat(rows(ISSUED)).containsAll(issued).hasSize(8);
        assertThat(rows(LEDGER)).containsAll(ledger);
        assertThat(rows(DOCUMENTS)).containsAll(documents);
        assertThat(rows("select concat_ws(' ', line_id, signed_amount, posting) from %s.ledger_line"
                        + " where seq > 10 order by 1"))
                .as("September's two urgent tickets: one relieved before, the other in time after all")
                .containsExactly("HBR-7/2026-09/D-1/r1 -3097.50 3");
        assertThat(Nights.night(folder, "2026-11-06").lastLine()).startsWith("Nothing new since");
    }

    private void documents_are_those_that_were_issued() throws IOException {
        for (String document : rows("""
                select concat_ws(' ', contract, period, name, encode(sha256(content), 'hex')) from %s.issued_document d
                where revision = (select max(revision) from %s.issued_document l
                    where (l.contract, l.period) = (d.contract, d.period))""")) {
            String[] said = document.split(" ", -1);
            Path file = folder.resolve("reports/" + said[1] + "/harbour/" + said[0] + "-" + said[2]);
            assertThat(org.scorekeeper.workspace.Digest.of(Files.readAllBytes(file)))
                    .as(file.toString())
                    .isEqualTo(said[3]);
        }
        assertThat(folder.resolve("reports/2026-08/harbour/HBR-7-scorecard-r0.pdf"))
                .exists();
    }

    private String explained(String level, String period) {
        return Inquiry.ask(
                Nights.request(folder, null, false, null),
                Optional.empty(),
                inquiry -> inquiry.explain("HBR-7", level, period));
    }

    private List<String> rows(String sql) {
        return jdbc.sql(sql.replace("%s", settings.schema()))
                .query(String.class)
                .list();
    }
}
