package org.scorekeeper.publish.pdf;

import java.awt.BasicStroke;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.scorekeeper.measure.DeliverableStatus;
import org.scorekeeper.publish.told.Words;

/** A time axis that all deliverables share: each is a line from its due date to its delivery, or to today while it is open. */
final class Timeline {
    private static final double MARGIN = 4;
    private static final int LABELS = 2;

    private final LocalDate first;
    private final LocalDate last;
    private final LocalDate today;
    private final Words words;

    Timeline(List<DeliverableStatus> all, LocalDate today, Words words) {
        this.today = today;
        this.words = words;
        List<LocalDate> days = all.stream()
                .flatMap(one -> Stream.of(one.due(), one.delivered()).flatMap(Optional::stream))
                .sorted()
                .toList();
        LocalDate earliest = days.isEmpty() ? today : days.get(0);
        LocalDate latest = days.isEmpty() ? today : days.get(days.size() - 1);
        this.first = (earliest.isBefore(today) ? earliest : today).withDayOfMonth(1);
        this.last = (latest.isAfter(today) ? latest : today).plusMonths(1).withDayOfMonth(1);
    }

    private double x(LocalDate day, double width) {
        double whole = ChronoUnit.DAYS.between(first, last);
        return MARGIN + ChronoUnit.DAYS.between(first, day) / whole * (width - 2 * MARGIN);
    }

    /** The months, as few as there is room for. */
    Drawing axis() {
        return new Drawing() {
            @Override
            Optional<String> alternative(Words reader) {
                return Optional.of(reader.say("picture.axis", reader.day(first), reader.day(last)));
            }

            @Override
            void draw(Graphics2D graphics, double width, double height, Font font) {
                graphics.setFont(font.deriveFont(6.5f));
                graphics.setColor(Palette.SOFT);
                long months = ChronoUnit.MONTHS.between(first, last);
                long step = Math.max(1, (months + LABELS - 1) / LABELS);
                for (LocalDate month = first; month.isBefore(last); month = month.plusMonths(step)) {
                    graphics.drawString(
                            DateTimeFormatter.ofPattern("LLL yy", words.locale())
                                    .format(month),
                            (float) x(month, width),
                            (float) height - 2);
                }
            }
        };
    }

    /** One deliverable: hollow diamond due, filled circle handed over, the way between them orange where it counts as late. */
    Drawing line(DeliverableStatus one) {
        return new Drawing() {
            /** The row says it all. */
            @Override
            Optional<String> alternative(Words reader) {
                return Optional.empty();
            }

            @Override
            void draw(Graphics2D graphics, double width, double height, Font font) {
                double y = height / 2;
                graphics.setColor(Palette.RULE);
                graphics.setStroke(new BasicStroke(0.4f));
                graphics.draw(new Line2D.Double(0, y, width, y));
                graphics.draw(new Line2D.Double(x(today, width), 0, x(today, width), height));
                Optional<LocalDate> end =
                        one.delivered().or(() -> one.daysLate() > 0 ? Optional.of(today) : Optional.empty());
                one.due().ifPresent(due -> {
                    end.filter(due::isBefore).ifPresent(day -> {
                        graphics.setColor(one.excused() ? Palette.SOFT : Palette.FAILED);
                        graphics.setStroke(new BasicStroke(1.6f));
                        graphics.draw(new Line2D.Double(x(due, width), y, x(day, width), y));
                    });
                    diamond(graphics, x(due, width), y);
                });
                one.delivered().ifPresent(day -> {
                    graphics.setColor(one.daysLate() > 0 ? Palette.FAILED : Palette.ACCENT);
                    graphics.fill(new Ellipse2D.Double(x(day, width) - 2, y - 2, 4, 4));
                });
            }
        };
    }

    private static void diamond(Graphics2D graphics, double x, double y) {
        Path2D shape = new Path2D.Double();
        shape.moveTo(x - 3, y);
        shape.lineTo(x, y - 3);
        shape.lineTo(x + 3, y);
        shape.lineTo(x, y + 3);
        shape.closePath();
        graphics.setColor(java.awt.Color.WHITE);
        graphics.fill(shape);
        graphics.setColor(Palette.INK);
        graphics.setStroke(new BasicStroke(0.7f));
        graphics.draw(shape);
    }
}
