package org.scorekeeper.publish.text;

import java.util.List;
import java.util.Optional;
import org.scorekeeper.settle.LedgerEntry;
import org.scorekeeper.settle.PeriodResult;
import org.scorekeeper.settle.SettledPeriod;

/**
 * What is known of one contract and period when a person asks how it came about.
 *
 * @param revisions every revision of the period that is kept, oldest first, the last is the one that stands
 * @param settledIn the contract period whose caps it met, where that is another
 * @param ledger the lines entered for the period, oldest first
 * @param run which run made the figures, in words
 */
public record Explained(
        List<SettledPeriod> revisions, Optional<PeriodResult> settledIn, List<LedgerEntry> ledger, String run) {
    /** Copies the lists. */
    public Explained {
        revisions = List.copyOf(revisions);
        ledger = List.copyOf(ledger);
    }

    /** The figures that stand. */
    public PeriodResult result() {
        return now().result();
    }

    /** All that stands. */
    public SettledPeriod now() {
        return revisions.get(revisions.size() - 1);
    }

    /** The revision before; empty where the figures were never restated. */
    Optional<PeriodResult> before() {
        return revisions.size() < 2
                ? Optional.empty()
                : Optional.of(revisions.get(revisions.size() - 2).result());
    }

    /** What was issued first, where the revision before is not that already. */
    Optional<PeriodResult> first() {
        return revisions.size() < 3
                ? Optional.empty()
                : Optional.of(revisions.get(0).result());
    }

    /** The contract period's result, where caps and what else holds for the contract as a whole stand. */
    PeriodResult main() {
        return settledIn.orElse(result());
    }
}
