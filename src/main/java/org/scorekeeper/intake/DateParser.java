package org.scorekeeper.intake;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.scorekeeper.facts.Moment;

/**
 * Reads dates by the feed's patterns, in their order, and strictly: 31/02/2026 is no date. A time without an offset is
 * read in the feed's zone, with the offset of its own date; in the hour that is repeated in autumn the earlier one
 * counts, in the hour that is skipped in spring the time moves on by the length of the gap.
 */
final class DateParser {
    private final List<Form> forms;
    private final ZoneId zone;
    private long offsetHour = Long.MIN_VALUE;
    private int offsetSeconds;

    private DateParser(List<Form> forms, ZoneId zone) {
        this.forms = forms;
        this.zone = zone;
    }

    /** One pattern: as a list of digits and marks where it is numeric, else as the library's formatter. */
    private record Form(@Nullable List<Part> parts, DateTimeFormatter formatter) {}

    /** A run of one letter, or a literal text. */
    private record Part(char letter, int width, String literal) {}

    /**
     * For these patterns; without any, ISO dates and date-times.
     *
     * @throws IllegalArgumentException where one is no pattern
     */
    static DateParser of(List<String> patterns, ZoneId zone) {
        List<Form> forms = new ArrayList<>();
        for (String pattern : patterns.isEmpty()
                ? List.of(
                        "yyyy-MM-dd'T'HH:mm:ssXXX",
                        "yyyy-MM-dd HH:mm:ss",
                        "yyyy-MM-dd'T'HH:mm:ss",
                        "yyyy-MM-dd HH:mm",
                        "yyyy-MM-dd'T'HH:mm",
                        "yyyy-MM-dd")
                : patterns) {
            DateTimeFormatter formatter = new DateTimeFormatterBuilder()
                    .parseCaseInsensitive()
                    .appendPattern(pattern.replace("yyyy", "uuuu").replaceAll("(?<!u)y+(?!u)", "uu"))
                    .toFormatter(Locale.ENGLISH)
                    .withResolverStyle(ResolverStyle.STRICT);
            forms.add(new Form(numeric(pattern), formatter));
        }
        return new DateParser(forms, zone);
    }

    private static @Nullable List<Part> numeric(String pattern) {
        List<Part> parts = new ArrayList<>();
        for (int i = 0; i < pattern.length(); ) {
            char c = pattern.charAt(i);
            int end = i;
            while (end < pattern.length() && pattern.charAt(end) == c) {
                end++;
            }
            if (c == '\'') {
                int close = pattern.indexOf('\'', i + 1);
                if (close <= i + 1) {
                    return null;
                }
                parts.add(new Part('\'', 0, pattern.substring(i + 1, close)));
                i = close + 1;
                continue;
            }
            int width = end - i;
            boolean known = switch (c) {
                case 'y', 'u' -> width == 4;
                case 'M', 'd', 'H', 'm', 's' -> width <= 2;
                case 'X' -> width == 3;
                default -> false;
            };
            if (known) {
                parts.add(new Part(c == 'u' ? 'y' : c, width, ""));
            } else if (Character.isLetter(c) || "[]{}#".indexOf(c) >= 0) {
                return null;
            } else {
                parts.add(new Part('\'', 0, pattern.substring(i, end)));
            }
            i = end;
        }
        return parts;
    }

    /** The moment that a text names; null where no pattern reads it. */
    @Nullable
    Moment parse(String text) {
        for (Form form : forms) {
            Moment moment = form.parts == null ? slow(form.formatter, text) : fast(form.parts, text);
            if (moment != null) {
                return moment;
            }
        }
        return null;
    }

    /** A time on the wall clock of the feed's zone. */
    Moment at(LocalDateTime local) {
        return new Moment.At(Instant.ofEpochSecond(local.toEpochSecond(ZoneOffset.UTC)
                - offset(local, local.toLocalDate().toEpochDay() * 24 + local.getHour())));
    }

    private int offset(LocalDateTime local, long hour) {
        if (hour != offsetHour) {
            // The offset changes at whole hours only, but for a few zones long ago: within an hour it is kept.
            offsetSeconds = (int)
                    (local.toEpochSecond(ZoneOffset.UTC) - local.atZone(zone).toEpochSecond());
            offsetHour = zone.getRules().getTransition(local) == null
                            && zone.getRules().getTransition(local.withMinute(0).withSecond(0)) == null
                            && zone.getRules()
                                            .getTransition(local.withMinute(59).withSecond(59))
                                    == null
                    ? hour
                    : Long.MIN_VALUE;
        }
        return offsetSeconds;
    }

    private @Nullable Moment fast(List<Part> parts, String text) {
        int year = 0;
        int month = 1;
        int day = 1;
        int hour = -1;
        int minute = 0;
        int second = 0;
        int offset = Integer.MIN_VALUE;
        int at = 0;
        int length = text.length();
        for (Part part : parts) {
            if (part.letter == '\'') {
                if (!text.startsWith(part.literal, at)) {
                    return null;
                }
                at += part.literal.length();
                continue;
            }
            if (part.letter == 'X') {
                offset = offsetAt(text, at);
                if (offset == Integer.MIN_VALUE) {
                    return null;
                }
                at += text.charAt(at) == 'Z' ? 1 : 6;
                continue;
            }
            int most = part.letter == 'y' ? 4 : 2;
            int value = 0;
            int digits = 0;
            while (digits < most && at < length && Character.digit(text.charAt(at), 10) >= 0 && text.charAt(at) < 128) {
                value = value * 10 + text.charAt(at++) - '0';
                digits++;
            }
            if (digits < part.width) {
                return null;
            }
            switch (part.letter) {
                case 'y' -> year = value;
                case 'M' -> month = value;
                case 'd' -> day = value;
                case 'H' -> hour = value;
                case 'm' -> minute = value;
                default -> second = value;
            }
        }
        if (at != length
                || year < 1800
                || year > 2399
                || month < 1
                || month > 12
                || day < 1
                || day > 31
                || hour > 23
                || minute > 59
                || second > 59
                || (day > 28 && day > LocalDate.of(year, month, 1).lengthOfMonth())) {
            return null;
        }
        LocalDate date = LocalDate.of(year, month, day);
        if (hour < 0) {
            return new Moment.Day(date);
        }
        LocalDateTime local = LocalDateTime.of(date, LocalTime.of(hour, minute, second));
        return offset == Integer.MIN_VALUE
                ? at(local)
                : new Moment.At(Instant.ofEpochSecond(local.toEpochSecond(ZoneOffset.UTC) - offset));
    }

    private static int offsetAt(String text, int at) {
        if (at < text.length() && text.charAt(at) == 'Z') {
            return 0;
        }
        if (at + 6 > text.length() || text.charAt(at + 3) != ':' || "+-".indexOf(text.charAt(at)) < 0) {
            return Integer.MIN_VALUE;
        }
        try {
            return ZoneOffset.of(text.substring(at, at + 6)).getTotalSeconds();
        } catch (DateTimeException wrong) {
            return Integer.MIN_VALUE;
        }
    }

    private @Nullable Moment slow(DateTimeFormatter formatter, String text) {
        try {
            TemporalAccessor parsed = formatter.parse(text);
            LocalDate date = parsed.query(TemporalQueries.localDate());
            LocalTime time = parsed.query(TemporalQueries.localTime());
            if (date == null || date.getYear() < 1800 || date.getYear() > 2399) {
                return null;
            }
            if (time == null) {
                return new Moment.Day(date);
            }
            ZoneId own = parsed.query(TemporalQueries.zone());
            LocalDateTime local = LocalDateTime.of(date, time);
            return own == null ? at(local) : new Moment.At(local.atZone(own).toInstant());
        } catch (DateTimeException wrong) {
            return null;
        }
    }
}
