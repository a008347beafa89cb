package org.scorekeeper.facts.postgres;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One start of the embedded server, with the settings that make it durable and shut others out.
 *
 * @param programs the folder that its programs are unpacked into
 * @param data the folder of its data, empty at the first start
 * @param newKey the file of the password that the first start gives it; not there later
 * @param password to log in with
 * @param log where it writes what it does
 */
record ServerStart(Path programs, Path data, Path newKey, String password, ServerLog log) {
    /** Enough to replay the log of a night that was cut off. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final long LOOK_AGAIN_MILLIS = 100;

    /** The library's own defaults are made for tests: durability is switched on here. */
    private static final Map<String, String> SETTINGS = Map.ofEntries(
            Map.entry("fsync", "on"),
            Map.entry("synchronous_commit", "on"),
            Map.entry("full_page_writes", "on"),
            Map.entry("listen_addresses", "127.0.0.1"),
            Map.entry("unix_socket_directories", ""),
            Map.entry("password_encryption", "scram-sha-256"),
            Map.entry("max_connections", "40"),
            Map.entry("shared_buffers", "256MB"),
            Map.entry("work_mem", "32MB"),
            Map.entry("maintenance_work_mem", "128MB"),
            // Nobody replicates it, and a night's load should not wait for a checkpoint in its middle.
            Map.entry("wal_level", "minimal"),
            Map.entry("max_wal_senders", "0"),
            Map.entry("max_wal_size", "2GB"),
            Map.entry("checkpoint_timeout", "15min"),
            // Contracts are evaluated side by side: a query that takes a second core takes it from another contract.
            Map.entry("max_parallel_workers_per_gather", "0"));

    /** Starts it; the answer is ready for connections. */
    EmbeddedPostgres run() throws IOException {
        // Else the library looks for its own leftovers in a folder that every user of the machine can write to.
        System.setProperty("ot.epg.working-dir", programs.resolve("leftovers").toString());
        FutureTask<EmbeddedPostgres> start = new FutureTask<>(builder()::start);
        Thread starter = new Thread(start, "postgres-start");
        starter.setDaemon(true);
        starter.start();
        try {
            while (true) {
                try {
                    return start.get(LOOK_AGAIN_MILLIS, TimeUnit.MILLISECONDS);
                } catch (TimeoutException notYet) {
                    if (log.gaveUp()) {
                        // The library would go on asking for a minute; interrupted, it takes the server for started.
                        starter.interrupt();
                        start.get().close();
                        throw new IOException("the server could not be started", notYet);
                    }
                }
            }
        } catch (ExecutionException failed) {
            throw new IOException(Failures.reason(failed), failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while the server starts", interrupted);
        }
    }

    private EmbeddedPostgres.Builder builder() {
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                .setOverrideWorkingDirectory(programs.toFile())
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                // A process that is told to stop ends its work first, and the server with it.
                .setRegisterShutdownHook(false)
                .setPGStartupWait(PATIENCE)
                .setOutputRedirector(log.redirect())
                .setErrorRedirector(log.redirect())
                .setConnectConfig("password", password)
                .setDataDirectoryCustomizer(ServerStart::askForPassword)
                .setLocaleConfig("locale-provider", "builtin")
                .setLocaleConfig("builtin-locale", "C.UTF-8")
                .setLocaleConfig("locale", "C")
                // Not about locale, but handed to initdb too: there is a password before there is a server.
                .setLocaleConfig("pwfile", newKey.toString());
        SETTINGS.forEach(builder::setServerConfig);
        return builder;
    }

    /** Runs before each start: every connection needs the password, for other users share this machine's loopback. */
    private static void askForPassword(File data) {
        try {
            Files.writeString(data.toPath().resolve("pg_hba.conf"), "host all all 127.0.0.1/32 scram-sha-256\n");
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Leaves the password out. */
    @Override
    public String toString() {
        return "start of the server on " + data;
    }
}
