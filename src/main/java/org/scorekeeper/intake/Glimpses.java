package org.scorekeeper.intake;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.scorekeeper.intake.table.Header;
import org.scorekeeper.intake.table.SourceRow;

/** Reads what can be read of a refused row, cell by cell; of cells that cannot be told apart, nothing. */
final class Glimpses {
    private final SourceRow row;
    private final CellReader cells;
    private final boolean torn;
    private final Map<String, Object> values = new LinkedHashMap<>();
    private final Set<String> unread = new TreeSet<>();

    private Glimpses(SourceRow row, Header header, CellReader cells) {
        this.row = row;
        this.cells = cells;
        this.torn = row.flaw() != null || row.cells().size() > header.names().size();
    }

    static Glimpse of(SourceRow row, Feed feed, Header header, BoundColumns columns, CellReader cells) {
        Glimpses of = new Glimpses(row, header, cells);
        List<Bound> bounds = new ArrayList<>(columns.own());
        columns.canonical().forEach(bound -> bound.ifPresent(bounds::add));
        bounds.forEach(bound -> of.glance(bound, of.values, of.unread));
        Map<String, Object> ids = new LinkedHashMap<>();
        if (columns.id() != null) {
            of.glance(columns.id(), ids, new TreeSet<>());
        }
        if (columns.contract() != null) {
            of.glance(columns.contract(), ids, of.unread);
        }
        columns.needed().stream().filter(field -> !of.values.containsKey(field)).forEach(of.unread::add);
        of.unread.remove("id");
        return new Glimpse(
                (String) ids.get("id"),
                columns.contract() == null ? feed.contract().id().orElse(null) : (String) ids.get("contract"),
                of.values,
                of.unread);
    }

    private void glance(Bound bound, Map<String, Object> into, Set<String> without) {
        try {
            Object value = torn ? null : cells.read(bound.cell(row), bound);
            if (value != null) {
                into.put(bound.field(), value);
            } else if (torn) {
                without.add(bound.field());
            }
        } catch (Refusal nothing) {
            without.add(bound.field());
        }
    }
}
