package org.scorekeeper.intake;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.scorekeeper.intake.table.Cell;
import org.scorekeeper.intake.table.Spaces;

/** What stands in one column of an unknown file. */
final class SniffedColumn {
    /** What a column holds. */
    enum Type {
        /** Nothing. */
        EMPTY,
        /** Dates, with or without a time. */
        DATE,
        /** Numbers. */
        NUMBER,
        /** Clocks such as 7:30. */
        CLOCK,
        /** A few words again and again. */
        WORDS,
        /** Anything else. */
        TEXT
    }

    /** Words that stand for nothing in the exports that we know. */
    static final Set<String> NOTHING =
            Set.of("?", "-", "--", "n/a", "na", "null", "none", "(null)", "nan", "#n/a", "unknown", "tbd");

    private static final int MOST_KEPT = 4_000;
    private static final int FEW = 25;

    private final String name;
    private final Map<String, Integer> values = new LinkedHashMap<>();
    private final Map<String, Integer> nothing = new LinkedHashMap<>();
    private int rows;
    private int filled;
    private int errors;
    private boolean unique = true;
    private boolean dateCells;

    SniffedColumn(String name) {
        this.name = name;
    }

    void add(Cell cell) {
        rows++;
        String text = Spaces.trim(cell.text());
        if (text.isEmpty()) {
            return;
        }
        if (NOTHING.contains(text.toLowerCase(Locale.ROOT))) {
            nothing.merge(text, 1, Integer::sum);
            return;
        }
        filled++;
        if (cell instanceof Cell.Err) {
            errors++;
            return;
        }
        dateCells |= cell instanceof Cell.DateTime;
        if (values.containsKey(text) || values.size() < MOST_KEPT) {
            unique &= values.merge(text, 1, Integer::sum) == 1;
        }
    }

    String name() {
        return name;
    }

    int rows() {
        return rows;
    }

    int filled() {
        return filled;
    }

    int errors() {
        return errors;
    }

    boolean isUnique() {
        return unique && filled > 1;
    }

    boolean hasDateCells() {
        return dateCells;
    }

    List<String> values() {
        return new ArrayList<>(values.keySet());
    }

    /** Words that may mean that nothing stands there. */
    Set<String> nothing() {
        return nothing.keySet();
    }

    /** Its words, the most frequent first. */
    List<String> words() {
        return values.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
                .map(Map.Entry::getKey)
                .toList();
    }

    Type type(SniffedDates dates) {
        if (values.isEmpty()) {
            return Type.EMPTY;
        }
        List<String> texts = values();
        if (most(texts, text -> Numbers.decimal(text, '.') != null || Numbers.decimal(text, ',') != null)) {
            return Type.NUMBER;
        }
        if (dateCells || most(texts, dates::isDate)) {
            return Type.DATE;
        }
        if (most(texts, text -> Numbers.clock(text.toLowerCase(Locale.ROOT)) != null)) {
            return Type.CLOCK;
        }
        return values.size() <= FEW && values.size() * 2 <= filled ? Type.WORDS : Type.TEXT;
    }

    /** Nearly all: an export has its slips, and they are no reason to take dates for text. */
    private static boolean most(List<String> texts, java.util.function.Predicate<String> is) {
        long yes = texts.stream().limit(500).filter(is).count();
        return yes * 10 >= Math.min(500, texts.size()) * 9L;
    }

    String describe(SniffedDates dates) {
        Type type = type(dates);
        String shown = (type == Type.WORDS ? words() : values())
                .stream()
                        .limit(type == Type.WORDS ? 8 : 2)
                        .map(SniffedColumn::cut)
                        .collect(Collectors.joining(", "));
        return String.format(
                Locale.ROOT,
                "%-28s %-7s %3d %% filled%s%s%s",
                cut(name.isEmpty() ? "(no name)" : name),
                type.name().toLowerCase(Locale.ROOT),
                rows == 0 ? 0 : filled * 100 / rows,
                isUnique() ? ", all different" : "",
                errors == 0 ? "" : ", " + errors + " errors",
                shown.isEmpty() ? "" : ": " + shown);
    }

    private static String cut(String text) {
        String line = text.replaceAll("\\s+", " ");
        return line.length() <= 40 ? line : line.substring(0, 39) + "…";
    }
}
