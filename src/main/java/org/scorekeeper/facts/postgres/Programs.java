package org.scorekeeper.facts.postgres;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/**
 * Where the embedded server's programs are unpacked: once a user rather than once a workspace, where the user has a
 * home. One start at a time looks after them, so that nobody takes a half unpacked program for a whole one.
 */
final class Programs implements AutoCloseable {
    /** File locks hold between processes, not within one. */
    private static final ReentrantLock WITHIN_PROCESS = new ReentrantLock();

    private final Path folder;
    private final FileChannel lock;

    private Programs(Path folder, FileChannel lock) {
        this.folder = folder;
        this.lock = lock;
    }

    /**
     * Makes the folder ready for the library to unpack into; it is ours alone until this is closed.
     *
     * @param home the workspace's {@code .scorekeeper}, used where the user has no home
     */
    static Programs prepare(Path home) throws IOException {
        Path ours = userCache().orElse(home);
        WITHIN_PROCESS.lock();
        FileChannel lock = null;
        try {
            lock = FileChannel.open(ours.resolve("programs.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            lock.lock();
            // The library opens the folder that it unpacks into to all users: it lies within one that is closed.
            Path folder = Files.createDirectories(ours.resolve("programs"));
            forgetHalfUnpacked(folder);
            return new Programs(folder, lock);
        } catch (IOException | RuntimeException failed) {
            if (lock != null) {
                lock.close();
            }
            WITHIN_PROCESS.unlock();
            throw failed;
        }
    }

    Path folder() {
        return folder;
    }

    private static Optional<Path> userCache() {
        String named = System.getenv("XDG_CACHE_HOME");
        Path base = named != null && !named.isBlank()
                ? Path.of(named)
                : Path.of(System.getProperty("user.home", "")).resolve(".cache");
        if (!base.isAbsolute()) {
            return Optional.empty(); // an account that the system does not know has "?" for a home
        }
        try {
            Path folder = Folders.closed(base.resolve("scorekeeper"));
            return Files.isWritable(folder) ? Optional.of(folder) : Optional.empty();
        } catch (IOException notOurs) {
            return Optional.empty();
        }
    }

    /** The library marks what it has unpacked to the end, and would not mend what was killed in the middle. */
    private static void forgetHalfUnpacked(Path folder) throws IOException {
        List<Path> halves;
        try (Stream<Path> entries = Files.list(folder)) {
            halves = entries.filter(entry -> entry.getFileName().toString().startsWith("PG-"))
                    .filter(entry -> !Files.exists(entry.resolve(".exists")))
                    .toList();
        }
        for (Path half : halves) {
            Folders.delete(half);
        }
    }

    @Override
    public void close() throws IOException {
        try {
            lock.close();
        } finally {
            WITHIN_PROCESS.unlock();
        }
    }
}
