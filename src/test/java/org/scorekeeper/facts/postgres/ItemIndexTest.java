package org.scorekeeper.facts.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The index says what a map would say, whatever the hashes and however often it has grown. */
class ItemIndexTest {
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {3, 11, 20_261_126})
    void finds_an_items_newest_row(long seed) {
        Random random = new Random(seed);
        ItemIndex index = new ItemIndex();
        Map<Long, Integer> known = new HashMap<>();
        for (int row = 0; row < 60_000; row++) {
            // Some come again, and some lie side by side.
            long hash = random.nextInt(3) == 0 ? random.nextInt(20_000) : random.nextLong();
            assertThat(index.newest(hash)).isEqualTo(known.getOrDefault(hash, KnownRows.NONE));
            index.put(hash, row);
            known.put(hash, row);
        }
        known.forEach((hash, row) -> assertThat(index.newest(hash)).isEqualTo(row));
    }
}
