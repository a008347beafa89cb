package org.scorekeeper.measure;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.scorekeeper.facts.Fact;

/** When each person worked, by entries of this contract and others: nobody works twice at a time. */
final class WorkTimes {
    private final ZoneId zone;
    private final Map<String, List<Entry>> entries = new HashMap<>();

    /** An entry of a person with its times. */
    private record Entry(String key, Instant start, Instant end) {
        boolean comesBefore(Entry other) {
            int byStart = start.compareTo(other.start());
            return byStart < 0 || (byStart == 0 && key.compareTo(other.key()) < 0);
        }

        long secondsWith(Entry other) {
            return Math.max(
                    0,
                    Math.min(end.getEpochSecond(), other.end().getEpochSecond())
                            - Math.max(start.getEpochSecond(), other.start().getEpochSecond()));
        }
    }

    WorkTimes(ZoneId zone) {
        this.zone = zone;
    }

    /** Who worked, in small letters. */
    static String person(Fact row) {
        return row.text("person").map(name -> name.toLowerCase(Locale.ROOT)).orElse("");
    }

    Optional<Instant> start(Fact row) {
        return row.moment("start").map(moment -> moment.start(zone));
    }

    void remember(Fact row) {
        entry(row)
                .ifPresent(entry -> entries.computeIfAbsent(person(row), key -> new ArrayList<>())
                        .add(entry));
    }

    /** Time that is not payable takes none from the person's other entries. */
    void forget(Fact row) {
        entries.computeIfPresent(
                person(row),
                (person, own) -> own.stream()
                        .filter(entry -> !entry.key().equals(key(row)))
                        .toList());
    }

    /** How many seconds of a row the one entry that comes before it takes most of has already. */
    long secondsTaken(Fact row) {
        return entry(row).stream()
                .flatMapToLong(entry -> entries.getOrDefault(person(row), List.of()).stream()
                        .filter(other -> other.comesBefore(entry))
                        .mapToLong(entry::secondsWith))
                .max()
                .orElse(0);
    }

    private Optional<Entry> entry(Fact row) {
        Optional<Instant> start = start(row);
        Optional<Instant> end = row.moment("end").map(moment -> moment.start(zone));
        return start.isPresent()
                        && end.filter(until -> until.isAfter(start.get())).isPresent()
                ? Optional.of(new Entry(key(row), start.get(), end.get()))
                : Optional.empty();
    }

    private static String key(Fact row) {
        return row.vendor() + "|" + (row.contract() == null ? "" : row.contract()) + "|" + row.id();
    }
}
