package org.scorekeeper.calendar;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A stretch of real time, half open.
 *
 * @param from first instant in it
 * @param to first instant after it; not before {@code from}
 */
public record Span(Instant from, Instant to) {
    /** Refuses an end before the start. */
    public Span {
        if (to.isBefore(from)) {
            throw new IllegalArgumentException("a span ends before it starts: " + from + " to " + to);
        }
    }

    /** The part of it inside another span; empty spans give nothing. */
    static List<Span> within(List<Span> spans, Instant from, Instant to) {
        List<Span> inside = new ArrayList<>(spans.size());
        for (Span span : spans) {
            Instant start = span.from.isAfter(from) ? span.from : from;
            Instant end = span.to.isBefore(to) ? span.to : to;
            if (start.isBefore(end)) {
                inside.add(new Span(start, end));
            }
        }
        return inside;
    }

    /** The union, in order, without overlaps: what overlaps counts once. */
    public static List<Span> union(List<Span> spans) {
        List<Span> merged = new ArrayList<>(spans.size());
        spans.stream()
                .filter(span -> span.from.isBefore(span.to))
                .sorted(Comparator.comparing(Span::from))
                .forEach(span -> {
                    int last = merged.size() - 1;
                    if (last >= 0 && !span.from.isAfter(merged.get(last).to)) {
                        Instant end = span.to.isAfter(merged.get(last).to) ? span.to : merged.get(last).to;
                        merged.set(last, new Span(merged.get(last).from, end));
                    } else {
                        merged.add(span);
                    }
                });
        return merged;
    }

    /** What is left of a span where others are cut out of it; empty where nothing is. */
    public static List<Span> without(Span span, List<Span> others) {
        List<Span> left = List.of(span);
        for (Span other : others) {
            List<Span> cut = new ArrayList<>();
            for (Span one : left) {
                if (!other.from.isBefore(one.to) || !other.to.isAfter(one.from)) {
                    cut.add(one);
                    continue;
                }
                if (one.from.isBefore(other.from)) {
                    cut.add(new Span(one.from, other.from));
                }
                if (other.to.isBefore(one.to)) {
                    cut.add(new Span(other.to, one.to));
                }
            }
            left = cut;
        }
        return left;
    }
}
