package org.scorekeeper.facts.postgres;

/**
 * Which of a vendor's rows is an item's newest: from the 64-bit hash of an item's id to the ordinal of a row, in twelve
 * bytes a slot. It lies in parts that grow one by one, so that growing never needs twice the memory.
 */
final class ItemIndex {
    private static final int PARTS = 64;
    private static final int FIRST_SLOTS = 64;

    private final Part[] parts = new Part[PARTS];

    ItemIndex() {
        for (int i = 0; i < PARTS; i++) {
            parts[i] = new Part(FIRST_SLOTS);
        }
    }

    /** The ordinal of the item's newest row; -1 where there is none. */
    int newest(long hash) {
        return part(hash).get(hash);
    }

    /** From now on this row is the item's newest. */
    void put(long hash, int ordinal) {
        part(hash).put(hash, ordinal);
    }

    private Part part(long hash) {
        return parts[(int) hash & (PARTS - 1)];
    }

    /** Open addressing, one slot after the other; at most three slots of four are taken. */
    private static final class Part {
        private long[] hashes;
        private int[] ordinals; // one more than the ordinal; 0: free
        private int size;

        Part(int slots) {
            hashes = new long[slots];
            ordinals = new int[slots];
        }

        int get(long hash) {
            return ordinals[slot(hash)] - 1;
        }

        void put(long hash, int ordinal) {
            int slot = slot(hash);
            if (ordinals[slot] == 0) {
                if (++size > ordinals.length / 4 * 3) {
                    grow();
                    slot = slot(hash);
                }
                hashes[slot] = hash;
            }
            ordinals[slot] = ordinal + 1;
        }

        private int slot(long hash) {
            int slot = (int) (((hash >>> 32) * ordinals.length) >>> 32);
            while (ordinals[slot] != 0 && hashes[slot] != hash) {
                slot = slot + 1 == ordinals.length ? 0 : slot + 1;
            }
            return slot;
        }

        private void grow() {
            long[] oldHashes = hashes;
            int[] oldOrdinals = ordinals;
            hashes = new long[oldOrdinals.length / 2 * 3];
            ordinals = new int[hashes.length];
            for (int i = 0; i < oldOrdinals.length; i++) {
                if (oldOrdinals[i] != 0) {
                    int slot = slot(oldHashes[i]);
                    hashes[slot] = oldHashes[i];
                    ordinals[slot] = oldOrdinals[i];
                }
            }
        }
    }
}
