package org.scorekeeper.publish.pdf;

import java.math.BigDecimal;

/** Numbers without zeros that say nothing. */
final class Numbers {
    private Numbers() {}

    static BigDecimal plain(BigDecimal value) {
        BigDecimal stripped = value.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }
}
