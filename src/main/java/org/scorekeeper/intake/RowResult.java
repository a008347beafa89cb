package org.scorekeeper.intake;

import org.jspecify.annotations.Nullable;
import org.scorekeeper.facts.FactRow;

/** What became of one row: a fact, or a refusal. */
public sealed interface RowResult {
    /** A fact, its version yet to be given. */
    record Mapped(FactRow fact) implements RowResult {}

    /** A refusal, with what the row still says; that is null for a line of totals, which is no row of anything. */
    record Refused(IntakeFault fault, @Nullable Glimpse glimpse) implements RowResult {}
}
