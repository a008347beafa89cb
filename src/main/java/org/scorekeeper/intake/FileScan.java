package org.scorekeeper.intake;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.zip.ZipException;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.scorekeeper.intake.table.Limits;
import org.scorekeeper.intake.table.UnreadableFileException;

/** Says which feed takes each file of the inbox, and which bytes it has. Files are read, never changed. */
public final class FileScan {
    private static final int BUFFER = 1 << 16;

    private final Takers takers;
    private final Limits limits;
    private final List<ScannedFile> files = new ArrayList<>();

    private FileScan(List<Feed> feeds, Limits limits) {
        this.takers = new Takers(feeds);
        this.limits = limits;
    }

    /**
     * One file of the inbox.
     *
     * @param path relative to the inbox, with forward slashes
     * @param bytes its length
     * @param modified when it was last written
     * @param finding which feed takes it, or why none does
     */
    public record ScannedFile(String path, long bytes, Instant modified, Finding finding) {}

    /**
     * All files below the inbox, by their paths, those of archives too; none where the inbox does not exist.
     *
     * @param feeds each with an id of its own
     */
    public static List<ScannedFile> of(Path inbox, List<Feed> feeds, Limits limits) {
        if (!Files.isDirectory(inbox)) {
            return List.of();
        }
        FileScan scan = new FileScan(feeds, limits);
        try {
            InboxWalk walk = InboxWalk.of(inbox, limits);
            scan.files.addAll(walk.decided());
            walk.found().forEach(found -> scan.files.addAll(scan.scanned(found)));
        } catch (IOException unreadable) {
            scan.files.add(new ScannedFile("", 0, Instant.EPOCH, Finding.Unreadable.by(unreadable)));
        }
        scan.files.sort(Comparator.comparing(ScannedFile::path));
        return List.copyOf(scan.files);
    }

    private List<ScannedFile> scanned(InboxWalk.Found one) {
        if (one.path().chars().anyMatch(Character::isISOControl)) {
            return List.of(one.with(new Finding.Refused("its name holds control characters. Rename it.")));
        }
        try {
            Optional<ZipFile> archive = Packed.archive(one.file());
            if (archive.isPresent()) {
                try (ZipFile zip = archive.get()) {
                    return scannedArchive(one, zip);
                }
            }
            List<Feed> feeds = takers.of(one.path());
            return List.of(one.with(feeds.isEmpty() ? new Finding.Unknown() : finding(one, feeds)));
        } catch (UnreadableFileException refused) {
            return List.of(one.with(new Finding.Refused(String.valueOf(refused.getMessage()))));
        } catch (IOException unreadable) {
            return List.of(one.with(Finding.Unreadable.by(unreadable)));
        }
    }

    private Finding finding(InboxWalk.Found one, List<Feed> feeds) throws IOException {
        boolean gzip = Packed.isGzip(Packed.head(one.file()));
        if (!gzip && one.attributes().size() > limits.file()) {
            throw limits.tooLarge("it has " + one.attributes().size() + " bytes");
        }
        try (InputStream in = gzip ? Packed.openGzip(one.file(), limits) : Files.newInputStream(one.file())) {
            Finding finding = taken(in, feeds);
            return one.isSettled() ? finding : new Finding.StillWritten();
        } catch (EOFException | ZipException damaged) {
            throw new UnreadableFileException("the gzip file is damaged or cut off. Pack it again.", damaged);
        }
    }

    /** Each file of an archive is a file of its own; where no feed takes any, the archive is named once. */
    private List<ScannedFile> scannedArchive(InboxWalk.Found one, ZipFile zip) throws IOException {
        List<ZipArchiveEntry> entries = Packed.files(zip, limits);
        Set<String> twice = Packed.twice(entries);
        List<ScannedFile> inside = new ArrayList<>();
        long bytes = 0;
        for (ZipArchiveEntry entry : entries) {
            String name = entry.getName();
            if (InboxWalk.isClutter(Path.of(name.replace('\0', '?'))) || name.startsWith("__MACOSX/")) {
                continue;
            }
            List<Feed> feeds = takers.of(one.path(), name);
            Finding finding = new Finding.Unknown();
            long size = 0;
            if (twice.contains(name)) {
                finding = new Finding.Refused(
                        "the archive holds two files of this name. Pack each under a name of its own.");
            } else if (!feeds.isEmpty()) {
                try (CountedStream in = new CountedStream(Packed.open(zip, entry, bytes, limits))) {
                    finding = taken(in, feeds);
                    size = in.count();
                    bytes += size;
                } catch (UnreadableFileException refused) {
                    finding = new Finding.Refused(String.valueOf(refused.getMessage()));
                } catch (IOException damaged) {
                    finding = new Finding.Refused("the archive is damaged there. Pack it again.");
                }
            }
            inside.add(new ScannedFile(
                    one.path() + Packed.INSIDE + name.replaceAll("\\p{Cntrl}", "?"),
                    size,
                    one.attributes().lastModifiedTime().toInstant(),
                    finding));
        }
        if (inside.stream().allMatch(file -> file.finding() instanceof Finding.Unknown)) {
            return List.of(one.with(new Finding.Unknown()));
        }
        return one.isSettled() ? inside : List.of(one.with(new Finding.StillWritten()));
    }

    private static Finding taken(InputStream in, List<Feed> feeds) throws IOException {
        byte[] head = in.readNBytes(4);
        if (feeds.size() > 1 && !(Takers.isWorkbook(head) && Takers.readDifferentSheets(feeds))) {
            return new Finding.Ambiguous(feeds);
        }
        return new Finding.Taken(feeds, sha256(head, in));
    }

    private static String sha256(byte[] head, InputStream rest) throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(head);
            byte[] buffer = new byte[BUFFER];
            for (int read = rest.read(buffer); read >= 0; read = rest.read(buffer)) {
                digest.update(buffer, 0, read);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }

    /** Whether a file of the inbox still has the bytes that it was registered with. */
    public static boolean isStill(Path inbox, String path, String sha256, Instant modified, Limits limits) {
        try {
            Path lies = InboxFile.onDisk(inbox, path);
            Instant now = Files.getLastModifiedTime(lies).toInstant();
            if (now.truncatedTo(ChronoUnit.MILLIS).equals(modified.truncatedTo(ChronoUnit.MILLIS))) {
                return true;
            }
            try (InboxFile file = InboxFile.open(inbox, path, limits);
                    InputStream in = Files.newInputStream(file.file())) {
                return sha256(new byte[0], in).equals(sha256);
            }
        } catch (IOException | UnreadableFileException gone) {
            return false;
        }
    }

    /** Counts what passes by. */
    private static final class CountedStream extends FilterInputStream {
        private long count;

        CountedStream(InputStream in) {
            super(in);
        }

        long count() {
            return count;
        }

        @Override
        public int read(byte[] buffer, int from, int most) throws IOException {
            int read = super.read(buffer, from, most);
            count += Math.max(read, 0);
            return read;
        }
    }
}
