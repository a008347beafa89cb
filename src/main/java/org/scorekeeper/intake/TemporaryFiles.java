package org.scorekeeper.intake;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Files that are needed for a while. Those of one process lie in a folder of its own, held by a lock that the system gives up
 * when the process dies: so the next one knows what a dead one has left, and clears it away. The launcher makes the folder and
 * names it, so that what libraries put down (fonts, most of all) lies there too; else it is made at need.
 */
public final class TemporaryFiles {
    private static final String NAME = "scorekeeper-run-";
    private static final String LOCK = "lock";
    /** What the launcher names its folder by. */
    private static final String GIVEN = "scorekeeper.temporary";
    /** A folder without its lock is one that is being made, unless it is that old. */
    private static final Duration BEING_MADE = Duration.ofMinutes(1);

    private static @Nullable TemporaryFiles own;

    private final Path folder;
    private final FileChannel lock;

    private TemporaryFiles(Path folder, FileChannel lock) {
        this.folder = folder;
        this.lock = lock;
    }

    /** A new file; whoever asks for it deletes it. */
    public static Path file(String suffix) throws IOException {
        return Files.createTempFile(own().folder, "", suffix);
    }

    /** A new folder; whoever asks for it deletes it. */
    public static Path folder(String name) throws IOException {
        return Files.createTempDirectory(own().folder, name);
    }

    /** Holds the folder that the launcher has made, where it has made one. */
    public static void begin() {
        if (System.getProperty(GIVEN) != null) {
            try {
                own();
            } catch (IOException full) {
                // What needs a temporary folder says what is wrong with it.
            }
        }
    }

    private static synchronized TemporaryFiles own() throws IOException {
        TemporaryFiles held = own;
        String given = System.getProperty(GIVEN);
        if (held == null && given != null && Files.notExists(Path.of(given, LOCK))) {
            held = hold(Path.of(given));
        }
        while (held == null) {
            held = hold(Files.createTempDirectory(NAME));
        }
        own = held;
        return held;
    }

    private static @Nullable TemporaryFiles hold(Path folder) throws IOException {
        Path file = folder.resolve(LOCK);
        FileChannel lock = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        // In this moment another process may take it for a dead one's.
        if (lock.tryLock() != null && Files.exists(file)) {
            return new TemporaryFiles(folder, lock);
        }
        lock.close();
        return null;
    }

    /** Clears away what this process still has, at its end. */
    public static synchronized void leave() {
        TemporaryFiles held = own;
        if (held != null) {
            own = null;
            try {
                delete(held.folder);
                held.lock.close();
            } catch (IOException stays) {
                // The next run clears it away.
            }
        }
    }

    /**
     * Clears away what dead processes of the same user have left, never what a living one has.
     *
     * @param first what is done with such a folder before it goes
     */
    public static synchronized void clear(Consumer<Path> first) {
        Path all = own == null ? Path.of(System.getProperty("java.io.tmpdir")) : own.folder.getParent();
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(all, NAME + "*")) {
            for (Path folder : folders) {
                if (Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
                        && (own == null || !own.folder.equals(folder))) {
                    clear(folder, first);
                }
            }
        } catch (IOException unreadable) {
            // What needs a temporary folder says what is wrong with it.
        }
    }

    private static void clear(Path folder, Consumer<Path> first) {
        try (FileChannel lock = FileChannel.open(folder.resolve(LOCK), StandardOpenOption.WRITE)) {
            if (lock.tryLock() != null) {
                first.accept(folder);
                delete(folder);
            }
        } catch (NoSuchFileException unlocked) {
            clearOld(folder);
        } catch (IOException | OverlappingFileLockException notOurs) {
            // Another user's, or one of a living process.
        }
    }

    private static void clearOld(Path folder) {
        try {
            if (Files.getLastModifiedTime(folder)
                    .toInstant()
                    .isBefore(Instant.now().minus(BEING_MADE))) {
                delete(folder);
            }
        } catch (IOException notOurs) {
            // another user's, or gone meanwhile
        }
    }

    /** The lock goes last: while it is there, nobody else takes the folder in hand. */
    private static void delete(Path folder) throws IOException {
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (!file.equals(folder.resolve(LOCK))) {
                    Files.deleteIfExists(file);
                }
                return FileVisitResult.CONTINUE;
            }

            /** A library may clear away its own at the same time. */
            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failed) throws IOException {
                if (failed instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE;
                }
                throw failed;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failed) throws IOException {
                if (failed != null) {
                    throw failed;
                }
                if (directory.equals(folder)) {
                    Files.deleteIfExists(folder.resolve(LOCK));
                }
                Files.delete(directory);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
