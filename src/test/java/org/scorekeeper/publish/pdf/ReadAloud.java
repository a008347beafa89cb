package org.scorekeeper.publish.pdf;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDMarkedContentReference;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureElement;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureNode;
import org.apache.pdfbox.pdmodel.documentinterchange.markedcontent.PDMarkedContent;
import org.apache.pdfbox.text.PDFMarkedContentExtractor;
import org.apache.pdfbox.text.TextPosition;

/** What a screen reader tells of a PDF: its structure in order, a line each; of a table a line a row. */
final class ReadAloud {
    private final Map<PDPage, Map<Integer, String>> texts = new HashMap<>();
    private final List<String> lines = new ArrayList<>();

    private ReadAloud() {}

    static List<String> of(Path pdf) throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf.toFile())) {
            ReadAloud reader = new ReadAloud();
            for (PDPage page : document.getPages()) {
                PDFMarkedContentExtractor extractor = new PDFMarkedContentExtractor();
                extractor.processPage(page);
                Map<Integer, String> marked = new HashMap<>();
                extractor.getMarkedContents().forEach(content -> reader.put(marked, content));
                reader.texts.put(page, marked);
            }
            reader.read(document.getDocumentCatalog().getStructureTreeRoot());
            return List.copyOf(reader.lines);
        }
    }

    private void put(Map<Integer, String> marked, PDMarkedContent content) {
        StringBuilder text = new StringBuilder();
        float line = Float.NaN;
        for (Object one : content.getContents()) {
            if (one instanceof TextPosition letter) {
                text.append(letter.getY() > line ? " " : "").append(letter.getUnicode());
                line = letter.getY();
            }
        }
        marked.put(content.getMCID(), text.toString());
    }

    private void read(PDStructureNode node) {
        for (Object kid : node.getKids()) {
            if (!(kid instanceof PDStructureElement element)) {
                continue;
            }
            switch (element.getStructureType()) {
                case "Document", "Table", "L" -> {
                    lines.add(element.getStructureType());
                    read(element);
                }
                case "TR", "LI" ->
                    lines.add("  "
                            + element.getKids().stream()
                                    .map(PDStructureElement.class::cast)
                                    .map(cell -> cell.getStructureType() + scope(cell) + " " + text(cell))
                                    .collect(Collectors.joining(" | ")));
                default -> lines.add(element.getStructureType() + " " + text(element));
            }
        }
    }

    /** Whether a head is a column's or a row's, and how many columns it spans. */
    private static String scope(PDStructureElement cell) {
        COSDictionary attributes = cell.getCOSObject().getCOSDictionary(COSName.A);
        if (attributes == null) {
            return "";
        }
        int span = attributes.getInt(COSName.getPDFName("ColSpan"), 1);
        return " (" + attributes.getNameAsString(COSName.getPDFName("Scope")) + (span > 1 ? " " + span : "") + ")";
    }

    private String text(PDStructureElement element) {
        List<String> parts = new ArrayList<>();
        if (element.getAlternateDescription() != null) {
            return "[" + element.getAlternateDescription() + "]";
        }
        for (Object kid : element.getKids()) {
            if (kid instanceof PDStructureElement child) {
                parts.add(text(child));
            } else if (kid instanceof Integer mark) {
                parts.add(text(element.getPage(), mark));
            } else if (kid instanceof PDMarkedContentReference reference) {
                parts.add(text(reference.getPage(), reference.getMCID()));
            }
        }
        return parts.stream().filter(part -> !part.isBlank()).collect(Collectors.joining(" / "));
    }

    private String text(PDPage page, int mark) {
        return texts.getOrDefault(page, Map.of()).getOrDefault(mark, "");
    }
}
