package org.scorekeeper.intake;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.scorekeeper.facts.FactKind;
import org.scorekeeper.facts.FactRow;
import org.scorekeeper.facts.Field;
import org.scorekeeper.facts.FieldType;
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
 * stand twice for good reason), so a file's rows are given to one mapper, in order, from the first.
 */
public final class RowMapper {
    /** Where one field of a file stands. */
    private record Bound(
            String field, int index, FieldType type, int column, String name, Map<String, String> values) {}

    private static final class Refusal extends RuntimeException {
        private static final long serialVersionUID = 1;
        private final transient IntakeFault fault;

        Refusal(IntakeFault fault) {
            super(null, null, false, false);
            this.fault = fault;
        }
    }

    private final Feed feed;
    private final FactKind kind;
    private final String path;
    private final long fileId;
    private final Header header;
    private final DateParser dates;
    private final List<Bound> canonical = new ArrayList<>();
    private final List<Bound> own = new ArrayList<>();
    private final @Nullable Bound id;
    private final int contractColumn;
    private final int latestBy;
    private final Map<String, Integer> alike = new HashMap<>();

    /**
     * Finds the feed's columns in a file's header.
     *
     * @param path of the file, relative to the inbox
     * @throws UnreadableFileException where a required column is not there
     */
    public RowMapper(Feed feed, Header header, String path, long fileId) {
        this.feed = feed;
        this.kind = feed.facts();
        this.path = path;
        this.fileId = fileId;
        this.header = header;
        this.dates = DateParser.of(feed.datePatterns(), feed.zone());
        Map<String, Integer> indexes = header.indexes();
        Bound identity = null;
        List<String> absent = new ArrayList<>();
        for (Map.Entry<String, Column> entry : feed.columns().entrySet()) {
            String field = entry.getKey();
            Optional<Bound> bound = bind(field, entry.getValue(), indexes);
            if (bound.isEmpty() && isNeeded(field)) {
                absent.add(String.join(" or ", entry.getValue().names()));
            }
            if (field.equals("id")) {
                identity = bound.orElse(null);
            } else {
                bound.ifPresent((kind.index(field) >= 0 ? canonical : own)::add);
            }
        }
        contractColumn = column(feed.contract().column(), indexes, absent);
        latestBy = column(feed.latestBy(), indexes, absent);
        if (!absent.isEmpty()) {
            throw new UnreadableFileException("the column " + String.join(", ", absent) + " is not there; found: "
                    + String.join(
                            ", ",
                            header.names().stream()
                                    .filter(name -> !name.isEmpty())
                                    .toList())
                    + ". Has it been renamed? Add the new name to the feed " + feed.id() + ", or export it again.");
        }
        id = identity;
    }

    private boolean isNeeded(String field) {
        return feed.required().contains(field)
                || (field.equals("id") && kind.identity().isEmpty())
                || (kind != FactKind.TIMESHEETS && kind.identity().contains(field));
    }

    private static int column(Optional<String> name, Map<String, Integer> indexes, List<String> absent) {
        if (name.isEmpty()) {
            return -1;
        }
        Integer index = indexes.get(Header.key(name.get()));
        if (index == null) {
            absent.add(name.get());
            return -1;
        }
        return index;
    }

    private Optional<Bound> bind(String field, Column column, Map<String, Integer> indexes) {
        for (String name : column.names()) {
            Integer index = indexes.get(Header.key(name));
            if (index != null) {
                FieldType type = kind.field(field).map(Field::type).orElse(FieldType.TEXT);
                return Optional.of(new Bound(field, kind.index(field), type, index, name, column.values()));
            }
        }
        return Optional.empty();
    }

    /** The vendor's columns and what stands in them, as sent: for the rows that go back. */
    public List<Map.Entry<String, String>> asSent(SourceRow row) {
        List<Map.Entry<String, String>> cells = new ArrayList<>();
        int width = Math.max(header.names().size(), row.cells().size());
        for (int i = 0; i < width; i++) {
            String name = i < header.names().size() ? header.names().get(i) : "";
            cells.add(Map.entry(name, row.cell(i).text()));
        }
        return cells;
    }

    /** One row as a fact, or why it is refused. */
    public RowResult map(SourceRow row) {
        try {
            return new RowResult.Mapped(fact(row));
        } catch (Refusal refusal) {
            return new RowResult.Refused(refusal.fault);
        }
    }

    private FactRow fact(SourceRow row) {
        for (int i = header.names().size(); i < row.cells().size(); i++) {
            if (!row.cell(i).isBlank()) {
                throw refuse(
                        row,
                        "",
                        Reason.TOO_MANY_CELLS,
                        row.cell(i).text(),
                        "stands in cell " + (i + 1) + ", and the header has "
                                + header.names().size() + " columns",
                        "Is a delimiter or a quote inside a text? Put the text in quotes.");
            }
        }
        @Nullable Object[] values = new Object[kind.fields().size()];
        for (Bound bound : canonical) {
            values[bound.index()] = value(row, bound);
        }
        Map<String, String> others = Map.of();
        if (!own.isEmpty()) {
            others = new HashMap<>();
            for (Bound bound : own) {
                Object text = value(row, bound);
                if (text != null) {
                    others.put(bound.field(), text.toString());
                }
            }
        }
        for (String field : feed.required()) {
            boolean there = field.equals("id")
                    ? id != null && value(row, id) != null
                    : kind.index(field) >= 0 ? values[kind.index(field)] != null : others.containsKey(field);
            if (!there) {
                throw refuse(
                        row,
                        nameOf(field),
                        Reason.MISSING,
                        "",
                        "is empty, and " + field + " is required",
                        "Fill it in.");
            }
        }
        checkOrder(row, values);
        String contract = feed.contract().id().orElse(null);
        if (contractColumn >= 0) {
            contract = text(row, contractColumn);
            if (contract == null) {
                throw refuse(
                        row,
                        header.names().get(contractColumn),
                        Reason.MISSING,
                        "",
                        "is empty, and says which contract the row belongs to",
                        "Fill it in.");
            }
        }
        return new FactRow(
                feed.vendor(),
                contract,
                identity(row, values),
                0,
                fileId,
                row.sheet(),
                row.row(),
                orderAt(row),
                Fingerprint.of(contract, values, others),
                values,
                others);
    }

    private @Nullable Instant orderAt(SourceRow row) {
        if (latestBy < 0 || isMissing(row.cell(latestBy).text())) {
            return null;
        }
        Moment moment = moment(row, row.cell(latestBy), header.names().get(latestBy));
        return moment.start(feed.zone());
    }

    private String identity(SourceRow row, @Nullable Object[] values) {
        Object own = id == null ? null : value(row, id);
        if (own != null) {
            return own.toString();
        }
        if (kind.identity().isEmpty()) {
            throw refuse(
                    row,
                    id == null ? "" : id.name(),
                    Reason.MISSING,
                    "",
                    "is empty, and tells the row apart from others",
                    "Fill it in.");
        }
        StringBuilder key = new StringBuilder();
        for (Field field : kind.fields()) {
            if (kind.identity().contains(field.name())) {
                Object value = values[kind.index(field.name())];
                if (value == null && kind != FactKind.TIMESHEETS) {
                    throw refuse(
                            row,
                            nameOf(field.name()),
                            Reason.MISSING,
                            "",
                            "is empty, and tells the row apart from others",
                            "Fill it in.");
                }
                key.append(key.isEmpty() ? "" : "|").append(value == null ? "" : value);
            }
        }
        if (kind == FactKind.TIMESHEETS) {
            int number = alike.merge(key.toString(), 1, Integer::sum);
            key.append('|').append(number);
        }
        return key.toString();
    }

    private void checkOrder(SourceRow row, @Nullable Object[] values) {
        switch (kind) {
            case TICKETS -> {
                after(row, values, "opened", "responded");
                after(row, values, "opened", "resolved");
                after(row, values, "opened", "closed");
            }
            case TICKET_STATUS -> after(row, values, "from", "to");
            case TIMESHEETS -> after(row, values, "start", "end");
            default -> {
                // readings and deliverables have no pair that must be in order
            }
        }
    }

    private void after(SourceRow row, @Nullable Object[] values, String first, String second) {
        if (values[kind.index(first)] instanceof Moment start
                && values[kind.index(second)] instanceof Moment end
                && end.limit(feed.zone()).isBefore(start.start(feed.zone()))) {
            throw refuse(
                    row,
                    nameOf(second),
                    Reason.WRONG_ORDER,
                    end.toString(),
                    "lies before " + nameOf(first) + " (" + start + ")",
                    "Correct the one that is wrong.");
        }
    }

    private String nameOf(String field) {
        if (id != null && field.equals("id")) {
            return id.name();
        }
        for (Bound bound : canonical) {
            if (bound.field().equals(field)) {
                return bound.name();
            }
        }
        Column column = feed.columns().get(field);
        return column == null ? field : column.names().get(0);
    }

    private @Nullable Object value(SourceRow row, Bound bound) {
        Cell cell = row.cell(bound.column());
        String text = cell.text().strip();
        if (isMissing(text)) {
            return null;
        }
        if (cell instanceof Cell.Err) {
            throw refuse(
                    row,
                    bound.name(),
                    Reason.ERROR_CELL,
                    text,
                    "is an error of the spreadsheet",
                    "Mend the formula, or put the value there.");
        }
        if (text.indexOf('\0') >= 0) {
            throw refuse(
                    row,
                    bound.name(),
                    Reason.UNREADABLE_TEXT,
                    text.replace('\0', '?'),
                    "holds a NUL character",
                    "Export the text again without it.");
        }
        if (!bound.values().isEmpty()) {
            text = translated(row, bound, text);
        }
        return switch (bound.type()) {
            case TEXT -> text;
            case MOMENT -> moment(row, cell, bound.name());
            case DECIMAL -> decimal(row, bound, cell, text);
            case INTEGER -> integer(row, bound, cell, text);
            case DURATION -> duration(row, bound, cell, text);
        };
    }

    private String translated(SourceRow row, Bound bound, String text) {
        String ours = bound.values().get(text.toLowerCase(Locale.ROOT));
        if (ours != null) {
            return ours;
        }
        if (bound.values().containsValue(text)) {
            return text;
        }
        throw refuse(
                row,
                bound.name(),
                Reason.UNKNOWN_VALUE,
                text,
                "is none of the values that the feed knows",
                "Known are: "
                        + String.join(
                                ", ", bound.values().keySet().stream().sorted().toList()) + ".");
    }

    private Moment moment(SourceRow row, Cell cell, String name) {
        if (cell instanceof Cell.DateTime date) {
            return date.dateOnly() ? new Moment.Day(date.value().toLocalDate()) : dates.at(date.value());
        }
        String text = cell.text().strip();
        Moment moment = cell instanceof Cell.Text ? dates.parse(text) : null;
        if (moment == null) {
            throw refuse(
                    row,
                    name,
                    Reason.NOT_A_DATE,
                    text,
                    "is not a date",
                    "Use " + (feed.datePatterns().isEmpty() ? "yyyy-MM-dd" : String.join(" or ", feed.datePatterns()))
                            + ", or a date cell.");
        }
        return moment;
    }

    private BigDecimal decimal(SourceRow row, Bound bound, Cell cell, String text) {
        if (cell instanceof Cell.Decimal number) {
            return number.value();
        }
        boolean percent = text.endsWith("%");
        BigDecimal value = Numbers.decimal(
                percent ? text.substring(0, text.length() - 1) : text,
                feed.format().decimal());
        if (value == null && text.indexOf(':') > 0) {
            Duration clock = Numbers.duration(text, feed.format().decimal());
            // 7:30 in a column of hours is seven and a half
            value = clock == null
                    ? null
                    : BigDecimal.valueOf(clock.toSeconds())
                            .divide(BigDecimal.valueOf(3600), 6, RoundingMode.HALF_UP)
                            .stripTrailingZeros();
        }
        if (value == null) {
            throw refuse(
                    row,
                    bound.name(),
                    Reason.NOT_A_NUMBER,
                    text,
                    "is not a number",
                    "Write it as 1234" + feed.format().decimal() + "5.");
        }
        return value.scale() < 0 ? value.setScale(0) : value;
    }

    private Integer integer(SourceRow row, Bound bound, Cell cell, String text) {
        BigDecimal value = decimal(row, bound, cell, text);
        try {
            return value.intValueExact();
        } catch (ArithmeticException fractional) {
            throw refuse(
                    row, bound.name(), Reason.NOT_A_NUMBER, text, "is not a whole number", "Write a count such as 3.");
        }
    }

    private Duration duration(SourceRow row, Bound bound, Cell cell, String text) {
        Duration value = Numbers.duration(
                cell instanceof Cell.Decimal number ? number.value().toPlainString() : text,
                cell instanceof Cell.Decimal ? '.' : feed.format().decimal());
        if (value == null) {
            throw refuse(
                    row,
                    bound.name(),
                    Reason.NOT_A_DURATION,
                    text,
                    "is no length of time",
                    "Write seconds, or h:mm:ss such as 1:30:00.");
        }
        return value;
    }

    private @Nullable String text(SourceRow row, int column) {
        String text = row.cell(column).text().strip();
        return isMissing(text) ? null : text;
    }

    private boolean isMissing(String text) {
        return text.isBlank()
                || (!feed.missing().isEmpty()
                        && feed.missing().contains(text.strip().toLowerCase(Locale.ROOT)));
    }

    private Refusal refuse(SourceRow row, String column, Reason reason, String found, String detail, String remedy) {
        return new Refusal(
                new IntakeFault(new Place(path, row.sheet(), row.row()), column, reason, found, detail, remedy));
    }
}
