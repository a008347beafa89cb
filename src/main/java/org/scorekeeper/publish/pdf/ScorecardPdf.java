package org.scorekeeper.publish.pdf;

import java.nio.file.Path;
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

    private byte[] bytes(Scorecard scorecard) {
        Words words = Words.of(scorecard.result().contract());
        Press.Laid laid = laid(scorecard, words);
        return press.print(laid.pages(), laid.document(), words);
    }

    /**
     * Rights and what to say stand on page one: where the table of levels is too long for that, before it. And where the last
     * page would hold a line or two, the data or how the figures were made begin on a page of their own.
     */
    Press.Laid laid(Scorecard scorecard, Words words) {
        Document document = document(scorecard, words);
        Press.Laid laid = press.layWell(document, words, DATA);
        return beginsLater(laid.pages(), Set.of(words.say("triggers.heading"), words.say("say.heading")))
                ? press.layWell(document.placing("talk", "levels"), words, DATA)
                : laid;
    }

    private static boolean beginsLater(JasperPrint pages, Set<String> headings) {
        return pages.getPages().stream()
                .skip(1)
                .flatMap(page -> page.getElements().stream())
                .anyMatch(element -> element instanceof JRPrintAnchor heading
                        && heading.getAnchorName() != null
                        && headings.contains(heading.getAnchorName()));
    }

    static Document document(Scorecard scorecard, Words words) {
        PeriodResult result = scorecard.result();
        String about = " · " + result.contract().id() + " · " + words.period(result.period());
        String shortAbout = Document.shortened(result.contract().id()) + " · " + words.period(result.period());
        String vendor = result.contract().vendorName();
        String edition = words.say(scorecard.isForVendor() ? "edition.vendor" : "edition.internal");
        return new Document(
                edition,
                words.say("head.kind") + " " + vendor + about + " · " + edition,
                Document.shortened(vendor) + " · " + shortAbout,
                HeadRows.state(result, scorecard.asOf(), words),
                shortAbout + " · " + HeadRows.briefly(result, words),
                new ScorecardSections(scorecard, words).all(),
                scorecard.asOf(),
                scorecard.run());
    }
}
