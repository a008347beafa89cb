package org.scorekeeper.facts.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/**
 * The databases that tests run on. Each call of {@link #open} gives a schema of its own, so that test classes do not
 * meet; the embedded server is started once a JVM, its data kept under {@code target/} for the next.
 */
public enum TestDatabases {
    /** The one that comes with the product. */
    EMBEDDED {
        @Override
        DatabaseSettings settings(String schema) {
            EmbeddedServer server = embedded();
            return new DatabaseSettings(server.url(), server.user(), server.password(), schema);
        }
    },
    /** The one that {@code SCOREKEEPER_TEST_DATABASE_URL} names; CI must have it. */
    SERVER {
        @Override
        DatabaseSettings settings(String schema) {
            String url = System.getenv("SCOREKEEPER_TEST_DATABASE_URL");
            if (url == null && System.getenv("CI") != null) {
                throw new AssertionError("CI is set and SCOREKEEPER_TEST_DATABASE_URL is not: .ci/run sets it");
            }
            Assumptions.assumeTrue(
                    url != null, "SCOREKEEPER_TEST_DATABASE_URL is not set: not tested on a server (see .ci/run)");
            return new DatabaseSettings(
                    url,
                    System.getenv("SCOREKEEPER_TEST_DATABASE_USER"),
                    System.getenv("SCOREKEEPER_TEST_DATABASE_PASSWORD"),
                    schema);
        }
    };

    /** The number of the process keeps the schemas of two builds apart, and tells which ones nobody uses any more. */
    private static final String PREFIX = "test_" + ProcessHandle.current().pid() + "_";

    private static final Pattern SCHEMA = Pattern.compile("test_(\\d+)_.*");

    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static @Nullable EmbeddedServer shared;
    private static final Set<TestDatabases> TIDIED = ConcurrentHashMap.newKeySet();

    /** Opens it with a schema that no other call has, its tables made; close it after the test. */
    public Database open() {
        return Database.open(fresh(), Path.of("target"));
    }

    /** Settings for a schema that no other call has: opened twice, they give the same tables. */
    public DatabaseSettings fresh() {
        DatabaseSettings settings = settings(PREFIX + NUMBER.incrementAndGet());
        if (TIDIED.add(this)) {
            dropOldSchemas(settings);
        }
        return settings;
    }

    abstract DatabaseSettings settings(String schema);

    static synchronized EmbeddedServer embedded() {
        EmbeddedServer server = shared;
        if (server == null) {
            server = startFirstFree();
            Runtime.getRuntime().addShutdownHook(new Thread(server::close));
            shared = server;
        }
        return server;
    }

    /** Two builds in one checkout do not wait for each other. */
    private static EmbeddedServer startFirstFree() {
        for (int i = 1; ; i++) {
            Path workspace = Path.of("target", "test-database-" + i).toAbsolutePath();
            try {
                return EmbeddedServer.start(Files.createDirectories(workspace));
            } catch (DatabaseUnavailableException taken) {
                if (i == 4) {
                    throw taken;
                }
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }
    }

    private static void dropOldSchemas(DatabaseSettings settings) {
        try (Connection connection = DriverManager.getConnection(settings.url(), settings.user(), settings.password());
                Statement statement = connection.createStatement()) {
            // Two test processes must not drop the same one.
            statement.execute("select pg_advisory_lock(hashtext('schemas of earlier tests'))");
            List<String> old = new ArrayList<>();
            try (ResultSet found =
                    statement.executeQuery("select nspname from pg_namespace where nspname like 'test\\_%'")) {
                while (found.next()) {
                    Matcher schema = SCHEMA.matcher(found.getString(1));
                    if (schema.matches()
                            && ProcessHandle.of(Long.parseLong(schema.group(1))).isEmpty()) {
                        old.add(schema.group());
                    }
                }
            }
            statement.execute("set client_min_messages = warning");
            for (String schema : old) {
                statement.execute("drop schema " + schema + " cascade");
            }
        } catch (SQLException failed) {
            throw new IllegalStateException("schemas of earlier tests cannot be dropped", failed);
        }
    }
}
