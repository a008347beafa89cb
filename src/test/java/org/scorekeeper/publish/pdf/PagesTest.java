package org.scorekeeper.publish.pdf;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.sf.jasperreports.engine.JRPrintAnchor;
import net.sf.jasperreports.engine.JRPrintPage;
import net.sf.jasperreports.engine.JRPrintText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scorekeeper.contract.ContractHistory;
import org.scorekeeper.measure.Contracts;
import org.scorekeeper.measure.Figure;
import org.scorekeeper.publish.told.Words;
import org.scorekeeper.settle.PeriodResult;
import org.scorekeeper.settle.PeriodState;
import org.scorekeeper.settle.Settled;

/** What stands on which page, whatever the length of what stands before it. */
class PagesTest {
    @TempDir
    Path folder;

    @Test
    void a_heading_and_a_tables_head_stand_with_their_first_row() {
        Words words = new Words(Locale.UK, ZoneId.of("Europe/London"));
        Press press = new Press();
        String reason = "not read: " + "the workbook is damaged, or is no workbook at all; ".repeat(8);
        Section files = Section.of(
                "files",
                List.of(new EvidenceSections.FileRow(
                        "tall.xlsx", reason, "1 Apr 2026", "0", "0", "0", "0", "0", false)),
                "Received");
        for (int before = 28; before < 52; before++) {
            Section texts = Section.of(
                    "entries",
                    IntStream.range(0, before)
                            .mapToObj(i -> new ScorecardSections.Entry("", "L-" + i, "a line"))
                            .toList(),
                    "Made");
            JRPrintPage page = press
                    .lay(new Document("", "t", "s", "x", "s", List.of(texts, files), Scorecards.AS_OF, "7f3a"), words)
                    .getPages()
                    .stream()
                    .filter(one -> one.getElements().stream()
                            .anyMatch(element -> element instanceof JRPrintAnchor heading
                                    && "Received".equals(heading.getAnchorName())))
                    .findFirst()
                    .orElseThrow();

            assertThat(page.getElements())
                    .as("behind %d lines", before)
                    .anyMatch(element -> element instanceof JRPrintText text
                            && text.getFullText().equals("tall.xlsx"));
        }
    }

    @Test
    void rights_and_what_to_say_stand_on_page_one_however_many_levels_there_are() throws Exception {
        ContractHistory history = Contracts.of(
                "service-levels:\n"
                        + IntStream.range(0, 30)
                                .mapToObj(i -> "  - { id: M-" + i + ", title: Promise " + i
                                        + ", measure: { reading: { metric: m" + i + " } }, target: at least 95% }\n")
                                .collect(Collectors.joining())
                        + "triggers:\n  - { name: Right to terminate, notice: 20 working days, when: { same-level-fails: 2, in-last: 3 periods } }\n");
        List<Figure> month = IntStream.range(0, 30)
                .mapToObj(i -> Settled.value(i == 7 ? "90" : "99"))
                .toList();
        String[] pages = pages(Settled.months(history, List.of(month, month, month)), result -> result);

        assertThat(pages[0])
                .contains("Rights and deadlines", "What to say", "“Promise 7” has missed its target")
                .containsSubsequence("What to say", "Service levels", "M-7");
        assertThat(pages[1]).contains("Promise 29");
    }

    @Test
    void a_held_one_says_so_on_every_page_and_why_on_the_first_however_long_that_is() throws Exception {
        List<Figure> month = List.of(Settled.value("99"));
        List<PeriodResult> results = Settled.months(Contracts.of("""
                        service-levels:
                          - { id: M, title: Promise, measure: { reading: { metric: m } }, target: at least 95% }
                        """), List.of(month, month, month));
        String why = "the vendor disputes how waiting time is counted, and ".repeat(6) + "the board decides.";

        String[] pages = pages(results, result -> result.waiting(PeriodState.HELD, List.of(why)));

        assertThat(pages[0].replace("\n", " ")).contains("They are held:", "the board decides.");
        assertThat(Arrays.stream(pages).filter(page -> !page.isBlank()))
                .allSatisfy(page -> assertThat(page).contains("Held, not issued · as of 31 Mar 2026"));
    }

    private String[] pages(List<PeriodResult> results, UnaryOperator<PeriodResult> last) throws Exception {
        PeriodResult march = last.apply(results.get(2));
        Path file = folder.resolve("scorecard.pdf");
        new ScorecardPdf().write(file, Scorecards.of(List.of(results.get(0), results.get(1), march)));
        return PdfText.of(file).split("\n----\n", -1);
    }
}
