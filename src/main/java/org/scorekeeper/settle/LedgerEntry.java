package org.scorekeeper.settle;

import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import org.scorekeeper.contract.Contract;

/**
 * A line as finance sees it.
 *
 * @param contract the terms that made it
 * @param line what it says
 * @param posting which posting handed it to finance; empty while it is provisional
 */
public record LedgerEntry(Contract contract, LedgerLine line, Optional<Posting> posting) {
    /** Lines handed to finance together, once. */
    public record Posting(int number, LocalDate on) {
        /** What finance calls it, and its file: {@code posting-0042}. */
        public String name() {
            return String.format(Locale.ROOT, "posting-%04d", number);
        }
    }

    /** A line that is not posted. */
    public static LedgerEntry provisional(Contract contract, LedgerLine line) {
        return new LedgerEntry(contract, line, Optional.empty());
    }
}
