package org.scorekeeper.facts.postgres;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A real PostgreSQL that belongs to one workspace: its data lies in {@code .scorekeeper/postgres}, durable, and stays
 * between runs. It listens on this machine only and asks for a password that only the workspace's owner can read.
 */
final class EmbeddedServer implements AutoCloseable {
    private final FileChannel lockFile;
    private final EmbeddedPostgres server;
    private final String password;

    private EmbeddedServer(FileChannel lockFile, EmbeddedPostgres server, String password) {
        this.lockFile = lockFile;
        this.server = server;
        this.password = password;
    }

    static EmbeddedServer start(Path workspace) {
        Path home = workspace.resolve(".scorekeeper");
        try {
            Files.createDirectories(home);
            FileChannel lockFile = lock(home.resolve("lock"), workspace);
            try {
                return startLocked(home, lockFile);
            } catch (IOException | SQLException | RuntimeException failed) {
                lockFile.close();
                throw failed;
            }
        } catch (DatabaseUnavailableException said) {
            throw said;
        } catch (IOException | SQLException | RuntimeException failed) {
            throw new DatabaseUnavailableException(
                    "the embedded PostgreSQL in " + home + " does not start (" + firstLine(failed) + "). See "
                            + home.resolve("postgres.log")
                            + "; is the disk full, or the folder not yours? Or name a server with --database.",
                    failed);
        }
    }

    private static FileChannel lock(Path file, Path workspace) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = null;
        try {
            lock = channel.tryLock();
        } catch (OverlappingFileLockException sameProcess) {
            // falls through to the sentence below
        }
        if (lock == null) {
            channel.close();
            throw new DatabaseUnavailableException("another run is using the workspace " + workspace
                    + ". Wait until it has finished, or stop it, and give the command again.");
        }
        return channel;
    }

    private static EmbeddedServer startLocked(Path home, FileChannel lockFile) throws IOException, SQLException {
        Path data = home.resolve("postgres");
        Path binaries = binaries(home);
        stopOrphan(data, binaries);
        boolean fresh = !Files.exists(data.resolve("PG_VERSION"));
        String password = password(home.resolve("postgres.key"), fresh);
        EmbeddedPostgres server = EmbeddedPostgres.builder()
                .setOverrideWorkingDirectory(binaries.toFile())
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setRegisterShutdownHook(true)
                .setPGStartupWait(Duration.ofSeconds(60))
                .setOutputRedirector(ProcessBuilder.Redirect.appendTo(
                        home.resolve("postgres.log").toFile()))
                .setErrorRedirector(ProcessBuilder.Redirect.appendTo(
                        home.resolve("postgres.log").toFile()))
                .setConnectConfig("password", password)
                .setLocaleConfig("locale-provider", "builtin")
                .setLocaleConfig("builtin-locale", "C.UTF-8")
                .setLocaleConfig("locale", "C")
                .setLocaleConfig("encoding", "UTF8")
                // Durable: the library's own defaults are made for tests.
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("full_page_writes", "on")
                .setServerConfig("listen_addresses", "127.0.0.1")
                .setServerConfig("max_connections", "40")
                .setServerConfig("shared_buffers", "256MB")
                .setServerConfig("work_mem", "32MB")
                .setServerConfig("max_wal_size", "2GB")
                .setServerConfig("wal_level", "minimal")
                .setServerConfig("max_wal_senders", "0")
                .setServerConfig("password_encryption", "scram-sha-256")
                .start();
        if (fresh) {
            shutOthersOut(server, data, password);
        }
        return new EmbeddedServer(lockFile, server, password);
    }

    /** From the first start on, every connection needs the password: other users share this machine's loopback. */
    private static void shutOthersOut(EmbeddedPostgres server, Path data, String password)
            throws IOException, SQLException {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("alter role postgres password '" + password + "'");
            Files.writeString(
                    data.resolve("pg_hba.conf"), "local all all reject\nhost all all 127.0.0.1/32 scram-sha-256\n");
            statement.execute("select pg_reload_conf()");
        }
    }

    private static String password(Path file, boolean fresh) throws IOException {
        if (!fresh && Files.exists(file)) {
            return Files.readString(file).trim();
        }
        byte[] random = new byte[24];
        new SecureRandom().nextBytes(random);
        String password = HexFormat.of().formatHex(random);
        Files.deleteIfExists(file);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, password);
        return password;
    }

    /** Where the server's programs are unpacked: once a user, not once a workspace, and not open to others. */
    private static Path binaries(Path home) throws IOException {
        String cache = System.getenv("XDG_CACHE_HOME");
        Path base = cache != null && !cache.isBlank()
                ? Path.of(cache)
                : Path.of(System.getProperty("user.home", "")).resolve(".cache");
        Path folder = base.resolve("scorekeeper").resolve("postgres");
        try {
            Files.createDirectories(folder);
            if (Files.isWritable(folder)) {
                Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
                return folder;
            }
        } catch (IOException notOurs) {
            // A service account without a home: the workspace will do.
        }
        return Files.createDirectories(home.resolve("programs"));
    }

    /** A run that was killed leaves its server behind: it is stopped here, cleanly, before the next start. */
    private static void stopOrphan(Path data, Path binaries) throws IOException {
        Path pidFile = data.resolve("postmaster.pid");
        if (!Files.exists(pidFile)) {
            return;
        }
        String pid = Files.readAllLines(pidFile, StandardCharsets.UTF_8).stream()
                .findFirst()
                .orElse("");
        boolean alive = pid.matches("\\d+")
                && ProcessHandle.of(Long.parseLong(pid))
                        .map(ProcessHandle::isAlive)
                        .orElse(false);
        Path control = find(binaries, "pg_ctl");
        if (alive && control != null) {
            List<String> command = new ArrayList<>();
            if ("root".equals(System.getProperty("user.name"))) {
                command.addAll(List.of("unshare", "-U"));
            }
            command.addAll(List.of(control.toString(), "-D", data.toString(), "stop", "-m", "fast", "-w", "-t", "60"));
            Process stop = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            try {
                if (!stop.waitFor(70, TimeUnit.SECONDS)) {
                    stop.destroyForcibly();
                }
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        } else if (!alive) {
            Files.deleteIfExists(pidFile);
        }
    }

    private static @Nullable Path find(Path folder, String program) throws IOException {
        try (Stream<Path> files = Files.walk(folder, 4)) {
            return files.filter(file -> file.endsWith("bin/" + program))
                    .findFirst()
                    .orElse(null);
        }
    }

    String url() {
        return "jdbc:postgresql://127.0.0.1:" + server.getPort() + "/postgres";
    }

    String user() {
        return "postgres";
    }

    String password() {
        return password;
    }

    @Override
    public void close() {
        try (lockFile) {
            server.close();
        } catch (IOException notStopped) {
            throw new DatabaseUnavailableException(
                    "the embedded PostgreSQL did not stop cleanly: " + firstLine(notStopped), notStopped);
        }
    }

    private static String firstLine(Exception failure) {
        String message = failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
        return message.lines().findFirst().orElse(message);
    }
}
