package org.scorekeeper.measure;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What stays of the items that a level missed once they themselves are dropped: how many they were, and what it takes to come to
 * the same money again.
 *
 * @param counted how many counted as misses
 * @param relieved how many relief kept from counting
 * @param fees of those that counted and have one: deliverables
 * @param event tells the levels that missed the same; empty where none counted
 * @param on the day of the as-of of the night that dropped them
 * @param months for how long such items are kept
 */
public record DroppedItems(
        int counted, int relieved, List<BigDecimal> fees, Optional<String> event, LocalDate on, int months) {
    /** Copies the fees. */
    public DroppedItems {
        fees = List.copyOf(fees);
    }

    /** What stays of some items. */
    public static DroppedItems of(List<Miss> misses, LocalDate on, int months) {
        List<Miss> counted = misses.stream().filter(Miss::counts).toList();
        return new DroppedItems(
                counted.size(),
                misses.size() - counted.size(),
                counted.stream().flatMap(miss -> miss.fee().stream()).toList(),
                event(counted),
                on,
                months);
    }

    /** The same for the same events, in whatever order; empty for none. */
    static Optional<String> event(List<Miss> counted) {
        if (counted.isEmpty()) {
            return Optional.empty();
        }
        Set<String> events = new TreeSet<>();
        counted.forEach(miss -> events.add(miss.eventKey()));
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            events.forEach(event -> digest.update((event + "\0").getBytes(StandardCharsets.UTF_8)));
            return Optional.of(HexFormat.of().formatHex(digest.digest()));
        } catch (NoSuchAlgorithmException never) {
            throw new IllegalStateException("every Java has SHA-256", never);
        }
    }

    /** In words, what a list of them says in their place. */
    public String sentence() {
        return counted + (counted == 1 ? " item" : " items") + " missed"
                + (relieved == 0 ? "" : ", and " + relieved + " that relief keeps from counting")
                + "; which, was dropped on " + on + " by the retention of " + months + " months";
    }

    /** How many they were, counted or not. */
    public int items() {
        return counted + relieved;
    }
}
