package org.scorekeeper.settle;

import java.math.BigDecimal;
import org.scorekeeper.contract.Cap;

/**
 * What one cap did in one period.
 *
 * @param cap the rule
 * @param limit the most that it allows, rounded for printing
 * @param before what stood under it before
 * @param takenOff what it took off; zero where it did not bind
 */
public record CapResult(Cap cap, BigDecimal limit, BigDecimal before, BigDecimal takenOff) {}
