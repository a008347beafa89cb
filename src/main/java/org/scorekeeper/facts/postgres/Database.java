package org.scorekeeper.facts.postgres;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import java.util.Properties;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;

/** The PostgreSQL that holds facts, figures and the job's own records: the workspace's embedded one, or a server. */
public final class Database implements AutoCloseable {
    private static final String BATCH_TABLES = "org/springframework/batch/core/schema-postgresql.sql";

    private final @Nullable EmbeddedServer embedded;
    private final @Nullable Connection lockHolder;
    private final HikariDataSource pool;
    private final DatabaseSettings settings;

    private Database(
            @Nullable EmbeddedServer embedded,
            @Nullable Connection lockHolder,
            HikariDataSource pool,
            DatabaseSettings settings) {
        this.embedded = embedded;
        this.lockHolder = lockHolder;
        this.pool = pool;
        this.settings = settings;
    }

    /**
     * Opens it, starting the embedded server where no other is named, and brings its tables up to date.
     *
     * @throws DatabaseUnavailableException with one sentence that says what to do
     */
    public static Database open(DatabaseSettings settings, Path workspace) {
        if (settings.url() == null) {
            EmbeddedServer server = EmbeddedServer.start(workspace);
            try {
                return connect(server, null, server.url(), server.user(), server.password(), settings);
            } catch (RuntimeException failed) {
                server.close();
                throw failed;
            }
        }
        Connection lockHolder = alone(settings);
        try {
            return connect(null, lockHolder, settings.url(), settings.user(), settings.password(), settings);
        } catch (RuntimeException failed) {
            close(lockHolder);
            throw failed;
        }
    }

    private static Database connect(
            @Nullable EmbeddedServer server,
            @Nullable Connection lockHolder,
            String url,
            @Nullable String user,
            @Nullable String password,
            DatabaseSettings settings) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("scorekeeper");
        config.setJdbcUrl(url);
        config.setUsername(user);
        config.setPassword(password);
        config.setMaximumPoolSize(10);
        config.setMinimumIdle(1);
        config.setConnectionTimeout(30_000);
        config.addDataSourceProperty("currentSchema", settings.schema());
        config.addDataSourceProperty("ApplicationName", "scorekeeper");
        config.addDataSourceProperty("reWriteBatchedInserts", "true");
        HikariDataSource pool = new HikariDataSource(config);
        try {
            migrate(pool, settings);
            return new Database(server, lockHolder, pool, settings);
        } catch (RuntimeException | SQLException | IOException failed) {
            pool.close();
            throw new DatabaseUnavailableException(
                    "the database's tables could not be brought up to date: " + firstLine(failed)
                            + ". The user needs the right to create the schema " + settings.schema()
                            + " and tables in it.",
                    failed);
        }
    }

    private static void migrate(DataSource pool, DatabaseSettings settings) throws SQLException, IOException {
        Flyway.configure()
                .dataSource(pool)
                .schemas(settings.schema())
                .createSchemas(true)
                .locations("classpath:db/migration")
                .loggers("slf4j")
                .load()
                .migrate();
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            try (ResultSet found = statement.executeQuery(
                    "select to_regclass('" + settings.batchSchema() + ".batch_job_instance') is not null")) {
                if (found.next() && found.getBoolean(1)) {
                    return;
                }
            }
            connection.setAutoCommit(false);
            statement.execute("create schema if not exists " + settings.batchSchema());
            statement.execute("set local search_path to " + settings.batchSchema());
            for (String sql : batchTables().split(";", -1)) {
                if (!sql.isBlank()) {
                    statement.execute(sql);
                }
            }
            connection.commit();
            connection.setAutoCommit(true);
        }
    }

    private static String batchTables() throws IOException {
        try (InputStream sql = Objects.requireNonNull(
                Database.class.getClassLoader().getResourceAsStream(BATCH_TABLES), BATCH_TABLES)) {
            return new String(sql.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** On a server, a lock that is held as long as this run lives: no two nights work on one schema. */
    private static Connection alone(DatabaseSettings settings) {
        Properties properties = new Properties();
        if (settings.user() != null) {
            properties.setProperty("user", settings.user());
        }
        if (settings.password() != null) {
            properties.setProperty("password", settings.password());
        }
        properties.setProperty("loginTimeout", "10");
        properties.setProperty("connectTimeout", "10");
        String url = Objects.requireNonNull(settings.url());
        Connection connection;
        try {
            connection = DriverManager.getConnection(url, properties);
        } catch (SQLException unreachable) {
            throw new DatabaseUnavailableException(
                    "the database " + url + " cannot be reached (" + firstLine(unreachable)
                            + "). Is the server running, and are address, user and password right?"
                            + " Then give the command again; without --database it uses its own.",
                    unreachable);
        }
        try (PreparedStatement lock =
                connection.prepareStatement("select pg_try_advisory_lock(hashtext('scorekeeper'), hashtext(?))")) {
            lock.setString(1, settings.schema());
            try (ResultSet result = lock.executeQuery()) {
                if (result.next() && result.getBoolean(1)) {
                    return connection;
                }
            }
        } catch (SQLException failed) {
            close(connection);
            throw new DatabaseUnavailableException(
                    "the database " + url + " does not answer: " + firstLine(failed)
                            + ". Give the command again when it does.",
                    failed);
        }
        close(connection);
        throw new DatabaseUnavailableException("another run is using the schema " + settings.schema() + " of " + url
                + ". Wait until it has finished, or stop it, and give the command again.");
    }

    /** Connections whose search path is the schema of {@link #settings()}. */
    public DataSource dataSource() {
        return pool;
    }

    /** What it was opened with. */
    public DatabaseSettings settings() {
        return settings;
    }

    @Override
    public void close() {
        pool.close();
        close(lockHolder);
        if (embedded != null) {
            embedded.close();
        }
    }

    private static void close(@Nullable Connection connection) {
        try {
            if (connection != null) {
                connection.close();
            }
        } catch (SQLException gone) {
            // The server ends the session, and the lock with it, when the connection is gone.
        }
    }

    private static String firstLine(Exception failure) {
        String message = failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
        return message.lines().findFirst().orElse(message);
    }
}
