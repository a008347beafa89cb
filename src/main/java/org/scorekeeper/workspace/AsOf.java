package org.scorekeeper.workspace;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;

/** The moment as of which figures hold: an instant, or the end of a day in each contract's own zone. */
public sealed interface AsOf {
    /** The instant that it means for a contract in this zone. */
    Instant in(ZoneId zone);

    /** One instant everywhere. */
    record At(Instant instant) implements AsOf {
        @Override
        public Instant in(ZoneId zone) {
            return instant;
        }

        @Override
        public String toString() {
            return instant.toString();
        }
    }

    /** The end of a day. */
    record EndOf(LocalDate day) implements AsOf {
        @Override
        public Instant in(ZoneId zone) {
            return day.plusDays(1).atStartOfDay(zone).toInstant();
        }

        @Override
        public String toString() {
            return day.toString();
        }
    }

    /** The month whose folder holds what belongs to the as-of itself, such as refused rows: {@code 2026-11}. */
    default String month() {
        return toString().substring(0, 7);
    }

    /**
     * Reads {@code 2026-11-05} or {@code 2026-11-05T18:00:00+01:00}.
     *
     * @throws IllegalArgumentException with a sentence that says what would do
     */
    static AsOf parse(String text) {
        String trimmed = text.trim();
        try {
            return trimmed.length() <= 10
                    ? new EndOf(LocalDate.parse(trimmed))
                    : new At(OffsetDateTime.parse(trimmed).toInstant());
        } catch (DateTimeException wrong) {
            throw new IllegalArgumentException(
                    "\"" + text + "\" is no date and no instant. Write 2026-11-05, or 2026-11-05T18:00:00+01:00.",
                    wrong);
        }
    }
}
