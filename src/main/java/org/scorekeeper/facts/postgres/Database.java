package org.scorekeeper.facts.postgres;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The PostgreSQL that holds facts, figures and the job's own records: the workspace's embedded one, or a server. */
public final class Database implements AutoCloseable {
    private static final int POOL_SIZE = 10;

    private final Ground ground;
    private final HikariDataSource pool;
    private final DatabaseSettings settings;

    /** What the pool stands on: the embedded server, or the lock on a server's schema. */
    private interface Ground extends AutoCloseable {
        @Override
        void close();
    }

    private Database(Ground ground, HikariDataSource pool, DatabaseSettings settings) {
        this.ground = ground;
        this.pool = pool;
        this.settings = settings;
    }

    /**
     * Opens it for this run alone, starting the embedded server where no other is named, and brings its tables up to
     * date.
     *
     * @param workspace whose embedded server it is; not used where the settings name a server
     * @throws DatabaseUnavailableException with one sentence that says what to do
     */
    public static Database open(DatabaseSettings settings, Path workspace) {
        String url = settings.url();
        if (url == null) {
            EmbeddedServer server = EmbeddedServer.start(workspace);
            return connect(server::close, server.url(), server.user(), server.password(), settings);
        }
        SchemaLock lock = SchemaLock.take(url, settings);
        return connect(lock::close, url, settings.user(), settings.password(), settings);
    }

    private static Database connect(
            Ground ground, String url, @Nullable String user, @Nullable String password, DatabaseSettings settings) {
        HikariDataSource pool = null;
        try {
            pool = new HikariDataSource(pool(url, user, password, settings.schema()));
            Tables.bringUpToDate(pool, settings);
            return new Database(ground, pool, settings);
        } catch (RuntimeException | SQLException | IOException failed) {
            if (pool != null) {
                pool.close();
            }
            ground.close();
            throw new DatabaseUnavailableException(
                    "the database's tables could not be brought up to date: " + Failures.reason(failed)
                            + ". The user needs the right to create the schemas " + settings.schema() + " and "
                            + settings.batchSchema() + ", and no other program may use them.",
                    failed);
        }
    }

    private static HikariConfig pool(String url, @Nullable String user, @Nullable String password, String schema) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("scorekeeper");
        config.setJdbcUrl(url);
        config.setUsername(user);
        config.setPassword(password);
        config.setSchema(schema);
        config.setMaximumPoolSize(POOL_SIZE);
        config.setMinimumIdle(1);
        config.setConnectionTimeout(30_000);
        config.addDataSourceProperty("connectTimeout", "10");
        config.addDataSourceProperty("tcpKeepAlive", "true");
        config.addDataSourceProperty("ApplicationName", "scorekeeper");
        config.addDataSourceProperty("reWriteBatchedInserts", "true");
        return config;
    }

    /** Connections whose search path is the schema of {@link #settings()}; each statement commits by itself. */
    public DataSource dataSource() {
        return pool;
    }

    /** What it was opened with. */
    public DatabaseSettings settings() {
        return settings;
    }

    /** Ends all connections, and stops the embedded server cleanly. */
    @Override
    public void close() {
        pool.close();
        ground.close();
    }
}
