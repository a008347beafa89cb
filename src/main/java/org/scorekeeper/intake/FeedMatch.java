package org.scorekeeper.intake;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Which feeds take a file of the inbox. */
public final class FeedMatch {
    private FeedMatch() {}

    /** The feeds one of whose patterns matches a path below the inbox, written with forward slashes. */
    public static List<Feed> of(String path, Collection<Feed> feeds) {
        return feeds.stream()
                .filter(feed -> feed.files().stream()
                        .anyMatch(pattern -> InboxPattern.of(pattern).matches(path)))
                .toList();
    }

    /** Whether several feeds would read the same rows: they clash unless each reads a sheet of its own. */
    public static boolean clash(List<Feed> takers) {
        Set<String> sheets = new HashSet<>();
        return takers.size() > 1
                && !takers.stream()
                        .allMatch(feed -> feed.format().sheet().map(sheets::add).orElse(false));
    }
}
