package org.scorekeeper.intake;

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
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.scorekeeper.intake.table.TableFormat;

/**
 * Walks the inbox and says which feed takes each file. Files are read, never changed. Hidden files, what operating
 * systems and office programs leave behind, and files still being written are passed over.
 */
public final class FileScan {
    private static final int BUFFER = 1 << 16;
    private static final List<String> UNFINISHED =
            List.of(".part", ".partial", ".tmp", ".temp", ".crdownload", ".filepart", ".download", ".swp");
    private static final List<String> CLUTTER = List.of("thumbs.db", "desktop.ini", "icon\r");

    private final Path inbox;
    private final Map<Feed, List<InboxPattern>> patterns;
    private final List<ScannedFile> files = new ArrayList<>();

    private FileScan(Path inbox, List<Feed> feeds) {
        this.inbox = inbox;
        this.patterns = feeds.stream()
                .sorted(Comparator.comparing(Feed::id))
                .collect(Collectors.toMap(
                        feed -> feed,
                        feed -> feed.files().stream().map(InboxPattern::of).toList(),
                        (one, other) -> one,
                        LinkedHashMap::new));
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

    /** It changed while it was read: its sender has not finished; the next night takes it. */
    public record StillWritten() implements Finding {
        @Override
        public Optional<String> reason() {
            return Optional.of("it is still being written. The next run takes it.");
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
     * All files below the inbox, by their paths; none where the inbox does not exist.
     *
     * @param feeds each with an id of its own
     */
    public static List<ScannedFile> of(Path inbox, List<Feed> feeds) {
        if (!Files.isDirectory(inbox)) {
            return List.of();
        }
        FileScan scan = new FileScan(inbox, feeds);
        try {
            Files.walkFileTree(inbox, EnumSet.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, scan.new Visitor());
        } catch (IOException unreadable) {
            scan.files.add(new ScannedFile("", 0, Instant.EPOCH, new Unreadable(cause(unreadable))));
        }
        scan.files.sort(Comparator.comparing(ScannedFile::path));
        return List.copyOf(scan.files);
    }

    private final class Visitor extends SimpleFileVisitor<Path> {
        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            return !folder.equals(inbox) && isClutter(folder) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (attributes.isRegularFile() && !isClutter(file)) {
                files.add(scanned(file, attributes));
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException failure) {
            if (!isClutter(file)) {
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

    private static String cause(IOException failure) {
        return failure.getClass().getSimpleName().replace("Exception", "");
    }

    private static boolean isClutter(Path path) {
        String name = String.valueOf(path.getFileName()).toLowerCase(Locale.ROOT);
        return name.startsWith(".")
                || name.startsWith("~$")
                || name.endsWith("~")
                || name.equals("__macosx")
                || CLUTTER.contains(name)
                || UNFINISHED.stream().anyMatch(name::endsWith);
    }

    private String relative(Path file) {
        Path relative = inbox.relativize(file);
        return IntStream.range(0, relative.getNameCount())
                .mapToObj(i -> relative.getName(i).toString())
                .collect(Collectors.joining("/"));
    }

    private ScannedFile scanned(Path file, BasicFileAttributes before) {
        String path = relative(file);
        Instant modified = before.lastModifiedTime().toInstant();
        return new ScannedFile(path, before.size(), modified, finding(file, path, before));
    }

    private Finding finding(Path file, String path, BasicFileAttributes before) {
        List<Feed> takers = patterns.entrySet().stream()
                .filter(entry -> entry.getValue().stream().anyMatch(pattern -> pattern.matches(path)))
                .map(Map.Entry::getKey)
                .toList();
        if (takers.isEmpty()) {
            return new Unknown();
        }
        try {
            if (takers.size() > 1 && !(isWorkbook(file) && readDifferentSheets(takers))) {
                return new Ambiguous(takers);
            }
            String digest = sha256(file);
            BasicFileAttributes after = Files.readAttributes(file, BasicFileAttributes.class);
            boolean settled =
                    after.size() == before.size() && after.lastModifiedTime().equals(before.lastModifiedTime());
            return settled ? new Taken(takers, digest) : new StillWritten();
        } catch (IOException unreadable) {
            return new Unreadable(cause(unreadable));
        }
    }

    private static boolean isWorkbook(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            String head = HexFormat.of().formatHex(in.readNBytes(4));
            return head.equals("504b0304") || head.equals("d0cf11e0");
        }
    }

    private static boolean readDifferentSheets(List<Feed> feeds) {
        for (int i = 0; i < feeds.size(); i++) {
            for (int j = i + 1; j < feeds.size(); j++) {
                TableFormat one = feeds.get(i).format();
                TableFormat other = feeds.get(j).format();
                if (one.sheet().isEmpty()
                        || other.sheet().isEmpty()
                        || haveOneInCommon(one.sheet().get(), other.sheet().get())) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Whether any sheet name fits both patterns, of {@code *} and {@code ?}. */
    static boolean haveOneInCommon(String one, String other) {
        if (one.isEmpty() || other.isEmpty()) {
            return one.replace("*", "").isEmpty() && other.replace("*", "").isEmpty();
        }
        if (one.charAt(0) == '*') {
            return haveOneInCommon(one.substring(1), other) || haveOneInCommon(one, other.substring(1));
        }
        if (other.charAt(0) == '*') {
            return haveOneInCommon(other, one);
        }
        boolean fits = one.charAt(0) == '?'
                || other.charAt(0) == '?'
                || Character.toLowerCase(one.charAt(0)) == Character.toLowerCase(other.charAt(0));
        return fits && haveOneInCommon(one.substring(1), other.substring(1));
    }

    private static String sha256(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] buffer = new byte[BUFFER];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
