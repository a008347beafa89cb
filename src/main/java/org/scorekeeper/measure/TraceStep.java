package org.scorekeeper.measure;

/**
 * One step of the order of evaluation, as it was taken for one service level and period.
 *
 * @param step the step's name in the contract language: population, relief, measure, round, read, judge, price, caps, ledger
 * @param detail what happened, with its figures, in one sentence
 */
public record TraceStep(String step, String detail) {}
