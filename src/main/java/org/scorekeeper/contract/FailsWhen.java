package org.scorekeeper.contract;

/**
 * {@code fails-when: { below: minimum, or-below-target: 4, in-last: 12 periods }}: a period that misses its target is a
 * failure only when this holds.
 *
 * @param belowMinimum whether a figure below the minimum is a failure at once
 * @param belowTarget how many periods below target but not below minimum, this one included; 0: never
 * @param inLast among how many periods, this one included
 */
public record FailsWhen(boolean belowMinimum, int belowTarget, int inLast) {}
