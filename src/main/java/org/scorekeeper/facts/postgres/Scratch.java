package org.scorekeeper.facts.postgres;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.scorekeeper.facts.FactKind;

/**
 * Fills a throw-away schema from the one beside it. Its tables were made by the same migrations; what they refer to is
 * not checked, because a part of it may be left out.
 */
final class Scratch {
    private static final Set<String> FACTS =
            Arrays.stream(FactKind.values()).map(FactKind::table).collect(Collectors.toSet());

    /** What looking back only reads, beside the facts. */
    private static final Set<String> ONLY_READ =
            Set.of("rejected_row", "known_rows", "known_line", "run_input", "input_text");

    private static final String STANDS = "run_id <= %1$d and state in ('issued', 'restated')";

    /** What of a table was known at the end of a run, where it is not told by the run that made the row. */
    private static final Map<String, String> KNOWN = Map.of(
            "period_result",
            STANDS,
            "missed_items",
            "(contract, period, revision) in (select contract, period, revision from %2$s.period_result where " + STANDS
                    + ")",
            "run_note",
            "run_id < %1$d",
            "closing_order",
            "given_at <= (select coalesce(finished, started) from %2$s.run where run_id = %1$d)");

    private final @Nullable Long run;

    private Scratch(@Nullable Long run) {
        this.run = run;
    }

    /** A copy of everything. */
    static Scratch everything() {
        return new Scratch(null);
    }

    /** What was known at the end of a run; the facts themselves are looked at where they lie. */
    static Scratch knownAt(long run) {
        return new Scratch(run);
    }

    void fill(Connection connection, String from, String to) throws SQLException {
        try (Statement sql = connection.createStatement()) {
            for (String key : texts(sql, """
                    select format('alter table %%I.%%I drop constraint %%I', '%1$s', c.relname, k.conname)
                    from pg_constraint k join pg_class c on c.oid = k.conrelid
                    where k.contype = 'f' and k.conparentid = 0 and c.relnamespace = '%1$s'::regnamespace""".formatted(to))) {
                sql.execute(key);
            }
            for (String table : texts(sql, """
                    select relname from pg_class where relnamespace = '%s'::regnamespace and relkind in ('r', 'p')
                        and not relispartition and relname not like 'flyway%%' order by relname""".formatted(to))) {
                fill(sql, table, from, to);
            }
            if (run != null) {
                sql.execute(("update %s.source_file set state = 'done', withdrawn_by = null"
                                + " where state = 'withdrawn' and withdrawn_by > %d")
                        .formatted(to, run));
                sql.execute(("update %1$s.source_file f set state = 'withdrawn', withdrawn_by = a.withdrawn_by"
                                + " from %1$s.file_absence a where a.file_id = f.file_id"
                                + " and a.withdrawn_by <= %2$d and a.restored_by > %2$d")
                        .formatted(to, run));
            }
        }
    }

    private void fill(Statement sql, String table, String from, String to) throws SQLException {
        if (run != null && (FACTS.contains(table) || ONLY_READ.contains(table))) {
            sql.execute("drop table %1$s.%2$s".formatted(to, table));
            sql.execute("create view %1$s.%2$s as select * from %3$s.%2$s".formatted(to, table, from));
            return;
        }
        for (String month : texts(sql, months(from, table))) {
            // Divided as there: what is copied into the table of the rest would keep its months from being made.
            sql.execute("select %s.make_months('%s', array[date '%s'])".formatted(to, table, month));
        }
        String columns = String.join(", ", texts(sql, columns(from, table, "")));
        sql.execute("insert into %1$s.%2$s (%4$s) overriding system value select %4$s from %3$s.%2$s%5$s"
                .formatted(to, table, from, columns, where(sql, table, from)));
        for (String column : texts(sql, columns(to, table, " and is_identity = 'YES'"))) {
            sql.execute("select setval(pg_get_serial_sequence('%1$s.%2$s', '%3$s'), coalesce(max(%3$s), 0) + 1, false)"
                            .formatted(to, table, column)
                    + " from %s.%s".formatted(to, table));
        }
    }

    private String where(Statement sql, String table, String from) throws SQLException {
        if (run == null) {
            return "";
        }
        String known = KNOWN.get(table);
        if (known != null) {
            return " where " + known.formatted(run, from);
        }
        boolean byRun =
                !texts(sql, columns(from, table, " and column_name = 'run_id'")).isEmpty();
        return byRun ? " where run_id <= " + run : "";
    }

    private static String months(String schema, String table) {
        return """
                select replace(right(c.relname, 7), '_', '-') || '-01' from pg_inherits i join pg_class c on c.oid = i.inhrelid
                where i.inhparent = '%s.%s'::regclass and c.relname ~ '_\\d{4}_\\d{2}$'""".formatted(schema, table);
    }

    private static String columns(String schema, String table, String more) {
        return "select column_name from information_schema.columns where table_schema = '%s' and table_name = '%s'%s"
                .formatted(schema, table, more);
    }

    private static List<String> texts(Statement sql, String query) throws SQLException {
        List<String> texts = new ArrayList<>();
        try (ResultSet rows = sql.executeQuery(query)) {
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
        }
        return texts;
    }

    /** Takes a throw-away schema away, and the job repository's beside it, where they are there. */
    static void drop(String url, @Nullable String user, @Nullable String password, DatabaseSettings settings) {
        Properties properties = new Properties();
        if (user != null) {
            properties.setProperty("user", user);
        }
        if (password != null) {
            properties.setProperty("password", password);
        }
        try (Connection connection = DriverManager.getConnection(url, properties);
                Statement sql = connection.createStatement()) {
            sql.execute("set client_min_messages = warning");
            sql.execute("drop schema if exists " + settings.schema() + " cascade");
            sql.execute("drop schema if exists " + settings.batchSchema() + " cascade");
        } catch (SQLException failed) {
            throw new DatabaseUnavailableException(
                    "the throw-away schema " + settings.schema() + " could not be dropped: " + Failures.reason(failed)
                            + ". Drop it by hand: drop schema " + settings.schema() + " cascade.",
                    failed);
        }
    }
}
