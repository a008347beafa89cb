package org.scorekeeper.publish.html;

import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.scorekeeper.words.Phrases;
import org.scorekeeper.words.Sentences;

/** The words of the portal, beside those that tell a contract. */
final class PortalWords extends Phrases {
    /** A second document of a kind has its number before the extension. */
    private static final Pattern NUMBERED = Pattern.compile("(.+-note)-(\\d+)(\\.xml)");

    private final ResourceBundle portal;
    private final Sentences sentences;

    PortalWords(Locale locale) {
        super(locale);
        this.sentences = new Sentences(this);
        this.portal = bundle("org.scorekeeper.publish.portal", locale);
    }

    @Override
    protected String text(String key) {
        return portal.containsKey(key) ? portal.getString(key) : super.text(key);
    }

    /** What the evaluation says of a condition, in the page's language. */
    String tell(String sentence) {
        return sentences.tell(sentence);
    }

    /** The labels of a page, as its template names them. */
    Map<String, String> labels() {
        Map<String, String> labels = new TreeMap<>();
        portal.keySet().stream()
                .filter(key -> key.startsWith("page."))
                .forEach(key -> labels.put(key.substring("page.".length()), portal.getString(key)));
        return labels;
    }

    /** A file as its reader calls it; its own name where the portal has no word for it. */
    String document(String name) {
        Matcher numbered = NUMBERED.matcher(name);
        String key = "document." + (numbered.matches() ? numbered.group(1) + numbered.group(3) : name);
        return !portal.containsKey(key)
                ? name
                : portal.getString(key) + (numbered.matches() ? " " + numbered.group(2) : "");
    }

    /** The language for readers aloud. */
    String language() {
        return portal.getLocale().getLanguage().isEmpty()
                ? Locale.ENGLISH.getLanguage()
                : portal.getLocale().getLanguage();
    }
}
