package org.scorekeeper.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.scorekeeper.facts.postgres.DatabaseSettings;
import org.scorekeeper.facts.postgres.TestDatabases;
import org.scorekeeper.publish.Golden;

/**
 * What people ask of the sample world after two nights: one of 20 October 2026, which issues September; and one of 5
 * November, by when relief has been granted for one of September's tickets.
 */
class QuestionsTest {
    private static final String RELIEF = """
            relief_id,contract,service_level,item,service,effect,from,to,reason,state,requested_by,requested_at,approved_by,approved_at
            R-7,NWD-2026-014,SL-1,INC0014031,,count as met,,,the customer's own firewall,approved,V. Petrov,2026-10-21,Priya Raman,2026-10-22
            """;

    @TempDir
    private static Path folder = Path.of("");

    private static Path workspace = Path.of("");
    private static Path october = Path.of("");
    private static Path november = Path.of("");
    private static DatabaseSettings database = DatabaseSettings.embedded();

    record Answer(int exit, String out, String err) {}

    @BeforeAll
    static void two_nights() throws IOException {
        workspace = folder.resolve("world");
        october = folder.resolve("october");
        november = folder.resolve("november");
        copy(Path.of("sample-data"), workspace);
        database = TestDatabases.EMBEDDED.fresh();
        Files.writeString(workspace.resolve("scorekeeper.yaml"), """
                as-of: 2026-11-05
                database:
                  url: "%s"
                  user: "%s"
                  password: "%s"
                  schema: %s
                """.formatted(
                        database.url(), database.user(), database.password(), database.schema()));
        assertThat(ask("nightly", "--as-of", "2026-10-20", "--reports", october.toString())
                        .exit())
                .isEqualTo(3);
        Files.createDirectories(workspace.resolve("registers"));
        Files.writeString(workspace.resolve("registers/relief.csv"), RELIEF);
        assertThat(ask("nightly", "--reports", november.toString()).exit()).isIn(0, 3);
    }

    /** The id of a run follows from every byte of the workspace; the pages do not. */
    static String withoutRun(String page) {
        return page.replaceFirst("Run [0-9a-f]{8} ", "Run 00000000 ");
    }

    static void settings(Path world, String asOf, DatabaseSettings database) throws IOException {
        Files.writeString(world.resolve("scorekeeper.yaml"), """
                as-of: %s
                database:
                  url: "%s"
                  user: "%s"
                  password: "%s"
                  schema: %s
                """.formatted(
                        asOf, database.url(), database.user(), database.password(), database.schema()));
    }

    static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile)
                    .filter(file -> !file.toString().contains(".scorekeeper"))
                    .toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                Files.createDirectories(target.getParent());
                Files.copy(file, target);
            }
        }
    }

    /** Gives a command with the sample world behind it. */
    static Answer ask(String... command) {
        return askIn(workspace, command);
    }

    /** Gives a command with a workspace behind it. */
    static Answer askIn(Path world, String... command) {
        String[] whole = Stream.concat(Stream.of(command), Stream.of("--workspace", world.toString()))
                .toArray(String[]::new);
        PrintStream out = System.out;
        PrintStream err = System.err;
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        ByteArrayOutputStream complained = new ByteArrayOutputStream();
        int exit;
        try (PrintStream one = new PrintStream(said, true, StandardCharsets.UTF_8);
                PrintStream two = new PrintStream(complained, true, StandardCharsets.UTF_8)) {
            System.setOut(one);
            System.setErr(two);
            exit = Main.execute(whole);
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
        return new Answer(exit, said.toString(StandardCharsets.UTF_8), complained.toString(StandardCharsets.UTF_8));
    }

    @ParameterizedTest(name = "explain {0}")
    @CsvSource(delimiter = '|', textBlock = """
                    NWD-2026-014 SL-2 2026-10                                          | level
                    NWD-2026-014 SL-1 2026-09                                          | level-restated
                    NWD-2026-014 SL-1 2026-09 --as-known-on 2026-10-31                 | level-as-known-in-october
                    NWD-2026-014 SL-6 2026-09                                          | availability
                    NWD-2026-014 SL-5 2026-10                                          | average
                    NWD-2026-014 PI-8 2026-10                                          | ratio
                    NWD-2026-014 contract 2026-09                                      | money-restated
                    NWD-2026-021 contract 2026-07                                      | money-of-timesheets
                    BKS-2025-07 S5 2026-10                                             | bonus
                    NWD-2026-014 SL-2 2026-10 --item INC0014401                        | item-paused
                    NWD-2026-014 SL-1 2026-09 --item INC0014031                        | item-relieved
                    NWD-2026-014 SL-1 2026-10 --item INC0014401                        | item-of-another-population
                    NWD-2026-021 TM-2 2026-09 --item E-2609-042                        | item-timesheet
                    NWD-2026-021 D-08 2026-07                                          | deliverable
                    NWD-2026-021 TM-1 2026-07 --item D-08                              | item-deliverable
                    """)
    void explains(String line, String golden) {
        Answer answer = ask(("explain " + line).split(" ", -1));

        assertThat(answer.exit()).as(answer.err()).isZero();
        Golden.check("explain/" + golden + ".txt", withoutRun(answer.out()));
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(delimiter = '|', textBlock = """
                    explain NWD-2026-41 SL-1 2026-10                     | did you mean NWD-2026-014 or NWD-2026-021?
                    explain NWD-2026-014 SL1 2026-10                     | did you mean SL-1?
                    explain NWD-2026-014 SL-1 2026-30                    | did you mean 2026-10?
                    explain NWD-2026-014 SL-1 2026-10 --item INC0014150x | did you mean INC0014150?
                    evidence NWD-2026-014 2024-10                        | known are 2025-10,
                    evidence nobody 2026-10                              | nobody is not known as the contract
                    explain NWD-2026-014 SL-1 2026-10 --as-known-on 2026-01-01 | the first run is of as-of 2026-10-20
                    read NWD-2026-014 --as-known-on 2026-01-01                 | the first run is of as-of 2026-10-20
                    read NWD-2026-14 --as-known-on 2026-10-31                  | Did you mean NWD-2026-014?
                    """)
    void names_the_nearest_where_a_name_is_not_known(String line, String says) {
        Answer answer = ask(line.split(" ", -1));

        assertThat(answer.err()).contains(says).doesNotContain("\tat ");
        assertThat(answer.exit()).isEqualTo(2);
    }

    @Test
    void simulates_the_same_terms_to_the_same_money() {
        Path same = workspace.resolve("contracts/northwind/NWD-2026-014.yaml");
        Answer answer = ask("simulate", "--contract", same.toString(), "--from", "2025-10", "--to", "2026-11");

        assertThat(answer.exit()).as(answer.err()).isZero();
        assertThat(answer.out().lines().filter(line -> line.startsWith("  in all")))
                .singleElement()
                .satisfies(line -> assertThat(line).endsWith(" 0.00"));
    }

    @Test
    void simulates_other_terms_side_by_side() throws IOException {
        Path draft = folder.resolve("draft.yaml");
        Files.writeString(
                draft,
                Files.readString(workspace.resolve("contracts/northwind/NWD-2026-014.yaml"))
                        .replace("each: 2% of charges", "each: 3% of charges")
                        .replace("at-most: 8h, on: service-hours", "at-most: 10h, on: service-hours"));
        Map<String, Long> before = rows();

        Answer answer = ask("simulate", "--contract", draft.toString(), "--from", "2026-08", "--to", "2026-10");

        assertThat(answer.exit()).as(answer.err()).isZero();
        Golden.check("explain/simulate.txt", answer.out().replace(draft.toString(), "draft.yaml"));
        assertThat(rows()).isEqualTo(before);
    }

    @Test
    void refuses_terms_that_are_wrong_with_their_line() throws IOException {
        Path wrong = folder.resolve("wrong.yaml");
        Files.writeString(wrong, "contract: NWD-2026-014\ntargets: []\n");

        Answer answer = ask("simulate", "--contract", wrong.toString(), "--from", "2026-08", "--to", "2026-10");

        assertThat(answer.exit()).isEqualTo(2);
        assertThat(answer.err()).contains("wrong.yaml").contains("targets");
    }

    @Test
    void tries_a_night_and_leaves_nothing() throws IOException {
        Path late = workspace.resolve("inbox/northwind/tickets-2026-09-late.csv");
        String header = Files.readAllLines(workspace.resolve("inbox/northwind/tickets-2026-09.csv"))
                .get(0);
        Files.writeString(late, header + """

                INC9000001,NWD-2026-014,Incident,1 - Critical,Workplace,Forgotten,Resolved,2026-09-10T08:00:00+01:00,2026-09-10T08:10:00+01:00,2026-09-11T20:00:00+01:00,2026-09-11T20:00:00+01:00,A. Whitfield,0,N/A
                INC9000002,NWD-2026-014,Incident,0 - Whatever,Workplace,Wrong,Resolved,2026-09-10T08:00:00+01:00,2026-09-10T08:10:00+01:00,2026-09-10T09:00:00+01:00,2026-09-10T09:00:00+01:00,A. Whitfield,0,N/A
                """);
        Map<String, Long> before = rows();
        Map<String, String> documents = documents(november);
        try {
            Answer answer = ask("nightly", "--dry-run", "--reports", november.toString());

            assertThat(answer.exit()).isEqualTo(3);
            assertThat(answer.out())
                    .contains(
                            "would refuse inbox/northwind/tickets-2026-09-late.csv › row 3 › Priority: \"0 - Whatever\"")
                    .contains("would restate NWD-2026-014 2026-09 (revision 2: late data +")
                    .contains("would post NWD-2026-014/2026-09/SL-1/r2: adjustment")
                    .contains("Dry run as of 2026-11-05: 1 file with 2 rows would come in, 1 refused;");
        } finally {
            Files.delete(late);
        }
        assertThat(rows()).isEqualTo(before);
        assertThat(documents(november)).isEqualTo(documents);
    }

    @Test
    void tries_the_first_night_of_a_workspace_and_makes_no_database() throws IOException {
        Path fresh = folder.resolve("fresh");
        copy(Path.of("sample-data"), fresh);

        Answer answer = askIn(fresh, "nightly", "--dry-run", "--vendor", "lumiere", "--reports", folder + "/none");

        assertThat(answer.out()).contains("would issue LUM-2025-33 2026-09: the customer's");
        assertThat(fresh.resolve(".scorekeeper")).doesNotExist();
        assertThat(folder.resolve("none")).doesNotExist();
    }

    @Test
    void shows_an_earlier_day_byte_for_byte() {
        Path again = folder.resolve("again");
        Map<String, Long> before = rows();

        Answer answer = ask("nightly", "--as-known-on", "2026-10-31", "--reports", again.toString());

        assertThat(answer.exit()).as(answer.out()).isZero();
        assertThat(documents(again)).isEqualTo(documents(october));
        assertThat(rows()).isEqualTo(before);
    }

    @Test
    void shows_the_last_day_byte_for_byte_too() {
        Path again = folder.resolve("again-november");

        Answer answer = ask("nightly", "--as-known-on", "2026-11-05", "--reports", again.toString());

        assertThat(answer.exit()).as(answer.out()).isZero();
        assertThat(documents(again)).isEqualTo(documents(november));
    }

    @Test
    void reads_a_contract_as_an_earlier_day_read_it() throws IOException {
        Path file = workspace.resolve("contracts/northwind/NWD-2026-014.yaml");
        String text = Files.readString(file);
        String asWritten = ask("read", "NWD-2026-014").out();
        Files.writeString(file, text.replace("each: 2% of charges", "each: 3% of charges"));
        try {
            assertThat(ask("read", "NWD-2026-014").out())
                    .isNotEqualTo(asWritten)
                    .contains("3 %");
            assertThat(ask("read", "NWD-2026-014", "--as-known-on", "2026-10-31"))
                    .isEqualTo(new Answer(0, asWritten, ""));
        } finally {
            Files.writeString(file, text);
        }
    }

    @Test
    void an_earlier_day_goes_into_a_folder_of_its_own() {
        assertThat(ask("nightly", "--as-known-on", "2026-10-31").exit()).isEqualTo(2);
    }

    @Test
    void evidence_adds_up_to_every_measurement_of_the_sample_world() throws Exception {
        List<Reconciled> all = Reconciled.all(workspace, november);

        assertThat(all).hasSizeGreaterThan(300);
        for (Reconciled one : all) {
            assertThat(one.evidence()).as(one.toString()).isEqualTo(one.measured());
        }
    }

    @Test
    void evidence_also_says_why_items_do_not_count() {
        Answer counted = ask("evidence", "NWD-2026-014", "2026-09");
        Answer all = ask("evidence", "NWD-2026-014", "2026-09", "--all");

        assertThat(counted.exit()).isZero();
        assertThat(all.out()
                        .lines()
                        .filter(line -> counted.out().contains(line))
                        .count())
                .as("what counts is there in both")
                .isEqualTo(counted.out().lines().count());
        assertThat(all.out())
                .contains(",INC0014031,,met,2026-09,")
                .contains("relief R-7 counts it as met: it came later than its limit")
                .contains("priority is P2, not P1")
                .contains("met in 2026-10: within its limit")
                .contains("counted in 2026-11");
    }

    /** How many rows each table of the database holds, and which schemas there are of it. */
    private static Map<String, Long> rows() {
        Map<String, Long> rows = new TreeMap<>();
        try (Connection connection = DriverManager.getConnection(database.url(), database.user(), database.password());
                Statement sql = connection.createStatement()) {
            try (ResultSet tables = sql.executeQuery("""
                    select table_schema || '.' || table_name, (xpath('/row/c/text()', query_to_xml(
                        format('select count(*) as c from %%I.%%I', table_schema, table_name), false, true, '')))[1]::text::bigint
                    from information_schema.tables where table_schema like '%s%%'""".formatted(database.schema() + "\\_"))) {
                while (tables.next()) {
                    rows.put(tables.getString(1), tables.getLong(2));
                }
            }
            try (ResultSet tables = sql.executeQuery("""
                    select table_name, (xpath('/row/c/text()', query_to_xml(
                        format('select count(*) as c from %%I.%%I', table_schema, table_name), false, true, '')))[1]::text::bigint
                    from information_schema.tables where table_schema = '%s'""".formatted(database.schema()))) {
                while (tables.next()) {
                    rows.put(tables.getString(1), tables.getLong(2));
                }
            }
        } catch (java.sql.SQLException failed) {
            throw new IllegalStateException(failed);
        }
        assertThat(Objects.requireNonNull(rows.get("ticket"))).isPositive();
        return rows;
    }

    private static Map<String, String> documents(Path reports) {
        Map<String, String> documents = new TreeMap<>();
        try (Stream<Path> files = Files.walk(reports)) {
            for (Path file : files.filter(Files::isRegularFile)
                    .filter(file -> !file.endsWith("manifest.json"))
                    .toList()) {
                documents.put(reports.relativize(file).toString(), org.scorekeeper.workspace.Digest.of(file));
            }
        } catch (IOException unreadable) {
            throw new java.io.UncheckedIOException(unreadable);
        }
        return documents;
    }
}
