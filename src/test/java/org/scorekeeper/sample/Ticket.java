package org.scorekeeper.sample;

import java.util.List;

/**
 * What truly happened to one ticket. Times are minutes since 1970, {@link #NEVER} where it has not happened.
 *
 * @param key its number, given once all are known
 * @param contract whose it is
 * @param type in the vendor's words
 * @param priority in the vendor's words
 * @param pauseFrom since when it waited for the customer
 * @param pauseTo until when
 * @param satisfaction from 1 to 5; 0 where nobody answered
 */
record Ticket(
        String key,
        String contract,
        String type,
        String priority,
        String service,
        String title,
        String assignee,
        long opened,
        long responded,
        long resolved,
        long pauseFrom,
        long pauseTo,
        int reopens,
        int satisfaction) {
    static final long NEVER = Long.MAX_VALUE;

    Ticket withKey(String number) {
        return new Ticket(
                number,
                contract,
                type,
                priority,
                service,
                title,
                assignee,
                opened,
                responded,
                resolved,
                pauseFrom,
                pauseTo,
                reopens,
                satisfaction);
    }

    Ticket withResolved(long minute) {
        return new Ticket(
                key,
                contract,
                type,
                priority,
                service,
                title,
                assignee,
                opened,
                responded,
                minute,
                pauseFrom,
                pauseTo,
                reopens,
                satisfaction);
    }

    boolean isPaused() {
        return pauseFrom != NEVER;
    }

    /** What the vendor's system showed at a minute: whatever came later is not yet there. */
    Ticket seenAt(long minute) {
        boolean done = resolved <= minute;
        return new Ticket(
                key,
                contract,
                type,
                priority,
                service,
                title,
                assignee,
                opened,
                responded <= minute ? responded : NEVER,
                done ? resolved : NEVER,
                pauseFrom <= minute ? pauseFrom : NEVER,
                pauseTo <= minute ? pauseTo : NEVER,
                done ? reopens : 0,
                done ? satisfaction : 0);
    }

    /** When its row was last touched, as the system showed it. */
    long updated() {
        long latest = opened;
        for (long moment : List.of(responded, pauseFrom, pauseTo, resolved)) {
            if (moment != NEVER) {
                latest = Math.max(latest, moment);
            }
        }
        return latest;
    }

    /** One stretch in one state. */
    record Stay(String state, long from, long to) {}

    /** Its states up to the resolution, in the words of the vendor's system. */
    List<Stay> stays(String fresh, String working, String waiting) {
        if (responded == NEVER) {
            return List.of(new Stay(fresh, opened, NEVER));
        }
        Stay first = new Stay(fresh, opened, responded);
        if (!isPaused()) {
            return List.of(first, new Stay(working, responded, resolved));
        }
        Stay before = new Stay(working, responded, pauseFrom);
        Stay pause = new Stay(waiting, pauseFrom, pauseTo);
        return pauseTo == NEVER
                ? List.of(first, before, pause)
                : List.of(first, before, pause, new Stay(working, pauseTo, resolved));
    }
}
