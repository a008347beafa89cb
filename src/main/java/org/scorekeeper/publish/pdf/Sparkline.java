package org.scorekeeper.publish.pdf;

import java.awt.BasicStroke;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.Optional;
import org.scorekeeper.publish.told.Words;

/** Twelve periods in the width of a word: the figures as a line, the target dashed, the periods that missed it as squares. */
final class Sparkline extends Drawing {
    private static final int SLOTS = 12;
    private static final double MARGIN = 3;
    private static final BasicStroke DASHED =
            new BasicStroke(0.6f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, new float[] {2, 1.5f}, 0);

    private final transient Course course;

    Sparkline(Course course) {
        this.course = course;
    }

    @Override
    Optional<String> alternative(Words reader) {
        return course.told(reader);
    }

    @Override
    void draw(Graphics2D graphics, double width, double height, Font font) {
        if (!course.hasFigures()) {
            return;
        }
        double[] range = course.range();
        course.target().ifPresent(target -> {
            double y = y(target.doubleValue(), range, height);
            graphics.setColor(Palette.SOFT);
            graphics.setStroke(DASHED);
            graphics.draw(new Line2D.Double(0, y, width, y));
        });
        line(graphics, width, height, range);
        marks(graphics, width, height, range);
    }

    private void line(Graphics2D graphics, double width, double height, double[] range) {
        Path2D path = new Path2D.Double();
        boolean drawing = false;
        for (int i = 0; i < course.points().size(); i++) {
            if (course.points().get(i).value().isEmpty()) {
                continue;
            }
            double y = y(course.points().get(i).value().get().doubleValue(), range, height);
            if (drawing) {
                path.lineTo(x(i, width), y);
            } else {
                path.moveTo(x(i, width), y);
            }
            drawing = true;
        }
        graphics.setColor(Palette.ACCENT);
        graphics.setStroke(new BasicStroke(1.1f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        graphics.draw(path);
    }

    private void marks(Graphics2D graphics, double width, double height, double[] range) {
        int last = course.points().size() - 1;
        for (int i = 0; i <= last; i++) {
            Course.Point point = course.points().get(i);
            if (point.value().isEmpty() || (!point.failed() && i < last)) {
                continue;
            }
            double x = x(i, width);
            double y = y(point.value().get().doubleValue(), range, height);
            double size = i == last ? 4.4 : 3;
            graphics.setColor(point.failed() ? Palette.FAILED : Palette.ACCENT);
            graphics.fill(
                    point.failed()
                            ? new Rectangle2D.Double(x - size / 2, y - size / 2, size, size)
                            : new Ellipse2D.Double(x - size / 2, y - size / 2, size, size));
        }
    }

    /** The newest period stands at the right, however few there are. */
    private double x(int index, double width) {
        int slot = Math.max(0, SLOTS - course.points().size()) + index;
        return MARGIN + slot * (width - 2 * MARGIN) / (SLOTS - 1);
    }

    private static double y(double value, double[] range, double height) {
        return MARGIN + (range[1] - value) / (range[1] - range[0]) * (height - 2 * MARGIN);
    }
}
