package org.scorekeeper.facts.register;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What the partners talk about: rows of the registers that move no figure, and the disputes with who raised them and when.
 *
 * @param actions what somebody is to do
 * @param risks what may go wrong
 * @param disputes what the partners do not agree on
 * @param feedback what users say of a period
 */
public record Agenda(List<Action> actions, List<Risk> risks, List<Raised> disputes, List<Feedback> feedback) {
    /** Nothing to talk about. */
    public static final Agenda NONE = new Agenda(List.of(), List.of(), List.of(), List.of());

    private static final Set<String> OVER = Set.of(
            "done",
            "closed",
            "completed",
            "cancelled",
            "canceled",
            "resolved",
            "dropped",
            "expired",
            "mitigated",
            "erledigt",
            "abgeschlossen",
            "geschlossen",
            "fait",
            "terminé",
            "clos");

    /** Copies the lists. */
    public Agenda {
        actions = List.copyOf(actions);
        risks = List.copyOf(risks);
        disputes = List.copyOf(disputes);
        feedback = List.copyOf(feedback);
    }

    /**
     * A row of the actions.
     *
     * @param contract whose
     * @param serviceLevel the level that it is to mend
     * @param id its number
     * @param title what is to be done
     * @param cause why
     * @param owner by whom
     * @param due until when
     * @param state how far it has come, in the register's word
     * @param done when it was done
     * @param internal whether the vendor is not to read it
     */
    public record Action(
            String contract,
            Optional<String> serviceLevel,
            String id,
            String title,
            Optional<String> cause,
            Optional<String> owner,
            Optional<LocalDate> due,
            Optional<String> state,
            Optional<LocalDate> done,
            boolean internal) {
        /** Whether it is still to be done. */
        public boolean isOpen() {
            return done.isEmpty() && !isOver(state);
        }
    }

    /**
     * A row of the risks.
     *
     * @param contract whose
     * @param id its number
     * @param title what may happen
     * @param likelihood how likely it is, in the register's word
     * @param impact how bad it would be, in the register's word
     * @param owner who watches it
     * @param state how far it has come, in the register's word
     * @param reviewBy when it is looked at again
     * @param internal whether the vendor is not to read it
     */
    public record Risk(
            String contract,
            String id,
            String title,
            Optional<String> likelihood,
            Optional<String> impact,
            Optional<String> owner,
            Optional<String> state,
            Optional<LocalDate> reviewBy,
            boolean internal) {
        /** Whether it still stands. */
        public boolean isOpen() {
            return !isOver(state);
        }
    }

    /**
     * A dispute with its dates.
     *
     * @param dispute what it is about
     * @param by who raised it
     * @param on when
     * @param settled when it came to its end
     */
    public record Raised(Dispute dispute, Optional<String> by, Optional<LocalDate> on, Optional<LocalDate> settled) {
        private boolean isAbout(String period) {
            return dispute.period().filter(period::equals).isPresent()
                    || dispute.lineId()
                            .filter(line -> line.startsWith(dispute.contract() + "/" + period + "/"))
                            .isPresent();
        }
    }

    /**
     * A row of the feedback.
     *
     * @param contract whose
     * @param period the period that it is about
     * @param from who says it
     * @param score a number, in the register's own scale
     * @param comment in their words
     * @param internal whether the vendor is not to read it
     */
    public record Feedback(
            String contract,
            String period,
            Optional<String> from,
            Optional<BigDecimal> score,
            Optional<String> comment,
            boolean internal) {}

    private static boolean isOver(Optional<String> state) {
        return state.filter(word -> OVER.contains(word.toLowerCase(Locale.ROOT)))
                .isPresent();
    }

    /** The rows of one contract. */
    public Agenda of(String contract) {
        return new Agenda(
                actions.stream().filter(row -> row.contract().equals(contract)).toList(),
                risks.stream().filter(row -> row.contract().equals(contract)).toList(),
                disputes.stream()
                        .filter(row -> row.dispute().contract().equals(contract))
                        .toList(),
                feedback.stream().filter(row -> row.contract().equals(contract)).toList());
    }

    /**
     * What belongs to a period: its feedback, the disputes about it, the actions done in it.
     *
     * @param period as the registers name it
     * @param from its first day
     * @param to the day after its last
     * @param newest whether no later period has ended: then all that is open belongs to it, too
     */
    public Agenda on(String period, LocalDate from, LocalDate to, boolean newest) {
        Predicate<LocalDate> inIt = day -> !day.isBefore(from) && day.isBefore(to);
        return new Agenda(
                actions.stream()
                        .filter(row -> (newest && row.isOpen())
                                || row.done().filter(inIt).isPresent())
                        .toList(),
                newest ? risks.stream().filter(Risk::isOpen).toList() : List.of(),
                disputes.stream()
                        .filter(row -> row.isAbout(period)
                                || (newest && row.dispute().isOpen())
                                || row.settled().filter(inIt).isPresent())
                        .toList(),
                feedback.stream().filter(row -> row.period().equals(period)).toList());
    }

    /** Both together. */
    public Agenda and(Agenda other) {
        return new Agenda(
                both(actions, other.actions),
                both(risks, other.risks),
                both(disputes, other.disputes),
                both(feedback, other.feedback));
    }

    private static <T> List<T> both(List<T> one, List<T> other) {
        return Stream.concat(one.stream(), other.stream()).toList();
    }

    /** What the vendor may read of it. */
    public Agenda forVendor() {
        return new Agenda(
                actions.stream().filter(row -> !row.internal()).toList(),
                risks.stream().filter(row -> !row.internal()).toList(),
                disputes,
                feedback.stream().filter(row -> !row.internal()).toList());
    }

    /** How many disputes are open. */
    public int openDisputes() {
        return (int) disputes.stream().filter(row -> row.dispute().isOpen()).count();
    }
}
