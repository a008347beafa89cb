package org.scorekeeper.workspace;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.scorekeeper.contract.yaml.Block;
import org.scorekeeper.intake.table.Limits;

/** Reads {@code limits} of {@code scorekeeper.yaml}. */
final class LimitSettings {
    private static final Pattern SIZE =
            Pattern.compile("(\\d{1,9}(?:\\.\\d{1,3})?)\\s*(bytes|b|kb|mb|gb|tb)?", Pattern.CASE_INSENSITIVE);
    private static final Map<String, Integer> POWERS = Map.of("kb", 10, "mb", 20, "gb", 30, "tb", 40);
    private static final Pattern SECONDS = Pattern.compile("(\\d{1,4})\\s*(s|m)?");

    private LimitSettings() {}

    static Limits read(Block block) {
        Limits usual = Limits.DEFAULTS;
        Limits limits = new Limits(
                block.value("file", LimitSettings::size).orElse(usual.file()),
                block.count("compression", 2, 1_000_000).orElse(usual.compression()),
                block.count("entries", 1, 1_000_000).orElse(usual.entries()),
                block.count("rows", 1, 999_999_999).map(Integer::longValue).orElse(usual.rows()),
                block.count("columns", 1, 1_000_000).orElse(usual.columns()),
                block.count("cell", 100, 100_000_000).orElse(usual.cell()),
                block.value("settle", LimitSettings::settle).orElse(usual.settle()),
                block.value("links", LimitSettings::links).orElse(usual.linksOut()));
        block.nothingElse();
        return limits;
    }

    private static long size(String text) {
        Matcher size = SIZE.matcher(text.trim());
        if (!size.matches()) {
            throw new IllegalArgumentException("\"" + text + "\" is no size. Write one such as 500 MB or 4 GB.");
        }
        String unit = size.group(2) == null ? "" : size.group(2).toLowerCase(Locale.ROOT);
        return new BigDecimal(size.group(1))
                .multiply(BigDecimal.valueOf(1L << POWERS.getOrDefault(unit, 0)))
                .max(BigDecimal.ONE)
                .longValue();
    }

    private static boolean links(String text) {
        if (!text.equals("inside") && !text.equals("anywhere")) {
            throw new IllegalArgumentException("\"" + text + "\" is no place. Write inside (the inbox), or anywhere.");
        }
        return text.equals("anywhere");
    }

    /** A length of time in seconds or minutes. */
    static Duration settle(String text) {
        Matcher time = SECONDS.matcher(text.trim());
        if (!time.matches()) {
            throw new IllegalArgumentException("\"" + text + "\" is no length of time. Write one such as 2s or 1m.");
        }
        long amount = Long.parseLong(time.group(1));
        return "m".equals(time.group(2)) ? Duration.ofMinutes(amount) : Duration.ofSeconds(amount);
    }
}
