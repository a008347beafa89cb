package org.scorekeeper.intake;

import java.time.Month;
import java.time.chrono.IsoChronology;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.scorekeeper.intake.DatePattern.Reading;

/** A date pattern of digits and marks only, read character by character. */
final class NumericDate {
    private static final int FAILED = -1;
    /** From the first day of the year 0. */
    private static final long DAYS_TO_1970 = 719_528;

    private final Part[] parts;
    private final @Nullable Places places;

    private NumericDate(List<Part> parts) {
        this.parts = parts.toArray(new Part[0]);
        this.places = Places.of(parts);
    }

    /**
     * Where each number begins in a text of a pattern whose numbers all have their full width: most exports' dates, of
     * which a file has millions. {@code -1} for what the pattern has not.
     *
     * @param marks the characters at the places that are no number's; 0 at those that are
     */
    private record Places(String marks, int year, int month, int day, int hour, int minute, int second) {
        static @Nullable Places of(List<Part> parts) {
            StringBuilder marks = new StringBuilder();
            int[] begins = {-1, -1, -1, -1, -1, -1};
            for (Part part : parts) {
                int which = "yMdHms".indexOf(part.letter);
                if (part.letter == '\'') {
                    marks.append(part.literal);
                } else if (which < 0 || part.width != (which == 0 ? 4 : 2) || begins[which] >= 0) {
                    return null;
                } else {
                    begins[which] = marks.length();
                    marks.append("\0".repeat(part.width));
                }
            }
            return new Places(marks.toString(), begins[0], begins[1], begins[2], begins[3], begins[4], begins[5]);
        }

        boolean fits(String text) {
            if (text.length() != marks.length()) {
                return false;
            }
            for (int i = 0; i < marks.length(); i++) {
                char mark = marks.charAt(i);
                if (mark == 0 ? !isDigit(text.charAt(i)) : mark != text.charAt(i)) {
                    return false;
                }
            }
            return true;
        }

        /** The two digits at a place. */
        static int two(String text, int at) {
            return at < 0 ? 0 : (text.charAt(at) - '0') * 10 + text.charAt(at + 1) - '0';
        }
    }

    /** A run of one letter, or a literal text (letter {@code '}). */
    private record Part(char letter, int width, String literal) {
        static Part literal(String text) {
            return new Part('\'', 0, text);
        }

        boolean isDigits() {
            return "yMdHhmsS".indexOf(letter) >= 0;
        }
    }

    /** The pattern, where it is simple enough; null where only the library's formatter can read it. */
    static @Nullable NumericDate of(String pattern) {
        List<Part> parts = new ArrayList<>();
        for (int i = 0; i < pattern.length(); ) {
            char c = pattern.charAt(i);
            if (c == '\'') {
                int close = pattern.indexOf('\'', i + 1);
                boolean quoteInside = close == i + 1 || pattern.startsWith("''", close);
                if (close < 0 || quoteInside) {
                    return null;
                }
                parts.add(Part.literal(pattern.substring(i + 1, close)));
                i = close + 1;
                continue;
            }
            int end = i;
            while (end < pattern.length() && pattern.charAt(end) == c) {
                end++;
            }
            Part part = part(c, end - i);
            if (part == null || isRunTogether(parts, part)) {
                return null;
            }
            parts.add(part);
            i = end;
        }
        boolean halfDays = parts.stream().anyMatch(part -> part.letter == 'h');
        boolean halves = parts.stream().anyMatch(part -> part.letter == 'a');
        return halfDays == halves ? new NumericDate(parts) : null;
    }

    private static @Nullable Part part(char c, int width) {
        boolean known = switch (c) {
            case 'y', 'u' -> width == 4 || width == 2;
            case 'M', 'd', 'H', 'h', 'm', 's' -> width <= 2;
            case 'S' -> width <= 9;
            case 'X' -> width == 2 || width == 3;
            case 'a' -> width == 1;
            default -> false;
        };
        if (known) {
            return new Part(c == 'u' ? 'y' : c, width, "");
        }
        return Character.isLetter(c) || "[]{}#".indexOf(c) >= 0
                ? null
                : Part.literal(String.valueOf(c).repeat(width));
    }

    /** Where one digit or two are followed by more digits, only the library knows where one number ends. */
    private static boolean isRunTogether(List<Part> parts, Part next) {
        if (parts.isEmpty() || !next.isDigits()) {
            return false;
        }
        Part last = parts.get(parts.size() - 1);
        return last.isDigits() && last.width == 1 && last.letter != 'S';
    }

    /** Reads a text of this pattern; false where it is none. */
    boolean parse(String text, Reading reading) {
        Places at = places;
        if (at != null && at.fits(text)) {
            int year = at.year < 0 ? 0 : Places.two(text, at.year) * 100 + Places.two(text, at.year + 2);
            int hour = at.hour < 0 ? Reading.NONE : Places.two(text, at.hour);
            reading.offsetSeconds = Reading.NONE;
            return is(
                    reading,
                    year,
                    Places.two(text, at.month),
                    Places.two(text, at.day),
                    hour,
                    Places.two(text, at.minute),
                    Places.two(text, at.second));
        }
        return parseByParts(text, reading);
    }

    private boolean parseByParts(String text, Reading reading) {
        int year = 0;
        int month = 0;
        int day = 0;
        int hour = Reading.NONE;
        int minute = 0;
        int second = 0;
        int half = 0;
        reading.offsetSeconds = Reading.NONE;
        int at = 0;
        for (Part part : parts) {
            switch (part.letter) {
                case '\'' -> {
                    if (!text.startsWith(part.literal, at)
                            && !text.regionMatches(true, at, part.literal, 0, part.literal.length())) {
                        return false;
                    }
                    at += part.literal.length();
                    continue;
                }
                case 'X' -> {
                    at = offset(text, at, part.width == 3, reading);
                    if (at == FAILED) {
                        return false;
                    }
                    continue;
                }
                case 'a' -> {
                    half = text.regionMatches(true, at, "AM", 0, 2)
                            ? 0
                            : text.regionMatches(true, at, "PM", 0, 2) ? 12 : FAILED;
                    at += 2;
                    if (half == FAILED) {
                        return false;
                    }
                    continue;
                }
                default -> {
                    // digits, below
                }
            }
            int most = Math.max(part.width, part.letter == 'S' ? 1 : 2);
            int value = 0;
            int digits = 0;
            while (digits < most && at < text.length() && isDigit(text.charAt(at))) {
                value = value * 10 + text.charAt(at++) - '0';
                digits++;
            }
            if (digits < part.width) {
                return false;
            }
            switch (part.letter) {
                case 'y' -> year = part.width == 2 ? 2000 + value : value;
                case 'M' -> month = value;
                case 'd' -> day = value;
                case 'H' -> hour = value;
                case 'h' -> hour = value < 1 || value > 12 ? 99 : value % 12;
                case 'm' -> minute = value;
                case 's' -> second = value;
                default -> {
                    // fractions of a second are left out
                }
            }
        }
        return at == text.length()
                && hour <= 23
                && is(reading, year, month, day, hour == Reading.NONE ? hour : hour + half, minute, second);
    }

    private static boolean is(Reading reading, int year, int month, int day, int hour, int minute, int second) {
        if (!isDate(year, month, day) || hour > 23 || minute > 59 || second > 59) {
            return false;
        }
        reading.epochDay = epochDay(year, month, day);
        reading.secondOfDay = hour == Reading.NONE ? Reading.NONE : hour * 3600 + minute * 60 + second;
        return true;
    }

    private static boolean isDate(int year, int month, int day) {
        return year >= DatePattern.FIRST_YEAR
                && year <= DatePattern.LAST_YEAR
                && month >= 1
                && month <= 12
                && day >= 1
                && (day <= 28 || day <= Month.of(month).length(IsoChronology.INSTANCE.isLeapYear(year)));
    }

    /** As the library counts, without an object for each of a million dates. */
    private static long epochDay(int year, int month, int day) {
        long days = 365L * year + (year + 3) / 4 - (year + 99) / 100 + (year + 399) / 400;
        days += (367L * month - 362) / 12 + day - 1;
        if (month > 2) {
            days -= IsoChronology.INSTANCE.isLeapYear(year) ? 1 : 2;
        }
        return days - DAYS_TO_1970;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    /** Reads {@code Z}, {@code +01:00} or, without the colon, {@code +0100}; the answer is where it ends. */
    private static int offset(String text, int at, boolean colon, Reading reading) {
        if (at < text.length() && (text.charAt(at) == 'Z' || text.charAt(at) == 'z')) {
            reading.offsetSeconds = 0;
            return at + 1;
        }
        int minutesAt = at + (colon ? 4 : 3);
        int end = minutesAt + 2;
        if (end > text.length()
                || (text.charAt(at) != '+' && text.charAt(at) != '-')
                || (colon && text.charAt(at + 3) != ':')
                || !isDigit(text.charAt(at + 1))
                || !isDigit(text.charAt(at + 2))
                || !isDigit(text.charAt(minutesAt))
                || !isDigit(text.charAt(minutesAt + 1))) {
            return FAILED;
        }
        int hours = (text.charAt(at + 1) - '0') * 10 + text.charAt(at + 2) - '0';
        int minutes = (text.charAt(minutesAt) - '0') * 10 + text.charAt(minutesAt + 1) - '0';
        if (minutes > 59 || hours * 60 + minutes > 18 * 60) {
            return FAILED;
        }
        int seconds = (hours * 60 + minutes) * 60;
        reading.offsetSeconds = text.charAt(at) == '-' ? -seconds : seconds;
        return end;
    }
}
