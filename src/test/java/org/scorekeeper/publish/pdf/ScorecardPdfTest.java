package org.scorekeeper.publish.pdf;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scorekeeper.publish.Golden;
import org.scorekeeper.publish.Scorecard;
import org.scorekeeper.publish.ScorecardFixtures;
import org.scorekeeper.publish.told.Words;

class ScorecardPdfTest {
    private static final ScorecardPdf PDF = new ScorecardPdf();

    @TempDir
    Path folder;

    @Test
    void a_scorecard_says_what_a_person_once_read() throws Exception {
        Golden.check("publish/scorecard.txt", PdfText.of(written(ScorecardFixtures.october())));
    }

    @Test
    void a_contract_without_facts_has_a_scorecard_without_empty_parts() throws Exception {
        Golden.check("publish/scorecard-empty.txt", PdfText.of(written(ScorecardFixtures.empty())));
    }

    @Test
    void the_portfolio_puts_the_worst_contract_first() throws Exception {
        Path file = folder.resolve("portfolio.pdf");
        new PortfolioPdf().write(file, ScorecardFixtures.portfolio());

        Golden.check("publish/portfolio.txt", PdfText.of(file));
    }

    @Test
    void a_vendors_record_tells_its_whole_history() throws Exception {
        Path file = folder.resolve("vendor-record.pdf");
        new VendorRecordPdf().write(file, ScorecardFixtures.vendorRecord());

        Golden.check("publish/vendor-record.txt", PdfText.of(file));
    }

    @Test
    void a_long_list_says_where_it_was_cut_and_where_the_rest_is() throws Exception {
        assertThat(PdfText.of(written(ScorecardFixtures.withMisses(300))))
                .contains("300 missed · the 20 worst are here, all are in NWD-2026-014-breaches.csv");
    }

    @Test
    void the_vendors_edition_says_so_on_every_page_and_holds_nothing_internal() throws Exception {
        Scorecard whole = ScorecardFixtures.october();
        String internal = PdfText.of(written(whole));
        String vendor = PdfText.of(written(whole.forVendor()));

        assertThat(internal)
                .contains("What to say", "A talk about the price", "The rehearsal may slip", "Ask for a discount");
        assertThat(vendor)
                .contains("Second shift", "D-1 · NWD-2026-014/2026-10/KPI-3", "Slower than in spring")
                .doesNotContain("What to say", "A talk about the price", "Ask for a discount", "Internal");
        assertThat(List.of(vendor.split("\n----\n", -1)))
                .filteredOn(page -> !page.isBlank())
                .allSatisfy(page -> assertThat(page).contains("Vendor’s edition"));
    }

    @Test
    void a_restated_scorecard_shows_old_and_new_and_what_each_cause_made_of_it() throws Exception {
        assertThat(PdfText.of(written(ScorecardFixtures.restated())).replaceAll("[\\s\\u00a0]+", " "))
                .contains("Restated, revision 1")
                .contains("Restated, because of late data and a settled dispute.")
                .contains(
                        "KPI-1 Severity 1 incidents fixed within 4 hours ■ 94.96 % ● 98.28 % £7,120.00 £0.00 -£7,120.00")
                .contains("All ledger lines of the period £10,760.00 £3,640.00 -£7,120.00")
                .contains("of this because of: late data -£7,000.00")
                .contains("NWD-2026-014-scorecard-r0.pdf");
    }

    @Test
    void no_page_holds_only_a_line_or_two() throws Exception {
        for (int misses : new int[] {0, 4, 9, 17, 30, 61, 300}) {
            String text = PdfText.of(written(ScorecardFixtures.withMisses(misses)));
            assertThat(List.of(text.split("\n----\n", -1)))
                    .filteredOn(page -> !page.isBlank())
                    .allSatisfy(page -> assertThat(page.lines().count()).isGreaterThan(7));
        }
    }

    @Test
    void every_page_says_whose_it_is_and_how_firm_its_figures_are() throws Exception {
        List<String> pages =
                List.of(PdfText.of(written(ScorecardFixtures.october())).split("\n----\n", -1));

        assertThat(pages.subList(0, pages.size() - 1))
                .hasSizeGreaterThan(2)
                .allSatisfy(page -> assertThat(page)
                        .contains(
                                "NWD-2026-014",
                                "October 2026",
                                "Provisional until issued · as of 5 Nov 2026",
                                "run 7f3a"));
    }

    @Test
    void americans_get_letter_and_everybody_else_a4() throws Exception {
        assertThat(size(written(ScorecardFixtures.american()))).isEqualTo("612 x 792");
        assertThat(size(written(ScorecardFixtures.october()))).isEqualTo("595 x 842");
    }

    @Test
    void fonts_are_embedded_and_the_structure_is_tagged() throws Exception {
        try (PDDocument document =
                Loader.loadPDF(written(ScorecardFixtures.october()).toFile())) {
            assertThat(document.getDocumentCatalog().getMarkInfo().isMarked()).isTrue();
            assertThat(document.getDocumentCatalog().getLanguage()).isEqualTo("en");
            for (PDPage page : document.getPages()) {
                for (COSName name : page.getResources().getFontNames()) {
                    PDFont font = page.getResources().getFont(name);
                    assertThat(font.isEmbedded()).as(font.getName()).isTrue();
                }
            }
        }
    }

    @Test
    void the_same_scorecard_gives_the_same_bytes_from_two_threads() throws Exception {
        Scorecard scorecard = ScorecardFixtures.october();
        byte[] expected = Files.readAllBytes(written(scorecard));
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            List<Future<Path>> files = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                Path file = folder.resolve("thread-" + i + ".pdf");
                files.add(threads.submit(() -> {
                    PDF.write(file, scorecard);
                    return file;
                }));
            }
            for (Future<Path> file : files) {
                assertThat(Files.readAllBytes(file.get())).isEqualTo(expected);
            }
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void every_layout_of_the_build_is_used_by_a_document() throws IOException {
        TreeSet<String> used = new TreeSet<>(
                List.of("frame-a4", "frame-letter", "portfolio", "portfolio-head", "league", "heat", "tally"));
        Words words = Words.of(ScorecardFixtures.october().result().contract());
        for (Scorecard scorecard : List.of(ScorecardFixtures.october(), ScorecardFixtures.restated())) {
            new ScorecardSections(scorecard, words)
                    .all().stream()
                            .filter(section -> !section.rows().isEmpty())
                            .forEach(section -> used.add(section.layout()));
        }

        try (Stream<Path> layouts = Files.list(Path.of("src", "main", "jasperreports"))) {
            assertThat(layouts.map(file -> file.getFileName().toString().replace(".jrxml", "")))
                    .containsExactlyInAnyOrderElementsOf(used);
        }
    }

    private Path written(Scorecard scorecard) {
        Path file = folder.resolve("scorecard.pdf");
        PDF.write(file, scorecard);
        return file;
    }

    private static String size(Path pdf) throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf.toFile())) {
            PDRectangle page = document.getPage(0).getMediaBox();
            return Math.round(page.getWidth()) + " x " + Math.round(page.getHeight());
        }
    }
}
