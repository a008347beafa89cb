package org.scorekeeper.settle;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Optional;
import org.scorekeeper.contract.Trigger;

/**
 * How one trigger stands in one period, for one service level or for the contract as a whole.
 *
 * @param trigger the rule
 * @param serviceLevel the level that it is about; empty where it is about the contract
 * @param state raised while its condition holds
 * @param since the last day of the period in which the state began (the as-of's day where that runs); empty while quiet
 * @param noticeBy until when notice may be given; empty unless it is raised and the contract names a notice
 * @param reason what the condition came to, in words
 * @param reached the same as the number that the condition names: points, failures, periods, a mean, a share in per cent
 */
public record TriggerState(
        Trigger trigger,
        Optional<String> serviceLevel,
        State state,
        Optional<LocalDate> since,
        Optional<LocalDate> noticeBy,
        String reason,
        Optional<BigDecimal> reached) {
    /** What two states of a trigger are compared by. */
    String key() {
        return trigger.name() + "/" + serviceLevel.orElse("") + "/" + state.code();
    }

    /** What a trigger can be. */
    public enum State {
        /** Nothing to say. */
        QUIET("quiet"),
        /** One failure short of it, or before a ceiling's end. */
        WARNED("warned"),
        /** The condition holds. */
        RAISED("raised"),
        /** The first period in which it holds no longer. */
        CURED("cured");

        private final String code;

        State(String code) {
            this.code = code;
        }

        /** The word that files use. */
        public String code() {
            return code;
        }
    }
}
