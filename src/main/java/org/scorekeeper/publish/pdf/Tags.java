package org.scorekeeper.publish.pdf;

import java.util.List;
import net.sf.jasperreports.engine.JRPrintElement;
import net.sf.jasperreports.engine.JRPrintFrame;
import net.sf.jasperreports.engine.JRPrintImage;
import net.sf.jasperreports.engine.JasperPrint;
import net.sf.jasperreports.export.AccessibilityUtil;
import net.sf.jasperreports.export.type.AccessibilityTagEnum;

/** What readers aloud are told of laid-out pages: which lines are headings, and what a picture shows. */
final class Tags {
    /** The style of what names a document, a part of it. */
    private static final String TITLE = "Title";

    private static final String HEADING = "Heading";

    private final Words words;
    private boolean titled;

    private Tags(Words words) {
        this.words = words;
    }

    static void mark(JasperPrint pages, Words words) {
        Tags tags = new Tags(words);
        pages.getPages().forEach(page -> tags.mark(page.getElements()));
    }

    private void mark(List<JRPrintElement> elements) {
        for (JRPrintElement element : elements) {
            if (element instanceof JRPrintFrame frame) {
                mark(frame.getElements());
            } else if (element instanceof JRPrintImage image && image.getRenderer() instanceof Drawing drawing) {
                image.setHyperlinkTooltip(drawing.alternative(words));
            } else if (element.getStyle() != null) {
                heading(element, element.getStyle().getName());
            }
        }
    }

    /** Only the first title is the document's. */
    private void heading(JRPrintElement element, String style) {
        if (style.equals(TITLE) && !titled) {
            titled = true;
            say(element, AccessibilityTagEnum.H1);
        } else if (style.equals(HEADING)) {
            say(element, AccessibilityTagEnum.H2);
        }
    }

    private static void say(JRPrintElement element, AccessibilityTagEnum what) {
        element.getPropertiesMap().setProperty(AccessibilityUtil.PROPERTY_ACCESSIBILITY_TAG, what.getName());
    }
}
