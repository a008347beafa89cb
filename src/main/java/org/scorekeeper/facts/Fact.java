package org.scorekeeper.facts;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One version of one fact, as stored: what a vendor claimed in one row of one file.
 *
 * @param kind of fact
 * @param vendor whose claim
 * @param contract the contract that the feed narrowed it to; null for all of the vendor's
 * @param id the identity within vendor and kind
 * @param version in order of arrival, from 1
 * @param orderAt the {@code latest-by} value
 * @param values by the kind's field order
 * @param own the feed's own fields, as text, by name
 * @param place the row that says so
 */
@SuppressWarnings("ArrayRecordComponent") // read once, by one evaluation; copying a million arrays would buy nothing
public record Fact(
        FactKind kind,
        String vendor,
        @Nullable String contract,
        String id,
        int version,
        @Nullable Instant orderAt,
        @Nullable Object[] values,
        Map<String, String> own,
        Place place) {
    /** The value of a canonical field, of the feed's own field as text, or null where it is absent. */
    public @Nullable Object value(String field) {
        int index = kind.index(field);
        if (index >= 0) {
            return values[index];
        }
        return field.equals("id") ? id : own.get(field);
    }

    /**
     * The same where its id was made of what its row says, and so names a person: a word stands for the name. Ids stand in lines
     * of the ledger and in registers, which are to outlast any choice of how people are told of.
     */
    public Fact unnamed() {
        String name = text("person").orElse("");
        String written = name.indexOf('|') < 0 && name.indexOf('\\') < 0
                ? name
                : name.replace("\\", "\\\\").replace("|", "\\|");
        return name.isEmpty() || !id.startsWith(written + "|")
                ? this
                : new Fact(
                        kind,
                        vendor,
                        contract,
                        PersonName.pseudonym(vendor, name) + id.substring(written.length()),
                        version,
                        orderAt,
                        values,
                        own,
                        place);
    }

    /** The same with a field that is derived, not claimed. */
    public Fact with(String field, String value) {
        Map<String, String> more = new java.util.LinkedHashMap<>(own);
        more.put(field, value);
        return new Fact(kind, vendor, contract, id, version, orderAt, values, more, place);
    }

    /** A text field. */
    public Optional<String> text(String field) {
        return Optional.ofNullable(value(field)).map(Object::toString);
    }

    /** A moment field; empty where it is absent or no moment. */
    public Optional<Moment> moment(String field) {
        return value(field) instanceof Moment moment ? Optional.of(moment) : Optional.empty();
    }

    /** A decimal field; empty where it is absent or no decimal. */
    public Optional<BigDecimal> decimal(String field) {
        return value(field) instanceof BigDecimal decimal ? Optional.of(decimal) : Optional.empty();
    }

    /** A duration field; empty where it is absent or no duration. */
    public Optional<Duration> duration(String field) {
        return value(field) instanceof Duration duration ? Optional.of(duration) : Optional.empty();
    }
}
