package org.scorekeeper.intake.table;

/** White space of any kind, which is no part of what a cell says. */
public final class Spaces {
    private Spaces() {}

    /** A text without the white space at both ends. */
    public static String trim(String text) {
        int from = 0;
        int to = text.length();
        while (from < to && is(text.charAt(from))) {
            from++;
        }
        while (to > from && is(text.charAt(to - 1))) {
            to--;
        }
        return text.substring(from, to);
    }

    /** Whether a text holds nothing else. */
    public static boolean isBlank(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!is(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    /** A text whose white space, wherever it stands, is single blanks; characters that nobody sees are left out. */
    public static String folded(String text) {
        StringBuilder folded = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (isUnseen(c)) {
                continue;
            }
            if (!is(c)) {
                folded.append(c);
            } else if (!folded.isEmpty() && folded.charAt(folded.length() - 1) != ' ') {
                folded.append(' ');
            }
        }
        int end = folded.length();
        return end > 0 && folded.charAt(end - 1) == ' ' ? folded.substring(0, end - 1) : folded.toString();
    }

    /** Whether a character is white space, or was the end of a file once. */
    static boolean is(char c) {
        return c != 0 && (c <= ' ' || c == '\u00a0' || (c > 127 && isRare(c)));
    }

    private static boolean isRare(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c) || isUnseen(c);
    }

    /** Marks of byte order, direction and possible line breaks. */
    private static boolean isUnseen(char c) {
        return c > 127 && Character.getType(c) == Character.FORMAT;
    }
}
