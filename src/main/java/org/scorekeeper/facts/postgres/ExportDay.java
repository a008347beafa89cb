package org.scorekeeper.facts.postgres;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The day or month of an export, where its file's name says it: the feed's own order, so that an older export which arrives
 * after a newer one does not win. Only names that are the same but for the date can be compared.
 *
 * @param series the path without the date
 * @param day as digits: {@code 20260105}, or {@code 202601} for a month
 */
record ExportDay(String series, String day) {
    private static final Pattern DATE = Pattern.compile("(?<!\\d)(20\\d\\d)([-_.]?)(0[1-9]|1[0-2])"
            + "(?:\\2(0[1-9]|[12]\\d|3[01]))?(?!\\d)(?![-_.]\\d\\d(?!\\d))");

    /** Of a path; null where it names no date. */
    static @Nullable ExportDay of(String path) {
        Matcher date = DATE.matcher(path);
        ExportDay last = null;
        while (date.find()) {
            String day = date.group(4) == null ? "" : date.group(4);
            last = new ExportDay(
                    path.substring(0, date.start())
                            + (day.isEmpty() ? "<month>" : "<day>")
                            + path.substring(date.end()),
                    date.group(1) + date.group(3) + day);
        }
        return last;
    }

    /** Whether one export is older than another, as far as their names say. */
    static boolean isOlder(@Nullable ExportDay one, @Nullable ExportDay other) {
        return one != null && other != null && one.series.equals(other.series) && one.day.compareTo(other.day) < 0;
    }
}
