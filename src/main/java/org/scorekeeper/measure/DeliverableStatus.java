package org.scorekeeper.measure;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Optional;

/**
 * One deliverable at the as-of: promised, handed over, accepted.
 *
 * @param id of the contract or of the vendor's log
 * @param title the contract's, else the log's
 * @param due the contract's date, else the log's
 * @param delivered when it was handed over; empty while it was not
 * @param accepted when it was accepted
 * @param fee the contract's, else the log's
 * @param daysLate whole calendar days from due to delivered (or to the as-of while it is open), less those that relief takes
 *     off; zero in time
 * @param relief the register rows that took days off, as the register numbers them; empty where none did
 * @param inContract whether the contract names it
 * @param differs whether the log's due date or fee differs from the contract's
 */
public record DeliverableStatus(
        String id,
        String title,
        Optional<LocalDate> due,
        Optional<LocalDate> delivered,
        Optional<LocalDate> accepted,
        Optional<BigDecimal> fee,
        long daysLate,
        Optional<String> relief,
        boolean inContract,
        boolean differs) {
    /** The same with fewer days late, and the register rows that are the reason. */
    public DeliverableStatus relieved(long days, String by) {
        return new DeliverableStatus(
                id, title, due, delivered, accepted, fee, days, Optional.of(by), inContract, differs);
    }

    /** Whether it came late, or has not come, and none of it is held against the vendor. */
    public boolean excused() {
        return daysLate == 0 && relief.isPresent();
    }
}
