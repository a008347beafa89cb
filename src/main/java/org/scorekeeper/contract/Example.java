package org.scorekeeper.contract;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * One of the schedule's own worked figures, which the contract must give.
 *
 * @param level whose figures; empty where the example is of the contract as a whole
 * @param figures the level's figures, period after period, in the target's unit
 * @param inputs what the example starts from besides, such as points or charges
 * @param expected what must come out, by name (points, credits …), one value a period
 * @param line where it stands in the file
 */
public record Example(
        Optional<String> level,
        List<BigDecimal> figures,
        java.util.Map<String, BigDecimal> inputs,
        java.util.Map<String, List<BigDecimal>> expected,
        int line) {
    /** Copies the collections. */
    public Example {
        figures = List.copyOf(figures);
        inputs = java.util.Map.copyOf(inputs);
        expected = java.util.Map.copyOf(expected);
    }
}
