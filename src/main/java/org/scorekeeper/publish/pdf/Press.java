package org.scorekeeper.publish.pdf;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.sf.jasperreports.engine.DefaultJasperReportsContext;
import net.sf.jasperreports.engine.JRDataSource;
import net.sf.jasperreports.engine.JRException;
import net.sf.jasperreports.engine.JRParameter;
import net.sf.jasperreports.engine.JasperPrint;
import net.sf.jasperreports.engine.JasperReport;
import net.sf.jasperreports.engine.fill.JRFiller;
import net.sf.jasperreports.export.SimpleExporterInput;
import net.sf.jasperreports.export.SimpleOutputStreamExporterOutput;
import net.sf.jasperreports.pdf.JRPdfExporter;
import net.sf.jasperreports.pdf.SimplePdfExporterConfiguration;
import net.sf.jasperreports.pdf.SimplePdfReportConfiguration;
import org.scorekeeper.publish.told.Paper;
import org.scorekeeper.publish.told.Words;

/** Lays documents out and makes their PDF; one press serves several threads. */
final class Press {
    static final String CREATOR = "Scorekeeper";

    /** A page that ends above this holds hardly more than its head. */
    private static final int HEAD_AND_FEW_LINES = 150;

    private static final int FOOT = 44;
    private static final String COLOURS = "org/scorekeeper/publish/pdf/srgb.icc";

    private final Layouts layouts = new Layouts();

    /** One section as the frame repeats it. */
    record Placed(JasperReport layout, JRDataSource rows, Map<String, Object> parameters, Boolean newPage) {}

    /** The pages of a document. */
    JasperPrint lay(Document document, Words words) {
        List<Placed> placed = new ArrayList<>();
        for (Section section : document.sections()) {
            Map<String, Object> parameters = common(words);
            parameters.putAll(section.texts());
            // A table that ends in its total keeps it with the line before.
            parameters.put("rows", section.rows().size());
            placed.add(new Placed(
                    layouts.get(section.layout()), new RecordRows(section.rows()), parameters, section.newPage()));
        }
        Map<String, Object> parameters = common(words);
        parameters.put("subject", document.headed());
        parameters.put("state", document.stated());
        parameters.put("foot", document.foot() + " · " + words.say("footer.run", document.run()));
        String frame = Paper.of(words.locale()) == Paper.LETTER ? "frame-letter" : "frame-a4";
        try {
            return JRFiller.fill(
                    DefaultJasperReportsContext.getInstance(), layouts.get(frame), parameters, new RecordRows(placed));
        } catch (JRException e) {
            throw new IllegalStateException(document.title() + " cannot be laid out: " + e.getMessage(), e);
        }
    }

    /** Whether a page holds no more than a line or two. */
    static boolean hasAlmostEmptyPage(JasperPrint pages) {
        return pages.getPages().size() > 1
                && pages.getPages().stream()
                        .anyMatch(page -> page.getElements().stream()
                                .mapToInt(element -> element.getY() + element.getHeight())
                                .filter(bottom -> bottom < pages.getPageHeight() - FOOT)
                                .allMatch(bottom -> bottom < HEAD_AND_FEW_LINES));
    }

    /** A document and its pages. */
    record Laid(Document document, JasperPrint pages) {}

    /**
     * The pages of a document, none of which holds a line or two: where one would, the first of the sections that may begin a
     * page does, or else the last.
     */
    Laid layWell(Document document, Words words, Set<String> mayBegin) {
        JasperPrint pages = lay(document, words);
        if (hasAlmostEmptyPage(pages)) {
            for (Document other : List.of(document.breakingBefore(mayBegin), document.breakingBeforeLast())) {
                JasperPrint again = lay(other, words);
                if (!hasAlmostEmptyPage(again)) {
                    return new Laid(other, again);
                }
            }
        }
        return new Laid(document, pages);
    }

    private Map<String, Object> common(Words words) {
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("styles", layouts.styles());
        parameters.put(JRParameter.REPORT_LOCALE, words.locale());
        parameters.put(JRParameter.REPORT_RESOURCE_BUNDLE, words.bundle());
        return parameters;
    }

    /** The PDF of laid-out pages: fonts embedded, tagged for screen readers, the same bytes for the same pages. */
    byte[] print(JasperPrint pages, Document document, Words words) {
        SimplePdfExporterConfiguration configuration = new SimplePdfExporterConfiguration();
        configuration.setMetadataTitle(document.title());
        configuration.setMetadataSubject(document.state());
        configuration.setMetadataCreator(CREATOR);
        configuration.setDisplayMetadataTitle(true);
        configuration.setTagged(true);
        configuration.setEmbedIccProfile(true);
        configuration.setIccProfilePath(COLOURS);
        configuration.setTagLanguage(
                words.bundle().getLocale().getLanguage().isEmpty()
                        ? "en"
                        : words.bundle().getLocale().toLanguageTag());
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 << 17);
        JRPdfExporter exporter = new TaggedExporter(document, words);
        exporter.setExporterInput(new SimpleExporterInput(pages));
        exporter.setExporterOutput(new SimpleOutputStreamExporterOutput(bytes));
        exporter.setConfiguration(configuration);
        // Letters of pictures as letters: as shapes they made a document a quarter larger.
        SimplePdfReportConfiguration pictures = new SimplePdfReportConfiguration();
        pictures.setForceSvgShapes(false);
        exporter.setConfiguration(pictures);
        try {
            exporter.exportReport();
        } catch (JRException e) {
            throw new IllegalStateException(document.title() + " cannot be printed: " + e.getMessage(), e);
        }
        return SteadyBytes.of(bytes.toByteArray());
    }
}
