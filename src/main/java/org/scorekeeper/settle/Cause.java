package org.scorekeeper.settle;

import java.math.BigDecimal;

/**
 * One reason why a figure that stood was restated.
 *
 * @param kind what changed
 * @param share by how much that changed the period's money, as the customer sees it; zero where only figures changed
 */
public record Cause(Kind kind, BigDecimal share) {
    /** What changes an issued figure. */
    public enum Kind {
        /** A file, or a row of charges, that came after the issue or was taken back. */
        LATE_DATA("late data"),
        /** A row of the relief register. */
        RELIEF("relief"),
        /** A dispute that was settled. */
        DISPUTE("dispute"),
        /** A waiver, or a line entered by hand. */
        WAIVER("waiver"),
        /** A changed contract, feed or calendar, where approvals say so. */
        CONTRACT("contract"),
        /** An earlier period that was restated. */
        EARLIER_PERIOD("earlier period");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        /** The words that files use. */
        public String words() {
            return words;
        }
    }

    @Override
    public String toString() {
        return kind.words()
                + (share.signum() == 0 ? "" : " " + (share.signum() > 0 ? "+" : "") + share.toPlainString());
    }
}
