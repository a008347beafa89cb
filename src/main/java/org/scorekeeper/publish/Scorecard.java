package org.scorekeeper.publish;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.scorekeeper.calendar.MeasurementPeriod;
import org.scorekeeper.facts.register.Agenda;
import org.scorekeeper.measure.DeliverableStatus;
import org.scorekeeper.measure.TimesheetSummary;
import org.scorekeeper.settle.PeriodResult;

/**
 * Everything that one contract's documents of one period say.
 *
 * @param edition whom it is for
 * @param result this period
 * @param before what a restated period said in the revision before; empty for others
 * @param history up to thirteen periods, oldest first, this one last
 * @param timesheets the period's timesheets; empty where the contract has no rate card and no rows
 * @param billed what was billed against the ceiling, oldest first; empty without a ceiling
 * @param deliverables those due, delivered or open in the period
 * @param agenda what the partners talk about
 * @param data where the figures come from
 * @param asOf the instant as of which they hold
 * @param run the run's short id, as in its manifest
 */
public record Scorecard(
        Edition edition,
        PeriodResult result,
        Optional<PeriodResult> before,
        List<PeriodResult> history,
        Optional<TimesheetSummary> timesheets,
        List<Billed> billed,
        List<DeliverableStatus> deliverables,
        Agenda agenda,
        DataReceived data,
        Instant asOf,
        String run) {
    /** Whom a scorecard is for. */
    public enum Edition {
        /** The account manager: everything. */
        INTERNAL,
        /** The vendor: nothing that is internal. */
        VENDOR
    }

    /**
     * What was billed to date under a ceiling at the end of a period.
     *
     * @param period up to which it counts
     * @param amount billed in the ceiling's own period, to date
     * @param ceiling the not-to-exceed amount
     */
    public record Billed(MeasurementPeriod period, BigDecimal amount, BigDecimal ceiling) {}

    /** Copies the lists. */
    public Scorecard {
        history = List.copyOf(history);
        billed = List.copyOf(billed);
        deliverables = List.copyOf(deliverables);
    }

    /** The account manager's, with nothing to talk about and no ceiling. */
    public Scorecard(
            PeriodResult result,
            List<PeriodResult> history,
            Optional<TimesheetSummary> timesheets,
            List<DeliverableStatus> deliverables,
            DataReceived data,
            Instant asOf,
            String run) {
        this(
                Edition.INTERNAL,
                result,
                Optional.empty(),
                history,
                timesheets,
                List.of(),
                deliverables,
                Agenda.NONE,
                data,
                asOf,
                run);
    }

    /** The same for the vendor: without what is internal. */
    public Scorecard forVendor() {
        return new Scorecard(
                Edition.VENDOR,
                result,
                before,
                history,
                timesheets,
                billed,
                deliverables,
                agenda.forVendor(),
                data,
                asOf,
                run);
    }

    /** Whether it is the vendor's edition. */
    public boolean isForVendor() {
        return edition == Edition.VENDOR;
    }
}
