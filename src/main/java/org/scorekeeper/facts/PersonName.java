package org.scorekeeper.facts;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.Normalizer;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** A person's name as files write it, and how the person is told of without it. */
public final class PersonName {
    /** What stands in brackets is not the name: a login, an address, a firm. */
    private static final Pattern ASIDE = Pattern.compile("\\([^)]*\\)|\\[[^\\]]*\\]|<[^>]*>");

    private static final Pattern UNSEEN = Pattern.compile("[\\p{Cf}\\p{Cc}]");
    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{M}\\p{N}'’]+");
    private static final Pattern BARE_ADDRESS = Pattern.compile("\\s*<?([^<>@\\s]+)@[^<>@\\s]+>?\\s*");
    private static final int SHORTEST_NAME = 4;

    private PersonName() {}

    /**
     * The first letters of a name, the family name's last: {@code Weber-Roth, Anna} is {@code AWR}. Of an address only the
     * part before the sign counts. What is no name (a number, initials) stays.
     */
    public static String initials(String name) {
        if (isNumber(name)) {
            return name.strip();
        }
        String words = inOrder(withoutAsides(name));
        if (words.matches("\\p{Lu}{1," + (SHORTEST_NAME - 1) + "}")) {
            return words;
        }
        StringBuilder initials = new StringBuilder();
        for (String word : BETWEEN_WORDS.split(words, -1)) {
            word.codePoints()
                    .filter(Character::isLetter)
                    .findFirst()
                    .ifPresent(letter -> initials.appendCodePoint(Character.toTitleCase(letter)));
        }
        return initials.isEmpty() ? "?" : initials.toString();
    }

    /**
     * A word that stands for a person of a vendor, the same wherever the same name stands. It hides the name from whoever does
     * not know it; whoever knows all names can find out whose it is. What is a number already stays.
     */
    public static String pseudonym(String vendor, String name) {
        if (isNumber(name)) {
            return name.strip();
        }
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest((vendor + "\0" + name.strip()).getBytes(StandardCharsets.UTF_8));
            return "P-" + HexFormat.of().formatHex(digest, 0, 4);
        } catch (NoSuchAlgorithmException never) {
            throw new IllegalStateException("every Java has SHA-256", never);
        }
    }

    /** A personnel number and its like: one word with no fewer digits than letters. */
    private static boolean isNumber(String name) {
        String word = name.strip();
        long digits = word.codePoints().filter(Character::isDigit).count();
        return digits > 0
                && digits >= word.codePoints().filter(Character::isLetter).count()
                && word.matches("[\\p{L}\\p{N}_./#-]+");
    }

    private static String withoutAsides(String name) {
        String seen =
                UNSEEN.matcher(Normalizer.normalize(name, Normalizer.Form.NFC)).replaceAll("");
        var address = BARE_ADDRESS.matcher(seen);
        if (address.matches()) {
            return address.group(1);
        }
        String rest = ASIDE.matcher(seen).replaceAll(" ").strip();
        // DOMAIN\login
        return (rest.isEmpty() ? seen : rest).replaceFirst("^[^\\\\]*\\\\", "").strip();
    }

    /** Given names first. */
    private static String inOrder(String name) {
        int comma = name.indexOf(',');
        return comma < 0 || name.indexOf(',', comma + 1) >= 0
                ? name
                : (name.substring(comma + 1) + " " + name.substring(0, comma)).strip();
    }
}
