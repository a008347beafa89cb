package org.scorekeeper.intake;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.scorekeeper.intake.table.TableFormat;

/** Says which feeds take a file, by its path below the inbox. */
final class Takers {
    private final Map<Feed, List<InboxPattern>> patterns;

    Takers(List<Feed> feeds) {
        this.patterns = feeds.stream()
                .sorted(Comparator.comparing(Feed::id))
                .collect(Collectors.toMap(
                        feed -> feed,
                        feed -> feed.files().stream().map(InboxPattern::of).toList(),
                        (one, other) -> one,
                        LinkedHashMap::new));
    }

    /** The feeds that take a file; a gzip file also by the name of the file in it. */
    List<Feed> of(String path) {
        List<Feed> feeds = matching(path);
        return feeds.isEmpty() && path.toLowerCase(Locale.ROOT).endsWith(".gz")
                ? matching(path.substring(0, path.length() - ".gz".length()))
                : feeds;
    }

    /**
     * The feeds that take a file of an archive: by its own name, as it is called or as it would be called if it lay beside
     * the archive; else those that take the archive.
     */
    List<Feed> of(String archive, String name) {
        if (name.isBlank() || name.indexOf('\0') >= 0) {
            return of(archive);
        }
        String folder = archive.substring(0, archive.lastIndexOf('/') + 1);
        String last = name.substring(name.lastIndexOf('/') + 1);
        for (String path : List.of(archive + Packed.INSIDE + name, folder + name, folder + last)) {
            List<Feed> feeds = of(path);
            if (!feeds.isEmpty()) {
                return feeds;
            }
        }
        return of(archive);
    }

    private List<Feed> matching(String path) {
        return patterns.entrySet().stream()
                .filter(entry -> entry.getValue().stream().anyMatch(pattern -> pattern.matches(path)))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Whether a file begins as workbooks do. */
    static boolean isWorkbook(byte[] head) {
        return Packed.isZip(head)
                || (head.length > 3
                        && (head[0] & 0xff) == 0xD0
                        && (head[1] & 0xff) == 0xCF
                        && (head[2] & 0xff) == 0x11
                        && (head[3] & 0xff) == 0xE0);
    }

    /** Whether no sheet of a workbook can be one that two of the feeds read. */
    static boolean readDifferentSheets(List<Feed> feeds) {
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
}
