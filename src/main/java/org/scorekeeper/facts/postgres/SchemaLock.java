package org.scorekeeper.facts.postgres;

import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * One run at a time in a schema of a server: an advisory lock of a session of its own, given up by the server when the
 * session ends.
 */
final class SchemaLock implements Ground {
    private static final int OLDEST_VERSION = 15;

    /** The server answers within so many seconds, or it counts as gone. */
    private static final int ANSWERS_SECONDS = 10;

    private final Connection session;
    private final String schema;
    /** Of this run alone. */
    private final int token;

    private SchemaLock(Connection session, String schema, int token) {
        this.session = session;
        this.schema = schema;
        this.token = token;
    }

    /**
     * Connects, within seconds, and takes the lock.
     *
     * @throws DatabaseUnavailableException where the server cannot be used, or another run has the schema
     */
    static SchemaLock take(String url, DatabaseSettings settings) {
        Connection session = connect(url, settings);
        try {
            requireVersion(session, url);
            int token = new SecureRandom().nextInt();
            if (lock(session, settings.schema(), token)) {
                return new SchemaLock(session, settings.schema(), token);
            }
        } catch (SQLException failed) {
            close(session);
            throw new DatabaseUnavailableException(
                    "the database " + shown(url) + " does not answer: " + Failures.reason(failed)
                            + ". Give the command again when it does.",
                    failed);
        } catch (RuntimeException unusable) {
            close(session);
            throw unusable;
        }
        close(session);
        throw new DatabaseUnavailableException("another run is using the schema " + settings.schema() + " of "
                + shown(url) + ". Wait until it has finished, or stop it, and give the command again.");
    }

    /**
     * Makes sure, within seconds, that a server can be used.
     *
     * @throws DatabaseUnavailableException where it cannot
     */
    static void reach(String url, DatabaseSettings settings) {
        Connection session = connect(url, settings);
        try {
            requireVersion(session, url);
        } catch (SQLException failed) {
            throw new DatabaseUnavailableException(
                    "the database " + shown(url) + " does not answer: " + Failures.reason(failed)
                            + ". Give the command again when it does.",
                    failed);
        } finally {
            close(session);
        }
    }

    private static Connection connect(String url, DatabaseSettings settings) {
        Properties properties = new Properties();
        set(properties, "user", settings.user());
        set(properties, "password", settings.password());
        properties.setProperty("loginTimeout", "10");
        properties.setProperty("connectTimeout", "10");
        Keepalive.of(properties::setProperty);
        properties.setProperty("ApplicationName", "scorekeeper");
        try {
            return DriverManager.getConnection(url, properties);
        } catch (SQLException failed) {
            throw new DatabaseUnavailableException(
                    "the database " + shown(url) + " cannot be used ("
                            + Failures.reason(failed).replaceAll("\\b(\\w+\\.)+\\w+Exception: ", "") + "). "
                            + remedy(failed),
                    failed);
        }
    }

    private static void set(Properties properties, String key, @Nullable String value) {
        if (value != null) {
            properties.setProperty(key, value);
        }
    }

    /** What to do where the server could not prove who it is, or nobody can be kept from listening. */
    static final String VOUCH =
            "The server must offer TLS under the name of the address, with a certificate of an authority that"
                    + " database.certificate names (a PEM file), or that Java trusts.";

    private static String remedy(SQLException failed) {
        String state = failed.getSQLState() == null ? "" : failed.getSQLState();
        String said = String.valueOf(failed.getMessage());
        if (state.startsWith("28") || said.contains("password")) {
            return "Set SCOREKEEPER_DATABASE_USER and SCOREKEEPER_DATABASE_PASSWORD to a user that may log in there.";
        }
        if (said.contains("SSL") || said.contains("could not be verified")) {
            return VOUCH;
        }
        return switch (state) {
            case "3D000" -> "Create it with CREATE DATABASE, or correct the name at the end of the address.";
            case "53300" -> "Wait until other programs have left, or raise its max_connections.";
            default -> "Start the server, or correct the address; without --database Scorekeeper uses one of its own.";
        };
    }

    private static void requireVersion(Connection session, String url) throws SQLException {
        int version = session.getMetaData().getDatabaseMajorVersion();
        if (version < OLDEST_VERSION) {
            throw new DatabaseUnavailableException("the database " + shown(url) + " is PostgreSQL " + version
                    + "; Scorekeeper needs " + OLDEST_VERSION + " or later. Upgrade it, or name another server.");
        }
    }

    /** Whether a schema is there. */
    boolean hasSchema(String schema) {
        try (PreparedStatement query = session.prepareStatement("select to_regnamespace(?) is not null")) {
            query.setString(1, schema);
            try (ResultSet result = query.executeQuery()) {
                return result.next() && result.getBoolean(1);
            }
        } catch (SQLException failed) {
            throw new DatabaseUnavailableException("the database does not answer: " + Failures.reason(failed), failed);
        }
    }

    /**
     * Takes the lock, where no connection of a run that has lost it is still at work, and a token that shows to this run's own
     * connections that it has not.
     */
    private static boolean lock(Connection session, String schema, int token) throws SQLException {
        try (Statement statement = session.createStatement()) {
            // The session is silent for as long as the run takes; a machine that died must not keep the lock for hours.
            statement.execute("set idle_session_timeout = 0");
            statement.execute(Keepalive.SERVER);
        }
        try (PreparedStatement lock =
                session.prepareStatement("select pg_try_advisory_lock(hashtext('scorekeeper'), hashtext(?))"
                        + " and pg_try_advisory_lock(hashtext('scorekeeper at work'), hashtext(?))"
                        + " and pg_try_advisory_lock(hashtext('scorekeeper run'), ?)")) {
            lock.setString(1, schema);
            lock.setString(2, schema);
            lock.setInt(3, token);
            try (ResultSet result = lock.executeQuery()) {
                if (!result.next() || !result.getBoolean(1)) {
                    return false;
                }
            }
        }
        try (PreparedStatement free =
                session.prepareStatement("select pg_advisory_unlock(hashtext('scorekeeper at work'), hashtext(?))")) {
            free.setString(1, schema);
            return free.execute();
        }
    }

    /** The session is there and answers. */
    @Override
    public boolean holds() {
        try {
            if (session.isValid(ANSWERS_SECONDS)) {
                return true;
            }
            // Nobody waits for it any more: where only the line was slow, the server gives up the lock.
            session.abort(Runnable::run);
        } catch (SQLException gone) {
            // as if it had not answered
        }
        return false;
    }

    /**
     * A connection at work keeps other runs out, even where the session of the lock is lost; and where it is lost, as after a
     * restart of the server, no new connection works for this run: another may have begun.
     */
    @Override
    public String fence() {
        return "; do $$ begin perform pg_advisory_lock_shared(hashtext('scorekeeper at work'), hashtext('" + schema
                + "')); if not exists (select from pg_locks where locktype = 'advisory' and granted"
                + " and classid::bigint = hashtext('scorekeeper run')::bigint & 4294967295"
                + " and objid::bigint = " + Integer.toUnsignedLong(token)
                + ") then raise exception 'the lock on the schema " + schema + " was lost'; end if; end $$";
    }

    /** The address without its parameters: a password may be among them. */
    private static String shown(String url) {
        int parameters = url.indexOf('?');
        return parameters < 0 ? url : url.substring(0, parameters);
    }

    @Override
    public void close() {
        // The server notices a closed connection in its own time; the next command must not have to wait for that.
        try (Statement statement = session.createStatement()) {
            statement.execute("select pg_advisory_unlock_all()");
        } catch (SQLException gone) {
            // Then the lock ends with the session.
        }
        close(session);
    }

    private static void close(Connection session) {
        try {
            session.close();
        } catch (SQLException gone) {
            // The server ends the session, and the lock with it, when the connection is gone.
        }
    }
}
