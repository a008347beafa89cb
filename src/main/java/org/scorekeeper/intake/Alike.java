package org.scorekeeper.intake;

/**
 * Counts rows of one file that look alike, by a 64-bit hash of what makes them alike: sixteen bytes or so a row, where
 * the texts would fill the memory with a big file. Two different rows with one hash (one in ten million files of a
 * million rows) would merely be numbered as if they were alike.
 */
final class Alike {
    private long[] keys = new long[1 << 10];
    private int[] counts = new int[1 << 10];
    private int used;

    /** Counts one more; the answer is which of its like it is, from 1. */
    int count(String key) {
        if (used * 2 > keys.length) {
            grow();
        }
        int slot = slot(Fingerprint.ofText(key), keys, counts);
        if (counts[slot] == 0) {
            keys[slot] = Fingerprint.ofText(key);
            used++;
        }
        return ++counts[slot];
    }

    private void grow() {
        long[] moreKeys = new long[keys.length * 2];
        int[] moreCounts = new int[keys.length * 2];
        for (int i = 0; i < keys.length; i++) {
            if (counts[i] > 0) {
                int slot = slot(keys[i], moreKeys, moreCounts);
                moreKeys[slot] = keys[i];
                moreCounts[slot] = counts[i];
            }
        }
        keys = moreKeys;
        counts = moreCounts;
    }

    private static int slot(long key, long[] keys, int[] counts) {
        int slot = (int) key & (keys.length - 1);
        while (counts[slot] != 0 && keys[slot] != key) {
            slot = (slot + 1) & (keys.length - 1);
        }
        return slot;
    }
}
