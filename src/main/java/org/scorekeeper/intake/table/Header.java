package org.scorekeeper.intake.table;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The column names of a table.
 *
 * @param row where they stand, from 1
 * @param names as written, trimmed, white space folded; empty for a column without a name
 */
public record Header(int row, List<String> names) {
    /** Folds white space and copies. */
    public Header {
        names = names.stream().map(Header::clean).toList();
    }

    /** A name with white space folded, and without what nobody sees, or a quote that was never closed, around it. */
    static String clean(String name) {
        String folded = Spaces.folded(name);
        int from = folded.startsWith("\"") ? 1 : 0;
        int to = folded.length() > from && folded.endsWith("\"") ? folded.length() - 1 : folded.length();
        return from == 0 && to == folded.length()
                ? folded
                : folded.substring(from, to).strip();
    }

    /** The form in which names are compared: case, white space and how an umlaut is put together do not matter. */
    public static String key(String name) {
        return Normalizer.normalize(clean(name), Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
    }

    /** The index of each name; of equal names the first. */
    public Map<String, Integer> indexes() {
        Map<String, Integer> indexes = new HashMap<>();
        for (int i = 0; i < names.size(); i++) {
            if (!names.get(i).isEmpty()) {
                indexes.putIfAbsent(key(names.get(i)), i);
            }
        }
        return indexes;
    }

    /** Names that stand more than once. */
    public List<String> duplicates() {
        Map<String, Integer> seen = new HashMap<>();
        List<String> twice = new ArrayList<>();
        for (String name : names) {
            if (!name.isEmpty() && seen.merge(key(name), 1, Integer::sum) == 2) {
                twice.add(name);
            }
        }
        return twice;
    }

    /** What a reader of the file should know of its columns, to go on after a comma; empty where nothing is odd. */
    public String remarks() {
        List<String> twice = duplicates();
        return twice.isEmpty() ? "" : ", columns named twice (the first counts): " + String.join(", ", twice);
    }
}
