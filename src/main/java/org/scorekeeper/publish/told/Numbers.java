package org.scorekeeper.publish.told;

import java.math.BigDecimal;

/** Numbers without zeros that say nothing. */
public final class Numbers {
    private Numbers() {}

    /** The same number, without zeros at its end and never as a power of ten. */
    public static BigDecimal plain(BigDecimal value) {
        BigDecimal stripped = value.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }
}
