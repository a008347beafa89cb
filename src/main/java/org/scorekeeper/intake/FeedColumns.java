package org.scorekeeper.intake;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.text.similarity.LevenshteinDistance;
import org.scorekeeper.contract.yaml.Block;
import org.scorekeeper.contract.yaml.YamlNode;
import org.scorekeeper.facts.FactKind;
import org.scorekeeper.facts.Field;
import org.scorekeeper.facts.FieldType;
import org.scorekeeper.intake.Feed.Column;

/** Reads the key {@code columns} of a feed: which column holds which field. */
final class FeedColumns {
    private final Block file;
    private final Optional<FactKind> kind;

    FeedColumns(Block file, Optional<FactKind> kind) {
        this.file = file;
        this.kind = kind;
    }

    Map<String, Column> read() {
        Map<String, Column> columns = new LinkedHashMap<>();
        if (file.node("columns").isEmpty()) {
            file.error("columns", "is missing. Say which column holds which field, such as id: Number.");
            return columns;
        }
        Optional<Block> block = file.block("columns");
        if (block.isEmpty()) {
            return columns;
        }
        for (String key : block.get().keys()) {
            String name = key.trim().toLowerCase(Locale.ROOT);
            // A field whose column is wrong is still mapped: it need not be complained of a second time.
            Column column = column(block.get(), key, name).orElseGet(() -> new Column(List.of(key), Map.of()));
            if (columns.put(name, column) != null) {
                block.get().error(key, "the field stands twice. Leave one of the two.");
            }
            kind.ifPresent(facts -> warnOfNearMiss(facts, block.get(), key, name));
        }
        kind.ifPresent(facts -> checkIdentity(facts, columns));
        return columns;
    }

    private Optional<Column> column(Block fields, String key, String name) {
        if (!(fields.node(key).orElseThrow() instanceof YamlNode.Mapping)) {
            return names(fields, key).map(names -> new Column(names, Map.of()));
        }
        return fields.block(key).flatMap(block -> {
            boolean joined = block.has("joined");
            Optional<List<String>> names = names(block, joined ? "joined" : "column");
            Map<String, String> values =
                    block.block("values").map(map -> values(map, name)).orElse(Map.of());
            block.nothingElse();
            return names.map(found -> new Column(found, values, joined));
        });
    }

    private static Optional<List<String>> names(Block block, String key) {
        List<String> names = block.texts(key);
        if (names.isEmpty() || names.stream().anyMatch(String::isBlank)) {
            block.error(key, "names no column. Write the column's name, or a list of which the first found counts.");
            return Optional.empty();
        }
        return Optional.of(names.stream().map(String::trim).toList());
    }

    private Map<String, String> values(Block map, String field) {
        Map<String, String> values = new LinkedHashMap<>();
        Map<String, String> seen = new HashMap<>();
        for (String theirs : map.keys()) {
            if (map.node(theirs).orElseThrow() instanceof YamlNode.Scalar scalar
                    && scalar.text().isBlank()) {
                map.error(theirs, "stands for no value. If it means that nothing is there, write it under missing.");
                continue;
            }
            Optional<String> ours = map.text(theirs);
            if (ours.isEmpty()) {
                continue;
            }
            String before = seen.put(theirs.trim().toLowerCase(Locale.ROOT), theirs);
            if (before != null) {
                map.error(
                        theirs, "is the same word as \"" + before + "\": case does not matter. Leave one of the two.");
            }
            checkValue(map, theirs, ours.get(), field);
            values.put(theirs.trim(), ours.get());
        }
        return values;
    }

    private void checkValue(Block map, String key, String ours, String field) {
        FieldType type =
                kind.flatMap(facts -> facts.field(field)).map(Field::type).orElse(FieldType.TEXT);
        boolean fits = switch (type) {
            case TEXT -> true;
            case MOMENT -> false;
            case DECIMAL, INTEGER -> Numbers.decimal(ours, '.') != null;
            case DURATION -> Numbers.duration(ours, '.') != null;
        };
        if (!fits) {
            map.error(
                    key,
                    type == FieldType.MOMENT
                            ? "dates have no values to map. Write a date pattern, or the word under missing."
                            : "\"" + ours + "\" is no "
                                    + (type == FieldType.DURATION ? "length of time" : "number")
                                    + ", which " + field + " is.");
        }
    }

    private static void warnOfNearMiss(FactKind kind, Block fields, String key, String name) {
        if ((name.equals("id") && kind.hasId()) || kind.field(name).isPresent()) {
            return;
        }
        kind.fields().stream()
                .map(Field::name)
                .filter(known -> known.length() > 3
                        && LevenshteinDistance.getDefaultInstance().apply(known, name) == 1)
                .findFirst()
                .ifPresent(known ->
                        fields.warning(key, "is kept as a field of your own. Did you mean \"" + known + "\"?"));
    }

    private void checkIdentity(FactKind kind, Map<String, Column> columns) {
        List<String> absent = new ArrayList<>(BoundColumns.neededBy(kind, columns.containsKey("id")));
        absent.removeAll(columns.keySet());
        for (String field : absent) {
            file.error(
                    "columns",
                    "\"" + field + "\" is missing: "
                            + (kind == FactKind.TIMESHEETS
                                    ? "timesheets without an id are told apart by person and work-date."
                                    : kind.code() + " mean nothing without it."));
        }
    }
}
