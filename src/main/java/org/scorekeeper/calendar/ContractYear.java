package org.scorekeeper.calendar;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/**
 * A year of a contract, half open: the first begins on the first day of the term, each later one on its anniversary.
 *
 * @param number 1 for the first
 * @param from its first local day
 * @param to the first day after it
 */
public record ContractYear(int number, LocalDate from, LocalDate to) {
    /** Refuses a year before the first, and one without days. */
    public ContractYear {
        if (number < 1 || !from.isBefore(to)) {
            throw new IllegalArgumentException("no contract year: number " + number + ", " + from + " to " + to);
        }
    }

    /**
     * The contract year that a day lies in. A term that begins on 29 February has its other years begin on 28 February,
     * leap years apart.
     *
     * @throws IllegalArgumentException where the day lies before the term
     */
    public static ContractYear containing(LocalDate termStart, LocalDate day) {
        if (day.isBefore(termStart)) {
            throw new IllegalArgumentException(day + " lies before the term, which starts on " + termStart);
        }
        // Counted from the first day each time, so that 29 February is not lost after the first common year.
        int years = (int) ChronoUnit.YEARS.between(termStart, day);
        while (!termStart.plusYears(years + 1L).isAfter(day)) {
            years++;
        }
        return new ContractYear(years + 1, termStart.plusYears(years), termStart.plusYears(years + 1L));
    }

    /** Whether a local day lies in it. */
    public boolean contains(LocalDate day) {
        return !day.isBefore(from) && day.isBefore(to);
    }
}
