package org.scorekeeper.intake;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.scorekeeper.facts.Moment;
import org.scorekeeper.intake.DatePattern.Reading;

/**
 * Reads dates by the feed's patterns, in their order. A time without an offset is read in the feed's zone, with the
 * offset of its own date; in the hour that is repeated in autumn the earlier one counts, in the hour that is skipped in
 * spring the time moves on by the length of the gap. Not for two threads.
 */
final class DateParser {
    /** What is read where the feed gives no pattern. */
    static final List<String> ISO = List.of(
            "yyyy-MM-dd'T'HH:mm:ssXXX",
            "yyyy-MM-dd HH:mm:ss",
            "yyyy-MM-dd'T'HH:mm:ss",
            "yyyy-MM-dd HH:mm",
            "yyyy-MM-dd'T'HH:mm",
            "yyyy-MM-dd",
            "yyyy-MM-dd'T'HH:mm:ss.SSSXXX",
            "yyyy-MM-dd'T'HH:mm:ss.SSSXX");

    private static final long DAY = 86_400;
    private static final int CHANGES = Integer.MAX_VALUE;

    private final List<DatePattern> patterns;
    private final ZoneId zone;
    private final Reading reading = new Reading();
    private final OffsetsByDay offsets;

    private DateParser(List<DatePattern> patterns, ZoneId zone) {
        this.patterns = patterns;
        this.zone = zone;
        this.offsets = new OffsetsByDay(zone.getRules());
    }

    /**
     * For these patterns; without any, for {@link #ISO}.
     *
     * @throws IllegalArgumentException where one is no pattern
     */
    static DateParser of(List<String> patterns, ZoneId zone) {
        return new DateParser(
                (patterns.isEmpty() ? ISO : patterns)
                        .stream().map(DatePattern::of).toList(),
                zone);
    }

    /** The moment that a text names; null where no pattern reads it. */
    @Nullable
    Moment parse(String text) {
        return parse(text, false);
    }

    /** The same, but in the hour that is repeated the later one counts. */
    @Nullable
    Moment parseLater(String text) {
        return parse(text, true);
    }

    private @Nullable Moment parse(String text, boolean later) {
        for (DatePattern pattern : patterns) {
            if (pattern.parse(text, reading)) {
                return moment(later);
            }
        }
        return null;
    }

    private Moment moment(boolean later) {
        if (reading.secondOfDay == Reading.NONE) {
            return new Moment.Day(LocalDate.ofEpochDay(reading.epochDay));
        }
        long local = reading.epochDay * DAY + reading.secondOfDay;
        if (reading.offsetSeconds != Reading.NONE) {
            return at(local - reading.offsetSeconds);
        }
        if (reading.zone != null) {
            return at(epochSecond(local, reading.zone, later));
        }
        return inZone(local, later);
    }

    /** A time on the wall clock of the feed's zone. */
    Moment at(LocalDateTime local) {
        return inZone(local.toEpochSecond(ZoneOffset.UTC), false);
    }

    /** The same, but in the hour that is repeated the later one. */
    Moment atLater(LocalDateTime local) {
        return inZone(local.toEpochSecond(ZoneOffset.UTC), true);
    }

    private Moment inZone(long local, boolean later) {
        int offset = offsets.of(Math.floorDiv(local, DAY));
        return at(offset == CHANGES ? epochSecond(local, zone, later) : local - offset);
    }

    private static long epochSecond(long local, ZoneId zone, boolean later) {
        ZonedDateTime zoned =
                LocalDateTime.ofEpochSecond(local, 0, ZoneOffset.UTC).atZone(zone);
        return (later ? zoned.withLaterOffsetAtOverlap() : zoned).toEpochSecond();
    }

    private static Moment at(long epochSecond) {
        return new Moment.At(Instant.ofEpochSecond(epochSecond));
    }

    /** The zone's offset of the days last asked for. The rules answer in a microsecond; a million rows ask often. */
    private static final class OffsetsByDay {
        private static final int SLOTS = 1024;

        private final ZoneRules rules;
        private final long[] days = new long[SLOTS];
        private final int[] offsets = new int[SLOTS];

        OffsetsByDay(ZoneRules rules) {
            this.rules = rules;
            Arrays.fill(days, Long.MIN_VALUE);
        }

        /** In seconds; {@code CHANGES} where the clocks change on the day, or next to it. */
        int of(long epochDay) {
            int slot = (int) epochDay & (SLOTS - 1);
            if (days[slot] != epochDay) {
                offsets[slot] = lookUp(epochDay);
                days[slot] = epochDay;
            }
            return offsets[slot];
        }

        private int lookUp(long epochDay) {
            Instant dayBefore = Instant.ofEpochSecond((epochDay - 1) * DAY);
            ZoneOffsetTransition next = rules.nextTransition(dayBefore.minusSeconds(DAY));
            if (next != null && next.toEpochSecond() < (epochDay + 3) * DAY) {
                return CHANGES;
            }
            return rules.getOffset(dayBefore).getTotalSeconds();
        }
    }
}
