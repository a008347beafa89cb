package org.scorekeeper.deliver;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.scorekeeper.publish.Manifest;
import org.scorekeeper.settle.LedgerEntry;
import org.scorekeeper.settle.PeriodResult;
import org.scorekeeper.settle.PeriodState;

/**
 * What messages say that are about the whole night: to whoever books, and to whoever runs it.
 *
 * @param zone in which its days are told
 */
public record HouseLetters(Instant asOf, ZoneId zone, String run, Wording words) {
    /** For the readers of one language. */
    public HouseLetters(Locale readers, Instant asOf, ZoneId zone, String run) {
        this(asOf, zone, run, new Wording(readers));
    }

    /** A posting to import, with its control totals. */
    public Message posting(
            Letters.Recipient to,
            LedgerEntry.Posting posting,
            List<Manifest.Total> totals,
            List<Attachment> attachments) {
        long count = totals.stream().mapToLong(Manifest.Total::lines).sum();
        List<String> lines = new ArrayList<>();
        lines.add(words.say("posting.text", posting.name(), words.day(posting.on()), count));
        for (Manifest.Total total : totals) {
            lines.add(words.say(
                    "posting.total",
                    total.vendor(),
                    words.number(total.signedAmount()) + " " + total.currency(),
                    total.lines()));
        }
        lines.add("");
        lines.add(words.say("posting.once"));
        return message(
                to, posting.name(), true, words.say("posting.subject", posting.name(), count), lines, attachments);
    }

    /** Periods were issued, and there is nothing to book. */
    public Message nothingToBook(Letters.Recipient to, String night, List<PeriodResult> issued) {
        List<String> lines = new ArrayList<>();
        lines.add(words.say("posting.none.text"));
        for (PeriodResult result : issued) {
            lines.add(words.say("posting.none.period", result.contract().id(), words.period(result.period())));
        }
        String contracts =
                issued.stream().map(result -> result.contract().id()).distinct().collect(Collectors.joining(", "));
        return message(
                to, "no posting " + night, false, words.say("posting.none.subject", contracts), lines, List.of());
    }

    /**
     * What a night came to, for whoever runs it.
     *
     * @param latest the latest whole period of each contract
     * @param issued what this night issued or restated: contract and period
     * @param concerns how many things need a person
     * @param look those, and what else is worth a look
     * @param lastLine the run's own
     */
    public Message digest(
            String operator,
            String night,
            List<PeriodResult> latest,
            List<String> issued,
            int concerns,
            List<String> look,
            String lastLine) {
        List<String> lines = new ArrayList<>();
        lines.add(lastLine);
        if (!latest.isEmpty()) {
            lines.add("");
            lines.add(words.say("digest.periods"));
            latest.forEach(result -> lines.add(words.say(
                    "digest.period",
                    result.contract().id(),
                    words.period(result.period()),
                    state(result.state()),
                    words.verdict(result))));
        }
        lines.add("");
        lines.add(
                issued.isEmpty()
                        ? words.say("digest.issued.none")
                        : words.say("digest.issued", String.join(", ", issued)));
        lines.add("");
        if (concerns == 0) {
            lines.add(words.say("digest.look.none"));
        }
        if (!look.isEmpty()) {
            lines.add(words.say("digest.look"));
            look.forEach(line -> lines.add("- " + line));
        }
        int broken = latest.stream()
                .mapToInt(result -> Wording.broken(result).size())
                .sum();
        return message(
                new Letters.Recipient(operator, java.util.Optional.empty()),
                "night " + night,
                false,
                words.say("digest.subject", night, broken, concerns),
                lines,
                List.of());
    }

    /** A night that did not come to its end. */
    public Message failed(String operator, String night, String why) {
        return message(
                new Letters.Recipient(operator, java.util.Optional.empty()),
                "failed " + night,
                false,
                words.say("digest.failed.subject", night),
                List.of(words.say("digest.failed.text"), "", why),
                List.of());
    }

    private static String state(PeriodState state) {
        return state.code();
    }

    private Message message(
            Letters.Recipient to,
            String occasion,
            boolean once,
            String subject,
            List<String> lines,
            List<Attachment> attachments) {
        return Letter.message(words, new Letter.From(asOf, zone, run), to, occasion, once, subject, lines, attachments);
    }
}
