package org.scorekeeper.publish.pdf;

import java.awt.BasicStroke;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.Paint;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Rectangle2D;
import java.math.BigDecimal;
import java.text.FieldPosition;
import java.text.NumberFormat;
import java.text.ParsePosition;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.annotations.XYTextAnnotation;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.NumberTickUnit;
import org.jfree.chart.plot.ValueMarker;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.ui.RectangleAnchor;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.chart.ui.TextAnchor;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;
import org.jspecify.annotations.Nullable;
import org.scorekeeper.calendar.MeasurementPeriod;
import org.scorekeeper.publish.told.Words;

/** One level over up to thirteen periods: figures, target, and the last figure beside its point. */
final class TrendChart extends Drawing {
    private static final int SLOTS = 13;
    private static final int LABEL_EVERY = 4;
    /** The target's line. */
    static final BasicStroke DASHED =
            new BasicStroke(0.7f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, new float[] {2.5f, 2}, 0);

    /** The minimum's line. */
    static final BasicStroke DOTTED =
            new BasicStroke(0.8f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND, 1, new float[] {0.1f, 2}, 0);

    private static final BasicStroke THIN = new BasicStroke(0.4f);

    private final transient Course course;
    private final transient Words words;

    TrendChart(Course course, Words words) {
        this.course = course;
        this.words = words;
    }

    @Override
    Optional<String> alternative(Words reader) {
        return course.told(reader);
    }

    @Override
    void draw(Graphics2D graphics, double width, double height, Font font) {
        XYSeries series = new XYSeries("figure");
        int offset = SLOTS - course.points().size();
        for (int i = 0; i < course.points().size(); i++) {
            int slot = offset + i;
            course.points().get(i).value().ifPresent(value -> series.add(slot, value.doubleValue()));
        }
        XYPlot plot = new XYPlot(
                new XYSeriesCollection(series), periods(font), figures(font), new Marks(series, course, offset));
        plot.setBackgroundPaint(null);
        plot.setOutlineVisible(false);
        plot.setDomainGridlinesVisible(false);
        plot.setRangeGridlinePaint(Palette.RULE);
        plot.setRangeGridlineStroke(new BasicStroke(0.3f));
        plot.setAxisOffset(RectangleInsets.ZERO_INSETS);
        plot.setInsets(new RectangleInsets(2, 0, 0, 2));
        course.target()
                .ifPresent(target -> plot.addRangeMarker(new ValueMarker(target.doubleValue(), Palette.SOFT, DASHED)));
        course.minimum()
                .ifPresent(
                        minimum -> plot.addRangeMarker(new ValueMarker(minimum.doubleValue(), Palette.SOFT, DOTTED)));
        events(plot, offset, font);
        label(plot, series, font);
        JFreeChart chart = new JFreeChart(null, font, plot, false);
        chart.setBackgroundPaint(null);
        chart.setPadding(RectangleInsets.ZERO_INSETS);
        chart.draw(graphics, new Rectangle2D.Double(0, 0, width, height));
    }

    /** A thin line and a letter above each period in which something happened. */
    private void events(XYPlot plot, int offset, Font font) {
        for (int i = 0; i < course.points().size(); i++) {
            Set<Course.Event> events = course.points().get(i).events();
            if (!events.isEmpty()) {
                ValueMarker marker = new ValueMarker(offset + i, Palette.SOFT, THIN);
                marker.setLabel(events.stream()
                        .map(event -> words.say("event." + event.key() + ".letter"))
                        .collect(Collectors.joining()));
                marker.setLabelFont(font.deriveFont(Font.BOLD, 6f));
                marker.setLabelPaint(Palette.INK);
                marker.setLabelAnchor(RectangleAnchor.TOP_LEFT);
                marker.setLabelTextAnchor(TextAnchor.TOP_RIGHT);
                marker.setLabelOffset(new RectangleInsets(0, 1, 0, 1));
                plot.addDomainMarker(marker);
            }
        }
    }

    private void label(XYPlot plot, XYSeries series, Font font) {
        Optional<Course.Point> last = course.points().stream()
                .filter(point -> point.value().isPresent())
                .reduce((earlier, later) -> later);
        if (last.isEmpty()) {
            return;
        }
        BigDecimal value = last.get().value().orElseThrow();
        XYTextAnnotation text = new XYTextAnnotation(
                words.number(value), series.getX(series.getItemCount() - 1).doubleValue() + 0.4, value.doubleValue());
        text.setFont(font.deriveFont(Font.BOLD, 7f));
        text.setPaint(last.get().failed() ? Palette.FAILED : Palette.INK);
        text.setTextAnchor(TextAnchor.CENTER_LEFT);
        // No grid line runs through it.
        text.setBackgroundPaint(java.awt.Color.WHITE);
        plot.addAnnotation(text);
    }

    private NumberAxis periods(Font font) {
        NumberAxis axis = axis(font);
        // At the right there is room for the last figure.
        axis.setRange(-0.6, SLOTS + 1.9);
        axis.setTickUnit(new NumberTickUnit(LABEL_EVERY));
        axis.setNumberFormatOverride(new PeriodLabels(course, words));
        return axis;
    }

    private NumberAxis figures(Font font) {
        NumberAxis axis = axis(font);
        double[] range = course.range();
        axis.setRange(range[0], range[1]);
        NumberFormat format = NumberFormat.getNumberInstance(words.locale());
        format.setMaximumFractionDigits(3);
        axis.setStandardTickUnits(NumberAxis.createStandardTickUnits(words.locale()));
        axis.setAutoTickUnitSelection(true);
        axis.setNumberFormatOverride(format);
        axis.setAxisLineVisible(false);
        return axis;
    }

    private static NumberAxis axis(Font font) {
        NumberAxis axis = new NumberAxis();
        axis.setLabelFont(font);
        axis.setTickLabelFont(font.deriveFont(6.5f));
        axis.setTickLabelPaint(Palette.SOFT);
        axis.setTickMarksVisible(false);
        axis.setAxisLinePaint(Palette.RULE);
        axis.setAxisLineStroke(new BasicStroke(0.5f));
        axis.setTickLabelInsets(new RectangleInsets(1, 1, 1, 2));
        return axis;
    }

    /** A line with a point in every period: filled where the target was kept, a hollow orange square where not. */
    private static final class Marks extends XYLineAndShapeRenderer {
        private final transient XYSeries series;
        private final transient Course course;
        private final int offset;

        Marks(XYSeries series, Course course, int offset) {
            super(true, true);
            this.series = series;
            this.course = course;
            this.offset = offset;
            setSeriesPaint(0, Palette.ACCENT);
            setSeriesStroke(0, new BasicStroke(1.2f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
            setUseFillPaint(true);
            setUseOutlinePaint(true);
        }

        private boolean failed(int item) {
            return course.points().get(series.getX(item).intValue() - offset).failed();
        }

        @Override
        public Shape getItemShape(int row, int item) {
            return failed(item) ? new Rectangle2D.Double(-2, -2, 4, 4) : new Ellipse2D.Double(-1.6, -1.6, 3.2, 3.2);
        }

        @Override
        public Paint getItemFillPaint(int row, int item) {
            return failed(item) ? java.awt.Color.WHITE : Palette.ACCENT;
        }

        @Override
        public Paint getItemOutlinePaint(int row, int item) {
            return failed(item) ? Palette.FAILED : Palette.ACCENT;
        }
    }

    /** The slots of the time axis as short period names. */
    private static final class PeriodLabels extends NumberFormat {
        private final transient Course course;
        private final transient Words words;

        PeriodLabels(Course course, Words words) {
            this.course = course;
            this.words = words;
        }

        @Override
        public StringBuffer format(double slot, StringBuffer to, FieldPosition position) {
            MeasurementPeriod last =
                    course.points().get(course.points().size() - 1).period();
            MeasurementPeriod period = last;
            for (int i = (int) Math.round(slot); i < SLOTS - 1; i++) {
                period = period.previous();
            }
            return to.append(words.shortPeriod(period));
        }

        @Override
        public StringBuffer format(long slot, StringBuffer to, FieldPosition position) {
            return format((double) slot, to, position);
        }

        @Override
        public @Nullable Number parse(String text, ParsePosition position) {
            return null;
        }
    }
}
