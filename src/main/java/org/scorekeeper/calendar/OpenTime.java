package org.scorekeeper.calendar;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Open time as sorted tables: the open stretches, with the open seconds before each. A question costs two binary
 * searches however long its span, because a table is built once, when first asked for, and covers a bit over a year.
 *
 * <p>It reaches from {@link #FIRST} to {@link #NEVER}; outside of them nothing is open, so that a date that somebody
 * mistyped gives a small or large figure and no endless search. Safe for several threads: a table built twice at once is
 * the same table.
 */
final class OpenTime {
    /** Says what is open between two instants; in any order, overlaps allowed. */
    @FunctionalInterface
    interface Source {
        List<Span> open(Instant from, Instant to);
    }

    static final Instant FIRST = Instant.parse("1800-01-01T00:00:00Z");
    static final Instant NEVER = Instant.parse("2400-01-01T00:00:00Z");

    /** A table covers 2 to the power of this many seconds: 388 days, found by a shift. */
    private static final int SHIFT = 25;

    private static final long START = FIRST.getEpochSecond();
    private static final long END = NEVER.getEpochSecond();
    private static final int TABLES = (int) ((END - START) >> SHIFT) + 1;

    private final Source source;
    private final AtomicReferenceArray<Table> tables = new AtomicReferenceArray<>(TABLES);

    OpenTime(Source source) {
        this.source = source;
    }

    /** Open seconds from one instant to another; zero where the second does not lie after the first. */
    long between(Instant from, Instant to) {
        long start = clamp(from.getEpochSecond());
        long end = clamp(to.getEpochSecond());
        if (end <= start) {
            return 0;
        }
        int first = index(start);
        int last = index(end);
        long open = table(last).before(end) - table(first).before(start);
        for (int index = first; index < last; index++) {
            open += table(index).total();
        }
        return open;
    }

    boolean isOpenAt(Instant instant) {
        long second = instant.getEpochSecond();
        return second == clamp(second) && table(index(second)).isOpenAt(second);
    }

    /** The instant itself where it is open, else the next that is; {@link #NEVER} where there is none. */
    Instant next(Instant from) {
        if (isOpenAt(from)) {
            return from;
        }
        long start = clamp(from.getEpochSecond());
        long before = table(index(start)).before(start);
        for (int index = index(start); index < TABLES; index++) {
            if (before < table(index).total()) {
                return Instant.ofEpochSecond(table(index).second(before));
            }
            before = 0;
        }
        return NEVER;
    }

    /** The end of the last open stretch before an instant, or the instant itself where it ends or lies in one. */
    Instant last(Instant to) {
        long end = clamp(to.getEpochSecond());
        long before = table(index(end)).before(end);
        for (int index = index(end); index >= 0; index--) {
            if (before > 0) {
                return Instant.ofEpochSecond(table(index).second(before - 1) + 1);
            }
            before = index == 0 ? 0 : table(index - 1).total();
        }
        return FIRST;
    }

    /** The first instant by which so many (1 or more) open seconds have passed; {@link #NEVER} where they never do. */
    Instant after(Instant from, long seconds) {
        long start = clamp(from.getEpochSecond());
        int index = index(start);
        long position = table(index).before(start) + seconds;
        while (position > table(index).total()) {
            position -= table(index).total();
            if (++index == TABLES) {
                return NEVER;
            }
        }
        return Instant.ofEpochSecond(table(index).second(position - 1) + 1);
    }

    /** The last instant from which so many (1 or more) open seconds pass until another; {@link #FIRST} if too many. */
    Instant before(Instant to, long seconds) {
        long end = clamp(to.getEpochSecond());
        int index = index(end);
        long position = table(index).before(end) - seconds;
        while (position < 0) {
            if (--index < 0) {
                return FIRST;
            }
            position += table(index).total();
        }
        return Instant.ofEpochSecond(table(index).second(position));
    }

    /** The open stretches between two instants, in order, as long as can be. */
    List<Span> spans(Instant from, Instant to) {
        long start = clamp(from.getEpochSecond());
        long end = clamp(to.getEpochSecond());
        List<Span> spans = new ArrayList<>();
        for (int index = index(start); end > start && index <= index(end); index++) {
            table(index).addTo(spans);
        }
        return Span.union(Span.within(spans, Instant.ofEpochSecond(start), Instant.ofEpochSecond(end)));
    }

    private static long clamp(long second) {
        return Math.max(START, Math.min(END, second));
    }

    private static int index(long second) {
        return (int) ((second - START) >> SHIFT);
    }

    private Table table(int index) {
        Table table = tables.get(index);
        if (table == null) {
            long start = START + ((long) index << SHIFT);
            long end = Math.min(start + (1L << SHIFT), END);
            Instant from = Instant.ofEpochSecond(start);
            Instant to = Instant.ofEpochSecond(end);
            table = new Table(Span.union(Span.within(source.open(from, to), from, to)));
            tables.set(index, table);
        }
        return table;
    }

    /** The open stretches of one table's time. */
    private static final class Table {
        private final long[] from;
        private final long[] to;
        private final long[] before;

        Table(List<Span> open) {
            from = new long[open.size()];
            to = new long[open.size()];
            before = new long[open.size() + 1];
            for (int i = 0; i < open.size(); i++) {
                from[i] = open.get(i).from().getEpochSecond();
                to[i] = open.get(i).to().getEpochSecond();
                before[i + 1] = before[i] + to[i] - from[i];
            }
        }

        long total() {
            return before[from.length];
        }

        boolean isOpenAt(long second) {
            int index = startedBy(second);
            return index >= 0 && second < to[index];
        }

        /** Open seconds from the table's start to a second in it. */
        long before(long second) {
            int index = startedBy(second);
            return index < 0 ? 0 : before[index] + Math.min(second, to[index]) - from[index];
        }

        /** The second that is open as number {@code position}, counted from 0. */
        long second(long position) {
            int found = Arrays.binarySearch(before, position);
            int index = found >= 0 ? found : -found - 2;
            return from[index] + position - before[index];
        }

        /** The last stretch that has started; -1 where none has. */
        private int startedBy(long second) {
            int found = Arrays.binarySearch(from, second);
            return found >= 0 ? found : -found - 2;
        }

        void addTo(List<Span> spans) {
            for (int i = 0; i < from.length; i++) {
                spans.add(new Span(Instant.ofEpochSecond(from[i]), Instant.ofEpochSecond(to[i])));
            }
        }
    }
}
