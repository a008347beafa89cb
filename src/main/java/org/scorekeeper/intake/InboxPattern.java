package org.scorekeeper.intake;

import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.PatternSyntaxException;

/** A glob over paths below the inbox; case does not matter, and {@code **}{@code /} also matches no folder at all. */
final class InboxPattern {
    private final PathMatcher matcher;

    private InboxPattern(PathMatcher matcher) {
        this.matcher = matcher;
    }

    /**
     * Compiles a glob.
     *
     * @throws IllegalArgumentException with what is wrong in it
     */
    static InboxPattern of(String glob) {
        String plain = fold(glob.trim());
        if (plain.isEmpty()) {
            throw new IllegalArgumentException("it is empty");
        }
        if (plain.startsWith("/") || plain.contains("\\") || plain.contains("..")) {
            throw new IllegalArgumentException(
                    "it begins at the inbox, and has forward slashes and no dots that lead upwards");
        }
        try {
            return new InboxPattern(FileSystems.getDefault().getPathMatcher("glob:" + withOptionalFolders(plain)));
        } catch (PatternSyntaxException wrong) {
            throw new IllegalArgumentException(wrong.getDescription(), wrong);
        }
    }

    /** Groups cannot be nested: inside one, folders stay as they are. */
    private static String withOptionalFolders(String glob) {
        StringBuilder result = new StringBuilder();
        boolean inGroup = false;
        for (int i = 0; i < glob.length(); i++) {
            if (!inGroup && glob.startsWith("**/", i) && (i == 0 || glob.charAt(i - 1) == '/')) {
                result.append("{,**/}");
                i += 2;
                continue;
            }
            char c = glob.charAt(i);
            inGroup = c == '{' || (inGroup && c != '}');
            result.append(c);
        }
        return result.toString();
    }

    private static String fold(String path) {
        return Normalizer.normalize(path, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
    }

    boolean matches(String path) {
        return matcher.matches(Path.of(fold(path)));
    }
}
