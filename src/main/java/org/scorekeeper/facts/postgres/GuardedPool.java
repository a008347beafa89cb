package org.scorekeeper.facts.postgres;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * A pool that gives up at once when its database went away: without it each part of a run that ends would wait for a
 * connection in turn. Where the database is there and all connections are taken, it waits.
 */
final class GuardedPool extends DelegatingDataSource implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final HikariDataSource pool;
    private final Ground ground;
    private final Duration patience;
    private volatile boolean gone;

    GuardedPool(HikariDataSource pool, Ground ground) {
        this(pool, ground, PATIENCE);
    }

    /** Where all connections are taken it waits for so long. */
    GuardedPool(HikariDataSource pool, Ground ground, Duration patience) {
        super(pool);
        this.pool = pool;
        this.ground = ground;
        this.patience = patience;
    }

    @Override
    public Connection getConnection() throws SQLException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (true) {
            if (gone) {
                throw new SQLException("the database went away");
            }
            try {
                return pool.getConnection();
            } catch (SQLTransientConnectionException none) {
                if (!holds() || System.nanoTime() > deadline) {
                    throw none;
                }
            }
        }
    }

    /** Whether the database is still this run's; once it is not, it never is again. */
    boolean holds() {
        if (!gone && !ground.holds()) {
            gone = true;
        }
        return !gone;
    }

    @Override
    public void close() {
        pool.close();
    }
}
