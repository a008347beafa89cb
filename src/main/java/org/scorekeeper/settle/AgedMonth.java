package org.scorekeeper.settle;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A month of facts that is older than they are to be kept, and whether anything still needs it.
 *
 * @param reach the first day of which none of its items speaks: a ticket of its last day is resolved in the next month
 * @param unfinished what in it is not finished, in words
 */
public record AgedMonth(YearMonth month, LocalDate reach, Optional<String> unfinished) {
    /** So many months longer than its own an item may last before it holds its month. */
    private static final int LASTS = 3;

    /**
     * Something that is to be decided yet, and may look at facts.
     *
     * @param what in words
     * @param from the first day that it is about
     */
    public record Undecided(String what, LocalDate from) {}

    /**
     * Why it stays; empty where it may go: everything is finished of which it speaks, and what was decided on it stands.
     *
     * @param kept the first month that is not older than facts are to be kept
     * @param undecided periods that are not issued, disputes that are not settled
     */
    public Optional<String> stays(YearMonth kept, List<Undecided> undecided) {
        if (!month.isBefore(kept)) {
            return Optional.of("it is not old enough");
        }
        if (unfinished.isPresent()) {
            return unfinished;
        }
        if (reach.isAfter(kept.plusMonths(LASTS).atDay(1))) {
            return Optional.of("something of it lasted into " + YearMonth.from(reach.minusDays(1)));
        }
        return undecided.stream()
                .filter(one -> one.from().isBefore(reach))
                .min(Comparator.comparing(Undecided::from).thenComparing(Undecided::what))
                .map(Undecided::what);
    }
}
