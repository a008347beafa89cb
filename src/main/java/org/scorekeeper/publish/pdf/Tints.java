package org.scorekeeper.publish.pdf;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.scorekeeper.publish.told.Words;

/**
 * The cells of one row of a heat map: from orange, where little was kept, over white to a pale blue; each carries its number.
 * In grey print the darker ones are those where less was kept.
 */
final class Tints extends Drawing {
    private static final Color LOW = new Color(0xE8, 0x93, 0x5C);
    private static final Color HIGH = new Color(0xD3, 0xE7, 0xF5);
    private static final double MIDDLE = 80;
    private static final double WORST = 50;
    private static final double GAP = 1;

    private final transient List<Optional<BigDecimal>> shares;

    Tints(List<Optional<BigDecimal>> shares) {
        this.shares = List.copyOf(shares);
    }

    @Override
    Optional<String> alternative(Words words) {
        return Optional.empty();
    }

    @Override
    void draw(Graphics2D graphics, double width, double height, Font font) {
        double cell = width / shares.size();
        for (int i = 0; i < shares.size(); i++) {
            int slot = i;
            shares.get(i).ifPresent(share -> {
                graphics.setColor(tint(share.doubleValue()));
                graphics.fill(new Rectangle2D.Double(slot * cell + GAP, 0, cell - 2 * GAP, height));
            });
        }
    }

    private static Color tint(double share) {
        return share >= MIDDLE
                ? between(Color.WHITE, HIGH, (share - MIDDLE) / (100 - MIDDLE))
                : between(LOW, Color.WHITE, Math.max(0, share - WORST) / (MIDDLE - WORST));
    }

    private static Color between(Color from, Color to, double part) {
        return new Color(
                mix(from.getRed(), to.getRed(), part),
                mix(from.getGreen(), to.getGreen(), part),
                mix(from.getBlue(), to.getBlue(), part));
    }

    private static int mix(int from, int to, double part) {
        return (int) Math.round(from + (to - from) * part);
    }
}
