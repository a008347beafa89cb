package org.scorekeeper.intake;

import org.jspecify.annotations.Nullable;
import org.scorekeeper.facts.FactKind;
import org.scorekeeper.facts.Field;

/** What tells rows without an id apart; a timesheet line also by which of its like in the file it is. */
final class Identity {
    private final FactKind kind;
    private final Alike alike = new Alike();

    Identity(FactKind kind) {
        this.kind = kind;
    }

    /** The identity of a row with these values, the next of its file. */
    String of(@Nullable Object[] values) {
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
}
