package org.scorekeeper.intake.csv;

import java.util.List;

/**
 * Follows the quotes of one record, line by line, and says whether it is whole. OpenCSV's parser is lenient with quotes
 * that RFC 4180 does not allow: it merges rows and drops text without a word. Here such a record is found out first.
 *
 * <p>Two liberties are taken, since their meaning is plain: a quote in the middle of a text that does not begin with one
 * is a quote ({@code 5" disk}), and blanks between a delimiter and a quote do not count. Records that use them are
 * rewritten as RFC 4180 has them.
 */
final class Quoting {
    /** What is known after the lines seen so far. */
    enum State {
        /** The record ends here, and its quotes are in order. */
        WHOLE,
        /** A quoted text goes on in the next line. */
        OPEN,
        /** Text stands behind a closing quote: a quote is too many or too few. */
        BROKEN
    }

    private final char delimiter;
    private final boolean escaped;
    private final StringBuilder strict = new StringBuilder();
    private State state = State.WHOLE;

    Quoting(char delimiter) {
        this(delimiter, false);
    }

    /**
     * Follows quotes of one manner.
     *
     * @param escaped whether a backslash before a quote or a backslash inside a quoted text is no part of the text
     */
    Quoting(char delimiter, boolean escaped) {
        this.delimiter = delimiter;
        this.escaped = escaped;
    }

    /** Whether the quotes of a file's beginning are in better order with backslashes that escape them than without. */
    static boolean areEscaped(String head, char delimiter) {
        if (!head.contains("\\\"")) {
            return false;
        }
        List<String> lines = head.lines().toList();
        return new Quoting(delimiter, true).faults(lines) < new Quoting(delimiter).faults(lines);
    }

    private int faults(List<String> lines) {
        int faults = 0;
        int next = 0;
        while (next < lines.size()) {
            State now = isStrict(lines.get(next)) ? State.WHOLE : begin(lines.get(next));
            int further = next + 1;
            while (now == State.OPEN && further < lines.size()) {
                now = goOn(lines.get(further++));
            }
            faults += now == State.WHOLE ? 0 : 1;
            next = now == State.WHOLE ? further : next + 1;
        }
        return faults;
    }

    /** Whether a line is a whole record whose quotes are as RFC 4180 has them: nearly every line is. */
    boolean isStrict(String line) {
        if (escaped && line.indexOf('\\') >= 0) {
            return false;
        }
        int quote = line.indexOf('"');
        while (quote >= 0) {
            if (quote > 0 && line.charAt(quote - 1) != delimiter) {
                return false;
            }
            int end = line.indexOf('"', quote + 1);
            while (end >= 0 && end + 1 < line.length() && line.charAt(end + 1) == '"') {
                end = line.indexOf('"', end + 2);
            }
            if (end < 0 || (end + 1 < line.length() && line.charAt(end + 1) != delimiter)) {
                return false;
            }
            quote = line.indexOf('"', end + 1);
        }
        return true;
    }

    /** Begins a record. */
    State begin(String line) {
        strict.setLength(0);
        state = fields(line, 0);
        return state;
    }

    /** Goes on inside the quoted text of the line before. */
    State goOn(String line) {
        strict.append('\n');
        int end = quoted(line, 0);
        state = end < 0
                ? (end == OPEN ? State.OPEN : State.BROKEN)
                : end > line.length() ? State.WHOLE : fields(line, end);
        return state;
    }

    /** The whole record, as RFC 4180 has it. */
    String record() {
        return strict.toString();
    }

    private static final int OPEN = -1;
    private static final int BROKEN = -2;

    private State fields(String line, int from) {
        int at = from;
        while (at <= line.length()) {
            int start = at;
            while (start < line.length() && isBlank(line.charAt(start))) {
                start++;
            }
            if (start < line.length() && line.charAt(start) == '"') {
                strict.append('"');
                at = quoted(line, start + 1);
                if (at < 0) {
                    return at == OPEN ? State.OPEN : State.BROKEN;
                }
            } else {
                at = plain(line, at);
            }
        }
        return State.WHOLE;
    }

    private boolean isBlank(char c) {
        return c == ' ' || (c == '\t' && delimiter != '\t');
    }

    /** From behind an opening quote to behind the delimiter that follows its closing one. */
    private int quoted(String line, int from) {
        int at = from;
        while (true) {
            int quote = line.indexOf('"', at);
            int slash = escaped ? line.indexOf('\\', at) : -1;
            if (slash >= 0 && slash < (quote < 0 ? line.length() : quote)) {
                at = afterSlash(line, at, slash);
                continue;
            }
            if (quote < 0) {
                strict.append(line, at, line.length());
                return OPEN;
            }
            strict.append(line, at, quote + 1);
            at = quote + 1;
            if (at < line.length() && line.charAt(at) == '"') {
                strict.append('"');
                at++;
                continue;
            }
            while (at < line.length() && isBlank(line.charAt(at))) {
                at++;
            }
            if (at == line.length()) {
                return at + 1;
            }
            if (line.charAt(at) != delimiter) {
                return BROKEN;
            }
            strict.append(delimiter);
            return at + 1;
        }
    }

    /** Takes over the text before a backslash and what it escapes; any other backslash is one. */
    private int afterSlash(String line, int from, int slash) {
        strict.append(line, from, slash);
        char next = slash + 1 < line.length() ? line.charAt(slash + 1) : ' ';
        if (next == '"') {
            strict.append("\"\"");
            return slash + 2;
        }
        strict.append('\\');
        return next == '\\' ? slash + 2 : slash + 1;
    }

    /** A text without quotes around it, to behind the delimiter that ends it. */
    private int plain(String line, int from) {
        int found = line.indexOf(delimiter, from);
        int end = found < 0 ? line.length() : found;
        int quote = line.indexOf('"', from);
        if (quote >= 0 && quote < end) {
            strict.append('"')
                    .append(line.substring(from, end).replace("\"", "\"\""))
                    .append('"');
        } else {
            strict.append(line, from, end);
        }
        if (found >= 0) {
            strict.append(delimiter);
        }
        return end + 1;
    }
}
