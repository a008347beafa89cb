package org.scorekeeper.facts;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;

/** When something happened or falls due: vendors give an instant, or a date without a time. */
public sealed interface Moment {
    /** The instant at which it begins: for a day, its first instant in the zone. */
    Instant start(ZoneId zone);

    /** The instant up to which it lasts as a limit: a date without a time lasts until 24:00 local. */
    Instant limit(ZoneId zone);

    /** The local day on which it lies. */
    LocalDate day(ZoneId zone);

    /** An instant, in whole seconds: clocks count no less. */
    record At(Instant instant) implements Moment {
        /** Leaves fractions of a second out. */
        @SuppressWarnings("JavaInstantGetSecondsGetNano") // whether there is a fraction is all that is asked
        public At {
            instant = instant.getNano() == 0 ? instant : instant.truncatedTo(ChronoUnit.SECONDS);
        }

        @Override
        public Instant start(ZoneId zone) {
            return instant;
        }

        @Override
        public Instant limit(ZoneId zone) {
            return instant;
        }

        @Override
        public LocalDate day(ZoneId zone) {
            return instant.atZone(zone).toLocalDate();
        }

        @Override
        public String toString() {
            return instant.toString();
        }
    }

    /** A date without a time. */
    record Day(LocalDate date) implements Moment {
        @Override
        public Instant start(ZoneId zone) {
            return date.atStartOfDay(zone).toInstant();
        }

        @Override
        public Instant limit(ZoneId zone) {
            return date.plusDays(1).atStartOfDay(zone).toInstant();
        }

        @Override
        public LocalDate day(ZoneId zone) {
            return date;
        }

        @Override
        public String toString() {
            return date.toString();
        }
    }
}
