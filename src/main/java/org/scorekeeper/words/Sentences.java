package org.scorekeeper.words;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Tells what the evaluation says of its steps in the contract's language. The heart says it in English, once, and stores it so;
 * here a sentence is found by its form and told by the form of the same name in another language. What has no form, as names
 * and the registers' own words have none, stays as it is written.
 */
public final class Sentences {
    private static final String BUNDLE = "org.scorekeeper.words.sentences";
    /** Between two sentences of one step. */
    private static final String NEXT = "; ";

    private static final Pattern PLACE = Pattern.compile("\\{(\\d)([#@!]?)\\}");
    private static final Pattern NUMBER = Pattern.compile("([-+]?)(\\d+(?:\\.\\d+)?)(%|[smhd])?");
    private static final Pattern MONEY = Pattern.compile("(-?\\d+(?:\\.\\d+)?) ([A-Z]{3})");
    private static final Pattern DAY = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
    private static final List<Form> FORMS = forms();

    private final Phrases phrases;
    private final Optional<ResourceBundle> told;

    /** In the language of these words. */
    public Sentences(Phrases phrases) {
        this.phrases = phrases;
        this.told = Optional.of(Phrases.bundle(BUNDLE, phrases.locale()))
                .filter(bundle -> !bundle.getLocale().equals(Locale.ROOT));
    }

    /**
     * One form of a sentence.
     *
     * @param key its name in every language
     * @param pattern the sentence with its places
     * @param kinds of the places: empty for what is told in its turn, else #, @ or !
     * @param anchor the longest text of its own
     * @param literal how many letters are its own: of two forms the one with more says more
     * @param spans whether it may hold several sentences
     */
    private record Form(String key, Pattern pattern, List<String> kinds, String anchor, int literal, boolean spans) {
        static Form of(String key, String text) {
            StringBuilder pattern = new StringBuilder();
            List<String> kinds = new ArrayList<>();
            String anchor = "";
            int literal = 0;
            int from = 0;
            Matcher place = PLACE.matcher(text);
            while (place.find()) {
                String own = text.substring(from, place.start());
                anchor = own.length() > anchor.length() ? own : anchor;
                literal += own.length();
                pattern.append(Pattern.quote(own)).append(group(place.group(2)));
                kinds.add(place.group(2));
                from = place.end();
            }
            String own = text.substring(from);
            anchor = own.length() > anchor.length() ? own : anchor;
            pattern.append(Pattern.quote(own));
            return new Form(
                    key,
                    Pattern.compile(pattern.toString()),
                    kinds,
                    anchor,
                    literal + own.length(),
                    text.contains(NEXT) || text.endsWith("})"));
        }

        private static String group(String kind) {
            return switch (kind) {
                case "#" -> "([-+]?\\d+(?:[./]\\d+)?(?:%|[smhd])?)";
                case "@" -> "(\\d{4}-\\d{2}-\\d{2})";
                default -> "(.+?)";
            };
        }

        Optional<Matcher> match(String sentence) {
            return Optional.of(sentence)
                    .filter(text -> text.contains(anchor))
                    .map(pattern::matcher)
                    .filter(Matcher::matches);
        }
    }

    private static List<Form> forms() {
        ResourceBundle english = Phrases.bundle(BUNDLE, Locale.ROOT);
        return english.keySet().stream()
                .sorted()
                .map(key -> Form.of(key, english.getString(key)))
                .sorted(Comparator.comparingInt(Form::literal).reversed())
                .toList();
    }

    /** A sentence in the contract's language; in English as it is. */
    public String tell(String sentence) {
        return told.map(bundle -> tell(sentence, bundle)).orElse(sentence);
    }

    private String tell(String sentence, ResourceBundle bundle) {
        boolean several = sentence.contains(NEXT);
        for (Form form : FORMS) {
            Optional<Matcher> match = several && !form.spans() ? Optional.empty() : form.match(sentence);
            if (match.isPresent()) {
                return filled(bundle.getString(form.key()), form, match.get(), bundle);
            }
        }
        for (String between : List.of(NEXT, ", ")) {
            if (sentence.contains(between)) {
                return Pattern.compile(between, Pattern.LITERAL)
                        .splitAsStream(sentence)
                        .map(part -> tell(part, bundle))
                        .collect(Collectors.joining(between));
            }
        }
        // Of words that nobody knows only an amount is told: 2026 may be a year.
        return MONEY.matcher(sentence).matches() ? value(sentence) : sentence;
    }

    /** What stands in a place: a value, or a sentence in its turn. */
    private String place(String text, ResourceBundle bundle) {
        String value = value(text);
        return value.equals(text) ? tell(text, bundle) : value;
    }

    private String filled(String text, Form form, Matcher match, ResourceBundle bundle) {
        String filled = text;
        for (int i = 0; i < form.kinds().size(); i++) {
            String said = match.group(i + 1);
            String place = form.kinds().get(i).isEmpty()
                    ? place(said, bundle)
                    : form.kinds().get(i).equals("!") ? said : value(said);
            filled = filled.replace("{" + i + "}", place);
        }
        return filled;
    }

    /** A number, an amount or a day as the contract's readers write them; anything else as it is. */
    private String value(String text) {
        Matcher money = MONEY.matcher(text);
        if (money.matches()) {
            return phrases.money(new BigDecimal(money.group(1)), Currency.getInstance(money.group(2)));
        }
        Matcher number = NUMBER.matcher(text);
        if (number.matches()) {
            String unit = number.group(3) == null ? "" : Phrases.NO_BREAK + number.group(3);
            return number.group(1) + phrases.number(new BigDecimal(number.group(2))) + unit;
        }
        return DAY.matcher(text).matches() ? phrases.day(LocalDate.parse(text)) : text;
    }
}
