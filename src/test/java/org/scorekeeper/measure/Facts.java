package org.scorekeeper.measure;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.scorekeeper.facts.Fact;
import org.scorekeeper.facts.FactKind;
import org.scorekeeper.facts.Moment;
import org.scorekeeper.facts.Place;

/** Facts in few words: {@code "T1: opened=2026-01-05T09:00Z, priority=P1"}. */
public final class Facts {
    private Facts() {}

    /** A ticket with one version a line; more lines are later versions. */
    public static Item ticket(String... versions) {
        return item(FactKind.TICKETS, versions);
    }

    /** An item with one version a line. */
    public static Item item(FactKind kind, String... versions) {
        List<Fact> facts = new ArrayList<>();
        for (String version : versions) {
            facts.add(fact(kind, version, facts.size() + 1));
        }
        return Item.of(facts);
    }

    /** A ticket with status history: {@code "awaiting customer=2026-01-05T10:00Z/2026-01-05T12:00Z"}. */
    public static Item ticketWithHistory(String version, String... stretches) {
        List<StatusSpan> spans = new ArrayList<>();
        for (String stretch : stretches) {
            String[] parts = stretch.split("[=/]", -1);
            spans.add(
                    new StatusSpan(parts[0], instant(parts[1]), parts[2].isEmpty() ? Instant.MAX : instant(parts[2])));
        }
        return new Item(List.of(fact(FactKind.TICKETS, version, 1)), spans);
    }

    /** One version of a fact; {@code id: field=value, field=value}. */
    public static Fact fact(FactKind kind, String text, int version) {
        String[] idAndFields = text.split(": ", 2);
        @Nullable Object[] values = new @Nullable Object[kind.fields().size()];
        Map<String, String> own = new HashMap<>();
        for (String pair : idAndFields.length < 2 ? new String[0] : idAndFields[1].split(",\\s*")) {
            String[] parts = pair.split("=", 2);
            int index = kind.index(parts[0]);
            if (index < 0) {
                own.put(parts[0], parts[1]);
            } else {
                values[index] = switch (kind.fields().get(index).type()) {
                    case TEXT -> parts[1];
                    case MOMENT -> moment(parts[1]);
                    case DECIMAL -> new BigDecimal(parts[1]);
                    case INTEGER -> Integer.valueOf(parts[1]);
                    case DURATION -> Duration.parse(parts[1]);
                };
            }
        }
        return new Fact(
                kind,
                "northwind",
                null,
                idAndFields[0],
                version,
                null,
                values,
                own,
                new Place("tickets.csv", null, 1 + version));
    }

    /** {@code 2026-01-05} is a day, {@code 2026-01-05T09:00Z} an instant. */
    public static Moment moment(String text) {
        return text.length() == 10 ? new Moment.Day(LocalDate.parse(text)) : new Moment.At(instant(text));
    }

    /** {@code 2026-01-05T09:00Z} or with an offset. */
    public static Instant instant(String text) {
        return OffsetDateTime.parse(text).toInstant();
    }
}
