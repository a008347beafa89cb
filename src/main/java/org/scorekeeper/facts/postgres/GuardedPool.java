package org.scorekeeper.facts.postgres;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * A pool that gives up at once when its database went away. Without it each part of a run that ends would wait for a
 * connection in turn, and what waits for an answer of a server behind a line that is dead would wait for hours. Where the
 * database is there and all connections are taken, it waits.
 */
final class GuardedPool extends DelegatingDataSource implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final int LOOK_EVERY_SECONDS = 5;

    private final HikariDataSource pool;
    private final Ground ground;
    private final Duration patience;
    private final CountDownLatch closed = new CountDownLatch(1);
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
        Thread guard = new Thread(this::watch, "database-guard");
        guard.setDaemon(true);
        guard.start();
    }

    /** Closing the pool cuts off whoever waits for an answer on one of its connections. */
    private void watch() {
        try {
            while (!closed.await(LOOK_EVERY_SECONDS, TimeUnit.SECONDS)) {
                if (!holds()) {
                    pool.close();
                    return;
                }
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
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
    synchronized boolean holds() {
        if (!gone && !ground.holds()) {
            gone = true;
        }
        return !gone;
    }

    @Override
    public void close() {
        closed.countDown();
        pool.close();
    }
}
