package org.scorekeeper.intake;

import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.scorekeeper.facts.FactKind;
import org.scorekeeper.facts.FactRow;
import org.scorekeeper.facts.Field;
import org.scorekeeper.facts.Moment;
import org.scorekeeper.facts.Place;
import org.scorekeeper.intake.Feed.Column;
import org.scorekeeper.intake.IntakeFault.Reason;
import org.scorekeeper.intake.table.Cell;
import org.scorekeeper.intake.table.Header;
import org.scorekeeper.intake.table.SourceRow;
import org.scorekeeper.intake.table.UnreadableFileException;

/**
 * Turns the rows of one file into facts, by the feed's mapping. It counts rows that look alike (a timesheet line may
 * stand twice for good reason), so a file's rows are given to one mapper, in order, from the first. Not for two threads.
 */
public final class RowMapper {
    private static final String FILL_IN = "Fill it in.";
    /** How the last lines of exports begin in the languages of our vendors. */
    private static final Pattern TOTALS = Pattern.compile(
            "(?:(?:grand|sub)[ -]?)?(?:totals?|totaux|totale|totaal)(?:\\s.*|:.*)?|(?:zwischen)?summen?:?|gesamt(?:summe)?:?",
            Pattern.CASE_INSENSITIVE);

    private final Feed feed;
    private final FactKind kind;
    private final String path;
    private final long fileId;
    private final Header header;
    private final BoundColumns columns;
    private final CellReader cells;
    private final Fingerprint fingerprint;
    private final ReadingUnits units;
    private final Alike alike = new Alike();
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

    /**
     * Finds the feed's columns in a file's header.
     *
     * @param path of the file, relative to the inbox
     * @throws UnreadableFileException where a column is not there that every row needs
     */
    public RowMapper(Feed feed, Header header, String path, long fileId) {
        this(feed, header, path, fileId, ReadingUnits.ANY);
    }

    /**
     * The same for a vendor whose contracts say in which units they judge readings.
     *
     * @param path of the file, relative to the inbox
     * @throws UnreadableFileException where a column is not there that every row needs
     */
    public RowMapper(Feed feed, Header header, String path, long fileId, ReadingUnits units) {
        this.units = units;
        this.feed = feed;
        this.kind = feed.facts();
        this.path = path;
        this.fileId = fileId;
        this.header = header;
        this.columns = BoundColumns.of(feed, header);
        this.cells = new CellReader(feed);
        this.fingerprint = new Fingerprint(kind);
        this.needed = columns.needed().stream().mapToInt(kind::index).toArray();
        this.inOrder = Pair.of(kind);
    }

    /** The kind's fields, by their place, that rows of this file can have. */
    public BitSet filled() {
        BitSet filled = new BitSet();
        for (int i = 0; i < columns.canonical().size(); i++) {
            filled.set(i, columns.canonical().get(i).isPresent());
        }
        if (kind == FactKind.READINGS) {
            filled.set(kind.index("unit")); // a figure may say it where no column does
        }
        return filled;
    }

    /** Whether equal rows are equal facts wherever in the file they stand; lines without an id are told apart by counting. */
    public boolean readsLinesAlike() {
        return kind != FactKind.TIMESHEETS || columns.id() != null;
    }

    /** The vendor's columns and what stands in them, as sent: for the rows that go back. */
    public List<Map.Entry<String, String>> asSent(SourceRow row) {
        List<Map.Entry<String, String>> sent = new ArrayList<>();
        int width = Math.max(header.names().size(), row.cells().size());
        for (int i = 0; i < width; i++) {
            String name = i < header.names().size() ? header.names().get(i) : "";
            sent.add(Map.entry(name, row.cell(i).text()));
        }
        return sent;
    }

    /** One row as a fact, or why it is refused. */
    public RowResult map(SourceRow row) {
        try {
            return new RowResult.Mapped(fact(row));
        } catch (Refusal refusal) {
            Place place = new Place(path, row.sheet(), row.row());
            Optional<Refusal> totals = totals(row);
            return new RowResult.Refused(totals.orElse(refusal).at(place), totals.isPresent() ? null : glimpse(row));
        }
    }

    /** What can be read of a row that is refused; of cells that cannot be told apart, nothing. */
    private Glimpse glimpse(SourceRow row) {
        boolean torn = row.flaw() != null || row.cells().size() > header.names().size();
        Map<String, Object> values = new LinkedHashMap<>();
        Set<String> unread = new TreeSet<>();
        List<Bound> bounds = new ArrayList<>(columns.own());
        columns.canonical().forEach(bound -> bound.ifPresent(bounds::add));
        bounds.forEach(bound -> glance(row, bound, torn, values, unread));
        Set<String> identity = new TreeSet<>();
        Map<String, Object> ids = new LinkedHashMap<>();
        if (columns.id() != null) {
            glance(row, columns.id(), torn, ids, identity);
        }
        if (columns.contract() != null) {
            glance(row, columns.contract(), torn, ids, unread);
        }
        columns.needed().stream().filter(field -> !values.containsKey(field)).forEach(unread::add);
        unread.remove("id");
        return new Glimpse(
                (String) ids.get("id"),
                columns.contract() == null ? feed.contract().id().orElse(null) : (String) ids.get("contract"),
                values,
                unread);
    }

    private void glance(SourceRow row, Bound bound, boolean torn, Map<String, Object> values, Set<String> unread) {
        try {
            Object value = torn ? null : read(row, bound);
            if (value != null) {
                values.put(bound.field(), value);
            } else if (torn) {
                unread.add(bound.field());
            }
        } catch (Refusal nothing) {
            unread.add(bound.field());
        }
    }

    private FactRow fact(SourceRow row) {
        refuseFlaw(row);
        refuseExtraCells(row);
        String id = columns.id() == null ? null : (String) read(row, columns.id());
        @Nullable Object[] values = new Object[kind.fields().size()];
        for (int i = 0; i < values.length; i++) {
            Bound bound = columns.canonical().get(i).orElse(null);
            values[i] = bound == null ? null : read(row, bound);
        }
        if (kind == FactKind.READINGS) {
            unit(row, values);
        }
        Map<String, String> own = own(row);
        refuseGaps(id, values, own);
        refuseWrongOrder(row, values);
        refuseOtherUnit(values);
        String contract = contract(row);
        Instant orderAt = orderAt(row);
        String identity = id == null ? identity(values) : checkedId(id);
        refuseLong(identity);
        if (contract != null) {
            refuseLong(contract);
        }
        return new FactRow(
                feed.vendor(),
                contract,
                identity,
                0,
                fileId,
                row.sheet(),
                row.row(),
                orderAt,
                fingerprint.of(contract, values, own),
                values,
                own);
    }

    private @Nullable Object read(SourceRow row, Bound bound) {
        return cells.read(bound.cell(row), bound);
    }

    /** What tells rows apart stands in an index, and an index takes no novel. */
    private static void refuseLong(String identity) {
        if (identity.length() > FactRow.LONGEST_ID) {
            throw new Refusal(
                    "",
                    Reason.UNREADABLE_TEXT,
                    identity.substring(0, 40) + "…",
                    "is longer than the " + FactRow.LONGEST_ID + " characters that may tell a row apart",
                    "Is a quote missing before it?");
        }
    }

    private static void refuseFlaw(SourceRow row) {
        if (row.flaw() != null) {
            throw new Refusal(
                    "",
                    Reason.STRAY_QUOTE,
                    row.cell(0).text(),
                    "begins a row that " + row.flaw(),
                    "Put a text that holds a quote in quotes, and double the quotes in it.");
        }
    }

    private void refuseExtraCells(SourceRow row) {
        int width = header.names().size();
        for (int i = width; i < row.cells().size(); i++) {
            String text = row.cell(i).text();
            if (!CellReader.trim(text).isEmpty()) {
                throw new Refusal(
                        "",
                        Reason.TOO_MANY_CELLS,
                        text,
                        "stands in cell " + (i + 1) + ", and the header has " + width + " columns",
                        "Is a delimiter or a quote inside a text? Put that text in quotes, and double the quotes in it.");
            }
        }
    }

    private Map<String, String> own(SourceRow row) {
        if (columns.own().isEmpty()) {
            return Map.of();
        }
        Map<String, String> own = new LinkedHashMap<>();
        for (Bound bound : columns.own()) {
            Object text = read(row, bound);
            if (text != null) {
                own.put(bound.field(), (String) text);
            }
        }
        return own;
    }

    /** A figure written with its sign, {@code 99,95 %}, says its unit, where no column says it. */
    private void unit(SourceRow row, @Nullable Object[] values) {
        Bound value = columns.of("value", kind);
        int unit = kind.index("unit");
        if (value != null
                && values[unit] == null
                && CellReader.trim(value.cell(row).text()).endsWith("%")) {
            values[unit] = "%";
        }
    }

    private void refuseGaps(@Nullable String id, @Nullable Object[] values, Map<String, String> own) {
        for (int i = 0; i < needed.length; i++) {
            String field = columns.needed().get(i);
            if (!isThere(field, needed[i], id, values, own)) {
                throw gap(
                        field,
                        isRequired(field)
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

    private boolean isRequired(String field) {
        return feed.required().contains(field);
    }

    private String nameOf(String field) {
        Bound bound = columns.of(field, kind);
        if (bound != null) {
            return bound.name();
        }
        Column column = feed.columns().get(field);
        return column == null ? field : column.names().get(0);
    }

    private void refuseWrongOrder(SourceRow row, @Nullable Object[] values) {
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
                CellReader.trim(endColumn.cell(row).text()),
                "lies before " + startColumn.name() + ", "
                        + CellReader.trim(startColumn.cell(row).text()),
                "Correct the one that is wrong.");
    }

    private void refuseOtherUnit(@Nullable Object[] values) {
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

    private Bound bound(String field) {
        return columns.canonical().get(kind.index(field)).orElseThrow();
    }

    private boolean isInOrder(Moment start, Moment end) {
        return !end.limit(feed.zone()).isBefore(start.start(feed.zone()));
    }

    private @Nullable String contract(SourceRow row) {
        Bound column = columns.contract();
        if (column == null) {
            return feed.contract().id().orElse(null);
        }
        String contract = (String) read(row, column);
        if (contract == null) {
            throw new Refusal(
                    column.name(), Reason.MISSING, "", "is empty, and says which contract the row belongs to", FILL_IN);
        }
        return contract;
    }

    private @Nullable Instant orderAt(SourceRow row) {
        Bound column = columns.latestBy();
        return column != null && read(row, column) instanceof Moment moment ? moment.start(feed.zone()) : null;
    }

    private static String checkedId(String id) {
        if (mayBeTotals(id) && TOTALS.matcher(id).matches()) {
            throw new Refusal("", Reason.TOTALS, id, "", "");
        }
        return id;
    }

    /** By its first letter: nearly no id begins as a word for totals does, and a million ids are looked at. */
    private static boolean mayBeTotals(String id) {
        return !id.isEmpty() && "gGsStTzZ".indexOf(id.charAt(0)) >= 0;
    }

    private String identity(@Nullable Object[] values) {
        StringBuilder key = new StringBuilder();
        for (Field field : kind.fields()) {
            if (kind.identity().contains(field.name())) {
                Object value = values[kind.index(field.name())];
                key.append(key.isEmpty() ? "" : "|").append(value == null ? "" : escaped(value.toString()));
            }
        }
        if (kind == FactKind.TIMESHEETS) {
            key.append('|').append(alike.count(key.toString()));
        }
        return key.toString();
    }

    /** A bar inside a part must not make two different identities one. */
    private static String escaped(String part) {
        return part.indexOf('|') < 0 && part.indexOf('\\') < 0
                ? part
                : part.replace("\\", "\\\\").replace("|", "\\|");
    }

    /** A row that would be refused anyway, and begins with "Total", is said to be what it is. */
    private Optional<Refusal> totals(SourceRow row) {
        Optional<String> first = row.cells().stream()
                .map(Cell::text)
                .map(CellReader::trim)
                .filter(text -> !text.isEmpty())
                .findFirst();
        return first.filter(text -> TOTALS.matcher(text).matches() && lacksOrTotals(row, text))
                .map(text -> new Refusal(
                        "",
                        Reason.TOTALS,
                        text,
                        "begins a line of totals, which is no row of " + kind.code(),
                        "Leave it out of the export, or leave it: it counts nowhere."));
    }

    /** A client may be called Total: only where a needed cell is empty, or holds that very word, are these totals. */
    private boolean lacksOrTotals(SourceRow row, String word) {
        for (String field : columns.needed()) {
            Bound bound = columns.of(field, kind);
            String text = bound == null ? "" : CellReader.trim(bound.cell(row).text());
            if (text.isEmpty() || text.equals(word)) {
                return true;
            }
        }
        return false;
    }
}
