package org.scorekeeper.intake;

import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.Locale;
import java.util.regex.PatternSyntaxException;

/** A glob over paths below the inbox; case does not matter, and {@code **}{@code /} also matches no folder at all. */
record InboxPattern(PathMatcher matcher, PathMatcher withoutFolders) {
    /**
     * Compiles a glob.
     *
     * @throws IllegalArgumentException with what is wrong in it
     */
    static InboxPattern of(String glob) {
        String lower = glob.trim().toLowerCase(Locale.ROOT);
        try {
            return new InboxPattern(
                    FileSystems.getDefault().getPathMatcher("glob:" + lower),
                    FileSystems.getDefault().getPathMatcher("glob:" + lower.replace("**/", "")));
        } catch (PatternSyntaxException wrong) {
            throw new IllegalArgumentException(wrong.getDescription(), wrong);
        }
    }

    boolean matches(String path) {
        Path lower = Path.of(path.toLowerCase(Locale.ROOT));
        return matcher.matches(lower) || withoutFolders.matches(lower);
    }
}
