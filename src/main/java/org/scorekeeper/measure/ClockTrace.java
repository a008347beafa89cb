package org.scorekeeper.measure;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.scorekeeper.calendar.CalendarTimeline;
import org.scorekeeper.calendar.Span;
import org.scorekeeper.facts.Place;

/**
 * What one item's clock is made of: the stretches in which it ran and those in which it did not.
 *
 * @param calendar the name of its hours
 * @param timeline those hours through all versions of the contract
 * @param from where it started
 * @param until where it stopped, or the as-of while it runs
 * @param running whether it still runs
 * @param pauses what stops it, in order
 * @param holdSeconds the vendor's total of pauses, where it gives no history
 */
public record ClockTrace(
        String calendar,
        CalendarTimeline timeline,
        Instant from,
        Instant until,
        boolean running,
        List<Pause> pauses,
        long holdSeconds) {
    /** Copies the pauses. */
    public ClockTrace {
        pauses = pauses.stream()
                .sorted(Comparator.comparing(pause -> pause.span().from()))
                .toList();
    }

    /**
     * Something that stops the clock.
     *
     * @param because the status, or the relief
     * @param relief whether it is relief
     * @param place the row that says so; empty for relief
     */
    public record Pause(Span span, String because, boolean relief, Optional<Place> place) {}

    /** What a clock does in a stretch of time. */
    public enum Kind {
        /** It runs. */
        OPEN,
        /** Its hours are closed. */
        CLOSED,
        /** It is paused. */
        PAUSED,
        /** Relief takes the time off. */
        RELIEVED
    }

    /**
     * A stretch in which a clock does one thing.
     *
     * @param pause what stops it, where something does
     */
    public record Stretch(Span span, Kind kind, Optional<Pause> pause) {
        /** Its length in seconds. */
        public long seconds() {
            return span.to().getEpochSecond() - span.from().getEpochSecond();
        }
    }

    /** When so many seconds have elapsed, whether or not it still ran then. */
    public Instant reaches(long seconds) {
        return timeline.due(
                from, seconds + holdSeconds, pauses.stream().map(Pause::span).toList());
    }

    /** All of its time from start to stop, in order; the open stretches add up to what elapsed (before any hold total). */
    public List<Stretch> stretches() {
        List<Span> open = timeline.openSpans(from, until);
        TreeSet<Instant> edges = new TreeSet<>(List.of(from, until));
        open.forEach(span -> edges.addAll(List.of(span.from(), span.to())));
        pauses.forEach(
                pause -> edges.addAll(List.of(pause.span().from(), pause.span().to())));
        List<Stretch> stretches = new ArrayList<>();
        Instant start = from;
        for (Instant end : edges.subSet(from, false, until, true)) {
            add(stretches, stretch(new Span(start, end), open));
            start = end;
        }
        return stretches;
    }

    private Stretch stretch(Span span, List<Span> open) {
        if (open.stream().noneMatch(hours -> contains(hours, span))) {
            return new Stretch(span, Kind.CLOSED, Optional.empty());
        }
        Optional<Pause> pause =
                pauses.stream().filter(one -> contains(one.span(), span)).findFirst();
        return new Stretch(
                span,
                pause.map(one -> one.relief() ? Kind.RELIEVED : Kind.PAUSED).orElse(Kind.OPEN),
                pause);
    }

    private static boolean contains(Span outer, Span inner) {
        return !outer.from().isAfter(inner.from()) && !outer.to().isBefore(inner.to());
    }

    private static void add(List<Stretch> stretches, Stretch next) {
        int last = stretches.size() - 1;
        Stretch before = last < 0 ? null : stretches.get(last);
        if (before != null && before.kind == next.kind && before.pause.equals(next.pause)) {
            stretches.set(last, new Stretch(new Span(before.span.from(), next.span.to()), next.kind, next.pause));
        } else {
            stretches.add(next);
        }
    }
}
