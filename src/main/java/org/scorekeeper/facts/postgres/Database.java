package org.scorekeeper.facts.postgres;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The PostgreSQL that holds facts, figures and the job's own records: the workspace's embedded one, or a server. */
public final class Database implements AutoCloseable {
    private static final int POOL_SIZE = 10;
    /** Where no connection is to be had for so long, it is looked whether the database is there at all. */
    private static final long LOOK_AGAIN_MILLIS = 2_000;

    /** What the server calls its sessions. */
    private static final String NAME = "scorekeeper";

    private final Ground ground;
    private final GuardedPool pool;
    private final DatabaseSettings settings;
    private final Login login;

    /** Where the server is, and who asks. */
    private record Login(
            String url, @Nullable String user, @Nullable String password, String name) {
        Login(String url, @Nullable String user, @Nullable String password) {
            this(url, user, password, NAME);
        }
    }

    private Database(Ground ground, GuardedPool pool, DatabaseSettings settings, Login login) {
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
            return connect(server, new Login(server.url(), server.user(), server.password()), settings);
        }
        SchemaLock lock = SchemaLock.take(url, settings);
        return connect(lock, new Login(url, settings.user(), settings.password()), settings);
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
        Ground ground = looking(() -> {});
        HikariConfig config = pool(login, settings.schema(), ground.fence());
        config.setMaximumPoolSize(connections);
        // A machine that has lost the network must not wait for an answer for ever.
        config.addDataSourceProperty("socketTimeout", "600");
        // There are enough for all its work: where none is to be had, the server is gone, and may come back.
        GuardedPool pool = new GuardedPool(new HikariDataSource(config), ground, Duration.ZERO);
        try {
            if (!Tables.areUpToDate(pool, settings)) {
                throw new DatabaseUnavailableException("the schema " + settings.schema()
                        + " has not the tables of this release. Run a night of this release first, and the same release"
                        + " on all machines.");
            }
            return new Database(ground, pool, settings, login);
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
        HikariConfig config = pool(login, settings.schema(), ground.fence());
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
        Keepalive.of(properties::setProperty);
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
        Login maker = settings.owner().isEmpty() ? login : new Login(login.url, beside.user(), beside.password());
        Scratch.drop(maker.url, maker.user, maker.password, beside);
        Database copy = connect(
                within(ground, () -> Scratch.drop(maker.url, maker.user, maker.password, beside)), maker, beside);
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

    /**
     * Opens an empty throw-away database, where nothing was ever stored; closing it takes it away.
     *
     * @param folder an empty one for an embedded server, which goes with it
     */
    public static Database passing(DatabaseSettings settings, Path folder) {
        if (settings.url() == null) {
            EmbeddedServer server = EmbeddedServer.start(folder);
            return connect(
                    within(server, () -> {
                        server.close();
                        Folders.deleteQuietly(folder);
                    }),
                    new Login(server.url(), server.user(), server.password()),
                    settings);
        }
        DatabaseSettings beside = settings.beside();
        SchemaLock lock = SchemaLock.take(settings.url(), settings);
        Login login = new Login(settings.url(), beside.user(), beside.password());
        return connect(
                within(lock, () -> {
                    Scratch.drop(login.url, login.user, login.password, beside);
                    lock.close();
                }),
                login,
                beside);
    }

    /** Stops the throw-away servers that a killed run has left in its temporary folder. */
    public static void stopPassing(Path temporary) {
        try (Stream<Path> folders = Files.list(temporary)) {
            for (Path folder : folders.toList()) {
                OrphanServer.stop(folder.resolve(".scorekeeper/postgres"));
            }
        } catch (IOException stays) {
            // It is nobody's, and is tried again by the next run.
        }
    }

    /** Whether anything was ever stored there, without asking for it alone: a run may be on. */
    public static boolean isKept(DatabaseSettings settings, Path workspace) {
        if (settings.url() == null) {
            return isThere(settings, workspace);
        }
        try (Database database = look(settings, workspace)) {
            return database.schemaVersion().isPresent();
        }
    }

    /**
     * Opens it for looking only, also while a run is on: no lock is taken and no table made. The embedded server is started
     * where it does not run.
     *
     * @throws DatabaseUnavailableException with one sentence that says what to do
     */
    public static Database look(DatabaseSettings settings, Path workspace) {
        String url = settings.url();
        if (url != null) {
            SchemaLock.reach(url, settings);
            return glance(looking(() -> {}), new Login(url, settings.user(), settings.password()), settings);
        }
        EmbeddedServer server;
        try {
            server = EmbeddedServer.start(workspace);
        } catch (DatabaseUnavailableException taken) {
            return EmbeddedServer.running(workspace)
                    .map(there ->
                            glance(looking(() -> {}), new Login(there.url(), there.user(), there.password()), settings))
                    .orElseThrow(() -> taken);
        }
        return glance(looking(server::close), new Login(server.url(), server.user(), server.password()), settings);
    }

    private static Database glance(Ground ground, Login login, DatabaseSettings settings) {
        try {
            HikariConfig config = pool(login, settings.schema(), ground.fence());
            config.setMaximumPoolSize(1);
            return new Database(ground, new GuardedPool(new HikariDataSource(config), ground), settings, login);
        } catch (RuntimeException failed) {
            ground.close();
            throw new DatabaseUnavailableException(
                    "the database does not answer: " + Failures.reason(failed)
                            + ". Give the command again when it does.",
                    failed);
        }
    }

    /** The version of its tables; empty where there are none. */
    public Optional<Integer> schemaVersion() {
        try (Connection connection = pool.getConnection()) {
            return Tables.version(connection, settings);
        } catch (SQLException failed) {
            throw new DatabaseUnavailableException(
                    "the database's tables cannot be looked at: " + Failures.reason(failed)
                            + ". Give the user the rights of the night: docs/operations.md.",
                    failed);
        }
    }

    /** The version that this release makes. */
    public static int newestVersion() {
        return Tables.NEWEST;
    }

    /** Who only looks holds nothing, and nothing can be lost. */
    private static Ground looking(Runnable end) {
        return new Ground() {
            @Override
            public boolean holds() {
                return true;
            }

            @Override
            public String fence() {
                return "";
            }

            @Override
            public void close() {
                end.run();
            }
        };
    }

    /** The same ground, with something else to do at the end. */
    private static Ground within(Ground ground, Runnable end) {
        return new Ground() {
            @Override
            public boolean holds() {
                return ground.holds();
            }

            @Override
            public String fence() {
                return ground.fence();
            }

            @Override
            public void close() {
                end.run();
            }
        };
    }

    private static Database connect(Ground ground, Login login, DatabaseSettings settings) {
        GuardedPool pool = null;
        try {
            pool = new GuardedPool(new HikariDataSource(pool(login, settings.schema(), ground.fence())), ground);
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
                            + settings.batchSchema()
                            + " (or name who has it under database.owner), and no other program"
                            + " may use them.",
                    failed);
        }
    }

    private static HikariConfig pool(Login login, String schema, String fence) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("scorekeeper");
        config.setJdbcUrl(login.url);
        config.setUsername(login.user);
        config.setPassword(login.password);
        config.setSchema(schema);
        config.setMaximumPoolSize(POOL_SIZE);
        config.setMinimumIdle(1);
        config.setConnectionTimeout(LOOK_AGAIN_MILLIS);
        config.addDataSourceProperty("connectTimeout", "10");
        config.addDataSourceProperty("loginTimeout", "10");
        Keepalive.of(config::addDataSourceProperty);
        config.addDataSourceProperty("ApplicationName", login.name);
        config.addDataSourceProperty("reWriteBatchedInserts", "true");
        // Contracts are evaluated side by side already; and the facts of one are sorted in memory.
        config.setConnectionInitSql(
                "set max_parallel_workers_per_gather = 0; set work_mem = '32MB'; " + Keepalive.SERVER + fence);
        return config;
    }

    /** Connections whose search path is the schema of {@link #settings()}; each statement commits by itself. */
    public DataSource dataSource() {
        return pool;
    }

    /** Whether it is still this run's: the server is there, and the lock on its schema has not been lost. */
    public boolean holds() {
        return pool.holds();
    }

    /** What it was opened with. */
    public DatabaseSettings settings() {
        return settings;
    }

    /** Stops every embedded server of this process, whatever is being done with it. */
    public static void stopAll() {
        EmbeddedServer.stopAll();
    }

    /** Ends all connections, and stops the embedded server cleanly. */
    @Override
    public void close() {
        pool.close();
        ground.close();
    }
}
