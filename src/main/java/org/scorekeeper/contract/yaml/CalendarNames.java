package org.scorekeeper.contract.yaml;

import java.util.Set;
import org.scorekeeper.calendar.ServiceCalendar;
import org.scorekeeper.contract.Contract;

/** The calendars that are always there. */
public final class CalendarNames {
    private static final Set<String> OPEN = Set.of(CalendarReader.ROUND_THE_CLOCK, "24x7");

    private CalendarNames() {}

    /** Whether a calendar of a contract is one that is always there, and not the contract's own of that name. */
    public static boolean isBuiltIn(String name, ServiceCalendar calendar, Contract contract) {
        boolean alwaysOpen = calendar.week().size() == 7
                && calendar.holidays().code().isEmpty()
                && calendar.closed().isEmpty()
                && calendar.special().isEmpty()
                && calendar.zone().equals(contract.zone())
                && calendar.week().values().stream()
                        .allMatch(hours -> hours.size() == 1
                                && hours.get(0).from() == 0
                                && hours.get(0).to() == 86_400);
        return (OPEN.contains(name) && alwaysOpen)
                || (name.equals(CalendarReader.WORKING_DAYS) && calendar == contract.workingDays());
    }
}
