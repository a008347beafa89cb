package org.scorekeeper.facts.postgres;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A real PostgreSQL that belongs to one workspace: its data lies in {@code .scorekeeper/postgres}, durable, and stays
 * between runs. It listens on this machine only, on no socket file, and from its very first start asks for a password
 * that only the owner of the data can read.
 */
final class EmbeddedServer implements Ground {
    private static final String USER = "postgres";
    private static final int ANSWERS_MILLIS = 10_000;

    /** Those of this process, for its sudden end. */
    private static final Set<EmbeddedServer> OPEN = ConcurrentHashMap.newKeySet();

    private final WorkspaceLock lock;
    private final EmbeddedPostgres server;
    private final String password;
    private final Optional<ProcessHandle> process;

    private EmbeddedServer(
            WorkspaceLock lock, EmbeddedPostgres server, String password, Optional<ProcessHandle> process) {
        this.lock = lock;
        this.server = server;
        this.password = password;
        this.process = process;
    }

    /**
     * Starts it, after stopping what a killed run left behind.
     *
     * @throws DatabaseUnavailableException where another run has the workspace, or the server does not start
     */
    static EmbeddedServer start(Path workspace) {
        try {
            Path home = Folders.closed(workspace.resolve(".scorekeeper")).toRealPath();
            WorkspaceLock lock = WorkspaceLock.take(home, workspace);
            try {
                return startLocked(home, lock);
            } catch (IOException | RuntimeException failed) {
                lock.close();
                throw failed;
            }
        } catch (DatabaseUnavailableException said) {
            throw said;
        } catch (IOException | RuntimeException failed) {
            throw new DatabaseUnavailableException(
                    sentence(workspace.resolve(".scorekeeper"), Failures.reason(failed)), failed);
        }
    }

    /** Where one that another run has started listens, and with which password. */
    record Running(String url, String user, String password) {}

    /** The server that another run has started; empty where none runs. */
    static Optional<Running> running(Path workspace) {
        Path data = workspace.resolve(".scorekeeper").resolve("postgres");
        try {
            // Its fourth line is the port: PostgreSQL's manual, "postmaster.pid".
            String port =
                    Files.readAllLines(data.resolve("postmaster.pid")).get(3).trim();
            String password = Files.readString(data.resolve("scorekeeper.key")).trim();
            return Optional.of(new Running("jdbc:postgresql://127.0.0.1:" + port + "/postgres", USER, password));
        } catch (IOException | IndexOutOfBoundsException notRunning) {
            return Optional.empty();
        }
    }

    private static String sentence(Path home, String reason) {
        return "the embedded PostgreSQL in " + home + " does not start: " + reason
                + ". Is the disk full, or the folder not yours? Its log is " + home.resolve("postgres.log")
                + ". Or name a server with --database.";
    }

    private static EmbeddedServer startLocked(Path home, WorkspaceLock lock) throws IOException {
        Path data = home.resolve("postgres");
        Path key = data.resolve("scorekeeper.key");
        Path newKey = home.resolve("postgres.key.new");
        OrphanServer.stop(data);
        if (Files.exists(newKey)) {
            // The first start was killed before it was done: nothing was ever stored.
            Folders.delete(data);
            Files.delete(newKey);
        }
        if (!Files.exists(data.resolve("PG_VERSION"))) {
            writeNewKey(newKey);
        } else if (!Files.exists(key)) {
            throw new IOException("its password file " + key + " is missing and must come back from a backup");
        }
        // PostgreSQL refuses data that others can look into, as a copied folder is.
        Folders.closed(data);
        String password = Files.readString(Files.exists(newKey) ? newKey : key).trim();
        EmbeddedPostgres server = startServer(home, data, newKey, password);
        if (Files.exists(newKey)) {
            Files.move(newKey, key, StandardCopyOption.ATOMIC_MOVE);
        }
        EmbeddedServer started =
                new EmbeddedServer(lock, server, password, OrphanServer.process(data.resolve("postmaster.pid")));
        OPEN.add(started);
        return started;
    }

    private static EmbeddedPostgres startServer(Path home, Path data, Path newKey, String password) throws IOException {
        ServerLog log = ServerLog.open(home.resolve("postgres.log"));
        try (Programs programs = Programs.prepare(home)) {
            return new ServerStart(programs.folder(), data, newKey, password, log).run();
        } catch (IOException | RuntimeException failed) {
            String reason = log.complaint().orElseGet(() -> Failures.reason(failed));
            throw new DatabaseUnavailableException(sentence(home, reason), failed);
        }
    }

    private static void writeNewKey(Path file) throws IOException {
        byte[] random = new byte[24];
        new SecureRandom().nextBytes(random);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, HexFormat.of().formatHex(random) + "\n");
    }

    String url() {
        return "jdbc:postgresql://127.0.0.1:" + server.getPort() + "/postgres";
    }

    String user() {
        return USER;
    }

    String password() {
        return password;
    }

    /** Its process may be listed although it ended, where nobody asks for its end: whether it is there is told by its port, too. */
    @Override
    public boolean holds() {
        if (process.filter(ProcessHandle::isAlive).isEmpty()) {
            return false;
        }
        try (Socket call = new Socket()) {
            InetAddress here = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
            call.connect(new InetSocketAddress(here, server.getPort()), ANSWERS_MILLIS);
            return true;
        } catch (IOException refused) {
            return false;
        }
    }

    /** Stops every server that this process has started and not stopped yet. */
    static void stopAll() {
        List.copyOf(OPEN).forEach(EmbeddedServer::close);
    }

    @Override
    public void close() {
        if (!OPEN.remove(this)) {
            return;
        }
        try (lock) {
            writeAll();
            server.close();
        } catch (IOException notStopped) {
            throw new DatabaseUnavailableException(
                    "the embedded PostgreSQL did not stop cleanly: " + Failures.reason(notStopped), notStopped);
        }
    }

    /** The library waits five seconds for the server to stop, and after a large load there may be more to write. */
    private void writeAll() {
        try (Connection connection = DriverManager.getConnection(url(), user(), password());
                Statement statement = connection.createStatement()) {
            statement.execute("checkpoint");
        } catch (SQLException alreadyGone) {
            // Stopping says what is wrong, if anything is; and what was committed is safe either way.
        }
    }
}
