package org.scorekeeper.intake;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.ZipException;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.jspecify.annotations.Nullable;
import org.scorekeeper.intake.table.Limits;
import org.scorekeeper.intake.table.UnreadableFileException;

/**
 * Walks the inbox and says which feed takes each file. Files are read, never changed. Hidden files, what operating
 * systems and office programs leave behind is passed over; what is still being written is left for the next run.
 */
public final class FileScan {
    private static final int BUFFER = 1 << 16;
    private static final List<String> UNFINISHED =
            List.of(".part", ".partial", ".tmp", ".temp", ".crdownload", ".filepart", ".download", ".swp");
    private static final List<String> CLUTTER = List.of("thumbs.db", "desktop.ini", "icon\r");

    private final Path inbox;
    private final Path real;
    private final Takers takers;
    private final Limits limits;
    private final List<Found> found = new ArrayList<>();
    private final List<ScannedFile> files = new ArrayList<>();

    private FileScan(Path inbox, List<Feed> feeds, Limits limits) throws IOException {
        this.inbox = inbox;
        this.real = inbox.toRealPath();
        this.takers = new Takers(feeds);
        this.limits = limits;
    }

    /** A file as the walk came by it. */
    private record Found(Path file, BasicFileAttributes attributes) {}

    /**
     * One file of the inbox.
     *
     * @param path relative to the inbox, with forward slashes
     * @param bytes its length
     * @param modified when it was last written
     * @param finding which feed takes it, or why none does
     */
    public record ScannedFile(String path, long bytes, Instant modified, Finding finding) {}

    /** Which feed takes a file, or why none does. */
    public sealed interface Finding {
        /** Why the file is left, and what to do; empty where feeds take it. */
        Optional<String> reason();
    }

    /**
     * Feeds take it: one, or several that read different sheets of a workbook.
     *
     * @param feeds by their ids
     * @param sha256 of its bytes, in hexadecimal
     */
    public record Taken(List<Feed> feeds, String sha256) implements Finding {
        @Override
        public Optional<String> reason() {
            return Optional.empty();
        }
    }

    /** No feed's pattern matches its path. */
    public record Unknown() implements Finding {
        @Override
        public Optional<String> reason() {
            return Optional.of("no feed takes it. Add its pattern to a feed's files, or take it out of the inbox.");
        }
    }

    /**
     * Feeds take it that do not read different sheets: its rows would count twice.
     *
     * @param feeds by their ids
     */
    public record Ambiguous(List<Feed> feeds) implements Finding {
        @Override
        public Optional<String> reason() {
            return Optional.of("the feeds "
                    + feeds.stream().map(Feed::id).collect(Collectors.joining(" and "))
                    + " all take it. Narrow the files of all but one, or let each read a sheet of its own.");
        }
    }

    /** It changes, or bears the name of an upload that goes on: its sender has not finished; the next night takes it. */
    public record StillWritten() implements Finding {
        @Override
        public Optional<String> reason() {
            return Optional.of("it is still being written. The next run takes it.");
        }
    }

    /** An upload that has not got its own name yet, or the lock of an office program. */
    public record Unfinished() implements Finding {
        @Override
        public Optional<String> reason() {
            return Optional.of(
                    "its name is that of an upload or a program that has not finished. The next run takes the"
                            + " file when it has its own name; delete what was left behind.");
        }
    }

    /**
     * It is not opened at all: it leads out of the inbox, or is an archive that does harm.
     *
     * @param why with what to do
     */
    public record Refused(String why) implements Finding {
        @Override
        public Optional<String> reason() {
            return Optional.of(why);
        }
    }

    /**
     * The file, or a folder, cannot be read.
     *
     * @param cause in the words of the operating system
     */
    public record Unreadable(String cause) implements Finding {
        @Override
        public Optional<String> reason() {
            return Optional.of("it cannot be read (" + cause + "). Check its permissions.");
        }
    }

    /**
     * All files below the inbox, by their paths, those of archives too; none where the inbox does not exist.
     *
     * @param feeds each with an id of its own
     */
    public static List<ScannedFile> of(Path inbox, List<Feed> feeds, Limits limits) {
        if (!Files.isDirectory(inbox)) {
            return List.of();
        }
        List<ScannedFile> files = new ArrayList<>();
        try {
            FileScan scan = new FileScan(inbox, feeds, limits);
            Files.walkFileTree(inbox, EnumSet.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, scan.new Visitor());
            scan.letSettle();
            scan.found.forEach(scan::scan);
            files.addAll(scan.files);
        } catch (IOException unreadable) {
            files.add(new ScannedFile("", 0, Instant.EPOCH, new Unreadable(cause(unreadable))));
        }
        files.sort(Comparator.comparing(ScannedFile::path));
        return List.copyOf(files);
    }

    private final class Visitor extends SimpleFileVisitor<Path> {
        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            if (!folder.equals(inbox) && isClutter(folder)) {
                return FileVisitResult.SKIP_SUBTREE;
            }
            return leadsOut(folder) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            boolean regular = attributes.isRegularFile() || attributes.isSymbolicLink();
            if (regular && !isClutter(file) && !leadsOut(file)) {
                if (isUnfinished(file)) {
                    add(file, attributes, new Unfinished());
                } else {
                    found.add(new Found(file, attributes));
                }
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException failure) {
            if (!isClutter(file) && !leadsOut(file)) {
                files.add(new ScannedFile(relative(file), 0, Instant.EPOCH, new Unreadable(cause(failure))));
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure) {
            if (failure != null) {
                files.add(new ScannedFile(relative(folder), 0, Instant.EPOCH, new Unreadable(cause(failure))));
            }
            return FileVisitResult.CONTINUE;
        }
    }

    /** A link to what lies elsewhere would let whoever fills the inbox read any file of this machine. */
    private boolean leadsOut(Path file) {
        try {
            if (file.toRealPath().startsWith(real) || limits.linksOut()) {
                return false;
            }
        } catch (IOException broken) {
            if (!Files.isSymbolicLink(file)) {
                return false; // why it cannot be read is said where it is visited
            }
        }
        files.add(new ScannedFile(
                relative(file),
                0,
                Instant.EPOCH,
                new Refused("it is a link that leads out of the inbox, or to nothing. Put the file itself there, or set"
                        + " limits.links to anywhere in scorekeeper.yaml where nobody else fills the inbox.")));
        return true;
    }

    /** Waits until the youngest file has had the time to grow: what is still being written shows by its size and time. */
    private void letSettle() {
        Instant youngest = found.stream()
                .map(file -> file.attributes().lastModifiedTime().toInstant())
                .filter(at -> !at.isAfter(Instant.now().plus(limits.settle())))
                .max(Comparator.naturalOrder())
                .orElse(Instant.EPOCH);
        long wait =
                Duration.between(Instant.now(), youngest.plus(limits.settle())).toMillis();
        if (wait > 0) {
            try {
                Thread.sleep(Math.min(wait, limits.settle().toMillis()));
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static String cause(IOException failure) {
        return failure.getClass().getSimpleName().replace("Exception", "");
    }

    private static boolean isClutter(Path path) {
        String name = String.valueOf(path.getFileName()).toLowerCase(Locale.ROOT);
        return name.startsWith(".") || name.endsWith("~") || name.equals("__macosx") || CLUTTER.contains(name);
    }

    private static boolean isUnfinished(Path path) {
        String name = String.valueOf(path.getFileName()).toLowerCase(Locale.ROOT);
        return name.startsWith("~$") || UNFINISHED.stream().anyMatch(name::endsWith);
    }

    private String relative(Path file) {
        Path relative = inbox.relativize(file);
        return IntStream.range(0, relative.getNameCount())
                .mapToObj(i -> relative.getName(i).toString())
                .collect(Collectors.joining("/"));
    }

    private void add(Path file, BasicFileAttributes attributes, Finding finding) {
        files.add(new ScannedFile(
                relative(file), attributes.size(), attributes.lastModifiedTime().toInstant(), finding));
    }

    private void scan(Found one) {
        String path = relative(one.file);
        if (path.chars().anyMatch(Character::isISOControl)) {
            add(one.file, one.attributes, new Refused("its name holds control characters. Rename it."));
            return;
        }
        try {
            Optional<ZipFile> archive = Packed.archive(one.file);
            if (archive.isPresent()) {
                try (ZipFile zip = archive.get()) {
                    scanArchive(one, path, zip);
                }
                return;
            }
            List<Feed> feeds = takers.of(path);
            Finding finding = feeds.isEmpty() ? new Unknown() : finding(one, feeds);
            add(one.file, one.attributes, finding);
        } catch (UnreadableFileException refused) {
            add(one.file, one.attributes, new Refused(String.valueOf(refused.getMessage())));
        } catch (IOException unreadable) {
            add(one.file, one.attributes, new Unreadable(cause(unreadable)));
        }
    }

    private Finding finding(Found one, List<Feed> feeds) throws IOException {
        boolean gzip = Packed.isGzip(Packed.head(one.file));
        if (!gzip && one.attributes.size() > limits.file()) {
            throw limits.tooLarge("it has " + one.attributes.size() + " bytes");
        }
        try (InputStream in = gzip ? Packed.openGzip(one.file, limits) : Files.newInputStream(one.file)) {
            Finding finding = taken(in, feeds);
            return isSettled(one) ? finding : new StillWritten();
        } catch (EOFException | ZipException damaged) {
            throw new UnreadableFileException("the gzip file is damaged or cut off. Pack it again.", damaged);
        }
    }

    private static boolean isSettled(Found one) throws IOException {
        BasicFileAttributes after = Files.readAttributes(one.file, BasicFileAttributes.class);
        return after.size() == one.attributes.size()
                && after.lastModifiedTime().equals(one.attributes.lastModifiedTime());
    }

    /** Each file of an archive is a file of its own; where no feed takes any, the archive is named once. */
    private void scanArchive(Found one, String path, ZipFile zip) throws IOException {
        List<ZipArchiveEntry> entries = Packed.files(zip, limits);
        Set<String> twice = Packed.twice(entries);
        List<ScannedFile> inside = new ArrayList<>();
        long bytes = 0;
        for (ZipArchiveEntry entry : entries) {
            String name = entry.getName();
            if (isClutter(Path.of(name.replace('\0', '?'))) || name.startsWith("__MACOSX/")) {
                continue;
            }
            List<Feed> feeds = takers.of(path, name);
            Finding finding = new Unknown();
            long size = 0;
            if (twice.contains(name)) {
                finding = new Refused("the archive holds two files of this name. Pack each under a name of its own.");
            } else if (!feeds.isEmpty()) {
                try (CountedStream in = new CountedStream(Packed.open(zip, entry, bytes, limits))) {
                    finding = taken(in, feeds);
                    size = in.count();
                    bytes += size;
                } catch (UnreadableFileException refused) {
                    finding = new Refused(String.valueOf(refused.getMessage()));
                } catch (IOException damaged) {
                    finding = new Refused("the archive is damaged there. Pack it again.");
                }
            }
            inside.add(new ScannedFile(
                    path + Packed.INSIDE + name.replaceAll("\\p{Cntrl}", "?"),
                    size,
                    one.attributes.lastModifiedTime().toInstant(),
                    finding));
        }
        if (inside.stream().allMatch(file -> file.finding() instanceof Unknown)) {
            add(one.file, one.attributes, new Unknown());
        } else if (isSettled(one)) {
            files.addAll(inside);
        } else {
            add(one.file, one.attributes, new StillWritten());
        }
    }

    private static Finding taken(InputStream in, List<Feed> feeds) throws IOException {
        byte[] head = in.readNBytes(4);
        if (feeds.size() > 1 && !(Takers.isWorkbook(head) && Takers.readDifferentSheets(feeds))) {
            return new Ambiguous(feeds);
        }
        return new Taken(feeds, sha256(head, in));
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
