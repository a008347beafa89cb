package org.scorekeeper.intake;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Numbers and lengths of time as vendors write them; null where a text is none. Never binary floating point. */
final class Numbers {
    private static final int MOST_DIGITS = 30;
    private static final Pattern CLOCK = Pattern.compile(
            "(?:(\\d{1,5})\\s*d(?:ays?)?,?\\s+)?(\\d{1,7}):([0-5]\\d)(?::([0-5]\\d)(?:[.,]\\d{1,9})?)?");
    private static final String AMOUNT = "(\\d{1,9}(?:[.,]\\d{1,6})?)\\s*";
    private static final Pattern UNITS = Pattern.compile("(?:" + AMOUNT + "d(?:ays?)?)?[,\\s]*"
            + "(?:" + AMOUNT + "h(?:rs?|ours?)?)?[,\\s]*"
            + "(?:" + AMOUNT + "m(?:ins?|inutes?)?)?[,\\s]*"
            + "(?:" + AMOUNT + "s(?:ecs?|econds?)?)?");
    private static final int[] SECONDS_OF_UNIT = {86_400, 3_600, 60, 1};

    private Numbers() {}

    /**
     * {@code 1.234,5} with a decimal comma, {@code 1,234.5} with a point. Thousands marks (the other of the two, a space
     * or an apostrophe) are taken only where they belong and are all the same: groups of three, or two before the last
     * three as in {@code 12,34,567}. A minus stands in front or at the end, or the whole in brackets as accountants write
     * it.
     */
    static @Nullable BigDecimal decimal(String text, char decimalMark) {
        int from = 0;
        int to = text.length();
        boolean negative = false;
        if (to > 1 && text.charAt(0) == '(' && text.charAt(to - 1) == ')') {
            negative = true;
            from++;
            to--;
        } else if (to > 1 && "-+\u2212".indexOf(text.charAt(0)) >= 0) {
            negative = text.charAt(0) != '+';
            from++;
        }
        if (from == 0 && to > 1 && text.charAt(to - 1) == '-' && isDigit(text.charAt(to - 2))) {
            negative = true; // 1.234,50- as SAP writes it
            to--;
        }
        int point = text.indexOf(decimalMark, from);
        if (point < 0 || point >= to) {
            point = to;
        }
        String whole = whole(text, from, point, decimalMark);
        String fraction = point == to ? "" : text.substring(point + 1, to);
        if (whole == null
                || (point < to && !isDigits(fraction))
                || (whole.isEmpty() && fraction.isEmpty())
                || whole.length() > MOST_DIGITS
                || fraction.length() > MOST_DIGITS) {
            return null;
        }
        BigDecimal value = plain(whole, fraction);
        return negative ? value.negate() : value;
    }

    private static BigDecimal plain(String whole, String fraction) {
        if (whole.length() + fraction.length() <= 18) {
            return BigDecimal.valueOf(Long.parseLong(whole + fraction), fraction.length());
        }
        return new BigDecimal((whole.isEmpty() ? "0" : whole) + (fraction.isEmpty() ? "" : "." + fraction));
    }

    /** The digits before the decimal mark, without thousands marks; null where these stand where none belongs. */
    private static @Nullable String whole(String text, int from, int to, char decimalMark) {
        String whole = text.substring(from, to);
        if (isDigits(whole) || whole.isEmpty()) {
            return whole;
        }
        char mark = 0;
        for (int i = 0; i < whole.length() && mark == 0; i++) {
            mark = Character.isDigit(whole.charAt(i)) ? 0 : whole.charAt(i);
        }
        if ((decimalMark == ',' ? ".'\u2019 \u00a0\u2007\u2009\u202f" : ",'\u2019 \u00a0\u2007\u2009\u202f")
                        .indexOf(mark)
                < 0) {
            return null;
        }
        String quoted = Pattern.quote(String.valueOf(mark));
        return whole.matches("\\d{1,3}(" + quoted + "\\d{3})+")
                        || whole.matches("\\d{1,2}(" + quoted + "\\d{2})+" + quoted + "\\d{3}")
                ? whole.replace(String.valueOf(mark), "")
                : null;
    }

    private static boolean isDigits(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!isDigit(text.charAt(i))) {
                return false;
            }
        }
        return !text.isEmpty();
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    /**
     * A length of time: {@code 3600} (seconds), {@code 1:30} (hours and minutes), {@code 1:30:00}, {@code 1 day 4:30:00},
     * {@code 1d 4h 30m}, {@code 1,5 hours}, {@code PT1H30M}. A day is 24 hours. Fractions of a second are left out.
     */
    static @Nullable Duration duration(String text, char decimalMark) {
        BigDecimal seconds = decimal(text, decimalMark);
        if (seconds != null) {
            return seconds.signum() < 0 || seconds.precision() - seconds.scale() > 12
                    ? null
                    : Duration.ofSeconds(seconds.longValue());
        }
        String lower = text.toLowerCase(Locale.ROOT);
        Duration clock = clock(lower);
        if (clock != null) {
            return clock;
        }
        if (lower.startsWith("p")) {
            try {
                Duration duration = Duration.parse(lower);
                return duration.isNegative() ? null : Duration.ofSeconds(duration.toSeconds());
            } catch (DateTimeException wrong) {
                return null;
            }
        }
        return units(lower);
    }

    /** {@code 7:30} or {@code 7:30:00}, perhaps with days before it. */
    static @Nullable Duration clock(String lower) {
        Matcher clock = CLOCK.matcher(lower);
        return clock.matches()
                ? Duration.ofDays(number(clock, 1))
                        .plusHours(number(clock, 2))
                        .plusMinutes(number(clock, 3))
                        .plusSeconds(number(clock, 4))
                : null;
    }

    private static long number(Matcher matcher, int group) {
        return matcher.group(group) == null ? 0 : Long.parseLong(matcher.group(group));
    }

    private static @Nullable Duration units(String lower) {
        Matcher units = UNITS.matcher(lower);
        if (lower.isEmpty() || !units.matches()) {
            return null;
        }
        BigDecimal seconds = null;
        for (int i = 0; i < SECONDS_OF_UNIT.length; i++) {
            String amount = units.group(i + 1);
            if (amount != null) {
                seconds = seconds == null ? BigDecimal.ZERO : seconds;
                seconds = seconds.add(
                        new BigDecimal(amount.replace(',', '.')).multiply(BigDecimal.valueOf(SECONDS_OF_UNIT[i])));
            }
        }
        return seconds == null ? null : Duration.ofSeconds(seconds.longValue());
    }

    /** A length of time in hours, to six decimals half-up. */
    static BigDecimal hours(Duration duration) {
        BigDecimal hours = BigDecimal.valueOf(duration.toSeconds())
                .divide(BigDecimal.valueOf(3_600), 6, RoundingMode.HALF_UP)
                .stripTrailingZeros();
        return hours.scale() < 0 ? hours.setScale(0) : hours;
    }
}
