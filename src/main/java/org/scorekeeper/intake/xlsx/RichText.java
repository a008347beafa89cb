package org.scorekeeper.intake.xlsx;

import javax.xml.stream.XMLStreamException;

/** A text made of runs; how it is pronounced, which East Asian workbooks keep beside it, is no part of it. */
final class RichText {
    private RichText() {}

    /** The text of the element just begun, up to its end. */
    static String of(Xml xml, String element) throws XMLStreamException {
        String single = null;
        StringBuilder runs = null;
        for (String name = xml.nextStartIn(element); name != null; name = xml.nextStartIn(element)) {
            if (name.equals("rPh")) {
                while (xml.nextStartIn("rPh") != null) {
                    // passed over
                }
            } else if (name.equals("t")) {
                String text = xml.text();
                if (single == null) {
                    single = text;
                } else {
                    runs = runs == null ? new StringBuilder(single) : runs;
                    runs.append(text);
                }
            }
        }
        String whole = runs != null ? runs.toString() : single != null ? single : "";
        return Xml.unescaped(whole);
    }
}
