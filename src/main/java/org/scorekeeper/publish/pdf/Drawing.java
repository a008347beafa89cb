package org.scorekeeper.publish.pdf;

import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.Locale;
import java.util.Optional;
import net.sf.jasperreports.engine.JasperReportsContext;
import net.sf.jasperreports.engine.fonts.FontUtil;
import net.sf.jasperreports.renderers.AbstractRenderer;
import net.sf.jasperreports.renderers.Graphics2DRenderable;
import org.scorekeeper.publish.told.Words;

/** A picture drawn straight into the document, as lines and letters rather than as dots. */
abstract class Drawing extends AbstractRenderer implements Graphics2DRenderable {
    private static final String TYPEFACE = "DejaVu Sans Condensed";

    @Override
    public final void render(JasperReportsContext context, Graphics2D graphics, Rectangle2D place) {
        Graphics2D own = (Graphics2D) graphics.create();
        own.translate(place.getX(), place.getY());
        Font font = FontUtil.getInstance(context).getAwtFontFromBundles(TYPEFACE, Font.PLAIN, 7f, Locale.ROOT, false);
        draw(own, place.getWidth(), place.getHeight(), font);
        own.dispose();
    }

    /** What a reader who does not see the picture is told; empty where it only decorates what stands beside it in words. */
    abstract Optional<String> alternative(Words words);

    /** Draws into a rectangle that begins at the origin; sizes are in points. */
    abstract void draw(Graphics2D graphics, double width, double height, Font font);
}
