package org.scorekeeper.nightly;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.helger.ubl21.UBL21Marshaller;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.PGConnection;
import org.scorekeeper.facts.postgres.TestDatabases;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What finance gets: documents that add up to the postings, postings that it can import once, files that its spreadsheet opens. */
class FinanceNightTest {
    private static final String LATE = "Number,Priority,Opened,Resolved\nT-9,P1,2026-01-07 09:00,2026-01-07 19:00\n";
    private static final Pattern COPY = Pattern.compile("\\\\copy (\\w+) from '[^']*' (.*)", Pattern.DOTALL);

    @TempDir
    Path folder;

    @Test
    void what_is_posted_of_a_contract_is_a_document_and_each_change_of_it_another() throws Exception {
        Path workspace = Nights.workspace(folder);
        Nights.write(
                workspace.resolve("contracts/c-1.yaml"),
                Nights.CONTRACT + "finance: { ubl: self-billed-credit-note }\n");
        Nights.night(workspace, "2026-02-05");
        Path first = workspace.resolve("reports/2026-01/acme/C-1-self-billed-credit-note.xml");
        byte[] issued = Files.readAllBytes(first);
        assertThat(payable(first)).isEqualByComparingTo("20.00");

        Nights.write(workspace.resolve("inbox/acme/tickets-2.csv"), LATE);
        Nights.night(workspace, "2026-02-06");

        assertThat(Files.readAllBytes(first)).isEqualTo(issued);
        Path second = workspace.resolve("reports/2026-01/acme/C-1-self-billed-credit-note-2.xml");
        assertThat(payable(second)).isEqualByComparingTo("40.00");
        JsonNode manifest =
                JsonMapper.shared().readTree(Files.readString(workspace.resolve("reports/2026-01/manifest.json")));
        assertThat(manifest.at("/totals/0/signed_amount").decimalValue())
                .as("control total of the breach summary")
                .isEqualByComparingTo(payable(first).add(payable(second)));
        assertThat(manifest.at("/totals/0/lines").asInt()).isEqualTo(2);
        assertThat(manifest.at("/preview_totals").isEmpty()).isTrue();
        assertThat(manifest.at("/postings/1/posting").asString()).isEqualTo("posting-0002");
        assertThat(manifest.at("/postings/1/totals/0/signed_amount").decimalValue())
                .isEqualByComparingTo("40.00");

        Map<String, String> documents = Nights.documents(workspace.resolve("reports"));
        delete(workspace.resolve("reports/2026-01"));
        Nights.night(workspace, "2026-02-07");
        assertThat(Nights.documents(workspace.resolve("reports")).get("2026-01/acme/C-1-self-billed-credit-note-2.xml"))
                .isEqualTo(documents.get("2026-01/acme/C-1-self-billed-credit-note-2.xml"));
    }

    @Test
    void the_import_that_finance_is_shown_refuses_a_line_that_it_has() throws Exception {
        Path workspace = Nights.workspace(folder);
        Nights.night(workspace, "2026-02-05");
        Nights.write(workspace.resolve("inbox/acme/tickets-2.csv"), LATE);
        Nights.night(workspace, "2026-02-06");
        List<String> page = sql(Files.readString(Path.of("docs", "finance.md")));
        assertThat(page).hasSize(2);
        var settings = TestDatabases.EMBEDDED.fresh();

        try (Connection finance = DriverManager.getConnection(settings.url(), settings.user(), settings.password());
                Statement statement = finance.createStatement()) {
            statement.execute("create schema " + settings.schema());
            statement.execute("set search_path = " + settings.schema());
            statement.execute(page.get(0));

            bring(finance, page.get(1), posting(workspace, "0001"));
            assertThatThrownBy(() -> bring(finance, page.get(1), posting(workspace, "0001")))
                    .hasMessageContaining("duplicate key")
                    .hasMessageContaining("C-1/2026-01/SL-1");
            statement.execute("rollback");
            bring(finance, page.get(1), posting(workspace, "0002"));

            try (ResultSet sum = statement.executeQuery(
                    "select count(*), sum(signed_amount), min(posted_on)::text from vendor_ledger")) {
                assertThat(sum.next()).isTrue();
                assertThat(sum.getInt(1)).isEqualTo(2);
                assertThat(sum.getBigDecimal(2)).isEqualByComparingTo("60.00");
                assertThat(sum.getString(3)).isEqualTo("2026-02-05");
            }
        }
    }

    @Test
    void a_spreadsheet_of_germany_opens_every_list_by_a_double_click() throws Exception {
        Path workspace = Nights.workspace(folder);
        Path settings = workspace.resolve("scorekeeper.yaml");
        Nights.write(settings, Files.readString(settings) + "delivery: { csv: { profile: excel-de } }\n");

        NightOutcome night = Nights.night(workspace, "2026-02-05");

        assertThat(night.exit()).as(night.toString()).isEqualTo(ExitCode.DONE);
        for (String list : List.of(
                "2026-01/breach-summary.csv",
                "2026-01/measurements.csv",
                "2026-01/acme/C-1-breaches.csv",
                "finance/posting-0001.csv")) {
            String text = Files.readString(workspace.resolve("reports").resolve(list));
            assertThat(text).as(list).startsWith("\uFEFF").contains(";");
        }
        assertThat(Files.readString(workspace.resolve("reports/finance/posting-0001.csv")))
                .contains("C-1/2026-01/SL-1;posting-0001;2026-02-05;", ";20,00;20,00;GBP;");

        Nights.write(settings, Files.readString(settings).replace("excel-de", "excel-xx"));
        NightOutcome wrong = Nights.night(workspace, "2026-02-06");
        assertThat(wrong.exit()).isEqualTo(ExitCode.WRONG_COMMAND);
        assertThat(wrong.said())
                .anyMatch(line -> line.startsWith("scorekeeper.yaml:")
                        && line.endsWith(
                                "delivery.csv.profile: \"excel-xx\" is no profile. Write plain, excel-de, excel-fr."));
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private static BigDecimal payable(Path file) {
        var read = UBL21Marshaller.selfBilledCreditNote().read(file.toFile());
        assertThat(read).as("valid " + file).isNotNull();
        BigDecimal lines = read.getCreditNoteLine().stream()
                .map(line -> line.getLineExtensionAmountValue())
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        assertThat(requireNonNull(read.getLegalMonetaryTotal()).getPayableAmountValue())
                .isEqualByComparingTo(lines);
        return lines;
    }

    private static String posting(Path workspace, String number) throws IOException {
        return Files.readString(
                workspace.resolve("reports/finance/posting-" + number + ".csv"), StandardCharsets.UTF_8);
    }

    private static List<String> sql(String page) {
        List<String> blocks = new ArrayList<>();
        Matcher block = Pattern.compile("```sql\n(.*?)```", Pattern.DOTALL).matcher(page);
        while (block.find()) {
            blocks.add(block.group(1));
        }
        return blocks;
    }

    /** What psql does with a block: its \copy reads the file here. */
    private static void bring(Connection finance, String block, String csv) throws Exception {
        for (String command : block.split(";\\s*\n|(?<=\\))\n", -1)) {
            Matcher copy = COPY.matcher(command.strip());
            if (copy.matches()) {
                try (Reader text = new StringReader(csv)) {
                    finance.unwrap(PGConnection.class)
                            .getCopyAPI()
                            .copyIn("copy " + copy.group(1) + " from stdin " + copy.group(2), text);
                }
            } else if (!command.isBlank()) {
                try (Statement statement = finance.createStatement()) {
                    statement.execute(command);
                }
            }
        }
    }
}
