package org.scorekeeper.measure;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.scorekeeper.facts.Fact;
import org.scorekeeper.facts.Place;

/**
 * A stretch of a ticket in one status.
 *
 * @param status lower case
 * @param from when it began
 * @param to when it ended; {@link Instant#MAX} while it lasts
 * @param place the row that says so; null where nobody asks
 */
public record StatusSpan(
        String status, Instant from, Instant to, @Nullable Place place) {
    /** A stretch whose row nobody asks for. */
    public StatusSpan(String status, Instant from, Instant to) {
        this(status, from, to, null);
    }

    /**
     * The history that a ticket's {@code ticket-status} rows tell, in order: a row without {@code to} lasts until the
     * next row begins, the last one until further notice.
     *
     * @param rows of one ticket, in any order
     * @param zone in which a date without a time begins
     */
    public static List<StatusSpan> history(List<Fact> rows, ZoneId zone) {
        List<Fact> sorted = rows.stream()
                .filter(row ->
                        row.moment("from").isPresent() && row.text("status").isPresent())
                .sorted(Comparator.comparing((Fact row) -> begin(row, zone)).thenComparing(Fact::id))
                .toList();
        List<StatusSpan> spans = new ArrayList<>();
        for (int i = 0; i < sorted.size(); i++) {
            Fact row = sorted.get(i);
            Instant next = i + 1 < sorted.size() ? begin(sorted.get(i + 1), zone) : Instant.MAX;
            Instant to = row.moment("to").map(end -> end.start(zone)).orElse(next);
            spans.add(new StatusSpan(
                    row.text("status").orElseThrow().strip().toLowerCase(Locale.ROOT),
                    begin(row, zone),
                    to,
                    row.place()));
        }
        return spans;
    }

    private static Instant begin(Fact row, ZoneId zone) {
        return row.moment("from").orElseThrow().start(zone);
    }
}
