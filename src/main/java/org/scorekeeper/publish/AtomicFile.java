package org.scorekeeper.publish;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** A file that a reader sees whole or not at all: written beside its place, then moved there. */
public final class AtomicFile {
    private AtomicFile() {}

    /** What fills the file. */
    @FunctionalInterface
    public interface Content {
        /** Writes everything; the stream is closed by the caller. */
        void writeTo(OutputStream out) throws IOException;
    }

    /**
     * Writes a file, with the folders above it, and replaces what stood there.
     *
     * @throws UncheckedIOException naming the file, where it cannot be written
     */
    public static void write(Path file, Content content) {
        try {
            Path folder = Files.createDirectories(file.toAbsolutePath().getParent());
            // Always the same name: what a killed run left there is replaced when the file is written after all.
            Path draft = folder.resolve("." + file.getFileName() + ".part");
            Files.deleteIfExists(draft);
            try {
                try (OutputStream out = new BufferedOutputStream(
                        Files.newOutputStream(draft, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                        1 << 16)) {
                    content.writeTo(out);
                }
                keep(draft, StandardOpenOption.WRITE);
                readableByAll(draft);
                move(draft, file);
                keepName(folder);
            } finally {
                Files.deleteIfExists(draft);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be written: " + reason(file, e), e);
        }
    }

    /** The database will say that the file is there: it has to be, after a power cut too. */
    private static void keep(Path written, StandardOpenOption how) throws IOException {
        try (FileChannel channel = FileChannel.open(written, how)) {
            channel.force(true);
        }
    }

    private static void keepName(Path folder) {
        try {
            keep(folder, StandardOpenOption.READ);
        } catch (IOException notHere) {
            // Not every system can do that with a folder; those that cannot do it by themselves.
        }
    }

    /** Whatever the process makes is its owner's alone in some systems; a report is for whoever may enter the folder. */
    private static void readableByAll(Path draft) throws IOException {
        if (Files.getFileStore(draft).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(draft, java.nio.file.attribute.PosixFilePermissions.fromString("rw-r--r--"));
        }
    }

    /** What the system says of it, without the file's name once more. */
    private static String reason(Path file, IOException failed) {
        for (Path above = file.toAbsolutePath().getParent(); above != null; above = above.getParent()) {
            if (Files.exists(above) && !Files.isDirectory(above)) {
                return "a file of that name is in the way: " + above;
            }
        }
        if (failed instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (failed instanceof FileSystemException system && system.getReason() != null) {
            return system.getReason();
        }
        return String.valueOf(failed.getMessage());
    }

    private static void move(Path draft, Path file) throws IOException {
        try {
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
