package org.scorekeeper.facts.postgres;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import java.util.Optional;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** Brings the tables up to date: Scorekeeper's own by migrations, the job repository's in a schema beside them. */
final class Tables {
    /** The version of the newest migration. */
    static final int NEWEST = 13;

    private static final String NO_RIGHT = "42501";
    private static final String BATCH_TABLES = "org/springframework/batch/core/schema-postgresql.sql";

    private Tables() {}

    static void bringUpToDate(DataSource dataSource, DatabaseSettings settings) throws SQLException, IOException {
        if (areUpToDate(dataSource, settings)) {
            return; // nearly every night: the migrations need not even be looked at
        }
        DataSource owner =
                settings.owner().isPresent() ? owner(settings, settings.owner().get()) : dataSource;
        try (Connection connection = owner.getConnection();
                Statement statement = connection.createStatement()) {
            makeSchema(statement, settings.schema());
            migrate(connection, settings.schema());
            if (!exists(statement, settings.batchSchema() + ".batch_job_instance")) {
                makeBatchTables(connection, statement, settings.batchSchema());
            }
            if (settings.owner().isPresent()) {
                Rights.grant(statement, settings);
            }
        }
    }

    /**
     * Over one connection: Flyway takes two where it may, one for the tables and one for its list of what was done, and a
     * run that dies between the two commits leaves tables that nobody knows of.
     */
    private static void migrate(Connection connection, String schema) {
        Flyway.configure()
                .dataSource(new SingleConnectionDataSource(connection, true))
                .schemas(schema)
                .createSchemas(false)
                .locations("classpath:db/migration")
                .javaMigrations(new V7__Known_rows_of_earlier_facts())
                .group(true)
                .loggers("slf4j")
                .load()
                .migrate();
    }

    private static DataSource owner(DatabaseSettings settings, DatabaseSettings.Owner owner) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(Objects.requireNonNull(settings.url(), "an owner is somebody on a server"));
        source.setUser(owner.user());
        source.setPassword(owner.password());
        return source;
    }

    /** The version of the tables that are there; empty where there are none. */
    static Optional<Integer> version(Connection connection, DatabaseSettings settings) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            if (!exists(statement, settings.schema() + ".flyway_schema_history")) {
                return Optional.empty();
            }
            try (ResultSet found = statement.executeQuery("select max(cast(version as int)) from " + settings.schema()
                    + ".flyway_schema_history where version is not null and success")) {
                return found.next() ? Optional.of(found.getInt(1)) : Optional.empty();
            }
        }
    }

    /** Whether they are those of this release. */
    static boolean areUpToDate(DataSource dataSource, DatabaseSettings settings) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            if (!exists(statement, settings.schema() + ".flyway_schema_history")
                    || !exists(statement, settings.batchSchema() + ".batch_job_instance")) {
                return false;
            }
            try (ResultSet found = statement.executeQuery("select bool_and(success) and max(cast(version as int)) = "
                    + NEWEST + " from " + settings.schema() + ".flyway_schema_history where version is not null")) {
                return found.next() && found.getBoolean(1);
            }
        } catch (SQLException failed) {
            if (NO_RIGHT.equals(failed.getSQLState()) && settings.owner().isPresent()) {
                return false; // the owner gives the rights
            }
            throw failed;
        }
    }

    private static boolean exists(Statement statement, String table) throws SQLException {
        try (ResultSet found = statement.executeQuery("select to_regclass('" + table + "') is not null")) {
            return found.next() && found.getBoolean(1);
        }
    }

    /** Only where there is none: whoever was given one need not have the right to create any. */
    private static void makeSchema(Statement statement, String schema) throws SQLException {
        try (ResultSet found = statement.executeQuery("select to_regnamespace('" + schema + "') is null")) {
            if (!found.next() || !found.getBoolean(1)) {
                return;
            }
        }
        statement.execute("create schema " + schema);
    }

    /** As Spring Batch ships them: all of them or, where one fails, none. */
    private static void makeBatchTables(Connection connection, Statement statement, String schema)
            throws SQLException, IOException {
        connection.setAutoCommit(false);
        try {
            makeSchema(statement, schema);
            statement.execute("set local search_path to " + schema);
            for (String sql : batchTables().split(";", -1)) {
                if (!sql.isBlank()) {
                    statement.execute(sql);
                }
            }
            connection.commit();
        } catch (SQLException failed) {
            connection.rollback();
            throw failed;
        } finally {
            connection.setAutoCommit(true);
        }
    }

    private static String batchTables() throws IOException {
        try (InputStream sql =
                Objects.requireNonNull(Tables.class.getClassLoader().getResourceAsStream(BATCH_TABLES), BATCH_TABLES)) {
            return new String(sql.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
