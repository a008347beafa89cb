package org.scorekeeper.publish.pdf;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.MessageFormat;
import java.text.NumberFormat;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.time.temporal.IsoFields;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import org.scorekeeper.calendar.MeasurementPeriod;
import org.scorekeeper.contract.Bound;
import org.scorekeeper.contract.Contract;
import org.scorekeeper.contract.Unit;
import org.scorekeeper.publish.Cell;

/** Words, numbers, dates and money as the readers of one document write them. */
final class Words {
    /** Keeps a number and its unit on one line. */
    static final char NO_BREAK = '\u00A0';

    private final ResourceBundle bundle;
    private final Locale locale;
    private final ZoneId zone;

    Words(Locale locale, ZoneId zone) {
        this.locale = locale;
        this.zone = zone;
        this.bundle = ResourceBundle.getBundle(
                "org.scorekeeper.publish.documents",
                locale,
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    }

    static Words of(Contract contract) {
        return new Words(contract.locale(), contract.zone());
    }

    ResourceBundle bundle() {
        return bundle;
    }

    Locale locale() {
        return locale;
    }

    /** A text of the bundle with its places filled. */
    String say(String key, Object... arguments) {
        return new MessageFormat(bundle.getString(key), locale).format(arguments);
    }

    /** A text of the bundle, or another where it has none. */
    String sayOr(String key, String other) {
        return bundle.containsKey(key) ? bundle.getString(key) : other;
    }

    /** Small numbers as words, larger ones as figures. */
    String inWords(int number) {
        return listed("number.words", number);
    }

    /** First, second, third. */
    String ordinal(int number) {
        return listed("ordinal.words", number);
    }

    private String listed(String key, int number) {
        List<String> words = List.of(bundle.getString(key).split(",", -1));
        return number < words.size() ? words.get(number) : number(BigDecimal.valueOf(number));
    }

    /** A number with the decimals that it has. */
    String number(BigDecimal value) {
        return number(value, Math.max(0, value.scale()));
    }

    /** A number with so many decimals. */
    String number(BigDecimal value, int places) {
        NumberFormat format = NumberFormat.getNumberInstance(locale);
        format.setRoundingMode(RoundingMode.HALF_UP);
        format.setMinimumFractionDigits(places);
        format.setMaximumFractionDigits(places);
        return format.format(value);
    }

    /** A count. */
    String count(long value) {
        return number(BigDecimal.valueOf(value), 0);
    }

    /** Money with the currency's sign. */
    String money(BigDecimal amount, Currency currency) {
        NumberFormat format = NumberFormat.getCurrencyInstance(locale);
        format.setCurrency(currency);
        int places = Math.max(0, currency.getDefaultFractionDigits());
        format.setMinimumFractionDigits(places);
        format.setMaximumFractionDigits(places);
        format.setRoundingMode(RoundingMode.HALF_UP);
        return format.format(amount);
    }

    /** A percentage. */
    String percent(BigDecimal value, int places) {
        return number(value, places) + NO_BREAK + "%";
    }

    /** A number with its unit. */
    String quantity(BigDecimal value, Unit unit) {
        return unit == Unit.NONE ? number(value) : number(value) + NO_BREAK + unit.symbol();
    }

    /** A target: at least 98 %. */
    String target(Bound bound) {
        return say(
                "target." + bound.comparison().name().toLowerCase(Locale.ROOT), quantity(bound.value(), bound.unit()));
    }

    /** A day. */
    String day(LocalDate date) {
        return DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM)
                .withLocale(locale)
                .format(date);
    }

    /** An instant, to the minute, in the document's zone. */
    String time(Instant instant) {
        return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT)
                .withLocale(locale)
                .format(instant.atZone(zone));
    }

    /** A length of time as {@code h:mm:ss}. */
    String length(long seconds) {
        return new Cell.Length(seconds).plain();
    }

    /** A measurement period: October 2026, Quarter 4 of 2026, Week 41 of 2026, 2026. */
    String period(MeasurementPeriod period) {
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
    String list(List<String> words, String last) {
        return words.size() < 2
                ? String.join("", words)
                : String.join(", ", words.subList(0, words.size() - 1)) + " " + say(last) + " "
                        + words.get(words.size() - 1);
    }
}
