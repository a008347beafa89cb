package org.scorekeeper.intake;

import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.scorekeeper.facts.FactKind;
import org.scorekeeper.facts.FactRow;
import org.scorekeeper.facts.Moment;
import org.scorekeeper.facts.Place;
import org.scorekeeper.intake.IntakeFault.Reason;
import org.scorekeeper.intake.table.Header;
import org.scorekeeper.intake.table.SourceRow;
import org.scorekeeper.intake.table.Spaces;
import org.scorekeeper.intake.table.UnreadableFileException;

/**
 * Turns the rows of one file into facts, by the feed's mapping. It counts rows that look alike (a timesheet line may
 * stand twice for good reason), so a file's rows are given to one mapper, in order, from the first. Not for two threads.
 */
public final class RowMapper {
    private final Feed feed;
    private final FactKind kind;
    private final String path;
    private final long fileId;
    private final Header header;
    private final BoundColumns columns;
    private final CellReader cells;
    private final Fingerprint fingerprint;
    private final RowChecks checks;
    private final NoRows noRows;
    private final Identity identity;

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
        this.feed = feed;
        this.kind = feed.facts();
        this.path = path;
        this.fileId = fileId;
        this.header = header;
        this.columns = BoundColumns.of(feed, header);
        this.cells = new CellReader(feed);
        this.fingerprint = new Fingerprint(kind);
        this.checks = new RowChecks(feed, columns, cells, units);
        this.noRows = new NoRows(kind, columns, header);
        this.identity = new Identity(kind);
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
            Optional<Refusal> none = noRows.of(row);
            return none.isPresent()
                    ? new RowResult.Refused(none.get().at(place), null)
                    : new RowResult.Refused(refusal.at(place), named(Glimpses.of(row, feed, header, columns, cells)));
        }
    }

    /** A refused line without an id has its place among its like, too: mended, it comes back as the same. */
    private Glimpse named(Glimpse glimpse) {
        if (columns.id() != null || kind.identity().stream().anyMatch(glimpse.unread()::contains)) {
            return glimpse;
        }
        @Nullable Object[] values = new Object[kind.fields().size()];
        glimpse.values().forEach((field, value) -> {
            if (kind.index(field) >= 0) {
                values[kind.index(field)] = value;
            }
        });
        String told = identity.of(values);
        return told.length() > FactRow.LONGEST_ID
                ? glimpse
                : new Glimpse(told, glimpse.contract(), glimpse.values(), glimpse.unread());
    }

    private FactRow fact(SourceRow row) {
        RowChecks.refuseFlaw(row);
        RowChecks.refuseExtraCells(row, header.names().size());
        Bound idColumn = columns.id();
        String id = idColumn == null ? null : (String) read(row, idColumn);
        @Nullable Object[] values = new Object[kind.fields().size()];
        boolean bare = true;
        for (int i = 0; i < values.length; i++) {
            Bound bound = columns.canonical().get(i).orElse(null);
            values[i] = bound == null ? null : read(row, bound);
            bare &= values[i] == null;
        }
        if (kind == FactKind.READINGS) {
            unit(row, values);
        }
        Map<String, String> own = own(row);
        if (idColumn != null && id != null) {
            noRows.refuse(row, id, idColumn, bare && own.isEmpty());
        }
        checks.refuseGaps(id, values, own);
        checks.refuseWrongOrder(row, values);
        checks.refuseOtherUnit(values);
        String contract = contract(row);
        Instant orderAt = orderAt(row);
        String told = id == null ? identity.of(values) : id;
        RowChecks.refuseLong(told);
        if (contract != null) {
            RowChecks.refuseLong(contract);
        }
        return new FactRow(
                feed.vendor(),
                contract,
                told,
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
                && Spaces.trim(value.cell(row).text()).endsWith("%")) {
            values[unit] = "%";
        }
    }

    private @Nullable String contract(SourceRow row) {
        Bound column = columns.contract();
        if (column == null) {
            return feed.contract().id().orElse(null);
        }
        String contract = (String) read(row, column);
        if (contract == null) {
            throw new Refusal(
                    column.name(),
                    Reason.MISSING,
                    "",
                    "is empty, and says which contract the row belongs to",
                    RowChecks.FILL_IN);
        }
        return contract;
    }

    private @Nullable Instant orderAt(SourceRow row) {
        Bound column = columns.latestBy();
        return column != null && read(row, column) instanceof Moment moment ? moment.start(feed.zone()) : null;
    }
}
