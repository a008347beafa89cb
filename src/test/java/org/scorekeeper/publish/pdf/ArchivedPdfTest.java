package org.scorekeeper.publish.pdf;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scorekeeper.publish.Golden;
import org.scorekeeper.publish.ScorecardFixtures;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

/** Documents can be kept: veraPDF says that they are PDF/A-2a, and PDF/UA-1. */
class ArchivedPdfTest {
    @TempDir
    Path folder;

    @BeforeAll
    static void checker() {
        VeraGreenfieldFoundryProvider.initialise();
    }

    @Test
    void a_scorecard_is_an_archive() throws Exception {
        Path file = folder.resolve("scorecard.pdf");
        new ScorecardPdf().write(file, ScorecardFixtures.october());

        assertThat(findings(file, PDFAFlavour.PDFA_2_A)).isEmpty();
        assertThat(findings(file, PDFAFlavour.PDFUA_1)).isEmpty();
    }

    @Test
    void a_scorecard_on_letter_without_figures_is_an_archive_too() throws Exception {
        Path american = folder.resolve("american.pdf");
        Path empty = folder.resolve("empty.pdf");
        new ScorecardPdf().write(american, ScorecardFixtures.american());
        new ScorecardPdf().write(empty, ScorecardFixtures.empty());

        assertThat(findings(american, PDFAFlavour.PDFA_2_A)).isEmpty();
        assertThat(findings(empty, PDFAFlavour.PDFA_2_A)).isEmpty();
        assertThat(findings(american, PDFAFlavour.PDFUA_1)).isEmpty();
        assertThat(findings(empty, PDFAFlavour.PDFUA_1)).isEmpty();
    }

    @Test
    void a_portfolio_is_an_archive() throws Exception {
        Path file = folder.resolve("portfolio.pdf");
        new PortfolioPdf().write(file, ScorecardFixtures.portfolio());

        assertThat(findings(file, PDFAFlavour.PDFA_2_A)).isEmpty();
        assertThat(findings(file, PDFAFlavour.PDFUA_1)).isEmpty();
    }

    @Test
    void a_vendors_record_is_an_archive() throws Exception {
        Path file = folder.resolve("vendor-record.pdf");
        new VendorRecordPdf().write(file, ScorecardFixtures.vendorRecord());

        assertThat(findings(file, PDFAFlavour.PDFA_2_A)).isEmpty();
        assertThat(findings(file, PDFAFlavour.PDFUA_1)).isEmpty();
    }

    @Test
    void a_scorecard_is_read_aloud_in_order_and_table_by_table() throws Exception {
        Path file = folder.resolve("scorecard.pdf");
        new ScorecardPdf().write(file, ScorecardFixtures.october());

        Golden.check("publish/scorecard-aloud.txt", String.join("\n", ReadAloud.of(file)) + "\n");
    }

    @Test
    void every_row_of_a_table_has_a_cell_for_every_column_and_a_head_is_told_once() throws Exception {
        Path file = folder.resolve("long.pdf");
        new ScorecardPdf().write(file, ScorecardFixtures.withMisses(61));
        List<String> lines = new ArrayList<>(ReadAloud.of(file));
        new PortfolioPdf().write(file, ScorecardFixtures.portfolio());
        lines.addAll(ReadAloud.of(file));
        int columns = 0;
        for (String line : lines) {
            if (line.startsWith("  TH (Column)")) {
                assertThat(columns).as(line).isZero();
                columns = line.split(" \\| ", -1).length;
            } else if (line.startsWith("  TH (Row ")) {
                assertThat(line).startsWith("  TH (Row " + columns + ") ");
            } else if (line.startsWith("  TD")) {
                assertThat(line.split(" \\| ", -1)).as(line).hasSize(columns);
            } else {
                columns = 0;
            }
        }
        assertThat(lines).filteredOn(line -> line.equals("Table")).hasSizeGreaterThan(8);
    }

    /** The rules that a file breaks, as clause and test. */
    private static Set<String> findings(Path file, PDFAFlavour flavour) throws Exception {
        Set<String> findings = new TreeSet<>();
        try (InputStream in = Files.newInputStream(file);
                PDFAParser parser = Foundries.defaultInstance().createParser(in, flavour)) {
            ValidationResult result =
                    Foundries.defaultInstance().createValidator(flavour, false).validate(parser);
            result.getTestAssertions().stream()
                    .filter(assertion -> assertion.getStatus() == TestAssertion.Status.FAILED)
                    .forEach(assertion -> findings.add(assertion.getRuleId().getClause() + "-"
                            + assertion.getRuleId().getTestNumber()));
            assertThat(result.isCompliant()).isEqualTo(findings.isEmpty());
        }
        return findings;
    }
}
