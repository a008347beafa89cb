package org.scorekeeper.intake;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.scorekeeper.facts.FactKind;
import org.scorekeeper.facts.FieldType;
import org.scorekeeper.facts.Moment;

/**
 * What a refused row still says: a row with one bad cell has others that tell its period, and whether it belongs to what is
 * measured.
 *
 * @param id its identity; null where it cannot be read
 * @param contract the one that it names; null for all of the vendor's, or where it cannot be read
 * @param values of the fields that can be read, canonical and the feed's own
 * @param unread the fields of which nothing can be said
 */
public record Glimpse(@Nullable String id, @Nullable String contract, Map<String, Object> values, Set<String> unread) {
    /** Copies the collections. */
    public Glimpse {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        unread = Collections.unmodifiableSet(new TreeSet<>(unread));
    }

    /** The values as text, to be kept. */
    public Map<String, String> written() {
        Map<String, String> written = new LinkedHashMap<>();
        values.forEach((field, value) -> written.put(field, value.toString()));
        return written;
    }

    /** What was kept. */
    public static Glimpse read(
            FactKind kind,
            @Nullable String id,
            @Nullable String contract,
            Map<String, String> written,
            Set<String> unread) {
        Map<String, Object> values = new LinkedHashMap<>();
        written.forEach((field, text) -> values.put(
                field, value(kind.field(field).map(known -> known.type()).orElse(FieldType.TEXT), text)));
        return new Glimpse(id, contract, values, unread);
    }

    private static Object value(FieldType type, String text) {
        return switch (type) {
            case TEXT -> text;
            case MOMENT ->
                text.indexOf('T') < 0 ? new Moment.Day(LocalDate.parse(text)) : new Moment.At(Instant.parse(text));
            case DECIMAL -> new java.math.BigDecimal(text);
            case INTEGER -> Integer.valueOf(text);
            case DURATION -> Duration.parse(text);
        };
    }
}
