package org.scorekeeper.nightly;

import java.util.List;
import java.util.Optional;
import org.scorekeeper.facts.postgres.FactBlock;
import org.scorekeeper.intake.postgres.RefusedRowStore.Refused;

/**
 * Some rows of a file, mapped: what one transaction stores.
 *
 * @param read how many rows were read for it
 * @param repeated how many of them repeated a line that is known, and were not looked into
 * @param facts the rows that became facts
 * @param refused the others
 * @param end how the file ended, in the last block; empty before
 */
record RowBlock(long read, int repeated, FactBlock facts, List<Refused> refused, Optional<End> end) {
    /** How a file ended. */
    sealed interface End {
        /** Read to its end; with what was found out about its form, its column names, and what is worth saying of it. */
        record Whole(String traits, List<String> header, List<String> remarks) implements End {
            public Whole {
                header = List.copyOf(header);
                remarks = List.copyOf(remarks);
            }
        }

        /** Its sender wrote to it while it was read: the next run reads it again. */
        record Changed() implements End {}

        /** Not readable, or not any further; with the reason and the remedy. */
        record Broken(String reason) implements End {}
    }
}
