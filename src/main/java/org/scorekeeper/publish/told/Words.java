package org.scorekeeper.publish.told;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Locale;
import java.util.ResourceBundle;
import org.scorekeeper.calendar.MeasurementPeriod;
import org.scorekeeper.calendar.PeriodKind;
import org.scorekeeper.contract.Contract;
import org.scorekeeper.publish.Cell;
import org.scorekeeper.words.Phrases;
import org.scorekeeper.words.Sentences;

/** The words of documents, beside those that tell a contract. */
public final class Words extends Phrases {
    private final ResourceBundle documents;
    private final ZoneId zone;
    private final Sentences sentences;

    /** In a language, with instants as a zone tells them. */
    public Words(Locale locale, ZoneId zone) {
        super(locale);
        this.zone = zone;
        this.sentences = new Sentences(this);
        this.documents = bundle("org.scorekeeper.publish.documents", locale);
    }

    /** In a contract's language and zone. */
    public static Words of(Contract contract) {
        return new Words(contract.locale(), contract.zone());
    }

    /** The texts themselves, for layouts that name them. */
    public ResourceBundle bundle() {
        return documents;
    }

    @Override
    protected String text(String key) {
        return documents.containsKey(key) ? documents.getString(key) : super.text(key);
    }

    /** A text of the documents, or another where they have none. */
    public String sayOr(String key, String other) {
        return documents.containsKey(key) ? documents.getString(key) : other;
    }

    /** What the evaluation says of a step, in the document's language. */
    public String tell(String sentence) {
        return sentences.tell(sentence);
    }

    /** An instant, to the minute, in the document's zone. */
    public String time(Instant instant) {
        return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT)
                .withLocale(locale())
                .format(instant.atZone(zone));
    }

    /** An as-of: the day that it ends, or the instant where it is within one. */
    public String asOf(Instant instant) {
        ZonedDateTime local = instant.atZone(zone);
        return local.toLocalTime().equals(LocalTime.MIDNIGHT)
                ? day(local.toLocalDate().minusDays(1))
                : time(instant);
    }

    /** A period as short as an axis needs it: Oct 26. */
    public String shortPeriod(MeasurementPeriod period) {
        return period.kind() == PeriodKind.MONTHLY
                ? DateTimeFormatter.ofPattern("LLL yy", locale()).format(period.from())
                : period.label();
    }

    /** A text that stands in a styled one. */
    public static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    /** A length of time as {@code h:mm:ss}. */
    public String length(long seconds) {
        return new Cell.Length(seconds).plain();
    }
}
