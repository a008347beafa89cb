package org.scorekeeper.intake;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.scorekeeper.contract.yaml.Block;
import org.scorekeeper.facts.FactKind;
import org.scorekeeper.facts.Field;
import org.scorekeeper.facts.FieldType;
import org.scorekeeper.intake.Feed.Column;
import org.scorekeeper.intake.table.Header;
import org.scorekeeper.intake.table.UnreadableFileException;

/**
 * A feed's fields bound to the columns of one file's header.
 *
 * @param id the identity's column; null where the file has none
 * @param canonical by the kind's field order; null where the file has no such column
 * @param own the feed's own fields, by name
 * @param contract the column that names the contract
 * @param latestBy the column that orders an item's rows
 * @param needed fields without which a row is refused: the feed's, then the kind's
 */
record BoundColumns(
        @Nullable Bound id,
        List<Optional<Bound>> canonical,
        List<Bound> own,
        @Nullable Bound contract,
        @Nullable Bound latestBy,
        List<String> needed) {
    private static final int MOST_NAMES_IN_A_MESSAGE = 40;

    /**
     * Finds the feed's columns.
     *
     * @throws UnreadableFileException where a column is not there that every row needs
     */
    static BoundColumns of(Feed feed, Header header) {
        Map<String, Integer> indexes = header.indexes();
        FactKind kind = feed.facts();
        Bound id = kind.hasId() ? bind("id", FieldType.TEXT, feed, indexes) : null;
        List<Optional<Bound>> canonical = new ArrayList<>();
        for (Field field : kind.fields()) {
            canonical.add(Optional.ofNullable(bind(field.name(), field.type(), feed, indexes)));
        }
        List<Bound> own = new ArrayList<>();
        for (String name : feed.columns().keySet()) {
            if (!(name.equals("id") && kind.hasId()) && kind.index(name) < 0) {
                Optional.ofNullable(bind(name, FieldType.TEXT, feed, indexes)).ifPresent(own::add);
            }
        }
        own.sort(Comparator.comparing(Bound::field)); // the order in which a fingerprint takes them
        Bound contract = bindColumn(
                "contract", FieldType.TEXT, feed.contract().column().stream().toList(), indexes);
        Bound latestBy = bindColumn("latest-by", FieldType.MOMENT, feed.latestBy(), indexes);
        Set<String> needed = new LinkedHashSet<>(feed.required());
        needed.addAll(neededBy(kind, id != null));
        BoundColumns bound =
                new BoundColumns(id, List.copyOf(canonical), List.copyOf(own), contract, latestBy, List.copyOf(needed));
        bound.refuseAbsent(feed, header);
        return bound;
    }

    /** The fields that a fact of this kind cannot do without, whatever its feed says. */
    static List<String> neededBy(FactKind kind, boolean hasId) {
        return switch (kind) {
            case TICKETS, DELIVERABLES -> List.of("id");
            case TICKET_STATUS -> List.of("ticket", "status", "from");
            case TIMESHEETS -> hasId ? List.of() : List.of("person", "work-date");
            case READINGS -> List.of("metric", "at", "value");
        };
    }

    private static @Nullable Bound bind(String field, FieldType type, Feed feed, Map<String, Integer> indexes) {
        Column column = feed.columns().get(field);
        if (column == null) {
            return null;
        }
        if (column.joined()) {
            List<String> there = column.names().stream()
                    .filter(name -> indexes.containsKey(Header.key(name)))
                    .toList();
            return there.isEmpty()
                    ? null
                    : new Bound(
                            field,
                            type,
                            Objects.requireNonNull(indexes.get(Header.key(there.get(0)))),
                            String.join(" + ", there),
                            column,
                            there.stream()
                                    .skip(1)
                                    .mapToInt(name -> Objects.requireNonNull(indexes.get(Header.key(name))))
                                    .toArray());
        }
        for (String name : column.names()) {
            Integer index = indexes.get(Header.key(name));
            if (index != null) {
                return new Bound(field, type, index, name, column);
            }
        }
        return null;
    }

    private static @Nullable Bound bindColumn(
            String field, FieldType type, List<String> names, Map<String, Integer> indexes) {
        for (String name : names) {
            Integer index = indexes.get(Header.key(name));
            if (index != null) {
                return new Bound(field, type, index, name, new Column(List.of(), Map.of()));
            }
        }
        return null;
    }

    /** The column of a field; null where the file has none. */
    @Nullable
    Bound of(String field, FactKind kind) {
        if (field.equals("id") && kind.hasId()) {
            return id;
        }
        int index = kind.index(field);
        return index >= 0
                ? canonical.get(index).orElse(null)
                : own.stream()
                        .filter(bound -> bound.field().equals(field))
                        .findFirst()
                        .orElse(null);
    }

    private void refuseAbsent(Feed feed, Header header) {
        List<String> absent = new ArrayList<>();
        for (String field : needed) {
            if (of(field, feed.facts()) == null) {
                Column column = feed.columns().get(field);
                absent.add(column == null ? field : String.join(" or ", column.names()));
            }
        }
        feed.contract().column().filter(name -> contract == null).ifPresent(absent::add);
        boolean mayLackOrder = feed.uses().filter(Feed.Uses::order).isPresent();
        if (!feed.latestBy().isEmpty() && latestBy == null && !mayLackOrder) {
            absent.add(String.join(" or ", feed.latestBy()));
        }
        if (!absent.isEmpty()) {
            throw new UnreadableFileException(message(feed, header, absent));
        }
    }

    private static String message(Feed feed, Header header, List<String> absent) {
        List<String> there =
                header.names().stream().filter(name -> !name.isEmpty()).toList();
        String found = String.join(", ", there.subList(0, Math.min(there.size(), MOST_NAMES_IN_A_MESSAGE)));
        String near = Block.nearest(absent.get(0), there)
                .map(name -> "Is it now called \"" + name + "\"?")
                .orElse("Has it been renamed?");
        return (absent.size() == 1 ? "the column " : "the columns ") + String.join(", ", absent)
                + (absent.size() == 1 ? " is not there" : " are not there") + "; row " + header.row() + " has: " + found
                + (there.size() > MOST_NAMES_IN_A_MESSAGE ? " and more" : "") + ". " + near
                + " Add the new name to the feed " + feed.id() + ", or export the file again.";
    }
}
