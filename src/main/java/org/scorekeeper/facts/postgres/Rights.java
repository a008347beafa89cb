package org.scorekeeper.facts.postgres;

import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Objects;

/**
 * What whoever works at night may do, where tables belong to somebody else: read everything, write what a night writes, and
 * neither drop nor alter anything, nor change what was issued.
 */
final class Rights {
    /** What is written once: lines of the ledger, terms, postings, issued documents, what a run read. */
    private static final List<String> ONLY_GROW =
            List.of("ledger_line", "posting", "terms", "issued_document", "input_text");

    private Rights() {}

    static void grant(Statement statement, DatabaseSettings settings) throws SQLException {
        String schema = settings.schema();
        String night = quoted(Objects.requireNonNull(settings.user(), "who works at night is not named"));
        for (String each : List.of(schema, settings.batchSchema())) {
            statement.execute("grant usage on schema " + each + " to " + night);
            statement.execute("grant select, insert, update, delete on all tables in schema " + each + " to " + night);
            statement.execute("grant usage, select on all sequences in schema " + each + " to " + night);
        }
        for (String table : ONLY_GROW) {
            statement.execute("revoke update, delete on " + schema + "." + table + " from " + night);
        }
        // A line learns once which posting it went with; the trigger lets nothing else pass either.
        statement.execute("grant update (posting) on " + schema + ".ledger_line to " + night);
        statement.execute("revoke insert, update, delete on " + schema + ".flyway_schema_history from " + night);
    }

    private static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }
}
