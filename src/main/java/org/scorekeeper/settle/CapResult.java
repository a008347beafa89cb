package org.scorekeeper.settle;

import java.math.BigDecimal;
import org.scorekeeper.contract.Cap;

/**
 * What one cap did in one period.
 *
 * @param cap the rule
 * @param limit the most that it allows, rounded for printing; of a cap by item, all items' together
 * @param earlier what earlier periods of the contract year have used of it; zero for other caps
 * @param before what stood under it before
 * @param takenOff what it took off; zero where it did not bind
 */
public record CapResult(Cap cap, BigDecimal limit, BigDecimal earlier, BigDecimal before, BigDecimal takenOff) {
    /** The most that it leaves to this period. */
    public BigDecimal room() {
        return limit.subtract(earlier).max(BigDecimal.ZERO);
    }

    /** What stands under it afterwards, in its year or this period. */
    public BigDecimal used() {
        return earlier.add(before).subtract(takenOff);
    }
}
