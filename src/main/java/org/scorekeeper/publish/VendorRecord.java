package org.scorekeeper.publish;

import java.time.Instant;
import java.util.List;
import org.scorekeeper.facts.register.Agenda;
import org.scorekeeper.settle.SettledPeriod;

/**
 * One vendor over its whole history, across its contracts: for a renewal or a new award.
 *
 * @param vendor its id
 * @param contracts the periods of each of its contracts, oldest first
 * @param agenda disputes and feedback of all of them
 * @param asOf the instant as of which the figures hold
 * @param run the run's short id, as in its manifest
 */
public record VendorRecord(
        String vendor, List<List<SettledPeriod>> contracts, Agenda agenda, Instant asOf, String run) {
    /** Copies the lists; a contract without periods says nothing. */
    public VendorRecord {
        contracts = contracts.stream()
                .filter(periods -> !periods.isEmpty())
                .map(List::copyOf)
                .toList();
    }
}
