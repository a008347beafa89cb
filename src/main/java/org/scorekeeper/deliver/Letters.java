package org.scorekeeper.deliver;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.scorekeeper.contract.Contract;
import org.scorekeeper.measure.Miss;
import org.scorekeeper.publish.Cell;
import org.scorekeeper.publish.told.Restatement;
import org.scorekeeper.settle.LevelResult;
import org.scorekeeper.settle.PeriodResult;

/**
 * What messages about one contract say, in its language. "Nothing broke" is said as plainly as a breach.
 *
 * @param contract as it is now: whom to write to
 * @param asOf of the night
 * @param run its short id
 */
public record Letters(Contract contract, Instant asOf, String run, Wording words) {
    private static final int WORST = 5;

    /** Letters of a night about a contract. */
    public Letters(Contract contract, Instant asOf, String run) {
        this(contract, asOf, run, new Wording(contract.locale()));
    }

    /** Somebody who asked for something. */
    public record Recipient(String email, Optional<String> name) {}

    /**
     * A figure stands: what the recipient asked for goes with it.
     *
     * @param before what a restated period said in the revision before; empty for others
     */
    public Message issue(
            Recipient to, PeriodResult result, Optional<PeriodResult> before, List<Attachment> attachments) {
        List<String> lines = new ArrayList<>();
        String period = words.period(result.period());
        lines.add(
                result.revision() == 0
                        ? words.say("issue.issued", period, contract.id(), contract.title(), contract.vendorName())
                        : words.say(
                                "issue.restated",
                                period,
                                contract.id(),
                                contract.title(),
                                contract.vendorName(),
                                result.revision(),
                                result.causes().stream()
                                        .map(cause -> words.say(
                                                "cause." + cause.kind().name().toLowerCase(Locale.ROOT)))
                                        .collect(Collectors.joining(", "))));
        lines.add("");
        before.map(old -> words.changes(new Restatement(old, result)))
                .filter(changes -> !changes.isEmpty())
                .ifPresent(changes -> {
                    lines.addAll(changes);
                    lines.add("");
                });
        lines.addAll(words.told(result));
        return message(
                to,
                "issue " + contract.id() + " " + result.period().label() + " r" + result.revision(),
                true,
                words.say(
                        result.revision() == 0 ? "issue.subject" : "issue.subject.restated",
                        contract.vendorName(),
                        contract.id(),
                        period,
                        words.verdict(result)),
                lines,
                attachments);
    }

    /** A level that is to be told at once has broken. */
    public Message alert(Recipient to, PeriodResult result, LevelResult level) {
        List<String> lines = new ArrayList<>();
        String period = words.period(result.period());
        String id = level.level().id();
        lines.add(words.say("alert.text", id, level.level().title(), contract.id(), period));
        lines.add(words.level(level));
        List<Miss> misses = level.figure().misses().stream()
                .filter(miss -> miss.state() != Miss.State.RELIEVED)
                .sorted(Comparator.comparing((Miss miss) -> miss.lateBySeconds().orElse(0L))
                        .reversed())
                .toList();
        if (!misses.isEmpty()) {
            lines.add("");
            lines.add(words.say("alert.items", words.count(misses.size())));
            misses.stream().limit(WORST).forEach(miss -> lines.add(item(miss)));
        }
        lines.add("");
        if (level.credit().signum() > 0) {
            lines.add(words.say("alert.cost", words.money(level.credit(), contract.currency())));
        }
        lines.add(words.say(
                result.running() ? "alert.running" : result.state().stands() ? "alert.issued" : "alert.ended"));
        return message(
                to,
                "alert " + contract.id() + " " + result.period().label() + " " + id,
                true,
                words.say("alert.subject", contract.vendorName(), contract.id(), id, period),
                lines,
                List.of());
    }

    private String item(Miss miss) {
        String title = miss.title().map(one -> " " + one).orElse("");
        return words.say(
                "alert.item",
                miss.item() + title,
                miss.lateBySeconds()
                        .filter(seconds -> seconds > 0)
                        .map(seconds -> words.say("alert.late", new Cell.Length(seconds).plain()))
                        .orElse(""));
    }

    /** What will be issued soon, while the vendor can still say what is wrong with it. */
    public Message preview(Recipient to, PeriodResult result, LocalDate issued, List<Attachment> attachments) {
        String period = words.period(result.period());
        List<String> lines = new ArrayList<>();
        lines.add(words.say("preview.text", period, contract.id(), contract.title(), words.day(issued)));
        lines.add("");
        lines.addAll(words.told(result));
        lines.add("");
        lines.add(words.say("preview.reply"));
        return message(
                to,
                "preview " + contract.id() + " " + result.period().label(),
                true,
                words.say("preview.subject", contract.vendorName(), contract.id(), period, words.day(issued)),
                lines,
                attachments);
    }

    /**
     * What was wrong with the vendor's files.
     *
     * @param reason why it could not be read at all
     */
    public record BadFile(String path, long rows, long refused, Optional<String> reason) {}

    /** What goes back to the vendor. */
    public Message rejected(Recipient to, String night, List<BadFile> files, List<Attachment> attachments) {
        long rows = files.stream().mapToLong(BadFile::refused).sum();
        long unreadable =
                files.stream().filter(file -> file.reason().isPresent()).count();
        List<String> lines = new ArrayList<>();
        lines.add(words.say("rejected.text"));
        for (BadFile file : files) {
            lines.add(file.reason()
                    .map(why -> words.say("rejected.unreadable", file.path(), why))
                    .orElseGet(() -> words.say(
                            "rejected.file", file.path(), words.count(file.refused()), words.count(file.rows()))));
        }
        if (rows > 0) {
            lines.add("");
            lines.add(words.say("rejected.mend"));
        }
        return message(
                to,
                "rejected-rows " + contract.vendor() + " " + night,
                false,
                words.say("rejected.subject", contract.vendorName(), rows, unreadable),
                lines,
                attachments);
    }

    private Message message(
            Recipient to,
            String occasion,
            boolean once,
            String subject,
            List<String> lines,
            List<Attachment> attachments) {
        return Letter.message(
                words, new Letter.From(asOf, contract.zone(), run), to, occasion, once, subject, lines, attachments);
    }
}
