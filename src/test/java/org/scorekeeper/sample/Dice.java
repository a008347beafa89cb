package org.scorekeeper.sample;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Seeded chance: the same for the same name, on every machine. */
final class Dice {
    private static final long SEED = 20_261_105;

    private final Random random;

    private Dice(Random random) {
        this.random = random;
    }

    /** Dice of their own for a part of the world, so that a change in one part leaves the others as they are. */
    static Dice of(String part) {
        long seed = SEED;
        for (int i = 0; i < part.length(); i++) {
            seed = seed * 31 + part.charAt(i);
        }
        return new Dice(new Random(seed * 0x9E3779B97F4A7C15L));
    }

    /** A whole number, both ends included. */
    int between(int least, int most) {
        return least + random.nextInt(most - least + 1);
    }

    /** True so many times in a hundred. */
    boolean percent(int chance) {
        return random.nextInt(100) < chance;
    }

    <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    /** The same things in another order. */
    <T> List<T> shuffled(List<T> list) {
        List<T> copy = new ArrayList<>(list);
        Collections.shuffle(copy, random);
        return copy;
    }

    /** So many misses spread over so many items. */
    List<Boolean> misses(int items, int misses) {
        List<Boolean> missed = new ArrayList<>();
        for (int i = 0; i < items; i++) {
            missed.add(i < misses);
        }
        return shuffled(missed);
    }
}
