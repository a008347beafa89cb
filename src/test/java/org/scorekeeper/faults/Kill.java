package org.scorekeeper.faults;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * When a night is killed, and what of it.
 *
 * @param part in which part of it
 * @param fraction how far into that part, of the time that it took undisturbed
 * @param victim what is killed
 */
record Kill(Part part, double fraction, Victim victim) {
    /** What gets SIGKILL. */
    enum Victim {
        /** The night; its server lives on without it. */
        NIGHT,
        /** The night, and of its server the process that the others depend on. */
        NIGHT_AND_POSTMASTER,
        /** The night and every process of its server. */
        EVERYTHING,
        /** The server under a night that lives: it has to say so in a line and to end with 1. */
        SERVER
    }

    private static final List<Victim> WITH_SERVER =
            List.of(Victim.NIGHT_AND_POSTMASTER, Victim.EVERYTHING, Victim.SERVER);

    /** So many kills, each part of the night as often as any other, in the order of the night where several hit one. */
    static List<Kill> spread(int number, Random dice) {
        List<Kill> kills = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            Part part = Part.values()[i % Part.values().length];
            Victim victim = dice.nextInt(5) < 2
                    ? Victim.NIGHT
                    : part == Part.START ? victimOfAStart(dice) : WITH_SERVER.get(dice.nextInt(WITH_SERVER.size()));
            kills.add(new Kill(part, dice.nextDouble(), victim));
        }
        return kills;
    }

    /** A server that is not there yet cannot be killed under its night. */
    private static Victim victimOfAStart(Random dice) {
        return dice.nextBoolean() ? Victim.NIGHT : Victim.EVERYTHING;
    }
}
