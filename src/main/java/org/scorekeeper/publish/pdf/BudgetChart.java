package org.scorekeeper.publish.pdf;

import java.awt.BasicStroke;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import org.scorekeeper.publish.Scorecard;
import org.scorekeeper.publish.told.Words;

/** What was billed to date against the ceiling, a bar a period; what lies above the ceiling is a hollow orange bar. */
final class BudgetChart extends Drawing {
    private static final int SLOTS = 13;
    private static final double FOOT = 11;
    private static final double HEAD = 9;
    private static final double LABELS = 92;
    private static final int LABEL_EVERY = 3;

    private final transient List<Scorecard.Billed> bars;
    private final transient Optional<BigDecimal> warnAt;
    private final transient Currency currency;
    private final transient Words words;

    BudgetChart(List<Scorecard.Billed> bars, Optional<BigDecimal> warnAt, Currency currency, Words words) {
        this.bars = bars;
        this.warnAt = warnAt;
        this.currency = currency;
        this.words = words;
    }

    @Override
    Optional<String> alternative(Words reader) {
        Scorecard.Billed last = bars.get(bars.size() - 1);
        return Optional.of(reader.say(
                "picture.budget", reader.money(last.amount(), currency), reader.money(last.ceiling(), currency)));
    }

    @Override
    void draw(Graphics2D graphics, double width, double height, Font font) {
        double top = bars.stream()
                .mapToDouble(bar -> bar.amount().max(bar.ceiling()).doubleValue())
                .max()
                .orElse(1);
        double slot = (width - LABELS) / SLOTS;
        double floor = height - FOOT;
        double scale = (floor - HEAD) / Math.max(top, 1);
        graphics.setFont(font.deriveFont(6.5f));
        for (int i = 0; i < bars.size(); i++) {
            Scorecard.Billed bar = bars.get(i);
            double x = (SLOTS - bars.size() + i) * slot;
            double tall = bar.amount().doubleValue() * scale;
            boolean over = bar.amount().compareTo(bar.ceiling()) > 0;
            Rectangle2D shape = new Rectangle2D.Double(x + slot * 0.2, floor - tall, slot * 0.6, tall);
            graphics.setColor(over ? Palette.FAILED : Palette.ACCENT);
            graphics.setStroke(new BasicStroke(1.2f));
            if (over) {
                graphics.draw(shape);
            } else {
                graphics.fill(shape);
            }
            level(graphics, x, slot, floor - bar.ceiling().doubleValue() * scale, TrendChart.DASHED);
            warnAt.ifPresent(share -> level(
                    graphics,
                    x,
                    slot,
                    floor - bar.ceiling().doubleValue() * share.doubleValue() / 100 * scale,
                    TrendChart.DOTTED));
            if ((bars.size() - 1 - i) % LABEL_EVERY == 0) {
                graphics.setColor(Palette.SOFT);
                graphics.drawString(words.shortPeriod(bar.period()), (float) x, (float) (height - 2));
            }
        }
        graphics.setColor(Palette.RULE);
        graphics.setStroke(new BasicStroke(0.5f));
        graphics.draw(new Line2D.Double(0, floor, SLOTS * slot, floor));
        labels(graphics, SLOTS * slot + 4, floor, scale, font);
    }

    private static void level(Graphics2D graphics, double x, double slot, double y, BasicStroke stroke) {
        graphics.setColor(Palette.INK);
        graphics.setStroke(stroke);
        graphics.draw(new Line2D.Double(x, y, x + slot, y));
    }

    private void labels(Graphics2D graphics, double x, double floor, double scale, Font font) {
        Scorecard.Billed last = bars.get(bars.size() - 1);
        double ceiling = floor - last.ceiling().doubleValue() * scale;
        graphics.setColor(Palette.SOFT);
        graphics.drawString(
                words.say("budget.ceiling", words.money(last.ceiling(), currency)), (float) x, (float) ceiling + 2);
        BigDecimal share = last.ceiling().signum() == 0
                ? BigDecimal.ZERO
                : last.amount().multiply(BigDecimal.valueOf(100)).divide(last.ceiling(), 1, RoundingMode.HALF_UP);
        double y = floor - last.amount().doubleValue() * scale + 2;
        graphics.setFont(font.deriveFont(Font.BOLD, 7f));
        graphics.setColor(last.amount().compareTo(last.ceiling()) > 0 ? Palette.FAILED : Palette.INK);
        graphics.drawString(words.money(last.amount(), currency) + " · " + words.percent(share, 1), (float) x, (float)
                (Math.abs(y - ceiling - 2) < 9 ? ceiling + 12 : y));
    }
}
