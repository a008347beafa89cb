package org.scorekeeper.publish.pdf;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import net.sf.jasperreports.engine.JasperPrint;
import org.scorekeeper.publish.AtomicFile;
import org.scorekeeper.publish.Scorecard;
import org.scorekeeper.settle.PeriodResult;

/**
 * Writes scorecards: what an account manager, or in its own edition the vendor, reads about one contract and period.
 * Layouts are loaded once; one instance serves several threads.
 */
public final class ScorecardPdf {
    /** A page that ends above this holds hardly more than its head. */
    private static final int HEAD_AND_FEW_LINES = 150;

    private static final int FOOT = 44;
    private static final Set<String> DATA = Set.of("files", "refused", "quality");

    private final Press press = new Press();

    /**
     * Writes one scorecard; the same scorecard gives the same bytes.
     *
     * @throws java.io.UncheckedIOException where the file cannot be written
     */
    public void write(Path file, Scorecard scorecard) {
        byte[] pdf = bytes(scorecard);
        AtomicFile.write(file, out -> out.write(pdf));
    }

    /** Where the last page would hold a line or two, the data or how the figures were made begin on a page of their own. */
    private byte[] bytes(Scorecard scorecard) {
        Words words = Words.of(scorecard.result().contract());
        Document document = document(scorecard, words);
        JasperPrint pages = press.lay(document, words);
        if (hasAlmostEmpty(pages)) {
            for (Document other : List.of(document.breakingBefore(DATA), document.breakingBeforeLast())) {
                JasperPrint laid = press.lay(other, words);
                if (!hasAlmostEmpty(laid)) {
                    return press.print(laid, other, words);
                }
            }
        }
        return press.print(pages, document, words);
    }

    private static boolean hasAlmostEmpty(JasperPrint pages) {
        return pages.getPages().size() > 1
                && pages.getPages().stream()
                        .anyMatch(page -> page.getElements().stream()
                                .mapToInt(element -> element.getY() + element.getHeight())
                                .filter(bottom -> bottom < pages.getPageHeight() - FOOT)
                                .allMatch(bottom -> bottom < HEAD_AND_FEW_LINES));
    }

    static Document document(Scorecard scorecard, Words words) {
        PeriodResult result = scorecard.result();
        String subject = HeadRows.vendor(result.contract()) + " · "
                + result.contract().id() + " · " + words.period(result.period());
        String edition = words.say(scorecard.isForVendor() ? "edition.vendor" : "edition.internal");
        return new Document(
                edition,
                words.say("head.kind") + " " + subject + " · " + edition,
                subject,
                HeadRows.state(result, scorecard.asOf(), words),
                new ScorecardSections(scorecard, words).all(),
                scorecard.asOf(),
                scorecard.run());
    }
}
