package org.scorekeeper.facts.postgres;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The PostgreSQL that holds facts, figures and the job's own records: the workspace's embedded one, or a server. */
public final class Database implements AutoCloseable {
    private static final int POOL_SIZE = 10;
    /** What the server calls its sessions. */
    private static final String NAME = "scorekeeper";

    private final Ground ground;
    private final HikariDataSource pool;
    private final DatabaseSettings settings;
    private final Login login;

    /** Where the server is, and who asks. */
    private record Login(
            String url, @Nullable String user, @Nullable String password, String name) {}

    /** What the pool stands on: the embedded server, or the lock on a server's schema. */
    private interface Ground extends AutoCloseable {
        @Override
        void close();
    }

    private Database(Ground ground, HikariDataSource pool, DatabaseSettings settings, Login login) {
        this.ground = ground;
        this.pool = pool;
        this.settings = settings;
        this.login = login;
    }

    /** Whether anything was ever stored there: asking must leave nothing behind. */
    public static boolean isThere(DatabaseSettings settings, Path workspace) {
        String url = settings.url();
        if (url == null) {
            return Files.exists(workspace.resolve(".scorekeeper/postgres/PG_VERSION"));
        }
        try (SchemaLock lock = SchemaLock.take(url, settings)) {
            return lock.hasSchema(settings.schema());
        }
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
            return connect(server::close, new Login(server.url(), server.user(), server.password(), NAME), settings);
        }
        SchemaLock lock = SchemaLock.take(url, settings);
        return connect(lock::close, new Login(url, settings.user(), settings.password(), NAME), settings);
    }

    /**
     * Opens a server's schema while the run of another machine has it: nothing is locked, no table is made.
     *
     * @param name of its sessions; by it the run ends them where this machine is silent
     * @param connections at a time
     * @throws DatabaseUnavailableException with one sentence that says what to do
     */
    public static Database join(DatabaseSettings settings, String name, int connections) {
        String url = settings.url();
        if (url == null) {
            throw new DatabaseUnavailableException(
                    "the embedded database belongs to its workspace alone; name a server with --database.");
        }
        SchemaLock.reach(url, settings);
        Login login = new Login(url, settings.user(), settings.password(), name);
        HikariConfig config = pool(login, settings.schema());
        config.setMaximumPoolSize(connections);
        // A machine that has lost the network must not wait for an answer for ever.
        config.addDataSourceProperty("socketTimeout", "600");
        HikariDataSource pool = new HikariDataSource(config);
        try {
            if (!Tables.areUpToDate(pool, settings)) {
                throw new DatabaseUnavailableException("the schema " + settings.schema()
                        + " has not the tables of this release. Run a night of this release first, and the same release"
                        + " on all machines.");
            }
            return new Database(() -> {}, pool, settings, login);
        } catch (SQLException failed) {
            pool.close();
            throw new DatabaseUnavailableException(
                    "the database does not answer: " + Failures.reason(failed)
                            + ". Give the command again when it does.",
                    failed);
        } catch (RuntimeException unusable) {
            pool.close();
            throw unusable;
        }
    }

    /** Further connections of the same kind, for transactions that stay open beside others; to be closed by the caller. */
    public HikariDataSource more(int connections) {
        HikariConfig config = pool(login, settings.schema());
        config.setMaximumPoolSize(connections);
        return new HikariDataSource(config);
    }

    /** A session of its own, outside of every pool; to be closed by the caller. */
    public Connection session() throws SQLException {
        Properties properties = new Properties();
        if (login.user != null) {
            properties.setProperty("user", login.user);
        }
        if (login.password != null) {
            properties.setProperty("password", login.password);
        }
        properties.setProperty("connectTimeout", "10");
        properties.setProperty("tcpKeepAlive", "true");
        properties.setProperty("ApplicationName", login.name);
        return DriverManager.getConnection(login.url, properties);
    }

    /**
     * Opens a throw-away copy of all that is stored, in a schema beside this one: what is done in it leaves nothing, and
     * closing it takes it away.
     */
    public Database trial() {
        return scratch(Scratch.everything());
    }

    /**
     * The same with what was known at the end of a run only: its files, what had been issued by then, and nothing
     * provisional. Facts cannot be added to it.
     */
    public Database knownAt(long runId) {
        return scratch(Scratch.knownAt(runId));
    }

    private Database scratch(Scratch scratch) {
        DatabaseSettings beside = settings.beside();
        Scratch.drop(login.url, login.user, login.password, beside);
        Database copy = connect(() -> Scratch.drop(login.url, login.user, login.password, beside), login, beside);
        try (Connection connection = copy.pool.getConnection()) {
            scratch.fill(connection, settings.schema(), beside.schema());
            return copy;
        } catch (SQLException | RuntimeException failed) {
            copy.close();
            throw new DatabaseUnavailableException(
                    "the stored facts could not be copied into the schema " + beside.schema() + ": "
                            + Failures.reason(failed) + ". Is the disk full?",
                    failed);
        }
    }

    /** Opens an empty throw-away database, where nothing was ever stored; closing it takes it away. */
    public static Database passing(DatabaseSettings settings) {
        if (settings.url() == null) {
            Path folder;
            try {
                folder = Files.createTempDirectory("scorekeeper-dry-run");
            } catch (IOException full) {
                throw new DatabaseUnavailableException(
                        "no temporary folder can be made: " + Failures.reason(full), full);
            }
            EmbeddedServer server = EmbeddedServer.start(folder);
            return connect(
                    () -> {
                        server.close();
                        Folders.deleteQuietly(folder);
                    },
                    new Login(server.url(), server.user(), server.password(), NAME),
                    settings);
        }
        DatabaseSettings beside = settings.beside();
        SchemaLock lock = SchemaLock.take(settings.url(), settings);
        Login login = new Login(settings.url(), settings.user(), settings.password(), NAME);
        return connect(
                () -> {
                    Scratch.drop(login.url, login.user, login.password, beside);
                    lock.close();
                },
                login,
                beside);
    }

    private static Database connect(Ground ground, Login login, DatabaseSettings settings) {
        HikariDataSource pool = null;
        try {
            pool = new HikariDataSource(pool(login, settings.schema()));
            Tables.bringUpToDate(pool, settings);
            return new Database(ground, pool, settings, login);
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

    private static HikariConfig pool(Login login, String schema) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("scorekeeper");
        config.setJdbcUrl(login.url);
        config.setUsername(login.user);
        config.setPassword(login.password);
        config.setSchema(schema);
        config.setMaximumPoolSize(POOL_SIZE);
        config.setMinimumIdle(1);
        config.setConnectionTimeout(30_000);
        config.addDataSourceProperty("connectTimeout", "10");
        config.addDataSourceProperty("tcpKeepAlive", "true");
        config.addDataSourceProperty("ApplicationName", login.name);
        config.addDataSourceProperty("reWriteBatchedInserts", "true");
        // Contracts are evaluated side by side already; and the facts of one are sorted in memory.
        config.setConnectionInitSql("set max_parallel_workers_per_gather = 0; set work_mem = '32MB'");
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
