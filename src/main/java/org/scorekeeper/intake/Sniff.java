package org.scorekeeper.intake;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.scorekeeper.facts.FactKind;
import org.scorekeeper.intake.table.Header;
import org.scorekeeper.intake.table.Limits;
import org.scorekeeper.intake.table.RowCursor;
import org.scorekeeper.intake.table.SourceRow;
import org.scorekeeper.intake.table.TableFormat;
import org.scorekeeper.intake.table.UnreadableFileException;
import org.scorekeeper.intake.table.Wanted;

/**
 * A look at an unknown export: what the file is, what its columns hold, which facts they may be, and what cannot be said for
 * certain.
 */
public final class Sniff {
    private static final int ROWS_LOOKED_AT = 20_000;
    private static final int ROWS_OF_A_HEADER = 60;
    private static final int FIELDS_OF_A_READY_MAPPING = 5;

    private final SniffedDates dates = new SniffedDates();
    private final List<SniffedColumn> columns = new ArrayList<>();
    private final List<String> unsure = new ArrayList<>();
    private final String traits;
    private final List<String> remarks;
    private final int headerRow;
    private final long rows;
    private final Optional<String> sheet;
    private final Optional<String> ready;
    private final FactKind kind;
    /** The column, or of a ready mapping the columns, of each field. */
    private final Map<String, String> fields;

    private Sniff(RowCursor cursor, Optional<String> sheet) {
        this.sheet = sheet;
        Header header = cursor.header();
        header.names().forEach(name -> columns.add(new SniffedColumn(name)));
        long count = 0;
        for (SourceRow row = cursor.next(); row != null; row = cursor.next()) {
            if (count++ < ROWS_LOOKED_AT && row.flaw() == null) {
                for (int i = 0; i < columns.size(); i++) {
                    columns.get(i).add(row.cell(i));
                }
            }
        }
        rows = count;
        headerRow = header.row();
        traits = cursor.traits();
        remarks = cursor.remarks();
        ready = readyMapping(header);
        kind = ready.map(name -> feed(name).facts()).orElseGet(this::likeliest);
        fields = ready.isPresent() ? Map.of() : matched(kind);
    }

    /**
     * Looks at a file.
     *
     * @throws UnreadableFileException where it cannot be read, with the reason
     */
    public static Sniff of(Path file, Limits limits) {
        Path folder = java.util.Objects.requireNonNull(file.toAbsolutePath().getParent());
        try (InboxFile opened = InboxFile.open(folder, String.valueOf(file.getFileName()), limits)) {
            List<String> sheets = TableFiles.sheets(opened.file(), limits);
            if (sheets.size() < 2) {
                return table(opened.file(), Optional.empty(), limits);
            }
            Sniff best = null;
            UnreadableFileException why = null;
            for (String sheet : sheets) {
                try {
                    Sniff one = table(opened.file(), Optional.of(sheet), limits);
                    best = best == null || one.worth() > best.worth() ? one : best;
                } catch (UnreadableFileException noTable) {
                    why = why == null ? noTable : why;
                }
            }
            if (best == null) {
                throw java.util.Objects.requireNonNull(why);
            }
            best.unsure.add("which of the sheets are meant (" + String.join(", ", sheets) + "): the proposal reads "
                    + best.sheet.orElse("") + ".");
            return best;
        }
    }

    private static Sniff table(Path file, Optional<String> sheet, Limits limits) {
        TableFormat format = new TableFormat(Optional.empty(), Optional.empty(), sheet, Optional.empty(), '.');
        Set<String> known = new TreeSet<>();
        ReadyMappings.NAMES.forEach(mapping -> known.addAll(feed(mapping).wantedColumns()));
        return withHeader(file, format, known, limits)
                .or(() -> withHeader(file, format, synonyms(file, format, limits), limits))
                .orElseGet(() -> {
                    try (RowCursor cursor = TableFiles.open(file, format, Wanted.of(Set.of()), limits)) {
                        return new Sniff(cursor, sheet);
                    }
                });
    }

    /** Of several sheets the one is likelier that has more fields, then more cells. */
    private long worth() {
        long cells = Math.min(rows * columns.size(), 1_000_000_000L);
        return (ready.isPresent() ? 1_000 : fields.size()) * 10_000_000_000L + cells;
    }

    /** With a header that has at least three of these names: fewer may be chance. */
    private static Optional<Sniff> withHeader(Path file, TableFormat format, Set<String> names, Limits limits) {
        if (names.isEmpty()) {
            return Optional.empty();
        }
        try (RowCursor cursor = TableFiles.open(file, format, Wanted.of(names), limits)) {
            long found = cursor.header().names().stream()
                    .map(Header::key)
                    .filter(names::contains)
                    .distinct()
                    .count();
            return found < 3 ? Optional.empty() : Optional.of(new Sniff(cursor, format.sheet()));
        } catch (UnreadableFileException noHeader) {
            return Optional.empty();
        }
    }

    /** The texts of the first rows that are called as a canonical field often is. */
    private static Set<String> synonyms(Path file, TableFormat format, Limits limits) {
        Set<String> names = new TreeSet<>();
        try (RowCursor cursor = TableFiles.open(file, format, Wanted.of(Set.of()), limits)) {
            List<String> texts = new ArrayList<>(cursor.header().names());
            for (int i = 0; i < ROWS_OF_A_HEADER; i++) {
                SourceRow row = cursor.next();
                if (row == null) {
                    break;
                }
                row.cells().forEach(cell -> texts.add(cell.text()));
            }
            texts.stream()
                    .filter(text -> text.length() < 60 && FieldNames.isKnown(text))
                    .forEach(text -> names.add(Header.key(text)));
        } catch (UnreadableFileException said) {
            return Set.of(); // the last attempt says why
        }
        return names;
    }

    /** A ready mapping as a feed of its own. */
    static Feed feed(String mapping) {
        return FeedReader.read("uses", "feed: f\nvendor: v\nfiles: \"*\"\nuses: " + mapping + "\n")
                .feed()
                .orElseThrow();
    }

    private static long fieldsOf(Feed feed, Set<String> there) {
        return feed.columns().values().stream()
                .filter(column -> column.names().stream().map(Header::key).anyMatch(there::contains))
                .count();
    }

    private Optional<String> readyMapping(Header header) {
        Set<String> there = header.indexes().keySet();
        String best = "";
        long most = FIELDS_OF_A_READY_MAPPING - 1;
        boolean tied = false;
        for (String name : ReadyMappings.NAMES) {
            Feed feed = feed(name);
            long found = fieldsOf(feed, there);
            if (feed.wanted().fits(header) && found >= most) {
                tied = found == most && !best.isEmpty();
                if (found > most) {
                    best = name;
                    most = found;
                }
            }
        }
        if (tied) {
            unsure.add("more than one ready mapping fits as well as " + best + ". Compare the columns.");
        }
        return best.isEmpty() ? Optional.empty() : Optional.of(best);
    }

    /** The kind of which most fields have a column, where its rows can be told apart. */
    private FactKind likeliest() {
        FactKind best = FactKind.TICKETS;
        int most = -1;
        for (FactKind one : FactKind.values()) {
            Map<String, String> found = matched(one);
            boolean told = found.keySet().containsAll(BoundColumns.neededBy(one, found.containsKey("id")));
            int score = found.size() + (told ? 100 : 0) + (isTypical(one, found) ? 50 : 0);
            if (score > most) {
                most = score;
                best = one;
            }
        }
        return best;
    }

    private static boolean isTypical(FactKind kind, Map<String, String> found) {
        return switch (kind) {
            case TICKETS ->
                found.containsKey("opened") && (found.containsKey("priority") || found.containsKey("status"));
            case TIMESHEETS -> found.containsKey("hours") && found.containsKey("person");
            case DELIVERABLES -> found.containsKey("due") && found.containsKey("delivered");
            case READINGS -> found.keySet().containsAll(List.of("metric", "at", "value"));
            case TICKET_STATUS -> found.containsKey("ticket") && found.containsKey("from");
        };
    }

    /** The column of each field that has one, by its name and by what stands in it. */
    private Map<String, String> matched(FactKind of) {
        Map<String, String> matched = new LinkedHashMap<>();
        Set<String> taken = new LinkedHashSet<>();
        FieldNames.of(of).forEach((field, names) -> {
            for (String name : names) {
                Optional<SniffedColumn> column = columns.stream()
                        .filter(one -> !taken.contains(one.name()))
                        .filter(one -> FieldNames.key(one.name()).equals(name) && holds(of, field, one))
                        .findFirst();
                if (column.isPresent()) {
                    matched.put(field, column.get().name());
                    taken.add(column.get().name());
                    return;
                }
            }
        });
        return matched;
    }

    private boolean holds(FactKind of, String field, SniffedColumn column) {
        SniffedColumn.Type type = column.type(dates);
        if (type == SniffedColumn.Type.EMPTY) {
            return true;
        }
        return switch (of.field(field).map(known -> known.type()).orElse(org.scorekeeper.facts.FieldType.TEXT)) {
            case MOMENT -> type == SniffedColumn.Type.DATE;
            case DECIMAL, INTEGER -> type == SniffedColumn.Type.NUMBER || type == SniffedColumn.Type.CLOCK;
            case DURATION -> type == SniffedColumn.Type.NUMBER || type == SniffedColumn.Type.CLOCK;
            case TEXT -> type != SniffedColumn.Type.DATE || field.equals("id");
        };
    }

    Optional<String> sheet() {
        return sheet;
    }

    FactKind kind() {
        return kind;
    }

    Optional<String> ready() {
        return ready;
    }

    Map<String, String> fields() {
        return fields;
    }

    List<SniffedColumn> columns() {
        return columns;
    }

    SniffedDates dates() {
        return dates;
    }

    List<String> unsure() {
        return unsure;
    }

    /** The encoding, where it was chosen only because the file is no UTF-8. */
    Optional<String> encoding() {
        return traits.startsWith("windows-1252") ? Optional.of("windows-1252") : Optional.empty();
    }

    int headerRow() {
        return headerRow;
    }

    long rows() {
        return rows;
    }

    /** What the file is and what its columns hold, a line each. */
    public List<String> described() {
        List<String> lines = new ArrayList<>();
        lines.add(rows + (rows == 1 ? " row: " : " rows: ") + traits);
        remarks.forEach(remark -> lines.add("note: " + remark));
        lines.add("");
        columns.forEach(column -> lines.add("  " + column.describe(dates)));
        return lines;
    }
}
