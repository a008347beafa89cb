package org.scorekeeper.words;

import java.util.ArrayList;
import java.util.List;

/** Sets chapters as plain text of a width, with labels in a column of their own. */
public final class Page {
    private static final int WIDTH = 96;
    private static final int LABEL = 18;

    private Page() {}

    /** The chapters as lines. */
    public static List<String> lines(List<Chapter> chapters) {
        List<String> lines = new ArrayList<>();
        for (Chapter chapter : chapters) {
            if (!lines.isEmpty()) {
                lines.add("");
            }
            List<String> heading = wrapped(chapter.heading(), WIDTH);
            lines.addAll(heading);
            lines.add("-".repeat(heading.stream().mapToInt(String::length).max().orElse(1)));
            for (Chapter.Entry entry : chapter.entries()) {
                lines.addAll(entry(entry));
            }
        }
        return lines.stream()
                .map(line -> line.replace(Phrases.NO_BREAK, ' ').stripTrailing())
                .toList();
    }

    /** One entry as lines. */
    static List<String> entry(Chapter.Entry entry) {
        List<String> lines = new ArrayList<>();
        String indent = "  " + " ".repeat(LABEL);
        if (entry.label().isEmpty()) {
            wrapped(entry.text(), WIDTH - 2).forEach(line -> lines.add("  " + line));
            return lines;
        }
        boolean fits = entry.label().length() < LABEL;
        if (!fits) {
            lines.add("  " + entry.label());
        }
        for (String line : wrapped(entry.text(), WIDTH - indent.length())) {
            lines.add(
                    lines.isEmpty() && fits
                            ? "  " + entry.label()
                                    + " ".repeat(LABEL - entry.label().length()) + line
                            : indent + line);
        }
        return lines;
    }

    /** Breaks at spaces; a longer word stands alone. Line breaks of the text are kept. */
    private static List<String> wrapped(String text, int width) {
        List<String> lines = new ArrayList<>();
        for (String paragraph : text.split("\n", -1)) {
            StringBuilder line = new StringBuilder();
            for (String word : paragraph.trim().split(" +", -1)) {
                if (!line.isEmpty() && line.length() + 1 + word.length() > width) {
                    lines.add(line.toString());
                    line.setLength(0);
                }
                line.append(line.isEmpty() ? "" : " ").append(word);
            }
            lines.add(line.toString());
        }
        return lines;
    }
}
