package org.scorekeeper.publish.pdf;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scorekeeper.publish.ScorecardFixtures;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

/** Documents can be kept: veraPDF says that they are PDF/A-2a, and names what they lack for PDF/UA-1. */
class ArchivedPdfTest {
    /** As docs/outputs.md explains: the mark of PDF/UA-1 itself, and rules that are drawn without a mark as decoration. */
    private static final Set<String> LACKING_FOR_UA = Set.of("5-1", "7.1-3");

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
        assertThat(findings(file, PDFAFlavour.PDFUA_1)).isSubsetOf(LACKING_FOR_UA);
    }

    @Test
    void a_scorecard_on_letter_without_figures_is_an_archive_too() throws Exception {
        Path american = folder.resolve("american.pdf");
        Path empty = folder.resolve("empty.pdf");
        new ScorecardPdf().write(american, ScorecardFixtures.american());
        new ScorecardPdf().write(empty, ScorecardFixtures.empty());

        assertThat(findings(american, PDFAFlavour.PDFA_2_A)).isEmpty();
        assertThat(findings(empty, PDFAFlavour.PDFA_2_A)).isEmpty();
    }

    @Test
    void a_portfolio_is_an_archive() throws Exception {
        Path file = folder.resolve("portfolio.pdf");
        new PortfolioPdf().write(file, ScorecardFixtures.portfolio());

        assertThat(findings(file, PDFAFlavour.PDFA_2_A)).isEmpty();
        assertThat(findings(file, PDFAFlavour.PDFUA_1)).isSubsetOf(LACKING_FOR_UA);
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
