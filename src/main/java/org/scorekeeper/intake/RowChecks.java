package org.scorekeeper.intake;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.scorekeeper.facts.FactKind;
import org.scorekeeper.facts.FactRow;
import org.scorekeeper.facts.Moment;
import org.scorekeeper.intake.Feed.Column;
import org.scorekeeper.intake.IntakeFault.Reason;
import org.scorekeeper.intake.table.SourceRow;
import org.scorekeeper.intake.table.Spaces;

/** What must hold of a row whose cells can all be read. */
final class RowChecks {
    static final String FILL_IN = "Fill it in.";

    private final Feed feed;
    private final FactKind kind;
    private final BoundColumns columns;
    private final CellReader cells;
    private final ReadingUnits units;
    /** The places of the needed fields among the kind's; -1 for id and for fields of the feed's own. */
    private final int[] needed;

    private final List<Pair> inOrder;

    /** Two moments, by their places among the kind's fields, of which the first must not lie behind the second. */
    private record Pair(String first, int firstAt, String second, int secondAt) {
        static Pair of(FactKind kind, String first, String second) {
            return new Pair(first, kind.index(first), second, kind.index(second));
        }

        static List<Pair> of(FactKind kind) {
            return switch (kind) {
                case TICKETS ->
                    List.of(
                            of(kind, "opened", "responded"),
                            of(kind, "opened", "resolved"),
                            of(kind, "opened", "closed"));
                case TICKET_STATUS -> List.of(of(kind, "from", "to"));
                case TIMESHEETS -> List.of(of(kind, "start", "end"));
                case DELIVERABLES, READINGS -> List.of(); // what is due later may be delivered earlier
            };
        }
    }

    RowChecks(Feed feed, BoundColumns columns, CellReader cells, ReadingUnits units) {
        this.feed = feed;
        this.kind = feed.facts();
        this.columns = columns;
        this.cells = cells;
        this.units = units;
        this.needed = columns.needed().stream().mapToInt(kind::index).toArray();
        this.inOrder = Pair.of(kind);
    }

    static void refuseFlaw(SourceRow row) {
        if (row.flaw() != null) {
            throw new Refusal(
                    "",
                    Reason.STRAY_QUOTE,
                    row.cell(0).text(),
                    "begins a row that " + row.flaw(),
                    "Put a text that holds a quote in quotes, and double the quotes in it.");
        }
    }

    static void refuseExtraCells(SourceRow row, int width) {
        for (int i = width; i < row.cells().size(); i++) {
            String text = row.cell(i).text();
            if (!Spaces.isBlank(text)) {
                throw new Refusal(
                        "",
                        Reason.TOO_MANY_CELLS,
                        text,
                        "stands in cell " + (i + 1) + ", and the header has " + width + " columns",
                        "Is a delimiter or a quote inside a text? Put that text in quotes, and double the quotes in it.");
            }
        }
    }

    /** What tells rows apart stands in an index, and an index takes no novel. */
    static void refuseLong(String identity) {
        if (identity.length() > FactRow.LONGEST_ID) {
            throw new Refusal(
                    "",
                    Reason.UNREADABLE_TEXT,
                    identity.substring(0, 40) + "…",
                    "is longer than the " + FactRow.LONGEST_ID + " characters that may tell a row apart",
                    "Is a quote missing before it?");
        }
    }

    void refuseGaps(@Nullable String id, @Nullable Object[] values, Map<String, String> own) {
        for (int i = 0; i < needed.length; i++) {
            String field = columns.needed().get(i);
            if (!isThere(field, needed[i], id, values, own)) {
                throw gap(
                        field,
                        feed.required().contains(field)
                                ? "is empty, and the feed requires " + field
                                : "is empty, and without " + field + " a row of " + kind.code() + " means nothing");
            }
        }
        if (kind == FactKind.TIMESHEETS && id == null) {
            for (String field : BoundColumns.neededBy(kind, false)) {
                if (values[kind.index(field)] == null) {
                    throw gap(field, "is empty, and a line without an id is told apart by person and work-date");
                }
            }
        }
    }

    private boolean isThere(
            String field, int index, @Nullable String id, @Nullable Object[] values, Map<String, String> own) {
        if (index >= 0) {
            return values[index] != null;
        }
        boolean isIdentity = field.equals("id") && kind.hasId();
        return isIdentity ? id != null : own.containsKey(field);
    }

    private Refusal gap(String field, String detail) {
        return new Refusal(nameOf(field), Reason.MISSING, "", detail, FILL_IN);
    }

    private String nameOf(String field) {
        Bound bound = columns.of(field, kind);
        if (bound != null) {
            return bound.name();
        }
        Column column = feed.columns().get(field);
        return column == null ? field : column.names().get(0);
    }

    /** Refuses what ends before it began; where the clocks' repeated hour explains it, the later end is put in its place. */
    void refuseWrongOrder(SourceRow row, @Nullable Object[] values) {
        for (Pair pair : inOrder) {
            if (values[pair.firstAt()] instanceof Moment start
                    && values[pair.secondAt()] instanceof Moment end
                    && !isInOrder(start, end)) {
                refuseWrongOrder(row, values, pair, start);
            }
        }
    }

    private void refuseWrongOrder(SourceRow row, @Nullable Object[] values, Pair pair, Moment start) {
        Bound startColumn = bound(pair.first());
        Bound endColumn = bound(pair.second());
        // 01:50 and then 01:10 on the night when clocks go back: the second is in the hour's repetition.
        Moment later = cells.readLater(endColumn.cell(row), endColumn);
        if (isInOrder(start, later)) {
            values[pair.secondAt()] = later;
            return;
        }
        throw new Refusal(
                endColumn.name(),
                Reason.WRONG_ORDER,
                Spaces.trim(endColumn.cell(row).text()),
                "lies before " + startColumn.name() + ", "
                        + Spaces.trim(startColumn.cell(row).text()),
                "Correct the one that is wrong.");
    }

    private Bound bound(String field) {
        return columns.canonical().get(kind.index(field)).orElseThrow();
    }

    private boolean isInOrder(Moment start, Moment end) {
        return !end.limit(feed.zone()).isBefore(start.start(feed.zone()));
    }

    void refuseOtherUnit(@Nullable Object[] values) {
        if (kind == FactKind.READINGS
                && values[kind.index("metric")] instanceof String metric
                && values[kind.index("unit")] instanceof String unit) {
            units.wantedInstead(metric, unit).ifPresent(wanted -> {
                throw new Refusal(
                        nameOf("unit"),
                        Reason.OTHER_UNIT,
                        unit,
                        "is another unit than that of the contract, which judges " + metric + " in " + wanted,
                        "Send the figure in that one.");
            });
        }
    }
}
