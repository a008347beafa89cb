package org.scorekeeper.nightly;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.scorekeeper.intake.Feed;
import org.scorekeeper.intake.FeedMatch;
import org.scorekeeper.workspace.Digest;

/**
 * What lies in the inbox, and which feed takes it.
 *
 * @param files those that a feed takes, by path
 * @param unknown paths that no feed takes
 * @param ambiguous paths that several feeds take, with the feeds' names
 */
record InboxScan(List<Found> files, List<String> unknown, List<String> ambiguous) {
    /** One file and one feed that reads it. */
    record Found(String path, Feed feed, String sha256, long bytes, Instant modified) {}

    static InboxScan of(Path inbox, Collection<Feed> feeds) {
        List<Found> files = new ArrayList<>();
        List<String> unknown = new ArrayList<>();
        List<String> ambiguous = new ArrayList<>();
        for (Path file : filesIn(inbox)) {
            String path = inbox.relativize(file).toString().replace('\\', '/');
            List<Feed> takers = FeedMatch.of(path, feeds);
            if (takers.isEmpty()) {
                unknown.add(path);
            } else if (FeedMatch.clash(takers)) {
                ambiguous.add(path + " ("
                        + String.join(", ", takers.stream().map(Feed::id).toList()) + ")");
            } else {
                takers.forEach(feed -> files.add(found(file, path, feed)));
            }
        }
        return new InboxScan(files, unknown, ambiguous);
    }

    private static Found found(Path file, String path, Feed feed) {
        try {
            return new Found(
                    path,
                    feed,
                    Digest.of(file),
                    Files.size(file),
                    Files.getLastModifiedTime(file).toInstant());
        } catch (IOException unreadable) {
            // It is met again, and quarantined with its reason, when it is read.
            return new Found(path, feed, "unreadable", 0, Instant.EPOCH);
        }
    }

    private static List<Path> filesIn(Path inbox) {
        if (!Files.isDirectory(inbox)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(inbox)) {
            return files.filter(Files::isRegularFile)
                    .filter(InboxScan::isVendors)
                    .sorted()
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException("the inbox " + inbox + " cannot be read", unreadable);
        }
    }

    /** Files that systems leave lying about, or that are still being written, are nobody's. */
    private static boolean isVendors(Path file) {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        return !name.startsWith(".")
                && !name.startsWith("~$")
                && !name.equals("thumbs.db")
                && !name.matches(".*\\.(part|tmp|crdownload|filepart)");
    }
}
