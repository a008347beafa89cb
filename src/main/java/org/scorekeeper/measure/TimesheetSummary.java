package org.scorekeeper.measure;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * The timesheets of one contract and period beside its rate card and budget; shown, and nothing is charged on it.
 *
 * @param lines by role, in the rate card's order, roles that it lacks last
 * @param hours all hours
 * @param billed the vendor's own amounts, or hours times the vendor's rate where a row has no amount
 * @param atRateCard the same hours at the rate card's rates, for the roles that it has; rounded to the cent
 * @param ceiling the not-to-exceed amount of its own period
 * @param billedUnderCeiling what was billed to date in the ceiling's period (the period, the contract year or the contract)
 * @param overlong person-days above the contract's hours a day
 * @param unapproved rows without approval where approval is required
 * @param onClosedDays rows on days on which the contract's first calendar with hours does not open
 */
public record TimesheetSummary(
        List<RoleLine> lines,
        BigDecimal hours,
        BigDecimal billed,
        BigDecimal atRateCard,
        Optional<BigDecimal> ceiling,
        BigDecimal billedUnderCeiling,
        int overlong,
        int unapproved,
        int onClosedDays) {
    /** Copies the lines. */
    public TimesheetSummary {
        lines = List.copyOf(lines);
    }

    /**
     * One role.
     *
     * @param role as the timesheets write it
     * @param persons how many different persons
     * @param rows how many timesheet rows
     * @param hours their hours
     * @param contractRate the rate card's rate at the period's end; empty where it lacks the role
     * @param billed the vendor's amounts
     * @param atRateCard hours at the rate of each work date
     * @param rowsAtOtherRate rows whose own rate differs from the card's
     */
    public record RoleLine(
            String role,
            int persons,
            int rows,
            BigDecimal hours,
            Optional<BigDecimal> contractRate,
            BigDecimal billed,
            BigDecimal atRateCard,
            int rowsAtOtherRate) {}
}
