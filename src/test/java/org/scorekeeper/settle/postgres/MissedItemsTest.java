package org.scorekeeper.settle.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scorekeeper.contract.ContractHistory;
import org.scorekeeper.facts.postgres.Database;
import org.scorekeeper.facts.postgres.DatabaseSettings;
import org.scorekeeper.facts.postgres.TestDatabases;
import org.scorekeeper.measure.Contracts;
import org.scorekeeper.measure.Facts;
import org.scorekeeper.measure.Measured;
import org.scorekeeper.settle.PeriodResult;
import org.scorekeeper.settle.Settlement;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** Missed items by month, while several contracts are evaluated at a time. */
class MissedItemsTest {
    private static final ContractHistory HISTORY =
            Contracts.level("{ share-of: tickets, period-by: opened, met-when: { made: yes } }", "at least 99%");

    @TempDir
    Path folder;

    private final DatabaseSettings settings = TestDatabases.EMBEDDED.fresh();

    @BeforeEach
    void tables() {
        Database.open(settings, folder).close();
    }

    /** January to March, with a missed item each. */
    private static List<PeriodResult> months() {
        return Settlement.settle(
                HISTORY,
                Measured.of(
                                HISTORY,
                                "2026-04-01T00:00Z",
                                Facts.ticket("T1: opened=2026-01-05T09:00Z, made=no"),
                                Facts.ticket("T2: opened=2026-02-05T09:00Z, made=no"),
                                Facts.ticket("T3: opened=2026-03-05T09:00Z, made=no"))
                        .figures(),
                Facts.instant("2026-04-01T00:00Z"));
    }

    @Test
    void two_that_have_read_and_make_the_same_months_do_not_wait_for_each_other_crosswise() throws Exception {
        List<PeriodResult> months = months();
        try (SingleConnectionDataSource one = connection();
                SingleConnectionDataSource other = connection()) {
            MissedItems first = new MissedItems(JdbcClient.create(one));
            MissedItems second = new MissedItems(JdbcClient.create(other));
            count(one);
            count(other);
            first.makeMonths(months.subList(0, 1));
            CompletableFuture<Void> waiting =
                    CompletableFuture.runAsync(() -> second.makeMonths(List.of(months.get(2), months.get(0))));
            first.makeMonths(months);
            months.forEach(month -> first.add(month, ResultJson.writeMisses(MissedItems.of(month))));
            one.getConnection().commit();
            waiting.get(30, TimeUnit.SECONDS);
            other.getConnection().commit();

            assertThat(JdbcClient.create(one)
                            .sql("select tableoid::regclass::text from missed_items order by last_day")
                            .query(String.class)
                            .list())
                    .containsExactly("missed_items_2026_01", "missed_items_2026_02", "missed_items_2026_03");
            assertThat(first.leave(YearMonth.parse("2026-02"), LocalDate.parse("2028-03-01"), 24))
                    .isEqualTo(1);
        }
    }

    @Test
    void what_lies_far_away_has_its_place_without_a_month_of_its_own() throws Exception {
        try (SingleConnectionDataSource one = connection()) {
            JdbcClient jdbc = JdbcClient.create(one);
            for (String day : List.of("1984-12-31", "2100-03-31")) {
                jdbc.sql("select make_months('missed_items', array[date_trunc('month', cast(? as date))::date])")
                        .param(day)
                        .query(row -> {});
                jdbc.sql("insert into missed_items values ('C-1', left(?, 7), 0, cast(? as date), '{}')")
                        .params(day, day)
                        .update();
            }
            assertThat(jdbc.sql("select tableoid::regclass::text from missed_items order by last_day")
                            .query(String.class)
                            .list())
                    .containsExactly("missed_items_before", "missed_items_after");
        }
    }

    private static void count(DataSource of) {
        JdbcClient.create(of)
                .sql("select count(*) from missed_items")
                .query(Long.class)
                .single();
    }

    /** One connection, with its tables found as in a night, in a transaction. */
    private SingleConnectionDataSource connection() throws Exception {
        SingleConnectionDataSource source = new SingleConnectionDataSource(
                settings.url() + "", settings.user() + "", settings.password() + "", true);
        Connection connection = source.getConnection();
        try (var statement = connection.createStatement()) {
            statement.execute("set search_path = " + settings.schema());
        }
        connection.setAutoCommit(false);
        return source;
    }
}
