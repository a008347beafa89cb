package org.scorekeeper.contract;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.Set;

/** Where the money comes from that credits are a share of. */
public sealed interface Charges {
    /** The amount of a whole contract period, where the contract itself says it. */
    default Optional<BigDecimal> perPeriodAmount() {
        return Optional.empty();
    }

    /** The contract names no charges: nothing in it may be a share of them. */
    record None() implements Charges {}

    /** {@code { per-period: 182000.00 }}: the same for every contract period. */
    record PerPeriod(BigDecimal amount) implements Charges {
        @Override
        public Optional<BigDecimal> perPeriodAmount() {
            return Optional.of(amount);
        }
    }

    /** {@code { from: charges, except: { kind: [pass-through] } }}: the rows of the register, less some kinds. */
    record Registered(Set<String> exceptKinds) implements Charges {
        /** Copies the kinds. */
        public Registered {
            exceptKinds = Set.copyOf(exceptKinds);
        }
    }

    /** {@code { from: timesheets }}: what is payable of the period's timesheets. */
    record FromTimesheets() implements Charges {}
}
