package org.scorekeeper.nightly;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.scorekeeper.contract.yaml.Block;
import org.scorekeeper.facts.postgres.FactVersions;
import org.scorekeeper.intake.Feed;
import org.scorekeeper.intake.postgres.FileStore;
import org.scorekeeper.intake.table.Header;

/**
 * What is new about a file that was just read: columns that came, went or were renamed since the feed's file before, fewer
 * rows than usual, and what its form makes worth saying. Loud (exit code 3) is what a contract needs.
 */
final class FileNews {
    /** A note whose key begins so is said, and is nothing that needs a person. */
    static final String SAID = "said ";

    private static final int USUAL_OF = 10;
    private static final int USUAL_FROM = 3;
    private static final int FAR_SMALLER = 3;

    private final NightContext night;
    private final Feed feed;
    private final FileStore.StoredFile file;
    private final List<FileStore.StoredFile> before;

    private FileNews(NightContext night, Feed feed, FileStore.StoredFile file) {
        this.night = night;
        this.feed = feed;
        this.file = file;
        this.before = night.files().before(file, USUAL_OF);
    }

    static void note(NightContext night, Feed feed, FileStore.StoredFile file, List<String> remarks) {
        FileNews news = new FileNews(night, feed, file);
        remarks.forEach(remark -> news.say(SAID + "remark " + file.path() + " " + remark, remark));
        news.columns();
        news.size();
    }

    /**
     * Says that a file brings the bytes of an earlier one under another name, or back under its own, where files that came
     * between have changed what it says: it adds nothing, so they stand.
     */
    static void noteRepeat(NightContext night, Feed feed, FileStore.StoredFile file, String path) {
        boolean lies = night.files().ofPath(path).stream()
                .filter(one -> one.feed().equals(feed.id()))
                .reduce((earlier, later) -> later)
                .filter(one -> one.fileId() == file.fileId())
                .isPresent();
        if (!lies && isOvertaken(night, feed, file)) {
            night.runs()
                    .note(
                            night.run().runId(),
                            "repeat " + path + " " + file.sha256(),
                            "inbox/" + path + ": it has the same bytes as " + file.path() + ", which was read as of "
                                    + file.asOf()
                                    + ", so it adds nothing: what later files said stands. If it is this one"
                                    + " that is right, take them back (scorekeeper intake --withdraw FILE).");
        }
    }

    private static boolean isOvertaken(NightContext night, Feed feed, FileStore.StoredFile file) {
        try (Connection connection = night.dataSource().getConnection()) {
            connection.setAutoCommit(false);
            return FactVersions.isOvertaken(
                    connection, feed.facts(), feed.vendor(), file.fileId(), file.unchanged() > 0);
        } catch (SQLException failed) {
            throw new IllegalStateException("what is known of " + feed.vendor() + " cannot be read", failed);
        }
    }

    private void say(String key, String what) {
        night.runs().note(night.run().runId(), key, "inbox/" + file.path() + ": " + what + ".");
    }

    private void columns() {
        Set<String> now = keys(file);
        Optional<FileStore.StoredFile> earlier =
                before.stream().filter(one -> !one.header().isEmpty()).findFirst();
        Set<String> then = earlier.map(FileNews::keys).orElse(Set.of());
        List<String> fresh = file.header().stream()
                .filter(name -> !name.isEmpty() && !then.contains(Header.key(name)))
                .toList();
        List<String> unknown = fresh.stream()
                .filter(name -> !feed.wantedColumns().contains(Header.key(name)))
                .toList();
        Set<String> needed = NeededFields.of(
                feed.facts(),
                night.workspace().contracts().values().stream()
                        .filter(history -> history.vendor().equals(feed.vendor()))
                        .toList());
        Set<String> missing = new LinkedHashSet<>();
        for (Map.Entry<String, Feed.Column> mapped : feed.columns().entrySet()) {
            List<String> names = mapped.getValue().names();
            if (names.stream().map(Header::key).anyMatch(now::contains)) {
                continue;
            }
            boolean had = names.stream().map(Header::key).anyMatch(then::contains);
            boolean isNew = earlier.isEmpty() && (feed.uses().isEmpty() || needed.contains(mapped.getKey()));
            if (had || isNew) {
                names.stream().map(Header::key).forEach(missing::add);
                String renamed = unknown.isEmpty() || earlier.isEmpty()
                        ? ""
                        : alike(names.get(0), unknown)
                                .or(() -> unknown.size() == 1 ? Optional.of(unknown.get(0)) : Optional.empty())
                                .map(name -> " Is it now called \"" + name + "\"? Add that name to the feed")
                                .orElse("");
                boolean loud = needed.contains(mapped.getKey());
                say(
                        (loud ? "" : SAID) + "column " + feed.id() + " " + mapped.getKey(),
                        (had ? "the column \"" : "it has no column \"") + String.join("\" or \"", names) + "\""
                                + (had ? " is no longer there" : "")
                                + ", which the feed " + feed.id() + " reads as " + mapped.getKey()
                                + (loud ? ", and a contract of " + feed.vendor() + " needs it." : ".")
                                + (renamed.isEmpty() ? " Ask the vendor, or take it out of the feed" : renamed));
            }
        }
        if (earlier.isPresent()) {
            List<String> gone = earlier.get().header().stream()
                    .filter(name -> !name.isEmpty() && !now.contains(Header.key(name)))
                    .filter(name -> !missing.contains(Header.key(name)))
                    .toList();
            if (!unknown.isEmpty() || !gone.isEmpty()) {
                List<String> changes = new ArrayList<>();
                if (!unknown.isEmpty()) {
                    changes.add("new columns, which the feed does not read: " + String.join(", ", unknown));
                }
                if (!gone.isEmpty()) {
                    changes.add("columns that are gone, which the feed can do without: " + String.join(", ", gone));
                }
                say(SAID + "columns " + file.path(), String.join("; ", changes));
            }
        }
    }

    private static Optional<String> alike(String gone, List<String> unknown) {
        return unknown.stream()
                .filter(name -> Header.key(name).contains(Header.key(gone))
                        || Header.key(gone).contains(Header.key(name)))
                .findFirst()
                .or(() -> Block.nearest(gone, unknown));
    }

    private static Set<String> keys(FileStore.StoredFile of) {
        return of.header().stream().map(Header::key).collect(Collectors.toSet());
    }

    /** A third of what is usual, or less: a part of the data may be missing. */
    private void size() {
        if (feed.expected().isEmpty() || before.size() < USUAL_FROM) {
            return;
        }
        List<Long> rows =
                before.stream().map(FileStore.StoredFile::rowsRead).sorted().toList();
        long usual = rows.get(rows.size() / 2);
        if (file.rowsRead() * FAR_SMALLER < usual) {
            say(
                    "small " + file.path() + " " + file.sha256(),
                    "it has " + file.rowsRead() + " rows, and the feed's last " + rows.size() + " files had " + usual
                            + " in the middle. Ask the vendor whether it is whole");
        }
    }
}
