package org.scorekeeper.intake.csv;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.scorekeeper.intake.table.Header;

/** Finds the character between a text file's cells. */
final class Delimiters {
    private static final List<Character> CANDIDATES = List.of(',', ';', '\t', '|');
    private static final int LINES = 60;

    private Delimiters() {}

    /** For a person to read. */
    static String name(char delimiter) {
        return delimiter == '\t' ? "tab" : String.valueOf(delimiter);
    }

    /** What a first line {@code sep=;} says, which Excel writes and obeys. */
    static Optional<Character> said(String head) {
        if (!head.regionMatches(true, 0, "sep=", 0, 4) || head.length() < 5) {
            return Optional.empty();
        }
        boolean alone = head.length() == 5 || head.charAt(5) == '\n' || head.charAt(5) == '\r';
        return alone ? Optional.of(head.charAt(4)) : Optional.empty();
    }

    /** Whether a delimiter brings out any of the names that the feed wants; a file mended by others may have another one. */
    static boolean bringsOut(String head, char delimiter, Set<String> wanted, Optional<Integer> headerRow) {
        return wanted.isEmpty() || names(head.lines().limit(LINES).toList(), delimiter, wanted, headerRow) > 0;
    }

    /**
     * The delimiter that brings out most of the names that the feed wants, and among equals the one that cuts most of
     * the first lines into the same number of cells.
     *
     * @param head the file's beginning
     */
    static char guess(String head, Set<String> wanted, Optional<Integer> headerRow) {
        List<String> lines = head.lines().limit(LINES).toList();
        if (lines.size() > 1 && lines.size() < LINES && !head.endsWith("\n") && !head.endsWith("\r")) {
            lines = lines.subList(0, lines.size() - 1); // the head may end inside of it
        }
        char best = ',';
        long most = 0;
        for (char candidate : CANDIDATES) {
            long score = names(lines, candidate, wanted, headerRow) * 100_000L + evenness(lines, candidate);
            if (score > most) {
                most = score;
                best = candidate;
            }
        }
        return best;
    }

    /**
     * Whether each line as a whole was put into quotes, as happens when an export is pasted into one column: the names that
     * the feed wants then stand in one cell.
     */
    static boolean areWrapped(String head, Set<String> wanted, Optional<Integer> headerRow) {
        List<String> lines =
                head.lines().limit(LINES).filter(line -> !line.isBlank()).toList();
        if (lines.isEmpty() || !lines.get(0).startsWith("\"")) {
            return false;
        }
        List<String> opened = lines.stream().map(Delimiters::unwrapped).toList();
        return CANDIDATES.stream().anyMatch(delimiter -> names(opened, delimiter, wanted, headerRow) > 1)
                && lines.stream().filter(line -> !unwrapped(line).equals(line)).count() * 2 > lines.size()
                && CANDIDATES.stream().allMatch(delimiter -> cellsOutsideQuotes(lines, delimiter) == 0);
    }

    private static int cellsOutsideQuotes(List<String> lines, char delimiter) {
        return lines.stream()
                .mapToInt(line -> outsideQuotes(line, delimiter))
                .max()
                .orElse(0);
    }

    /** What stands in a line that is one text in quotes; any other line as it is. */
    static String unwrapped(String line) {
        String trimmed = line.strip();
        if (trimmed.length() < 2 || !trimmed.startsWith("\"") || !trimmed.endsWith("\"")) {
            return line;
        }
        String inside = trimmed.substring(1, trimmed.length() - 1);
        return inside.replace("\"\"", "").indexOf('"') >= 0 ? line : inside.replace("\"\"", "\"");
    }

    private static int names(List<String> lines, char delimiter, Set<String> wanted, Optional<Integer> headerRow) {
        int most = 0;
        for (int i = 0; i < lines.size(); i++) {
            if (headerRow.isEmpty() || headerRow.get() == i + 1) {
                Set<String> found = new HashSet<>();
                for (String cell :
                        lines.get(i).replace("\"", "").split(java.util.regex.Pattern.quote("" + delimiter), -1)) {
                    if (wanted.contains(Header.key(cell))) {
                        found.add(Header.key(cell));
                    }
                }
                most = Math.max(most, found.size());
            }
        }
        return most;
    }

    private static long evenness(List<String> lines, char delimiter) {
        Map<Integer, Long> counts = new HashMap<>();
        for (String line : lines) {
            counts.merge(outsideQuotes(line, delimiter), 1L, Long::sum);
        }
        counts.remove(0);
        return counts.entrySet().stream()
                .mapToLong(entry -> entry.getValue() * 100 + Math.min(entry.getKey(), 50))
                .max()
                .orElse(0);
    }

    private static int outsideQuotes(String line, char wanted) {
        boolean quoted = false;
        int count = 0;
        for (int i = 0; i < line.length(); i++) {
            if (line.charAt(i) == '"') {
                quoted = !quoted;
            } else if (!quoted && line.charAt(i) == wanted) {
                count++;
            }
        }
        return count;
    }
}
