package org.scorekeeper.facts.postgres;

import java.nio.charset.StandardCharsets;

/**
 * A Bloom filter over item ids: tells in constant memory which ids are surely new, so that only the others are looked
 * up. Eight megabytes hold ten million ids with a false "perhaps" in fifteen, which costs a look-up and no mistake.
 */
final class SeenItems {
    private static final int BITS = 1 << 26;
    private static final int HASHES = 4;
    /** All bits of an id lie in one line of the processor's cache: one wait for memory instead of four. */
    private static final int LINE = 512;

    private final long[] words = new long[BITS / 64];

    /** Remembers the id of this hash; says whether it may have been there before (false is certain). */
    boolean add(long hash) {
        int line = (int) (hash >>> 36) & (BITS / LINE - 1);
        boolean seen = true;
        for (int i = 0; i < HASHES; i++) {
            int bit = (int) (hash >>> (9 * i)) & (LINE - 1);
            int word = line * (LINE / 64) + (bit >>> 6);
            long mask = 1L << (bit & 63);
            seen &= (words[word] & mask) != 0;
            words[word] |= mask;
        }
        return seen;
    }

    /** Spreads an id over 64 bits. */
    static long hash(String id) {
        long hash = 0xcbf29ce484222325L;
        for (byte b : id.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ b) * 0x100000001b3L;
        }
        hash = (hash ^ hash >>> 30) * 0xbf58476d1ce4e5b9L;
        hash = (hash ^ hash >>> 27) * 0x94d049bb133111ebL;
        return hash ^ hash >>> 31;
    }
}
