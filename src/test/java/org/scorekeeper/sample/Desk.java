package org.scorekeeper.sample;

import java.time.YearMonth;

/**
 * Draws the times of tickets so that a month keeps its promised number of misses: the ticket is resolved in that month,
 * and where it misses, its limit passes in that month too.
 */
final class Desk {
    /** When a ticket opened at a minute is due. */
    interface Limit {
        long due(long opened);
    }

    /** Minutes since 1970; the pause is {@link Ticket#NEVER} where there is none. */
    record Times(long opened, long responded, long resolved, long pauseFrom, long pauseTo) {}

    /**
     * How the times are drawn.
     *
     * @param month in which the ticket is resolved
     * @param until the minute before which it is resolved, for a month that has only begun
     * @param meanResponse in open minutes
     * @param pausePercent how many of a hundred wait for the customer, on top of the time that counts
     */
    record Plan(YearMonth month, long until, int meanResponse, int pausePercent) {}

    private final OpenMinutes hours;
    private final Limit limit;

    Desk(OpenMinutes hours, Limit limit) {
        this.hours = hours;
        this.limit = limit;
    }

    static Desk minutes(OpenMinutes hours, int most) {
        return new Desk(hours, opened -> hours.after(opened, most));
    }

    static Desk workingDays(OpenMinutes hours, int most) {
        return new Desk(hours, opened -> hours.workingDaysAfter(opened, most));
    }

    Times draw(Dice dice, Plan plan, boolean missed) {
        long start = hours.start(plan.month());
        long end = Math.min(hours.start(plan.month().plusMonths(1)), plan.until());
        while (true) {
            long opened = hours.random(dice, start - 8L * 24 * 60, end);
            long due = limit.due(opened);
            int allowed = Math.toIntExact(hours.between(opened, due));
            int worked = missed ? beyond(dice, allowed) : within(dice, allowed);
            int pause = dice.percent(plan.pausePercent()) && worked > 20 ? dice.between(30, 900) : 0;
            int response = Math.min(
                    worked - 1, Math.max(1, dice.between(plan.meanResponse() / 4, plan.meanResponse() * 7 / 4)));
            int pausedAfter = dice.between(response, worked - 1);
            long resolved = hours.after(opened, worked + pause);
            long responded = hours.after(opened, response);
            boolean inMonth = resolved >= start && resolved < end && !(missed && due < start);
            boolean clear =
                    !hours.isShownTwice(opened) && !hours.isShownTwice(resolved) && !hours.isShownTwice(responded);
            if (!inMonth || !clear) {
                continue;
            }
            return pause == 0
                    ? new Times(opened, responded, resolved, Ticket.NEVER, Ticket.NEVER)
                    : new Times(
                            opened,
                            responded,
                            resolved,
                            hours.after(opened, pausedAfter),
                            hours.after(opened, pausedAfter + pause));
        }
    }

    /** Mostly well within; now and then on the very minute, which still keeps the promise. */
    private static int within(Dice dice, int allowed) {
        if (dice.percent(2)) {
            return allowed;
        }
        int half = dice.between(allowed / 20, allowed * 6 / 10);
        return Math.max(2, half + dice.between(0, allowed * 35 / 100));
    }

    /** Sometimes by a minute or two, mostly by hours. */
    private static int beyond(Dice dice, int allowed) {
        return allowed + (dice.percent(15) ? dice.between(1, 5) : dice.between(6 + allowed / 20, allowed + 60));
    }
}
