package org.scorekeeper.settle.postgres;

import java.sql.Date;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.scorekeeper.calendar.MeasurementPeriod;
import org.scorekeeper.measure.DroppedItems;
import org.scorekeeper.measure.Miss;
import org.scorekeeper.settle.PeriodResult;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Keeps the items that missed, by the month in which their period ends; a period without any has no row. */
final class MissedItems {
    /** What a figure's row {@code r} keeps of them, in the place of a column. */
    static final String OF_ROW = """
            (select items from missed_items m where m.contract = r.contract and m.period = r.period
                and m.revision = r.revision and m.last_day = r.last_day) as items""";

    private final JdbcClient jdbc;

    MissedItems(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    static LocalDate lastDay(MeasurementPeriod period) {
        return period.to().minusDays(1);
    }

    static Map<String, List<Miss>> of(PeriodResult result) {
        Map<String, List<Miss>> misses = new LinkedHashMap<>();
        result.levels()
                .forEach(level -> misses.put(level.level().id(), level.figure().misses()));
        return misses;
    }

    private static boolean hasAny(PeriodResult result) {
        return result.levels().stream()
                .anyMatch(level -> !level.figure().misses().isEmpty());
    }

    /** Makes the months that some periods need, all at once, before items of them are added. */
    void makeMonths(List<PeriodResult> periods) {
        String[] months = periods.stream()
                .filter(MissedItems::hasAny)
                .map(result -> YearMonth.from(lastDay(result.period())) + "-01")
                .distinct()
                .toArray(String[]::new);
        if (months.length > 0) {
            jdbc.sql("select make_months('missed_items', cast(? as date[]))")
                    .param(months)
                    .query(row -> {});
        }
    }

    void add(PeriodResult result, String items) {
        if (hasAny(result)) {
            jdbc.sql("insert into missed_items (contract, period, revision, last_day, items) values (?, ?, ?, ?, ?)")
                    .params(
                            result.contract().id(),
                            result.period().label(),
                            result.revision(),
                            Date.valueOf(lastDay(result.period())),
                            items)
                    .update();
        }
    }

    /** Takes those of some periods away, by their last days. */
    void remove(String contract, Map<String, String> periods) {
        if (!periods.isEmpty()) {
            jdbc.sql("delete from missed_items where contract = ? and period = any(?)"
                            + " and last_day = any(cast(? as date[]))")
                    .params(
                            contract,
                            periods.keySet().toArray(String[]::new),
                            periods.values().stream().distinct().toArray(String[]::new))
                    .update();
        }
    }

    /**
     * Has the figures of a month keep what stays of their items, which are about to be dropped.
     *
     * @param on the day of the run's as-of
     * @param months for how long items are kept
     * @return how many items that are
     */
    long leave(YearMonth month, LocalDate on, int months) {
        record Key(String contract, String period, int revision, Date lastDay) {}
        List<Key> keys = jdbc.sql("select contract, period, revision, last_day from missed_items"
                        + " where last_day >= ? and last_day < ?")
                .params(
                        Date.valueOf(month.atDay(1)),
                        Date.valueOf(month.plusMonths(1).atDay(1)))
                .query((row, number) -> new Key(row.getString(1), row.getString(2), row.getInt(3), row.getDate(4)))
                .list();
        long items = 0;
        for (Key key : keys) { // one after the other: a month of all contracts can be large
            Map<String, DroppedItems> left = new LinkedHashMap<>();
            ResultJson.readMisses(jdbc.sql("select items from missed_items where contract = ? and period = ?"
                                    + " and revision = ? and last_day = ?")
                            .params(key.contract, key.period, key.revision, key.lastDay)
                            .query(String.class)
                            .single())
                    .forEach((level, misses) -> {
                        if (!misses.isEmpty()) {
                            left.put(level, DroppedItems.of(misses, on, months));
                        }
                    });
            jdbc.sql(
                            "update period_result set dropped = cast(? as jsonb) where contract = ? and period = ? and revision = ?")
                    .params(ResultJson.writeDropped(left), key.contract, key.period, key.revision)
                    .update();
            items += left.values().stream().mapToInt(DroppedItems::items).sum();
        }
        return items;
    }
}
