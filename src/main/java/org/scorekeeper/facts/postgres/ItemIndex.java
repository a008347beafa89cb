package org.scorekeeper.facts.postgres;

import java.util.Arrays;

/**
 * Which of a vendor's rows is an item's newest: from the 64-bit hash of an item's id to the ordinal of a row, in twelve
 * bytes a slot. It lies in parts that grow one by one, so that growing never needs twice the memory.
 */
final class ItemIndex {
    private static final int PARTS = 64;
    private static final int FIRST_SLOTS = 64;
    private static final long INSTEAD_OF_ZERO = 0x9e37_79b9_7f4a_7c15L;

    private final Part[] parts = new Part[PARTS];

    ItemIndex() {
        this(0);
    }

    /** Has room for so many items without growing. */
    ItemIndex(long items) {
        int slots = (int) Math.max(FIRST_SLOTS, items / PARTS * 3 / 2);
        Arrays.setAll(parts, part -> new Part(slots));
    }

    /** The ordinal of the item's newest row; -1 where there is none. */
    int newest(long hash) {
        return part(hash).get(key(hash));
    }

    /** From now on this row is the item's newest. */
    void put(long hash, int ordinal) {
        part(hash).put(key(hash), ordinal);
    }

    private Part part(long hash) {
        return parts[(int) hash & (PARTS - 1)];
    }

    /** Nothing marks a free slot. */
    private static long key(long hash) {
        return hash == 0 ? INSTEAD_OF_ZERO : hash;
    }

    /** Open addressing, one slot after the other; at most three slots of four are taken. */
    private static final class Part {
        private long[] hashes; // 0: free
        private int[] ordinals;
        private int size;

        Part(int slots) {
            hashes = new long[slots];
            ordinals = new int[slots];
        }

        int get(long hash) {
            int slot = slot(hash);
            return hashes[slot] == 0 ? -1 : ordinals[slot];
        }

        void put(long hash, int ordinal) {
            int slot = slot(hash);
            if (hashes[slot] == 0) {
                if (++size > ordinals.length / 4 * 3) {
                    grow();
                    slot = slot(hash);
                }
                hashes[slot] = hash;
            }
            ordinals[slot] = ordinal;
        }

        private int slot(long hash) {
            int slot = (int) (((hash >>> 32) * hashes.length) >>> 32);
            while (hashes[slot] != 0 && hashes[slot] != hash) {
                slot = slot + 1 == hashes.length ? 0 : slot + 1;
            }
            return slot;
        }

        private void grow() {
            long[] oldHashes = hashes;
            int[] oldOrdinals = ordinals;
            hashes = new long[oldOrdinals.length / 2 * 3];
            ordinals = new int[hashes.length];
            for (int i = 0; i < oldOrdinals.length; i++) {
                if (oldHashes[i] != 0) {
                    int slot = slot(oldHashes[i]);
                    hashes[slot] = oldHashes[i];
                    ordinals[slot] = oldOrdinals[i];
                }
            }
        }
    }
}
