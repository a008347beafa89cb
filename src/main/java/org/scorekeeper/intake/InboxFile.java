package org.scorekeeper.intake;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.jspecify.annotations.Nullable;
import org.scorekeeper.intake.table.Limits;
import org.scorekeeper.intake.table.UnreadableFileException;

/** A file of the inbox as it is read: where it lies, or unpacked into a temporary file that goes when this is closed. */
public final class InboxFile implements AutoCloseable {
    private final Path file;
    private final @Nullable Path temporary;

    private InboxFile(Path file, @Nullable Path temporary) {
        this.file = file;
        this.temporary = temporary;
    }

    /**
     * Opens a file.
     *
     * @param path relative to the inbox, with forward slashes; one of an archive as {@code archive.zip!/file.csv}
     * @throws UnreadableFileException with the reason and what its sender can do
     */
    public static InboxFile open(Path inbox, String path, Limits limits) {
        try {
            Path lies = onDisk(inbox, path);
            if (!inbox.resolve(path).equals(lies)) {
                return ofArchive(lies, path.substring(path.indexOf(Packed.INSIDE) + Packed.INSIDE.length()), limits);
            }
            if (Packed.isGzip(Packed.head(lies))) {
                try (InputStream in = Packed.openGzip(lies, limits)) {
                    return unpacked(in);
                }
            }
            return new InboxFile(lies, null);
        } catch (IOException unreadable) {
            throw new UnreadableFileException("the file cannot be read: " + unreadable.getMessage(), unreadable);
        }
    }

    /** The file that lies in the inbox: the archive of a file in one. */
    static Path onDisk(Path inbox, String path) {
        Path whole = inbox.resolve(path);
        int inside = path.indexOf(Packed.INSIDE);
        return inside < 0 || Files.exists(whole) ? whole : inbox.resolve(path.substring(0, inside));
    }

    private static InboxFile ofArchive(Path archive, String name, Limits limits) throws IOException {
        try (ZipFile zip = Packed.archive(archive)
                .orElseThrow(() -> new UnreadableFileException("the archive is damaged. Pack it again."))) {
            ZipArchiveEntry entry = zip.getEntry(name);
            if (entry == null) {
                throw new UnreadableFileException("the archive no longer holds it. Send it again.");
            }
            try (InputStream in = Packed.open(zip, entry, 0, limits)) {
                return unpacked(in);
            }
        }
    }

    private static InboxFile unpacked(InputStream in) throws IOException {
        Path temporary = TemporaryFiles.file(".unpacked");
        try {
            Files.copy(in, temporary, StandardCopyOption.REPLACE_EXISTING);
            byte[] head = Packed.head(temporary);
            if (Packed.isGzip(head)
                    || Packed.archive(temporary).map(InboxFile::closed).isPresent()) {
                throw new UnreadableFileException(
                        "an archive lies inside of an archive. Pack the files themselves, once.");
            }
            return new InboxFile(temporary, temporary);
        } catch (IOException | RuntimeException failed) {
            Files.deleteIfExists(temporary);
            throw failed;
        }
    }

    private static ZipFile closed(ZipFile zip) {
        try {
            zip.close();
        } catch (IOException atLast) {
            // nothing is written
        }
        return zip;
    }

    /** Where its bytes can be read, unpacked. */
    public Path file() {
        return file;
    }

    @Override
    public void close() {
        try {
            if (temporary != null) {
                Files.deleteIfExists(temporary);
            }
        } catch (IOException stays) {
            file.toFile().deleteOnExit();
        }
    }
}
