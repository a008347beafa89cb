package org.scorekeeper.words;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.MessageFormat;
import java.text.NumberFormat;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.time.temporal.IsoFields;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import org.scorekeeper.calendar.MeasurementPeriod;
import org.scorekeeper.contract.Bound;
import org.scorekeeper.contract.Unit;

/** Words, numbers, dates and money as the readers of one contract write them. */
public class Phrases {
    /** Keeps a number and its unit on one line. */
    public static final char NO_BREAK = '\u00A0';

    private final ResourceBundle bundle;
    private final Locale locale;

    /** For the readers of one language. */
    public Phrases(Locale locale) {
        this(locale, locale);
    }

    /** With the words of another language than that of the numbers, dates and money. */
    private Phrases(Locale locale, Locale language) {
        this.locale = locale;
        this.bundle = bundle("org.scorekeeper.words.contract", language);
    }

    /** In English, with numbers, dates and money as a country writes them. */
    public static Phrases english(Locale locale) {
        return new Phrases(locale, Locale.UK);
    }

    /** A bundle of texts in the nearest language that there is. */
    protected static ResourceBundle bundle(String name, Locale locale) {
        return ResourceBundle.getBundle(
                name, locale, ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    }

    /** Their language and country. */
    public Locale locale() {
        return locale;
    }

    /** A text as it is written, its places not filled. */
    protected String text(String key) {
        return bundle.getString(key);
    }

    /** A text with its places filled. */
    public String say(String key, Object... arguments) {
        return new MessageFormat(text(key), locale).format(arguments);
    }

    /** Small numbers as words, larger ones as figures. */
    public String inWords(int number) {
        return listed("number.words", number);
    }

    /** First, second, third. */
    public String ordinal(int number) {
        return listed("ordinal.words", number);
    }

    private String listed(String key, int number) {
        List<String> words = List.of(text(key).split(",", -1));
        return number < words.size() ? words.get(number) : number(BigDecimal.valueOf(number));
    }

    /** A number with the decimals that it has. */
    public String number(BigDecimal value) {
        return number(value, Math.max(0, value.scale()));
    }

    /** A number with so many decimals. */
    public String number(BigDecimal value, int places) {
        NumberFormat format = NumberFormat.getNumberInstance(locale);
        format.setRoundingMode(RoundingMode.HALF_UP);
        format.setMinimumFractionDigits(places);
        format.setMaximumFractionDigits(places);
        return format.format(value);
    }

    /** A count. */
    public String count(long value) {
        return number(BigDecimal.valueOf(value), 0);
    }

    /** Money with the currency's sign. */
    public String money(BigDecimal amount, Currency currency) {
        NumberFormat format = NumberFormat.getCurrencyInstance(locale);
        format.setCurrency(currency);
        int places = Math.max(0, currency.getDefaultFractionDigits());
        format.setMinimumFractionDigits(places);
        format.setMaximumFractionDigits(places);
        format.setRoundingMode(RoundingMode.HALF_UP);
        return format.format(amount);
    }

    /** A percentage. */
    public String percent(BigDecimal value, int places) {
        return number(value, places) + NO_BREAK + "%";
    }

    /** A number with its unit. */
    public String quantity(BigDecimal value, Unit unit) {
        return unit == Unit.NONE ? number(value) : number(value) + NO_BREAK + unit.symbol();
    }

    /** A target: at least 98 %. */
    public String target(Bound bound) {
        return say(
                "target." + bound.comparison().name().toLowerCase(Locale.ROOT), quantity(bound.value(), bound.unit()));
    }

    /** A day. */
    public String day(LocalDate date) {
        return DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM)
                .withLocale(locale)
                .format(date);
    }

    /** A measurement period: October 2026, Quarter 4 of 2026, Week 41 of 2026, 2026. */
    public String period(MeasurementPeriod period) {
        LocalDate from = period.from();
        return switch (period.kind()) {
            case WEEKLY ->
                say(
                        "period.weekly",
                        String.valueOf(from.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR)),
                        String.valueOf(from.get(IsoFields.WEEK_BASED_YEAR)));
            case MONTHLY -> DateTimeFormatter.ofPattern("LLLL uuuu", locale).format(from);
            case QUARTERLY ->
                say(
                        "period.quarterly",
                        String.valueOf(from.get(IsoFields.QUARTER_OF_YEAR)),
                        String.valueOf(from.getYear()));
            case YEARLY -> String.valueOf(from.getYear());
        };
    }

    /** A list: a, b and c. */
    public String list(List<String> words, String last) {
        return words.size() < 2
                ? String.join("", words)
                : String.join(", ", words.subList(0, words.size() - 1)) + " " + say(last) + " "
                        + words.get(words.size() - 1);
    }
}
