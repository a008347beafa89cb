package org.scorekeeper.measure;

import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What one item comes to in a share: met or missed, on a day; or not counted, and why.
 *
 * @param kind met, missed, not yet, or out of order
 * @param day the local day that places it in a period; null where it is not counted
 * @param miss what to show of it; empty where a condition has nothing to show
 * @param margin seconds left under its limit; only where it was met
 */
record Verdict(Kind kind, @Nullable LocalDate day, Optional<Miss> miss, long margin) {
    enum Kind {
        MET,
        MISSED,
        NOT_YET,
        WRONG_ORDER
    }

    static final Verdict NOT_YET = new Verdict(Kind.NOT_YET, null, Optional.empty(), 0);
    static final Verdict WRONG_ORDER = new Verdict(Kind.WRONG_ORDER, null, Optional.empty(), 0);
}
