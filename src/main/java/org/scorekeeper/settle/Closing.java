package org.scorekeeper.settle;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.scorekeeper.calendar.CalendarTimeline;
import org.scorekeeper.calendar.ContractDuration;
import org.scorekeeper.contract.Closes;
import org.scorekeeper.contract.Contract;

/**
 * Whether a period's figures can be issued ({@code closes}), and what keeps them back.
 *
 * @param due whether the time has come, or somebody ordered it
 * @param obstacles what is missing or wrong, or who keeps it back; nothing is issued while there is one
 */
public record Closing(boolean due, List<String> obstacles) {
    /** Copies the list. */
    public Closing {
        obstacles = List.copyOf(obstacles);
    }

    /**
     * What stands in the way of an issue besides time.
     *
     * @param ordered whether a person ordered the period to be issued now: then nothing is waited for
     * @param held who keeps the period back and why; wrong register rows too
     * @param missingFiles expected files of the period that have not come
     * @param lacksCharges whether the charges register says nothing of the period
     */
    public record Circumstances(boolean ordered, List<String> held, List<String> missingFiles, boolean lacksCharges) {
        /** Nothing in the way. */
        public static final Circumstances CLEAR = new Circumstances(false, List.of(), List.of(), false);

        /** Copies the lists. */
        public Circumstances {
            held = List.copyOf(held);
            missingFiles = List.copyOf(missingFiles);
        }
    }

    /**
     * Judges a period.
     *
     * @param end of the period
     * @param workingDays of the contract, for {@code 10 working days}
     */
    public static Closing of(
            Contract contract, Instant end, CalendarTimeline workingDays, Instant asOf, Circumstances circumstances) {
        Optional<Closes> rule = contract.closes();
        if (asOf.isBefore(end)) {
            return new Closing(false, List.of());
        }
        List<String> obstacles = new ArrayList<>(circumstances.held());
        if (!circumstances.ordered()) {
            if (needs(rule, Closes.Need.FILES)) {
                circumstances
                        .missingFiles()
                        .forEach(file -> obstacles.add("the expected file " + file + " is missing"));
            }
            if (needs(rule, Closes.Need.CHARGES) && circumstances.lacksCharges()) {
                obstacles.add("the charges register has no row for the period");
            }
        }
        Instant time = time(contract, end, workingDays);
        return new Closing(circumstances.ordered() || !asOf.isBefore(time), obstacles);
    }

    /** When a period that ends then is issued, where nothing keeps it back. */
    public static Instant time(Contract contract, Instant end, CalendarTimeline workingDays) {
        return contract.closes()
                .flatMap(Closes::after)
                .map(after -> later(end, after, workingDays))
                .orElse(end);
    }

    private static boolean needs(Optional<Closes> rule, Closes.Need need) {
        return rule.filter(closes -> closes.needs().contains(need)).isPresent();
    }

    private static Instant later(Instant end, ContractDuration after, CalendarTimeline workingDays) {
        return after instanceof ContractDuration.WorkingDays working
                ? workingDays.plusWorkingDays(end, working.days())
                : end.plus(((ContractDuration.Fixed) after).duration());
    }

    /** Whether the figures are to be issued now. */
    public boolean issues() {
        return due && obstacles.isEmpty();
    }

    /** The state of a period that is not issued: held where only an obstacle keeps it back. */
    public PeriodState waiting() {
        return due && !obstacles.isEmpty() ? PeriodState.HELD : PeriodState.PROVISIONAL;
    }
}
