package org.scorekeeper.sample;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/** The thirteen complete months of the sample, and the one that has only begun. */
final class Months {
    static final YearMonth FIRST = YearMonth.of(2025, 10);
    static final YearMonth LAST = YearMonth.of(2026, 10);
    /** Has only begun: its files end on the morning of the as-of. */
    static final YearMonth RUNNING = YearMonth.of(2026, 11);

    private static final LocalDate AS_OF = LocalDate.of(2026, 11, 5);

    private Months() {}

    /** From a month up to October 2026. */
    static List<YearMonth> complete(YearMonth from) {
        List<YearMonth> months = new ArrayList<>();
        for (YearMonth month = from; !month.isAfter(LAST); month = month.plusMonths(1)) {
            months.add(month);
        }
        return months;
    }

    /** The same, and November. */
    static List<YearMonth> all(YearMonth from) {
        List<YearMonth> months = new ArrayList<>(complete(from));
        months.add(RUNNING);
        return months;
    }

    /** The minute at which a month's export is taken: early on the first of the next, or on the day of the as-of. */
    static long export(YearMonth month, ZoneId zone) {
        LocalDateTime time =
                (month.equals(RUNNING) ? AS_OF : month.plusMonths(1).atDay(1)).atTime(5, 30);
        return OpenMinutes.minute(time, zone);
    }

    /** So many misses of a group, half-up, when so many in a thousand are met. */
    static int misses(int items, int permilleMet) {
        return (items * (1000 - permilleMet) + 500) / 1000;
    }
}
