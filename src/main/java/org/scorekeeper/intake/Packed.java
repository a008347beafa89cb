package org.scorekeeper.intake;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.scorekeeper.intake.table.Limits;
import org.scorekeeper.intake.table.UnreadableFileException;

/**
 * Unpacks what vendors compress: a gzip file is the file in it; each file of a zip archive is one of its own, called
 * {@code archive.zip!/file.csv}. Nothing is unpacked under a name that an archive gives, and never more than the limits let
 * through.
 */
final class Packed {
    /** Between an archive's path and that of a file in it. */
    static final String INSIDE = "!/";

    /** Below so many bytes no file is a bomb, however well it was packed. */
    private static final long HARMLESS = 10_000_000;

    private Packed() {}

    /** Whether a file begins as gzip files do. */
    static boolean isGzip(byte[] head) {
        return head.length > 1 && (head[0] & 0xff) == 0x1F && (head[1] & 0xff) == 0x8B;
    }

    /** Whether a file begins as zip archives do, which workbooks are too. */
    static boolean isZip(byte[] head) {
        return head.length > 3 && head[0] == 'P' && head[1] == 'K' && head[2] == 3 && head[3] == 4;
    }

    /** The first bytes of a file. */
    static byte[] head(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(4);
        }
    }

    /** Opens a zip archive; empty where the file is a workbook or document, or no whole archive. */
    static Optional<ZipFile> archive(Path file) throws IOException {
        if (!isZip(head(file))) {
            return Optional.empty();
        }
        ZipFile zip;
        try {
            zip = ZipFile.builder().setPath(file).get();
        } catch (IOException | RuntimeException damaged) {
            return Optional.empty(); // what is wrong with it, the reader of workbooks says
        }
        boolean document = zip.getEntry("[Content_Types].xml") != null || zip.getEntry("mimetype") != null;
        if (document || !zip.getEntries().hasMoreElements()) {
            zip.close();
            return Optional.empty();
        }
        return Optional.of(zip);
    }

    /** The files of an archive in its order; folders are none. */
    static List<ZipArchiveEntry> files(ZipFile zip, Limits limits) {
        List<ZipArchiveEntry> files = new ArrayList<>();
        for (ZipArchiveEntry entry : Collections.list(zip.getEntries())) {
            if (!entry.isDirectory()) {
                files.add(entry);
            }
            if (files.size() > limits.entries()) {
                throw limits.tooMany("the archive holds more than " + limits.entries() + " files");
            }
        }
        return files;
    }

    /** Names that stand more than once in an archive: which of their files is meant cannot be said. */
    static Set<String> twice(List<ZipArchiveEntry> files) {
        Set<String> seen = new HashSet<>();
        Set<String> twice = new HashSet<>();
        files.stream()
                .map(ZipArchiveEntry::getName)
                .filter(name -> !seen.add(name))
                .forEach(twice::add);
        return twice;
    }

    /**
     * Opens a file of an archive.
     *
     * @param before bytes that the archive's earlier files came to
     */
    static InputStream open(ZipFile zip, ZipArchiveEntry entry, long before, Limits limits) throws IOException {
        String name = entry.getName();
        if (name.startsWith("/")
                || name.indexOf('\\') >= 0
                || name.indexOf(':') >= 0
                || List.of(name.split("/", -1)).contains("..")) {
            throw new UnreadableFileException(
                    "its name leads out of the archive, as only an attack does. Pack the file again under a plain name.");
        }
        if (entry.getGeneralPurposeBit().usesEncryption()) {
            throw new UnreadableFileException(
                    "the archive is protected by a password. Pack the file again without one.");
        }
        if (!zip.canReadEntryData(entry)) {
            throw new UnreadableFileException(
                    "the archive is packed in a way that is not read. Pack the file again as an ordinary zip.");
        }
        return bounded(zip.getInputStream(entry), Math.max(1, entry.getCompressedSize()), before, limits);
    }

    /** Opens the file in a gzip file. */
    static InputStream openGzip(Path file, Limits limits) throws IOException {
        InputStream packed = Files.newInputStream(file);
        try {
            return bounded(new GZIPInputStream(packed, 1 << 16), Files.size(file), 0, limits);
        } catch (IOException damaged) {
            packed.close();
            throw damaged;
        }
    }

    private static InputStream bounded(InputStream in, long packed, long before, Limits limits) {
        return new FilterInputStream(in) {
            private long count;

            @Override
            public int read() throws IOException {
                int next = super.read();
                count(next < 0 ? 0 : 1);
                return next;
            }

            @Override
            public int read(byte[] buffer, int from, int most) throws IOException {
                int read = super.read(buffer, from, most);
                count(Math.max(read, 0));
                return read;
            }

            private void count(int read) {
                count += read;
                if (before + count > limits.file()) {
                    throw limits.tooLarge("it unpacks to more than " + (before + count - 1) + " bytes");
                }
                if (count > HARMLESS && count / limits.compression() > packed) {
                    throw limits.tooDense(
                            "it unpacks to more than " + limits.compression() + " times its size (a zip bomb)");
                }
            }
        };
    }
}
