package org.scorekeeper.publish.pdf;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import net.sf.jasperreports.engine.JRPrintAnchor;
import net.sf.jasperreports.engine.JasperPrint;
import org.scorekeeper.publish.AtomicFile;
import org.scorekeeper.publish.Scorecard;
import org.scorekeeper.publish.told.Words;
import org.scorekeeper.settle.PeriodResult;

/**
 * Writes scorecards: what an account manager, or in its own edition the vendor, reads about one contract and period.
 * Layouts are loaded once; one instance serves several threads.
 */
public final class ScorecardPdf {
    /** A page that ends above this holds hardly more than its head. */
    private static final int HEAD_AND_FEW_LINES = 150;

    private static final int FOOT = 44;
    private static final int MOST_OF_NAME = 40;
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

    /**
     * Rights and what to say stand on page one: where the table of levels is too long for that, before it. And where the last
     * page would hold a line or two, the data or how the figures were made begin on a page of their own.
     */
    private byte[] bytes(Scorecard scorecard) {
        Words words = Words.of(scorecard.result().contract());
        Document document = document(scorecard, words);
        JasperPrint pages = press.lay(document, words);
        if (beginsLater(pages, Set.of(words.say("triggers.heading"), words.say("say.heading")))) {
            document = document.placing("talk", "levels");
            pages = press.lay(document, words);
        }
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

    private static boolean beginsLater(JasperPrint pages, Set<String> headings) {
        return pages.getPages().stream()
                .skip(1)
                .flatMap(page -> page.getElements().stream())
                .anyMatch(element -> element instanceof JRPrintAnchor heading
                        && heading.getAnchorName() != null
                        && headings.contains(heading.getAnchorName()));
    }

    private static boolean hasAlmostEmpty(JasperPrint pages) {
        return pages.getPages().size() > 1
                && pages.getPages().stream()
                        .anyMatch(page -> page.getElements().stream()
                                .mapToInt(element -> element.getY() + element.getHeight())
                                .filter(bottom -> bottom < pages.getPageHeight() - FOOT)
                                .allMatch(bottom -> bottom < HEAD_AND_FEW_LINES));
    }

    /** Short enough for the head and foot of every page; the whole name stands on page one. */
    private static String shortened(String vendor) {
        return vendor.length() <= MOST_OF_NAME
                ? vendor
                : vendor.substring(0, MOST_OF_NAME - 1).stripTrailing() + "…";
    }

    static Document document(Scorecard scorecard, Words words) {
        PeriodResult result = scorecard.result();
        String about = " · " + result.contract().id() + " · " + words.period(result.period());
        String vendor = result.contract().vendorName();
        String edition = words.say(scorecard.isForVendor() ? "edition.vendor" : "edition.internal");
        return new Document(
                edition,
                words.say("head.kind") + " " + vendor + about + " · " + edition,
                shortened(vendor) + about,
                HeadRows.state(result, scorecard.asOf(), words),
                new ScorecardSections(scorecard, words).all(),
                scorecard.asOf(),
                scorecard.run());
    }
}
