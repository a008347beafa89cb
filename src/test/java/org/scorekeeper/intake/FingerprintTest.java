package org.scorekeeper.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.scorekeeper.facts.FactKind;
import org.scorekeeper.facts.Moment;

class FingerprintTest {
    private static final long GOLDEN = 4_820_645_595_456_657_003L;
    private static final long GOLDEN_OF_NOTHING = 3_876_670_868_694_522_519L;

    private final Fingerprint tickets = new Fingerprint(FactKind.TICKETS);

    @Test
    void the_stored_fingerprints_of_earlier_releases_still_hold() {
        assertThat(tickets.of("NWD-2026-014", values(), new TreeMap<>(Map.of("region", "EMEA", "site", "Łódź"))))
                .as("a change here makes every known row look changed on the next night")
                .isEqualTo(GOLDEN);
        assertThat(tickets.of(null, new Object[17], Map.of())).isEqualTo(GOLDEN_OF_NOTHING);
    }

    @Test
    void numbers_are_compared_by_value() {
        Object[] one = values();
        Object[] other = values();
        one[16] = new BigDecimal("4.50");
        other[16] = new BigDecimal("4.5");

        assertThat(tickets.of(null, one, Map.of())).isEqualTo(tickets.of(null, other, Map.of()));
    }

    @Test
    void a_text_that_moves_to_another_field_is_another_content() {
        Object[] one = new Object[17];
        Object[] other = new Object[17];
        one[1] = "P1";
        other[2] = "P1";

        assertThat(tickets.of(null, one, Map.of())).isNotEqualTo(tickets.of(null, other, Map.of()));
        assertThat(tickets.of("P1", new Object[17], Map.of())).isNotEqualTo(tickets.of(null, one, Map.of()));
        assertThat(tickets.of(null, new Object[17], Map.of("type", "P1")))
                .isNotEqualTo(tickets.of(null, one, Map.of()));
    }

    @Test
    void a_day_is_not_its_first_second() {
        Object[] one = new Object[17];
        Object[] other = new Object[17];
        one[6] = new Moment.Day(LocalDate.EPOCH);
        other[6] = new Moment.At(Instant.EPOCH);

        assertThat(tickets.of(null, one, Map.of())).isNotEqualTo(tickets.of(null, other, Map.of()));
    }

    @Test
    void a_million_similar_rows_have_a_million_fingerprints() {
        Set<Long> prints = new HashSet<>();
        Object[] values = new Object[17];
        for (int i = 0; i < 1_000_000; i++) {
            values[0] = "Ticket " + i % 1000;
            values[6] = new Moment.At(Instant.ofEpochSecond(1_780_000_000L + i / 1000 * 60L));
            prints.add(tickets.of("C", values, Map.of()));
        }
        assertThat(prints).hasSize(1_000_000);
    }

    @Test
    void rows_that_look_alike_are_numbered_as_a_map_would_number_them() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        Alike alike = new Alike();
        Map<String, Integer> expected = new HashMap<>();
        for (int i = 0; i < 50_000; i++) {
            String key = "line " + random.nextInt(20_000);
            assertThat(alike.count(key)).as("seed %d", seed).isEqualTo(expected.merge(key, 1, Integer::sum));
        }
    }

    private static Object[] values() {
        Object[] values = new Object[17];
        values[0] = "Printer does not print: \"again\"";
        values[2] = "P1";
        values[6] = new Moment.At(Instant.parse("2026-07-03T08:05:00Z"));
        values[10] = new Moment.Day(LocalDate.of(2026, 7, 31));
        values[14] = 2;
        values[15] = Duration.ofMinutes(90);
        values[16] = new BigDecimal("4.5");
        return values;
    }
}
