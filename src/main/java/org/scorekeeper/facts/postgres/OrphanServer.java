package org.scorekeeper.facts.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** The server that a killed run left behind: it is stopped, cleanly, before the next one starts on the same data. */
final class OrphanServer {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(10);

    private OrphanServer() {}

    /**
     * Stops the server that still runs on this data, if one does, and takes away a pid file whose number now belongs to
     * a process of another kind. A pid file of a dead process stays: PostgreSQL itself knows what to do with it.
     *
     * @throws IOException where the server does not stop within a minute
     */
    static void stop(Path data) throws IOException {
        Path pidFile = data.resolve("postmaster.pid");
        Optional<ProcessHandle> process = process(pidFile);
        if (process.isEmpty()) {
            return;
        }
        if (!serves(process.get(), data)) {
            // Numbers are given again, soon so in a container; PostgreSQL would take the stranger for its server.
            Files.deleteIfExists(pidFile);
            return;
        }
        interrupt(process.get());
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        // Not only the process: one whose parent never asks for it stays listed after it ended.
        while (process.get().isAlive() && Files.exists(pidFile)) {
            if (System.nanoTime() > deadline) {
                throw new IOException(
                        "the server of an earlier run, process " + process.get().pid() + ", does not stop");
            }
            pause();
        }
    }

    /** The process that a pid file names, where there is one of that number. */
    static Optional<ProcessHandle> process(Path pidFile) throws IOException {
        if (!Files.exists(pidFile)) {
            return Optional.empty();
        }
        String number = Files.readString(pidFile).lines().findFirst().orElse("").trim();
        return number.matches("\\d{1,18}") ? ProcessHandle.of(Long.parseLong(number)) : Optional.empty();
    }

    /** A server works in its data folder; where the system does not tell, its program must do. */
    private static boolean serves(ProcessHandle process, Path data) {
        if (Files.isDirectory(Path.of("/proc/self"))) {
            try {
                return Files.isSameFile(Path.of("/proc", Long.toString(process.pid()), "cwd"), data);
            } catch (IOException notOurs) {
                return false;
            }
        }
        return process.info()
                .command()
                .filter(command -> command.endsWith("/postgres"))
                .isPresent();
    }

    /** SIGINT is PostgreSQL's fast stop: sessions end, everything is written. Java can send only SIGTERM and SIGKILL. */
    private static void interrupt(ProcessHandle process) throws IOException {
        new ProcessBuilder("sh", "-c", "kill -INT " + process.pid())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static void pause() throws IOException {
        try {
            Thread.sleep(LOOK_AGAIN.toMillis());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while the server of an earlier run stops", interrupted);
        }
    }
}
