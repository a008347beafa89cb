package org.scorekeeper.intake;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Numbers and lengths of time as vendors write them; null where a text is none. */
final class Numbers {
    private static final Pattern CLOCK = Pattern.compile("(\\d{1,7}):([0-5]\\d)(?::([0-5]\\d))?");
    private static final Pattern UNITS = Pattern.compile(
            "(?:(\\d{1,6})\\s*d[a-z]*)?\\s*(?:(\\d{1,7})\\s*h[a-z]*)?\\s*(?:(\\d{1,8})\\s*m[a-z]*)?\\s*(?:(\\d{1,9})\\s*s[a-z]*)?");

    private Numbers() {}

    /** {@code 1.234,5} with a decimal comma, {@code 1,234.5} with a point; thousands marks only where they belong. */
    static @Nullable BigDecimal decimal(String text, char decimalMark) {
        String plain = text.strip().replace("\u00a0", "").replace("\u202f", "").replace("'", "");
        boolean negative = plain.startsWith("-") || (plain.startsWith("(") && plain.endsWith(")"));
        plain = plain.replaceAll("^[-+(]|\\)$", "");
        char thousands = decimalMark == ',' ? '.' : ',';
        int point = plain.indexOf(decimalMark);
        String whole = point < 0 ? plain : plain.substring(0, point);
        String fraction = point < 0 ? "" : plain.substring(point + 1);
        if (whole.indexOf(thousands) >= 0) {
            if (!whole.matches("\\d{1,3}(" + Pattern.quote(String.valueOf(thousands)) + "\\d{3})+")) {
                return null;
            }
            whole = whole.replace(String.valueOf(thousands), "");
        }
        whole = whole.replace(" ", "");
        if (!isDigits(whole) && !(whole.isEmpty() && !fraction.isEmpty())) {
            return null;
        }
        if ((point >= 0 && !isDigits(fraction)) || whole.length() > 30 || fraction.length() > 30) {
            return null;
        }
        BigDecimal value = new BigDecimal((whole.isEmpty() ? "0" : whole) + (fraction.isEmpty() ? "" : "." + fraction));
        return negative ? value.negate() : value;
    }

    private static boolean isDigits(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return !text.isEmpty();
    }

    /** {@code 3600} (seconds), {@code 1:30:00}, {@code 1:30} (hours and minutes), {@code 1d 4h}, {@code PT1H30M}. */
    static @Nullable Duration duration(String text, char decimalMark) {
        String lower = text.strip().toLowerCase(Locale.ROOT);
        Matcher clock = CLOCK.matcher(lower);
        if (clock.matches()) {
            long seconds = clock.group(3) == null ? 0 : Long.parseLong(clock.group(3));
            return Duration.ofHours(Long.parseLong(clock.group(1)))
                    .plusMinutes(Long.parseLong(clock.group(2)))
                    .plusSeconds(seconds);
        }
        if (lower.startsWith("p")) {
            try {
                Duration duration = Duration.parse(lower);
                return duration.isNegative() ? null : duration;
            } catch (DateTimeException wrong) {
                return null;
            }
        }
        BigDecimal seconds = decimal(lower, decimalMark);
        if (seconds != null) {
            return seconds.signum() < 0 || seconds.precision() > 15 ? null : Duration.ofSeconds(seconds.longValue());
        }
        Matcher units = UNITS.matcher(lower);
        if (lower.isEmpty() || !units.matches()) {
            return null;
        }
        return Duration.ofDays(group(units, 1))
                .plusHours(group(units, 2))
                .plusMinutes(group(units, 3))
                .plusSeconds(group(units, 4));
    }

    private static long group(Matcher matcher, int group) {
        return matcher.group(group) == null ? 0 : Long.parseLong(matcher.group(group));
    }
}
