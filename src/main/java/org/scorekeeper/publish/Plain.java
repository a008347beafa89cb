package org.scorekeeper.publish;

import java.math.BigDecimal;

/** Numbers without zeros that say nothing. */
final class Plain {
    private Plain() {}

    static BigDecimal number(BigDecimal value) {
        BigDecimal stripped = value.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }
}
