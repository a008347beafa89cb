package org.scorekeeper.publish.pdf;

import java.nio.file.Path;
import java.util.List;
import net.sf.jasperreports.engine.JasperPrint;
import org.scorekeeper.publish.AtomicFile;
import org.scorekeeper.publish.Scorecard;
import org.scorekeeper.settle.PeriodResult;

/**
 * Writes scorecards: what an account manager reads about one contract and period. Layouts are loaded once; one instance
 * serves several threads.
 */
public final class ScorecardPdf {
    /**
     * So many items a level are printed; all are in the breach list beside it. The smaller ones serve where the last
     * page would hold a line or two.
     */
    private static final List<Integer> MOST_ITEMS = List.of(20, 18, 16, 13);

    private static final int HEAD_AND_FEW_LINES = 120;
    private static final int FOOT = 44;

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
        Document document = document(scorecard, words, MOST_ITEMS.get(0));
        JasperPrint pages = press.lay(document, words);
        for (int most : MOST_ITEMS) {
            if (!endsAlmostEmpty(pages) || !cuts(scorecard, most)) {
                break;
            }
            document = document(scorecard, words, most);
            pages = press.lay(document, words);
        }
        return press.print(pages, document, words);
    }

    private static boolean cuts(Scorecard scorecard, int most) {
        return scorecard.result().levels().stream()
                .anyMatch(level -> level.figure().counted().size() > most);
    }

    private static boolean endsAlmostEmpty(JasperPrint pages) {
        int count = pages.getPages().size();
        return count > 1
                && pages.getPages().get(count - 1).getElements().stream()
                        .mapToInt(element -> element.getY() + element.getHeight())
                        .filter(bottom -> bottom < pages.getPageHeight() - FOOT)
                        .allMatch(bottom -> bottom < HEAD_AND_FEW_LINES);
    }

    private static Document document(Scorecard scorecard, Words words, int mostItems) {
        PeriodResult result = scorecard.result();
        String subject = HeadRows.vendor(result.contract()) + " · "
                + result.contract().id() + " · " + words.period(result.period());
        return new Document(
                words.say("head.kind") + " " + subject,
                subject,
                HeadRows.state(result, scorecard.asOf(), words),
                new ScorecardSections(scorecard, words).all(mostItems),
                scorecard.asOf(),
                scorecard.run());
    }
}
