package org.scorekeeper.publish.pdf;

import net.sf.jasperreports.engine.JRPrintLine;
import net.sf.jasperreports.pdf.JRPdfExporter;
import org.scorekeeper.publish.told.Words;

/** Prints pages that a screen reader can follow: with {@link Structure}, and with rules marked as decoration. */
final class TaggedExporter extends JRPdfExporter {
    private final Structure structure;

    TaggedExporter(Document document, Words words) {
        structure = new Structure(this, document, words);
        tagHelper = structure;
    }

    @Override
    protected void exportLine(JRPrintLine line) {
        structure.beginDecoration();
        super.exportLine(line);
        structure.end();
    }
}
