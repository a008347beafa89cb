package org.scorekeeper.publish.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Columns of text, as wide as what stands in them; numbers at the right. */
final class TextTable {
    private static final String GAP = "  ";

    private final List<List<String>> rows = new ArrayList<>();
    private final boolean[] right;

    /** With headings; one that begins with {@code >} heads a column of numbers. */
    TextTable(String... headings) {
        right = new boolean[headings.length];
        for (int i = 0; i < headings.length; i++) {
            right[i] = headings[i].startsWith(">");
        }
        rows.add(Arrays.stream(headings)
                .map(heading -> heading.replaceFirst("^>", ""))
                .toList());
    }

    void row(String... cells) {
        rows.add(List.of(cells));
    }

    boolean isEmpty() {
        return rows.size() == 1;
    }

    /** Its lines, each behind a margin; columns that hold nothing are left out. */
    List<String> lines(String margin) {
        int[] width = new int[right.length];
        boolean[] used = new boolean[right.length];
        for (int r = 0; r < rows.size(); r++) {
            for (int i = 0; i < right.length; i++) {
                String cell = rows.get(r).get(i);
                width[i] = Math.max(width[i], cell.codePointCount(0, cell.length()));
                used[i] |= r > 0 && !cell.isEmpty();
            }
        }
        List<String> lines = new ArrayList<>();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder(margin);
            for (int i = 0; i < right.length; i++) {
                if (used[i]) {
                    String cell = row.get(i);
                    String space = " ".repeat(width[i] - cell.codePointCount(0, cell.length()));
                    line.append(right[i] ? space + cell : cell + space).append(GAP);
                }
            }
            lines.add(line.toString().stripTrailing());
        }
        return lines;
    }
}
