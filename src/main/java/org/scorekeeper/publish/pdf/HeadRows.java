package org.scorekeeper.publish.pdf;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.scorekeeper.contract.Cap;
import org.scorekeeper.contract.Contract;
import org.scorekeeper.publish.DataReceived.FileReceipt;
import org.scorekeeper.publish.Scorecard;
import org.scorekeeper.settle.CapResult;
import org.scorekeeper.settle.LedgerLine;
import org.scorekeeper.settle.LevelResult;
import org.scorekeeper.settle.PeriodResult;

/** The head of page one: whose scorecard it is, the verdict, and the three figures below it. */
final class HeadRows {
    private static final int MOST_IN_HEAD = 60;

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
            String score,
            String scoreNote,
            String credits,
            String creditsNote,
            String standing,
            String standingNote) {}

    Row row() {
        Contract contract = result.contract();
        return new Row(
                vendor(contract),
                contract.id() + " · " + contract.title(),
                scorecard.isForVendor() ? words.say("edition.vendor.note") : "",
                words.period(result.period()),
                new Verdict(words).of(result, scorecard.history()),
                score(result.score(), words),
                lastScore(),
                result.credits().signum() == 0 ? words.say("head.credits.none") : money(result.credits()),
                creditsNote(),
                standing(),
                rows());
    }

    /** The vendor as people call it. */
    static String vendor(Contract contract) {
        return Optional.ofNullable(contract.contacts().get("vendor"))
                .flatMap(Contract.Contact::name)
                .orElse(contract.vendor());
    }

    /** How firm the figures are, in words: for the head of every page. */
    static String state(PeriodResult result, java.time.Instant asOf, Words words) {
        if (result.running()) {
            return words.say(
                    "state.running",
                    words.time(asOf),
                    words.day(result.period().to().minusDays(1)));
        }
        return switch (result.state()) {
            case PROVISIONAL -> words.say("state.ended", words.time(asOf));
            case HELD -> words.say("state.held", words.time(asOf), shortened(String.join("; ", result.because())));
            case ISSUED -> words.say("state.issued", words.time(asOf));
            case RESTATED -> words.say("state.restated", words.time(asOf), result.revision());
        };
    }

    /** Short enough for a page's head; the whole stands on page one. */
    private static String shortened(String text) {
        return text.length() <= MOST_IN_HEAD
                ? text
                : text.substring(0, MOST_IN_HEAD).stripTrailing() + "…";
    }

    /** A score without decimals. */
    static String score(Optional<BigDecimal> score, Words words) {
        return score.map(value -> words.percent(value.setScale(0, RoundingMode.HALF_UP), 0))
                .orElseGet(() -> words.say("head.score.none"));
    }

    private String lastScore() {
        List<PeriodResult> history = scorecard.history();
        return history.size() < 2
                ? words.say("head.score.first")
                : words.say(
                        "head.score.last", score(history.get(history.size() - 2).score(), words));
    }

    private String creditsNote() {
        List<String> notes = new ArrayList<>();
        List<PeriodResult> history = scorecard.history();
        if (history.size() > 1) {
            notes.add(words.say(
                    "head.credits.last", money(history.get(history.size() - 2).credits())));
        }
        BigDecimal off = result.caps().stream().map(CapResult::takenOff).reduce(BigDecimal.ZERO, BigDecimal::add);
        if (off.signum() > 0) {
            notes.add(words.say("head.credits.capped", money(result.creditsBeforeCaps()), money(off)));
        } else if (result.credits().signum() > 0 && !result.caps().isEmpty()) {
            notes.add(words.say("head.credits.uncapped"));
        }
        result.caps().stream()
                .filter(cap -> cap.cap().levels().isEmpty() && cap.cap().per() != Cap.Per.ITEM)
                .reduce((earlier, later) -> later)
                .ifPresent(cap -> notes.add(words.say("head.credits.room", money(room(cap)), money(cap.limit()))));
        result.charges()
                .filter(charges -> charges.signum() > 0 && result.credits().signum() > 0)
                .ifPresent(charges -> notes.add(words.say(
                        "head.credits.share",
                        words.percent(
                                result.credits()
                                        .multiply(BigDecimal.valueOf(100))
                                        .divide(charges, 2, RoundingMode.HALF_UP),
                                2),
                        money(charges))));
        earnBack().ifPresent(notes::add);
        return String.join("\n", notes);
    }

    /** What may come back of this period's credits. */
    private Optional<String> earnBack() {
        BigDecimal credits = result.lines().stream()
                .filter(line -> line.kind() == LedgerLine.Kind.CREDIT)
                .map(LedgerLine::amount)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        return result.contract()
                .credits()
                .earnBack()
                .filter(rule -> credits.signum() > 0)
                .map(rule -> words.say(
                        "head.credits.earnback",
                        money(credits.multiply(rule.returns())
                                .setScale(result.contract().moneyPlaces(), RoundingMode.HALF_UP)),
                        rule.periods()));
    }

    private static BigDecimal room(CapResult cap) {
        return cap.limit().subtract(cap.used()).max(BigDecimal.ZERO);
    }

    private String standing() {
        if (result.running()) {
            return words.say("head.standing.running", words.time(result.until()));
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
