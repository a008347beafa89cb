package org.scorekeeper.calendar;

import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A length of time as contracts write it: {@code 90s}, {@code 30m}, {@code 4h}, {@code 2d}, {@code 3 working days}. */
public sealed interface ContractDuration {
    /** A fixed length; a day is 24 hours. */
    record Fixed(Duration duration, String words) implements ContractDuration {
        /** Refuses a length below zero. */
        public Fixed {
            if (duration.isNegative()) {
                throw new IllegalArgumentException("a length of time is zero or more, was " + duration);
            }
        }

        @Override
        public String toString() {
            return words;
        }
    }

    /** So many working days: the same time of day, n days later on which the calendar opens. */
    record WorkingDays(int days) implements ContractDuration {
        /** Refuses a number below zero. */
        public WorkingDays {
            if (days < 0) {
                throw new IllegalArgumentException("working days are zero or more, was " + days);
            }
        }

        @Override
        public String toString() {
            return days + (days == 1 ? " working day" : " working days");
        }
    }

    /**
     * Reads one.
     *
     * @throws IllegalArgumentException with a sentence that says what would do
     */
    static ContractDuration parse(String text) {
        String trimmed = text.trim().toLowerCase(Locale.ROOT);
        Matcher working = Pattern.compile("(\\d{1,4})\\s+working\\s+days?").matcher(trimmed);
        if (working.matches()) {
            return new WorkingDays(Integer.parseInt(working.group(1)));
        }
        Matcher fixed = Pattern.compile("(\\d{1,9})\\s*([smhd])").matcher(trimmed);
        if (!fixed.matches()) {
            throw new IllegalArgumentException(
                    "\"" + text + "\" is no length of time. Write 90s, 30m, 4h, 2d (24 hours each) or 3 working days.");
        }
        long amount = Long.parseLong(fixed.group(1));
        Duration duration = switch (fixed.group(2)) {
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            case "h" -> Duration.ofHours(amount);
            default -> Duration.ofDays(amount);
        };
        return new Fixed(duration, trimmed);
    }

    /** Seconds as documents and files print them: {@code h:mm:ss}, 76:05:12. */
    static String print(long seconds) {
        long positive = Math.abs(seconds);
        return "%s%d:%02d:%02d".formatted(seconds < 0 ? "-" : "", positive / 3600, positive / 60 % 60, positive % 60);
    }
}
