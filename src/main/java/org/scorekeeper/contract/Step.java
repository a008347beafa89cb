package org.scorekeeper.contract;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * One step of a ladder: how bad a miss is (or, on the other side of the target, what bonus it bears).
 *
 * @param bound {@code below: 95%} is LESS_THAN, {@code above:} MORE_THAN, {@code at-most:} and {@code at-least:} take the bound in
 * @param name the contract's word, such as minor
 * @param points service points, zero where the step bears none
 * @param credit a price of its own
 */
public record Step(Bound bound, Optional<String> name, BigDecimal points, Optional<Price> credit) {
    /** What files and documents print: its name, or its bound where it has none. */
    public String label() {
        return name.orElseGet(() -> (bound.comparison() == Comparison.LESS_THAN
                        ? "below "
                        : bound.comparison() == Comparison.MORE_THAN
                                ? "above "
                                : bound.comparison().words() + " ")
                + bound.value().toPlainString()
                + bound.unit().symbol());
    }

    /** Whether it opens away from the target's good side, so that it prices a miss and not a bonus. */
    public boolean isOnFailingSideOf(Bound target) {
        boolean opensDown = bound.comparison() == Comparison.LESS_THAN || bound.comparison() == Comparison.AT_MOST;
        return opensDown == target.comparison().higherIsBetter();
    }
}
