package org.scorekeeper.intake;

import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.scorekeeper.intake.FileScan.ScannedFile;
import org.scorekeeper.intake.table.Limits;

/**
 * What lies in the inbox. Hidden files, what operating systems and office programs leave behind is passed over; what leads
 * out, cannot be read or bears the name of something unfinished is decided without being opened.
 */
final class InboxWalk {
    private static final List<String> UNFINISHED =
            List.of(".part", ".partial", ".tmp", ".temp", ".crdownload", ".filepart", ".download", ".swp");
    private static final List<String> CLUTTER = List.of("thumbs.db", "desktop.ini", "icon\r");

    private final Path inbox;
    private final Path real;
    private final Limits limits;
    private final List<Found> found = new ArrayList<>();
    private final List<ScannedFile> decided = new ArrayList<>();

    private InboxWalk(Path inbox, Limits limits) throws IOException {
        this.inbox = inbox;
        this.real = inbox.toRealPath();
        this.limits = limits;
    }

    /** Walks through all folders, and waits until the youngest file has had the time to grow. */
    static InboxWalk of(Path inbox, Limits limits) throws IOException {
        InboxWalk walk = new InboxWalk(inbox, limits);
        Files.walkFileTree(inbox, EnumSet.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, walk.new Visitor());
        walk.letSettle();
        return walk;
    }

    /** Files to be opened, as the walk came by them. */
    List<Found> found() {
        return found;
    }

    /** What is not to be opened. */
    List<ScannedFile> decided() {
        return decided;
    }

    /**
     * A file as the walk came by it.
     *
     * @param path relative to the inbox, with forward slashes
     */
    record Found(String path, Path file, BasicFileAttributes attributes) {
        ScannedFile with(Finding finding) {
            return new ScannedFile(
                    path, attributes.size(), attributes.lastModifiedTime().toInstant(), finding);
        }

        /** Whether it has not changed since. */
        boolean isSettled() throws IOException {
            BasicFileAttributes after = Files.readAttributes(file, BasicFileAttributes.class);
            return after.size() == attributes.size() && after.lastModifiedTime().equals(attributes.lastModifiedTime());
        }
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
                Found one = new Found(relative(file), file, attributes);
                if (isUnfinished(file)) {
                    decided.add(one.with(new Finding.Unfinished()));
                } else {
                    found.add(one);
                }
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException failure) {
            if (!isClutter(file) && !leadsOut(file)) {
                decide(file, Finding.Unreadable.by(failure));
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure) {
            if (failure != null) {
                decide(folder, Finding.Unreadable.by(failure));
            }
            return FileVisitResult.CONTINUE;
        }
    }

    private void decide(Path file, Finding finding) {
        decided.add(new ScannedFile(relative(file), 0, Instant.EPOCH, finding));
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
        decide(
                file,
                new Finding.Refused(
                        "it is a link that leads out of the inbox, or to nothing. Put the file itself there, or set"
                                + " limits.links to anywhere in scorekeeper.yaml where nobody else fills the inbox."));
        return true;
    }

    /** What is still being written shows by its size and time. */
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

    static boolean isClutter(Path path) {
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
}
