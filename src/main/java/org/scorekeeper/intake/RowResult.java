package org.scorekeeper.intake;

import org.scorekeeper.facts.FactRow;

/** What became of one row: a fact, or a refusal. */
public sealed interface RowResult {
    /** A fact, its version yet to be given. */
    record Mapped(FactRow fact) implements RowResult {}

    /** A refusal. */
    record Refused(IntakeFault fault) implements RowResult {}
}
