package org.scorekeeper.measure;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** What left the population of one period, and why: counted, and said beside the figure. */
final class LeftOut {
    private static final int LISTED = 10;

    private final SortedSet<String> wrongOrder = new TreeSet<>();
    private final SortedSet<String> otherUnit = new TreeSet<>();
    private final SortedMap<String, Integer> relieved = new TreeMap<>();
    private long excepted;
    private long withoutNumber;
    private long stillOpen;

    void wrongOrder(Item item) {
        wrongOrder.add(item.id());
    }

    void otherUnit(String reading) {
        otherUnit.add(reading);
    }

    void relieved(String relief) {
        relieved.merge(relief, 1, Integer::sum);
    }

    void except() {
        excepted++;
    }

    void withoutNumber() {
        withoutNumber++;
    }

    void stillOpen() {
        stillOpen++;
    }

    /** Whether a note, perhaps of one side of a ratio, speaks of relief. */
    static boolean isRelief(String note) {
        return note.matches("((numerator|denominator): )*relief .*");
    }

    /**
     * The sentences.
     *
     * @param byTotal how many items' pauses are the vendor's totals
     */
    List<String> notes(long byTotal) {
        List<String> notes = new ArrayList<>();
        if (!wrongOrder.isEmpty()) {
            notes.add(items(wrongOrder.size(), "ends before it starts and was", "end before they start and were")
                    + " left out: " + listed(wrongOrder));
        }
        if (!otherUnit.isEmpty()) {
            notes.add(otherUnit.size() + (otherUnit.size() == 1 ? " reading is" : " readings are")
                    + " in another unit than the target and left out: " + listed(otherUnit));
        }
        if (withoutNumber > 0) {
            notes.add(items(withoutNumber, "has no number and was", "have no number and were") + " left out");
        }
        if (stillOpen > 0) {
            notes.add(items(stillOpen, "is not finished and has", "are not finished and have") + " no duration yet");
        }
        if (excepted > 0) {
            notes.add(items(excepted, "is", "are") + " taken out by the contract's population rule");
        }
        relieved.forEach((relief, items) ->
                notes.add("relief " + relief + " touched " + items + (items == 1 ? " item" : " items")));
        if (byTotal > 0) {
            notes.add("hold totals used for " + (byTotal == 1 ? "1 item" : byTotal + " items")
                    + ": the vendor gives no status history");
        }
        return notes;
    }

    private static String items(long count, String one, String many) {
        return count == 1 ? "1 item " + one : count + " items " + many;
    }

    private static String listed(SortedSet<String> names) {
        return String.join(", ", names.stream().limit(LISTED).toList()) + (names.size() > LISTED ? ", …" : "");
    }
}
