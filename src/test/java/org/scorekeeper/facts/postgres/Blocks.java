package org.scorekeeper.facts.postgres;

import java.util.BitSet;
import java.util.List;
import org.scorekeeper.facts.FactKind;
import org.scorekeeper.facts.FactRow;

/** Blocks of rows whose files fill every field. */
final class Blocks {
    private Blocks() {}

    static FactBlock of(FactKind kind, List<FactRow> rows) {
        BitSet all = new BitSet();
        all.set(0, kind.fields().size());
        FactBlock block = new FactBlock(kind, all, rows.size());
        rows.forEach(block::add);
        return block;
    }
}
