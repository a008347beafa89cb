package org.scorekeeper.facts;

import static org.scorekeeper.facts.FieldType.DECIMAL;
import static org.scorekeeper.facts.FieldType.DURATION;
import static org.scorekeeper.facts.FieldType.INTEGER;
import static org.scorekeeper.facts.FieldType.MOMENT;
import static org.scorekeeper.facts.FieldType.TEXT;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The kinds of facts that vendors claim, each with its canonical fields in the order of its table's columns. */
@SuppressWarnings("ImmutableEnumChecker") // its lists and maps are filled once and never handed out to be changed
public enum FactKind {
    /** One ticket and its latest state. */
    TICKETS(
            "tickets",
            "ticket",
            List.of(
                    field("title", TEXT),
                    field("type", TEXT),
                    field("priority", TEXT),
                    field("category", TEXT),
                    field("service", TEXT),
                    field("status", TEXT),
                    field("opened", MOMENT),
                    field("responded", MOMENT),
                    field("resolved", MOMENT),
                    field("closed", MOMENT),
                    field("due", MOMENT),
                    field("updated", MOMENT),
                    field("group", "group_name", TEXT),
                    field("assignee", TEXT),
                    field("reopens", INTEGER),
                    field("hold", "hold_seconds", DURATION),
                    field("satisfaction", DECIMAL)),
            Set.of()),
    /** One stretch of one ticket in one status. */
    TICKET_STATUS(
            "ticket-status",
            "ticket_status",
            List.of(
                    field("ticket", TEXT),
                    field("status", TEXT),
                    field("from", "from_at", MOMENT),
                    field("to", "to_at", MOMENT)),
            Set.of("ticket", "status", "from")),
    /** One line of a timesheet. */
    TIMESHEETS(
            "timesheets",
            "timesheet",
            List.of(
                    field("person", TEXT),
                    field("role", TEXT),
                    field("work-date", MOMENT),
                    field("week-end", MOMENT),
                    field("hours", DECIMAL),
                    field("start", "start_at", MOMENT),
                    field("end", "end_at", MOMENT),
                    field("rate", DECIMAL),
                    field("amount", DECIMAL),
                    field("project", TEXT),
                    field("ticket", TEXT),
                    field("deliverable", TEXT),
                    field("approved-by", TEXT),
                    field("approved", TEXT),
                    field("submitted", MOMENT)),
            Set.of("person", "work-date", "start", "project", "ticket", "deliverable", "role")),
    /** One thing handed over. */
    DELIVERABLES(
            "deliverables",
            "deliverable",
            List.of(
                    field("title", TEXT),
                    field("due", MOMENT),
                    field("delivered", MOMENT),
                    field("accepted", "accepted_at", MOMENT),
                    field("rejections", INTEGER),
                    field("fee", DECIMAL)),
            Set.of()),
    /** One figure measured elsewhere. */
    READINGS(
            "readings",
            "reading",
            List.of(field("metric", TEXT), field("at", MOMENT), field("value", DECIMAL), field("unit", TEXT)),
            Set.of("metric", "at"));

    private final String code;
    private final String table;
    private final List<Field> fields;
    private final Set<String> identity;
    private final Map<String, Integer> indexes = new HashMap<>();
    private final String[] names;
    private final List<Integer> moments = new ArrayList<>();

    FactKind(String code, String table, List<Field> fields, Set<String> identity) {
        this.code = code;
        this.table = table;
        this.fields = fields;
        this.identity = identity;
        this.names = fields.stream().map(Field::name).toArray(String[]::new);
        for (int i = 0; i < fields.size(); i++) {
            indexes.put(fields.get(i).name(), i);
            if (fields.get(i).type() == MOMENT) {
                moments.add(i);
            }
        }
    }

    private static Field field(String name, FieldType type) {
        return new Field(name, name.replace('-', '_'), type);
    }

    private static Field field(String name, String column, FieldType type) {
        return new Field(name, column, type);
    }

    /** As feeds and contracts write it: {@code ticket-status}. */
    public String code() {
        return code;
    }

    /** The database table. */
    public String table() {
        return table;
    }

    /** The canonical fields, {@code id} aside, in the order of the table's columns. */
    public List<Field> fields() {
        return fields;
    }

    /** The fields that make an identity where the vendor gives none; empty where {@code id} is always the identity. */
    public Set<String> identity() {
        return identity;
    }

    /** The moment that says in which month a fact happened. */
    public Field placedBy() {
        return switch (this) {
            case TICKETS -> fields.get(index("opened"));
            case TICKET_STATUS -> fields.get(index("from"));
            case TIMESHEETS -> fields.get(index("work-date"));
            case DELIVERABLES -> fields.get(index("due"));
            case READINGS -> fields.get(index("at"));
        };
    }

    /** Whether a vendor's own {@code id} is the identity where there is one; a status and a reading have none. */
    public boolean hasId() {
        return this == TICKETS || this == TIMESHEETS || this == DELIVERABLES;
    }

    /** The field of a name; empty where it is a field of the feed's own. */
    public Optional<Field> field(String name) {
        Integer index = indexes.get(name);
        return index == null ? Optional.empty() : Optional.of(fields.get(index));
    }

    /** The place of a field among {@link #fields()}; -1 where it is none of them. */
    @SuppressWarnings("ReferenceEquality") // literals and interned names are found without a look-up
    public int index(String name) {
        for (int i = 0; i < names.length; i++) {
            if (names[i] == name) {
                return i;
            }
        }
        return indexes.getOrDefault(name, -1);
    }

    /** The indexes of the moment fields, in order: their places are the bits that say "a date without a time". */
    public List<Integer> moments() {
        return List.copyOf(moments);
    }

    /** The kind of a code such as {@code tickets}; empty for an unknown word. */
    public static Optional<FactKind> of(String code) {
        String wanted = code.toLowerCase(Locale.ROOT);
        return Arrays.stream(values()).filter(kind -> kind.code.equals(wanted)).findFirst();
    }
}
