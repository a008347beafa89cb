package org.scorekeeper.facts.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.datasource.AbstractDataSource;

/** A run that dies while it makes its tables leaves none that the next one stumbles over. */
class TablesTest {
    @Test
    void after_whatever_commit_it_dies_the_next_run_makes_the_rest() throws Exception {
        int commit = 0;
        boolean died = true;
        while (died) {
            commit++;
            DatabaseSettings settings = TestDatabases.EMBEDDED.fresh();
            try (Dying source = new Dying(settings, commit)) {
                died = dies(source, settings);
            }
            try (Dying next = new Dying(settings, Integer.MAX_VALUE)) {
                Tables.bringUpToDate(next, settings);
                assertThat(Tables.areUpToDate(next, settings))
                        .as("died after commit " + commit)
                        .isTrue();
            }
        }
        assertThat(commit).as("commits tried").isBetween(3, 40);
    }

    private static boolean dies(Dying source, DatabaseSettings settings) throws Exception {
        try {
            Tables.bringUpToDate(source, settings);
        } catch (SQLException | RuntimeException failed) {
            assertThat(source.dead).as(failed.toString()).isTrue();
        }
        return source.dead;
    }

    /** Connections that are all cut right after one of them has made something last. */
    private static final class Dying extends AbstractDataSource implements AutoCloseable {
        private final DatabaseSettings settings;
        private final List<Connection> given = new ArrayList<>();
        private int left;
        private boolean dead;

        Dying(DatabaseSettings settings, int commits) {
            this.settings = settings;
            this.left = commits;
        }

        @Override
        public Connection getConnection() throws SQLException {
            if (dead) {
                throw new SQLException("the run is dead");
            }
            Connection real = DriverManager.getConnection(settings.url() + "", settings.user(), settings.password());
            given.add(real);
            return watched(Connection.class, real, real);
        }

        /** Its statements are watched too: without a transaction each of them is a commit. */
        private <T> T watched(Class<T> type, Object target, Connection connection) {
            return type.cast(Proxy.newProxyInstance(
                    type.getClassLoader(), new Class<?>[] {type}, (proxy, method, args) -> {
                        boolean alone = method.getName().startsWith("execute") && connection.getAutoCommit();
                        Object result;
                        try {
                            result = method.invoke(target, args);
                        } catch (InvocationTargetException thrown) {
                            throw thrown.getCause();
                        }
                        if (method.getName().equals("commit") || (alone && changes(args, target))) {
                            lasted();
                        }
                        return result instanceof Statement statement
                                        && method.getReturnType().isInterface()
                                ? watched(method.getReturnType(), statement, connection)
                                : result;
                    }));
        }

        private static boolean changes(Object[] args, Object target) {
            String sql = (args == null ? target.toString() : String.valueOf(args[0])).stripLeading();
            return !sql.regionMatches(true, 0, "select", 0, 6)
                    && !sql.regionMatches(true, 0, "set", 0, 3)
                    && !sql.regionMatches(true, 0, "show", 0, 4)
                    && !sql.regionMatches(true, 0, "reset", 0, 5);
        }

        private void lasted() throws SQLException {
            left--;
            if (left == 0) {
                dead = true;
                close();
                throw new SQLException("the run dies here");
            }
        }

        @Override
        public void close() throws SQLException {
            for (Connection connection : given) {
                connection.abort(Runnable::run);
            }
        }

        @Override
        public Connection getConnection(String user, String password) throws SQLException {
            return getConnection();
        }
    }
}
