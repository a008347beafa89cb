package org.scorekeeper.publish.pdf;

import java.math.BigDecimal;
import java.util.List;
import org.scorekeeper.contract.Contract;
import org.scorekeeper.publish.DataReceived.FileReceipt;
import org.scorekeeper.publish.Scorecard;
import org.scorekeeper.publish.told.Foremost;
import org.scorekeeper.publish.told.MoneyNotes;
import org.scorekeeper.publish.told.Verdict;
import org.scorekeeper.publish.told.Words;
import org.scorekeeper.settle.LevelResult;
import org.scorekeeper.settle.PeriodResult;

/** The head of page one: whose scorecard it is, the verdict, and the three figures below it. */
final class HeadRows {
    private final Scorecard scorecard;
    private final PeriodResult result;
    private final Words words;

    HeadRows(Scorecard scorecard, Words words) {
        this.scorecard = scorecard;
        this.result = scorecard.result();
        this.words = words;
    }

    /** What the head says. */
    record Row(
            String vendor,
            String contract,
            String edition,
            String period,
            String verdict,
            String foremost,
            String score,
            String scoreNote,
            String credits,
            String creditsNote,
            String standing,
            String standingNote) {}

    Row row() {
        Contract contract = result.contract();
        Verdict verdict = new Verdict(words);
        return new Row(
                contract.vendorName(),
                contract.id() + " · " + contract.title(),
                scorecard.isForVendor() ? words.say("edition.vendor.note") : "",
                words.period(result.period()),
                verdict.of(result, scorecard.history()),
                new Foremost(words).of(result, scorecard.history()),
                verdict.score(result),
                verdict.course(result, scorecard.history()),
                result.credits().signum() == 0 ? words.say("head.credits.none") : money(result.credits()),
                String.join("\n", new MoneyNotes(result, words).after(scorecard.history())),
                standing(),
                rows());
    }

    /** How firm the figures are, in words: for the head of every page. Why they are held stands on page one. */
    static String state(PeriodResult result, java.time.Instant asOf, Words words) {
        if (result.running()) {
            return words.say(
                    "state.running",
                    words.asOf(asOf),
                    words.day(result.period().to().minusDays(1)));
        }
        return switch (result.state()) {
            case PROVISIONAL -> words.say("state.ended", words.asOf(asOf));
            case HELD -> words.say("state.held", words.asOf(asOf));
            case ISSUED -> words.say("state.issued", words.asOf(asOf));
            case RESTATED -> words.say("state.restated", words.asOf(asOf), result.revision());
        };
    }

    /** The same in a word, for the foot of every page. */
    static String briefly(PeriodResult result, Words words) {
        return words.say("portfolio.state." + result.state().code());
    }

    private String standing() {
        if (result.running()) {
            return words.say("head.standing.running", words.asOf(result.until()));
        }
        return switch (result.state()) {
            case PROVISIONAL -> words.say("head.standing.provisional");
            case HELD -> words.say("head.standing.held", String.join("; ", result.because()));
            case ISSUED -> words.say("head.standing.issued");
            case RESTATED ->
                words.say(
                        "head.standing.restated",
                        words.list(
                                result.causes().stream()
                                        .map(cause -> RestatedRows.cause(cause, words))
                                        .distinct()
                                        .toList(),
                                "word.and"));
        };
    }

    private String rows() {
        List<FileReceipt> files = scorecard.data().files();
        long read = files.stream().mapToLong(FileReceipt::read).sum();
        long rejected = files.stream().mapToLong(FileReceipt::rejected).sum();
        long unread =
                files.stream().filter(file -> file.quarantined().isPresent()).count();
        String text =
                rejected == 0 ? words.say("head.standing.clean") : words.say("head.standing.rows", rejected, read);
        List<String> open = result.levels().stream()
                .filter(LevelResult::dependsOnRefused)
                .map(level -> level.level().id())
                .toList();
        if (!open.isEmpty()) {
            text += "\n" + words.say("head.standing.depends", open.size(), String.join(", ", open));
        }
        if (unread > 0) {
            text += "\n" + words.say("head.standing.files", unread);
        }
        int disputes = scorecard.agenda().openDisputes();
        return disputes == 0 ? text : text + "\n" + words.say("head.standing.disputes", disputes);
    }

    private String money(BigDecimal amount) {
        return words.money(amount, result.contract().currency());
    }
}
