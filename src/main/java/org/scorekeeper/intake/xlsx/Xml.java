package org.scorekeeper.intake.xlsx;

import java.io.InputStream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;
import org.scorekeeper.intake.table.Limits;
import org.scorekeeper.intake.table.UnreadableFileException;

/** Pulls elements out of a workbook's XML by their local names, which are the same in transitional and strict files. */
final class Xml implements AutoCloseable {
    private static final XMLInputFactory FACTORY = factory();

    private final XMLStreamReader reader;
    private final Limits limits;

    Xml(InputStream in) throws XMLStreamException {
        this(in, Limits.DEFAULTS);
    }

    Xml(InputStream in, Limits limits) throws XMLStreamException {
        this.reader = FACTORY.createXMLStreamReader(in);
        this.limits = limits;
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        // No workbook has a document type: neither entities nor outside files are ever followed.
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        // A text comes piece by piece, so that one of a gigabyte is refused before it lies in memory.
        factory.setProperty(XMLInputFactory.IS_COALESCING, false);
        // Java counts every &amp; as an entity, and from 24 on stops at 100,000: a long sheet has more.
        factory.setProperty("jdk.xml.totalEntitySizeLimit", "0");
        factory.setProperty("jdk.xml.maxGeneralEntitySizeLimit", "0");
        return factory;
    }

    /** Goes to the next start of an element, whatever it is called; null at the end. */
    @Nullable
    String nextStart() throws XMLStreamException {
        while (reader.hasNext()) {
            if (step() == XMLStreamConstants.START_ELEMENT) {
                return reader.getLocalName();
            }
        }
        return null;
    }

    /** Goes to the next start of an element inside of another; null where that other ends. */
    @Nullable
    String nextStartIn(String parent) throws XMLStreamException {
        while (reader.hasNext()) {
            int event = step();
            if (event == XMLStreamConstants.START_ELEMENT) {
                return reader.getLocalName();
            }
            if (event == XMLStreamConstants.END_ELEMENT && reader.getLocalName().equals(parent)) {
                return null;
            }
        }
        return null;
    }

    private int step() throws XMLStreamException {
        int event = reader.next();
        if (event == XMLStreamConstants.DTD) {
            throw new UnreadableFileException(
                    "the workbook declares a document type, as only an attack does. Open it in a spreadsheet, save it as"
                            + " xlsx and send it again.");
        }
        return event;
    }

    /** An attribute of the element just begun, whatever its prefix. */
    @Nullable
    String attribute(String name) {
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            if (reader.getAttributeLocalName(i).equals(name)) {
                return reader.getAttributeValue(i);
            }
        }
        return null;
    }

    /** The text of the element just begun. */
    String text() throws XMLStreamException {
        String single = null;
        StringBuilder pieces = null;
        while (true) {
            int event = step();
            if (event == XMLStreamConstants.END_ELEMENT) {
                return pieces != null ? pieces.toString() : single != null ? single : "";
            }
            if (event == XMLStreamConstants.CHARACTERS
                    || event == XMLStreamConstants.CDATA
                    || event == XMLStreamConstants.SPACE) {
                if (single == null) {
                    single = reader.getText();
                } else {
                    pieces = pieces == null ? new StringBuilder(single) : pieces;
                    pieces.append(reader.getTextCharacters(), reader.getTextStart(), reader.getTextLength());
                    if (pieces.length() > limits.cell()) {
                        throw limits.tooMuchText("a cell holds more than " + limits.cell() + " characters");
                    }
                }
            } else if (event == XMLStreamConstants.START_ELEMENT || event == XMLStreamConstants.END_DOCUMENT) {
                throw new XMLStreamException("a text was expected, and an element begins");
            }
        }
    }

    /** Whether an attribute says yes. */
    static boolean isTrue(@Nullable String value) {
        return "1".equals(value) || "true".equals(value) || "on".equals(value);
    }

    /** Excel writes a character that XML cannot hold as {@code _x000D_}. */
    static String unescaped(String text) {
        int at = text.indexOf("_x");
        if (at < 0) {
            return text;
        }
        StringBuilder plain = new StringBuilder(text.length());
        int from = 0;
        while (at >= 0) {
            if (isEscape(text, at)) {
                plain.append(text, from, at).append((char) Integer.parseInt(text, at + 2, at + 6, 16));
                from = at + 7;
                at = text.indexOf("_x", from);
            } else {
                at = text.indexOf("_x", at + 1);
            }
        }
        return plain.append(text, from, text.length()).toString();
    }

    private static boolean isEscape(String text, int at) {
        if (at + 6 >= text.length() || text.charAt(at + 6) != '_') {
            return false;
        }
        for (int i = at + 2; i < at + 6; i++) {
            if (Character.digit(text.charAt(i), 16) < 0 || text.charAt(i) > 'f') {
                return false;
            }
        }
        return true;
    }

    @Override
    public void close() throws XMLStreamException {
        reader.close();
    }
}
