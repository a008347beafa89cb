package org.scorekeeper.publish.pdf;

import com.lowagie.text.pdf.PdfContentByte;
import com.lowagie.text.pdf.PdfName;
import com.lowagie.text.pdf.PdfString;
import com.lowagie.text.pdf.PdfStructureElement;
import com.lowagie.text.pdf.PdfWriter;
import java.util.Optional;
import java.util.Set;
import net.sf.jasperreports.engine.JROrigin;
import net.sf.jasperreports.engine.JRPrintElement;
import net.sf.jasperreports.engine.JRPrintImage;
import net.sf.jasperreports.engine.JRPrintLine;
import net.sf.jasperreports.engine.JRPrintText;
import net.sf.jasperreports.engine.type.BandTypeEnum;
import net.sf.jasperreports.pdf.JRPdfExporter;
import net.sf.jasperreports.pdf.JRPdfExporterTagHelper;
import net.sf.jasperreports.pdf.classic.ClassicPdfProducer;
import org.jspecify.annotations.Nullable;
import org.scorekeeper.publish.told.Words;

/**
 * What a screen reader is told of the pages (ISO 14289-1): headings, paragraphs, lists, tables with their cells, and a text in
 * place of each picture. It follows from where an element stands in its layout: what a band named {@code columns} holds is a
 * table's head, the bands after it are its rows, each closed by its rule; a layout of {@link #LISTS} is a list. A table goes on
 * over the pages; its head counts once and is decoration where it is repeated, as the heads and feet of pages are.
 */
final class Structure extends JRPdfExporterTagHelper {
    /** Layouts whose rows are a label and what it says. */
    private static final Set<String> LISTS = Set.of("entries", "talk");

    private static final String SECTION_GROUP = "section";
    private static final PdfName ARTIFACT = new PdfName("Artifact");
    private static final PdfName H3 = new PdfName("H3");

    private final Document printed;
    private final Words words;
    private @Nullable PdfStructureElement document;
    private @Nullable TableTags table;
    private @Nullable PdfStructureElement list;
    private @Nullable PdfStructureElement entry;
    private @Nullable PdfStructureElement said;
    private int leftOfList;
    private int page;
    private boolean titled;

    /** What the text that comes belongs to; nothing where it is decoration, or a part of the document by itself. */
    private @Nullable PdfStructureElement place;

    /** What part it is by itself, made once there is a text. */
    private @Nullable PdfName part;

    Structure(JRPdfExporter exporter, Document printed, Words words) {
        super(exporter);
        this.printed = printed;
        this.words = words;
    }

    @Override
    protected void init() {
        document = new PdfStructureElement(writer().getStructureTreeRoot(), PdfName.DOCUMENT);
        document.put(PdfName.LANG, new PdfString(language));
        Metadata.put(writer(), printed);
    }

    @Override
    protected void startPageAnchor() {
        beginDecoration();
    }

    @Override
    protected void endPageAnchor() {
        end();
    }

    @Override
    protected void startPage() {
        page++;
    }

    @Override
    protected void startElement(JRPrintElement element) {
        JROrigin origin = element.getOrigin();
        place = null;
        part = null;
        if (origin.getReportName() == null) {
            part = page == 1 && origin.getBandType() == BandTypeEnum.PAGE_HEADER ? PdfName.P : null;
            return;
        }
        String group = origin.getGroupName();
        if (TableTags.HEAD.equals(group)) {
            if (table == null) {
                list = null;
                table = new TableTags(inDocument(PdfName.TABLE));
            }
            place = table.head(element);
        } else if (table != null && origin.getBandType() == BandTypeEnum.DETAIL) {
            place = table.cell(element);
        } else if (table != null && group != null && !SECTION_GROUP.equals(group)) {
            place = table.between(element);
        } else if (LISTS.contains(origin.getReportName()) && origin.getBandType() == BandTypeEnum.DETAIL) {
            place = entry(element);
        } else {
            table = null;
            list = null;
            part = kind(element, group);
        }
    }

    @Override
    protected void endElement(JRPrintElement element) {
        if (table != null && element instanceof JRPrintLine) {
            table.rule(element);
        }
    }

    @Override
    protected void startText(JRPrintText text) {
        startText(text, null);
    }

    @Override
    protected void startText(JRPrintText text, @Nullable String actualText) {
        begin(part == null ? place : inDocument(part));
    }

    @Override
    protected void endText() {
        end();
    }

    @Override
    protected void startImage(JRPrintImage image) {
        Optional<String> told =
                image.getRenderer() instanceof Drawing drawing ? drawing.alternative(words) : Optional.empty();
        if ((place == null && part == null) || told.isEmpty()) {
            beginDecoration();
        } else {
            PdfStructureElement figure = new PdfStructureElement(place == null ? inDocument() : place, PdfName.FIGURE);
            figure.put(PdfName.ALT, new PdfString(told.get(), PdfString.TEXT_UNICODE));
            begin(figure);
        }
    }

    @Override
    protected void endImage() {
        end();
    }

    /** From here to {@link #end} everything is decoration. */
    void beginDecoration() {
        content().beginMarkedContentSequence(ARTIFACT);
    }

    /** Ends what began last. */
    void end() {
        content().endMarkedContentSequence();
    }

    private void begin(@Nullable PdfStructureElement element) {
        if (element == null) {
            beginDecoration();
        } else {
            content().beginMarkedContentSequence(element);
        }
    }

    /** Of a list the element furthest to the left is the label, and begins an entry. */
    private PdfStructureElement entry(JRPrintElement element) {
        if (list == null) {
            list = inDocument(PdfName.L);
            leftOfList = element.getX();
            entry = null;
        }
        if (entry == null || element.getX() == leftOfList) {
            entry = new PdfStructureElement(list, PdfName.LI);
            said = null;
            return new PdfStructureElement(entry, PdfName.LBL);
        }
        if (said == null) {
            said = new PdfStructureElement(entry, PdfName.LBODY);
        }
        return said;
    }

    /** Only the first title is the document's. */
    private PdfName kind(JRPrintElement element, @Nullable String group) {
        String style = element.getStyle() == null ? "" : element.getStyle().getName();
        if (style.equals("Title") && !titled) {
            titled = true;
            return PdfName.H1;
        }
        return style.equals("Heading") ? PdfName.H2 : group != null && !SECTION_GROUP.equals(group) ? H3 : PdfName.P;
    }

    private PdfStructureElement inDocument(PdfName kind) {
        return new PdfStructureElement(inDocument(), kind);
    }

    private PdfStructureElement inDocument() {
        if (document == null) {
            throw new IllegalStateException("Nothing is printed before the document begins.");
        }
        return document;
    }

    private PdfWriter writer() {
        return ((ClassicPdfProducer) pdfProducer).getPdfWriter();
    }

    private PdfContentByte content() {
        return ((ClassicPdfProducer) pdfProducer).getPdfContentByte();
    }
}
