package org.scorekeeper.settle;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * What became of a trigger's condition in one period.
 *
 * @param holds whether it is raised
 * @param near whether it is one failure short, or before a ceiling's end
 * @param reason what it came to, in words
 * @param reached the same as the number that the condition names: points, failures, periods, a mean, a share in per cent
 */
record Finding(boolean holds, boolean near, String reason, Optional<BigDecimal> reached) {
    Finding(boolean holds, boolean near, String reason, BigDecimal reached) {
        this(holds, near, reason, Optional.of(reached));
    }

    Finding(boolean holds, boolean near, String reason) {
        this(holds, near, reason, Optional.empty());
    }
}
