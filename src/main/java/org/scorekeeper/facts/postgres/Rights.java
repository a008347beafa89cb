package org.scorekeeper.facts.postgres;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.scorekeeper.facts.FactKind;

/**
 * What whoever works at night may do, where tables belong to somebody else: read everything, write what a night writes, and
 * neither drop nor alter anything, nor change what was issued.
 */
final class Rights {
    /** What is written once: lines of the ledger, terms, postings, issued documents, what a run read. */
    private static final List<String> ONLY_GROW =
            List.of("ledger_line", "posting", "terms", "issued_document", "input_text");

    /** What the owner's functions do for it with tables that it may not make itself. */
    private static final List<String> FOR_THE_NIGHT =
            List.of("make_months(text, date[])", "know_months()", "drop_month(text, date, date, int, bigint, date)");

    private Rights() {}

    static void grant(Statement statement, DatabaseSettings settings) throws SQLException {
        String schema = settings.schema();
        String night = quoted(Objects.requireNonNull(settings.user(), "who works at night is not named"));
        for (String each : List.of(schema, settings.batchSchema())) {
            statement.execute("grant usage on schema " + each + " to " + night);
            statement.execute("grant select, insert, update, delete on all tables in schema " + each + " to " + night);
            statement.execute("grant usage, select on all sequences in schema " + each + " to " + night);
        }
        for (String function : FOR_THE_NIGHT) {
            statement.execute("grant execute on function " + schema + "." + function + " to " + night);
        }
        for (String table : ONLY_GROW) {
            statement.execute("revoke update, delete on " + schema + "." + table + " from " + night);
        }
        // Facts are never overwritten; and their months are reached through the table that they belong to.
        for (FactKind kind : FactKind.values()) {
            statement.execute("revoke update, delete on " + schema + "." + kind.table() + " from " + night);
        }
        statement.execute("revoke update on " + schema + ".missed_items from " + night);
        for (String month : months(statement, schema)) {
            statement.execute("revoke all on " + schema + "." + month + " from " + night);
        }
        // Only who drops a month says that one was.
        statement.execute("revoke insert, update, delete on " + schema + ".dropped_month from " + night);
        // A line learns once which posting it went with; the trigger lets nothing else pass either.
        statement.execute("grant update (posting) on " + schema + ".ledger_line to " + night);
        statement.execute("revoke insert, update, delete on " + schema + ".flyway_schema_history from " + night);
    }

    private static List<String> months(Statement statement, String schema) throws SQLException {
        List<String> months = new ArrayList<>();
        try (ResultSet rows =
                statement.executeQuery("select relname from pg_class where relispartition and relkind = 'r'"
                        + " and relnamespace = '" + schema + "'::regnamespace")) {
            while (rows.next()) {
                months.add(rows.getString(1));
            }
        }
        return months;
    }

    private static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }
}
