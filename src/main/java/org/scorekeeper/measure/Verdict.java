package org.scorekeeper.measure;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What one item comes to in a share: met or missed, on a day; or not counted, and why.
 *
 * @param kind met, missed, not yet, or out of order
 * @param day the local day that places it in a period; null where it is not counted yet
 * @param from where its clock started, or the promised date; null where a condition decided
 * @param to where it stopped; null while it is open
 * @param clock what its clock says; null where no clock decided
 * @param lateBy seconds over its limit; -1 where that cannot be said
 * @param why it is not counted yet; null where it is
 */
record Verdict(
        Kind kind,
        @Nullable LocalDate day,
        @Nullable Instant from,
        @Nullable Instant to,
        @Nullable Clock clock,
        long lateBy,
        @Nullable String why) {
    Verdict(
            Kind kind,
            @Nullable LocalDate day,
            @Nullable Instant from,
            @Nullable Instant to,
            @Nullable Clock clock,
            long lateBy) {
        this(kind, day, from, to, clock, lateBy, null);
    }

    enum Kind {
        MET,
        MISSED,
        NOT_YET,
        WRONG_ORDER
    }

    /**
     * What a service clock says, in open seconds.
     *
     * @param limit what it was allowed
     * @param elapsed what it took, less the pauses
     * @param paused what was taken off
     * @param byTotal whether the pauses are the vendor's total, without history
     */
    record Clock(long limit, long elapsed, long paused, boolean byTotal) {
        /** Seconds left under the limit. */
        long margin() {
            return limit - elapsed;
        }
    }

    /** Not counted yet. */
    static Verdict notYet(String why) {
        return new Verdict(Kind.NOT_YET, null, null, null, null, -1, why);
    }

    static Verdict met(LocalDate day) {
        return new Verdict(Kind.MET, day, null, null, null, -1);
    }

    static Verdict wrongOrder(LocalDate day) {
        return new Verdict(Kind.WRONG_ORDER, day, null, null, null, -1);
    }

    boolean isMet() {
        return kind == Kind.MET;
    }

    /** What to show of the item; an open item counts while its clock still runs. */
    Miss shown(Scope scope, Item item, boolean open) {
        return Misses.of(
                scope,
                item,
                Optional.ofNullable(from),
                Optional.ofNullable(to),
                Optional.ofNullable(clock).map(Clock::limit),
                Optional.ofNullable(clock).map(Clock::elapsed),
                clock == null ? 0 : clock.paused,
                lateBy < 0 ? Optional.empty() : Optional.of(lateBy),
                open ? Miss.State.OPEN : Miss.State.COUNTED);
    }
}
