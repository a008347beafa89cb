package org.scorekeeper.nightly;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.scorekeeper.facts.PersonName;

/**
 * People stand in whatever a night leaves only as their contract asks: one night over three vendors with the same people,
 * whose contracts ask for nothing, for a word in the name's place, and for names.
 */
class PrivacyNightTest {
    private static final String AS_OF = "2026-02-12";

    /** Parts of names that stand nowhere else. */
    private static final List<String> NAMES =
            List.of("Annegret", "Quillfeather", "Zeynep", "Żółkiewski", "delacroix", "Okonkwo", "Vandersloot");

    private static final String TERMS = Nights.CONTRACT
            .replace("service-levels:", """
            contacts:
              account-manager: { name: Priya Raman, email: priya@example.com }
              vendor: { name: The vendor, email: reports@acme.example }
            delivery: { account-manager: [scorecard, breaches, timesheet-exceptions, alert], vendor: [vendor-scorecard, rejected-rows] }
            rate-card: [ { role: engineer, rate: 50.00, per: hour } ]
            timesheet-rules: { persons: [Zeynep, "Weber-Roth, Annegret"], hours-per-day: at most 10 }
            service-levels:
              - id: SL-2
                title: Everybody is in time
                clause: Schedule 1, 2
                consequence: none
                measure: { share-of: persons, from: tickets, by: Engineer, minimum: 2, period-by: opened, met-when: { share-of: tickets, met-when: { elapsed: opened..resolved, at-most: 4h }, at-least: 50% } }
                target: at least 60%""")
            .replace("target: at least 95%", "alert: true\n    target: at least 95%");

    private static final String TICKETS = """
            Number,Priority,Opened,Resolved,Assigned to,Engineer,Team
            T-1,P1,2026-01-05 09:00,2026-01-05 10:00,Zeynep,Zeynep,Desk
            T-2,P1,2026-01-06 09:00,2026-01-06 14:00,"Weber-Roth, Annegret",Bartholomew Quillfeather,Desk
            T-3,P1,2026-01-06 09:00,2026-01-09 14:00,Łukasz Żółkiewski,Zeynep,Desk
            T-4,P1,2026-01-07 09:00,2026-01-09 14:00,mireille.delacroix@acme.example,,Desk
            T-5,P1,2026-01-08 09:00,2026-01-09 14:00,,,Night watch
            T-6,P1,2026-01-08 09:00,31/02/2026,Bartholomew Quillfeather,,Desk
            """;

    private static final String TIMES = """
            Person,Role,Day,Hours,Rate,Approved by,Start,End
            Zeynep,engineer,2026-01-05,4,50,Ida Vandersloot,2026-01-05 08:00,2026-01-05 12:00
            Zeynep,engineer,2026-01-05,4,50,Ida Vandersloot,2026-01-05 10:00,2026-01-05 14:00
            Bartholomew Quillfeather,engineer,2026-01-05,8,50,Ida Vandersloot,,
            "Weber-Roth, Annegret",engineer,2026-01-05,12,50,Ida Vandersloot,,
            """;

    @TempDir
    private static Path folder = Path.of("");

    private static final Map<String, String> LEFT = new TreeMap<>();
    private static NightOutcome night = new NightOutcome(ExitCode.FAILED, List.of(), "");

    @BeforeAll
    static void one_night() throws Exception {
        Path workspace = Nights.workspace(folder);
        Files.delete(workspace.resolve("contracts/c-1.yaml"));
        Files.delete(workspace.resolve("feeds/acme.yaml"));
        vendor(workspace, "acme", "A-1", "");
        vendor(workspace, "beta", "B-1", "privacy: { people: id, clause: Schedule 9 }\n");
        vendor(workspace, "gamma", "G-1", "privacy: { people: full }\n");
        registers(workspace);
        Files.writeString(
                workspace.resolve("scorekeeper.yaml"),
                "mail: { directory: outbox, operator: ops@example.com }\n"
                        + Files.readString(workspace.resolve("scorekeeper.yaml")));

        night = Nights.night(workspace, AS_OF);

        for (String root : List.of("reports", "outbox")) {
            try (Stream<Path> files = Files.walk(workspace.resolve(root))) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    LEFT.put(workspace.relativize(file).toString(), text(file));
                }
            }
        }
    }

    private static void vendor(Path workspace, String vendor, String contract, String privacy) throws IOException {
        Nights.write(
                workspace.resolve("contracts/" + vendor + ".yaml"),
                TERMS.replace("C-1", contract).replace("vendor: acme", "vendor: " + vendor) + privacy);
        Nights.write(
                workspace.resolve("feeds/" + vendor + ".yaml"),
                Nights.FEED
                        .replace("acme", vendor)
                        .replace(
                                "resolved: Resolved",
                                "resolved: Resolved, assignee: Assigned to, group: Team, Engineer: Engineer"));
        Nights.write(workspace.resolve("feeds/" + vendor + "-time.yaml"), """
                feed: %1$s-time
                vendor: %1$s
                facts: timesheets
                files: "%1$s/time*.csv"
                dates: { pattern: ["yyyy-MM-dd HH:mm", "yyyy-MM-dd"], zone: Europe/London }
                columns: { person: Person, role: Role, work-date: Day, hours: Hours, rate: Rate, approved-by: Approved by, start: Start, end: End }
                """.formatted(vendor));
        Nights.write(workspace.resolve("inbox/" + vendor + "/tickets-1.csv"), TICKETS);
        Nights.write(workspace.resolve("inbox/" + vendor + "/time-1.csv"), TIMES);
    }

    private static void registers(Path workspace) throws IOException {
        StringBuilder risks = new StringBuilder("contract,id,title,likelihood,impact,owner,state,review_by,audience\n");
        StringBuilder actions =
                new StringBuilder("contract,service_level,id,title,cause,owner,due,state,done_at,audience\n");
        StringBuilder feedback = new StringBuilder("contract,period,from,score,comment,audience\n");
        StringBuilder waivers = new StringBuilder("line_id,amount,reason,approved_by,approved_at\n");
        StringBuilder manual = new StringBuilder("id,contract,period,clause,kind,amount,reason,approved_by\n");
        for (String contract : List.of("A-1", "B-1", "G-1")) {
            risks.append(contract).append(",R-1,It slips,high,low,P. Okonkwo (Vendor),open,2026-04-01,both\n");
            actions.append(contract).append(",SL-1,M-1,A second shift,,P. Okonkwo (Vendor),2026-04-02,open,,both\n");
            feedback.append(contract).append(",2026-01,Ida Vandersloot,3,Slow,both\n");
            waivers.append(contract).append("/2026-01/SL-1,5.00,goodwill,Ida Vandersloot,2026-02-06\n");
            manual.append("M-")
                    .append(contract)
                    .append(',')
                    .append(contract)
                    .append(",2026-01,7.3,credit,9.99,travel,Priya Raman\n");
        }
        Nights.write(workspace.resolve("registers/risks.csv"), risks.toString());
        Nights.write(workspace.resolve("registers/actions.csv"), actions.toString());
        Nights.write(workspace.resolve("registers/feedback.csv"), feedback.toString());
        Nights.write(workspace.resolve("registers/waivers.csv"), waivers.toString());
        Nights.write(workspace.resolve("registers/manual-lines.csv"), manual.toString());
    }

    /** What a reader finds in a file: the text of a document, the parts of a workbook, a message with its parts decoded. */
    private static String text(Path file) throws Exception {
        String name = file.getFileName().toString();
        if (name.endsWith(".pdf")) {
            try (PDDocument document = Loader.loadPDF(file.toFile())) {
                return new PDFTextStripper().getText(document);
            }
        }
        if (name.endsWith(".xlsx")) {
            StringBuilder parts = new StringBuilder();
            try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(file))) {
                for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                    parts.append(new String(zip.readAllBytes(), StandardCharsets.UTF_8));
                }
            }
            return parts.toString();
        }
        if (name.endsWith(".eml")) {
            return new Mailbox(file.resolveSibling(""))
                    .all().stream()
                            .filter(mail -> mail.file().equals(name))
                            .findFirst()
                            .orElseThrow()
                            .toString();
        }
        try (InputStream in = Files.newInputStream(file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void nobody_is_named_where_no_contract_asks_for_names() {
        assertThat(night.exit()).as(String.join("\n", night.said())).isEqualTo(ExitCode.LOOK);
        assertThat(LEFT.keySet())
                .anyMatch(file -> file.endsWith("acme/A-1-breaches.xlsx"))
                .anyMatch(file -> file.endsWith("acme/A-1-timesheet-exceptions.csv"))
                .anyMatch(file -> file.endsWith("acme/A-1-scorecard.pdf"))
                .anyMatch(file -> file.endsWith(".eml"));
        LEFT.forEach((file, text) -> {
            boolean theirOwn = file.endsWith("rejected-rows.csv");
            boolean named = file.contains("G-1")
                    || file.contains("/gamma/")
                    || file.matches(".*(breach-(summary|preview)|posting-\\d+)\\.(csv|xlsx)");
            if (!theirOwn && !named) {
                assertThat(NAMES).as(file).noneMatch(text::contains);
            }
            if (file.matches(".*(breach-(summary|preview)|posting-\\d+)\\.csv")) {
                assertThat(text.lines().filter(line -> !line.contains("G-1/")))
                        .as(file)
                        .noneMatch(line -> NAMES.stream().anyMatch(line::contains));
            }
        });
        assertThat(night.said()).noneMatch(line -> NAMES.stream().anyMatch(line::contains));
    }

    @Test
    void rows_go_back_to_their_vendor_as_they_were_sent() {
        assertThat(LEFT.entrySet())
                .filteredOn(entry -> entry.getKey().endsWith("acme/rejected-rows.csv"))
                .singleElement()
                .satisfies(entry -> assertThat(entry.getValue()).contains("Bartholomew Quillfeather"));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            acme/A-1 | AWR        | BQ         | PO         | IV
            beta/B-1 | (id)       | (id)       | (id)       | (id)
            gamma/G-1 | Weber-Roth, Annegret | Bartholomew Quillfeather | P. Okonkwo (Vendor) | Ida Vandersloot
            """)
    void people_are_told_of_as_their_contract_asks(
            String contract, String annegret, String bartholomew, String okonkwo, String vandersloot) {
        String id = contract.substring(contract.indexOf('/') + 1);
        String breaches = left("2026-01/" + contract + "-breaches.csv");
        String hours = left("2026-01/" + contract + "-timesheet-exceptions.csv");
        String scorecard = left("2026-01/" + contract + "-scorecard.pdf");

        assertThat(breaches).contains(told(annegret, "Weber-Roth, Annegret"), ",Night watch");
        assertThat(hours)
                .contains(told(bartholomew, "Bartholomew Quillfeather"), told(annegret, "Weber-Roth, Annegret"))
                .contains("the contract does not name " + told(bartholomew, "Bartholomew Quillfeather"));
        assertThat(scorecard.replaceAll("\\s+", " "))
                .contains(told(vandersloot, "Ida Vandersloot"))
                .contains(told(annegret, "Weber-Roth, Annegret"));
        assertThat(left("2026-02/" + contract + "-scorecard.pdf").replaceAll("\\s+", " "))
                .contains(told(okonkwo, "P. Okonkwo (Vendor)"));
        assertThat(left("2026-01/breach-summary.csv").lines().filter(line -> line.startsWith(id + "/2026-01/manual")))
                .as("the contract itself names its contacts")
                .singleElement()
                .asString()
                .contains("approved by Priya Raman");
        assertThat(left("2026-01/breach-summary.csv")
                        .lines()
                        .filter(line -> line.startsWith(id + "/2026-01/timesheet/")))
                .as("ids of lines never hold a name")
                .isNotEmpty()
                .allMatch(line -> line.startsWith(id + "/2026-01/timesheet/P-"));
    }

    @Test
    void questions_are_answered_without_names_too() throws Exception {
        NightRequest request = Nights.request(folder, AS_OF, false, null);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Inquiry.ask(request, Optional.empty(), inquiry -> {
            try {
                return inquiry.evidence("A-1", "2026-01", true, out);
            } catch (IOException full) {
                throw new java.io.UncheckedIOException(full);
            }
        });
        String item =
                Inquiry.ask(request, Optional.empty(), inquiry -> inquiry.explain("A-1", "SL-2", "2026-01", "T-2"));

        String evidence = out.toString(StandardCharsets.UTF_8);
        assertThat(NAMES).noneMatch(evidence::contains).noneMatch(item::contains);
        assertThat(evidence)
                .contains(",AWR")
                .contains("BQ has 1 items, fewer than 2")
                .contains(",Night watch");
        assertThat(item).contains("assignee AWR", "engineer BQ", "group Desk");
    }

    private static String told(String expected, String name) {
        return expected.equals("(id)") ? PersonName.pseudonym("beta", name) : expected;
    }

    private static String left(String document) {
        return Optional.ofNullable(LEFT.get("reports/" + document)).orElse("");
    }
}
