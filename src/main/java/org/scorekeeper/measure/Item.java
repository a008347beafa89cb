package org.scorekeeper.measure;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.scorekeeper.contract.FieldRef;
import org.scorekeeper.contract.FieldRef.Which;
import org.scorekeeper.facts.Fact;
import org.scorekeeper.facts.Moment;

/**
 * One item (a ticket, a timesheet line, a deliverable, a reading) with all that is known of it.
 *
 * @param versions oldest state first, at least one; the last is its state
 * @param statuses its status history, in order; none where the vendor gives none
 */
public record Item(List<Fact> versions, List<StatusSpan> statuses) {
    /** An item is known by at least one row. */
    public Item {
        if (versions.isEmpty()) {
            throw new IllegalArgumentException("an item is known by at least one row");
        }
    }

    /** An item without status history. */
    public static Item of(List<Fact> versions) {
        return new Item(versions, List.of());
    }

    /** Its state: the newest version. */
    public Fact state() {
        return versions.get(versions.size() - 1);
    }

    /** Its identity. */
    public String id() {
        return state().id();
    }

    /** The first known or the latest value of a field; null where it has none. */
    @Nullable
    Object value(FieldRef field) {
        if (field.which() == Which.LAST) {
            return state().value(field.name());
        }
        for (Fact version : versions) {
            Object value = version.value(field.name());
            if (value != null) {
                return value;
            }
        }
        return null;
    }

    /** A moment; null where the field holds none. */
    @Nullable
    Moment moment(FieldRef field) {
        return value(field) instanceof Moment moment ? moment : null;
    }

    /** What tells an item's thing from others ({@code distinct}); an item without the value is a thing of its own. */
    String key(FieldRef distinct) {
        String text = text(value(distinct));
        return text == null ? "\0" + id() : text;
    }

    /** A value as text, lower case; null where there is none. */
    static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString().toLowerCase(Locale.ROOT);
    }

    /** A value as a number in base units (a length of time in seconds); null where it is none. */
    static @Nullable BigDecimal number(@Nullable Object value) {
        if (value instanceof BigDecimal decimal) {
            return decimal;
        }
        if (value instanceof Integer count) {
            return BigDecimal.valueOf(count);
        }
        if (value instanceof Duration duration) {
            return BigDecimal.valueOf(duration.toSeconds());
        }
        if (value instanceof String text && text.strip().matches("[-+]?\\d{1,18}(\\.\\d{1,18})?")) {
            return new BigDecimal(text.strip());
        }
        return null;
    }
}
