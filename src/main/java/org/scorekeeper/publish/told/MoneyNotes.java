package org.scorekeeper.publish.told;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.scorekeeper.contract.Cap;
import org.scorekeeper.settle.CapResult;
import org.scorekeeper.settle.LedgerLine;
import org.scorekeeper.settle.PeriodResult;

/** What is said of a period's money beneath its credits: before, caps, what else is due, what may come back. */
public final class MoneyNotes {
    /** What the period's credits do not hold, in the order in which it is told. */
    private static final List<LedgerLine.Kind> BESIDE = List.of(
            LedgerLine.Kind.TIMESHEET_EXCEPTION,
            LedgerLine.Kind.BONUS,
            LedgerLine.Kind.EARN_BACK,
            LedgerLine.Kind.WAIVER,
            LedgerLine.Kind.MANUAL);

    private final PeriodResult result;
    private final Words words;

    /** Of a period, in a document's words. */
    public MoneyNotes(PeriodResult result, Words words) {
        this.result = result;
        this.words = words;
    }

    /** A line each; history is oldest first, the period last. */
    public List<String> after(List<PeriodResult> history) {
        List<String> notes = new ArrayList<>();
        if (history.size() > 1) {
            notes.add(words.say(
                    "head.credits.last", money(history.get(history.size() - 2).credits())));
        }
        caps(notes);
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
        beside(notes);
        return notes;
    }

    private void caps(List<String> notes) {
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
    }

    private static BigDecimal room(CapResult cap) {
        return cap.limit().subtract(cap.used()).max(BigDecimal.ZERO);
    }

    /** What may come back of this period's credits. */
    private Optional<String> earnBack() {
        BigDecimal credits = sum(LedgerLine.Kind.CREDIT);
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

    /** What is due beside the credits, and what all of it comes to. */
    private void beside(List<String> notes) {
        for (LedgerLine.Kind kind : BESIDE) {
            BigDecimal amount = sum(kind);
            if (amount.signum() != 0) {
                notes.add(words.say(
                        "head.beside." + kind.code(), money(kind == LedgerLine.Kind.MANUAL ? amount : amount.abs())));
            }
        }
        BigDecimal all = result.money();
        if (all.compareTo(result.credits()) != 0) {
            notes.add(
                    all.signum() == 0
                            ? words.say("head.all.none")
                            : words.say(all.signum() > 0 ? "head.all.customer" : "head.all.vendor", money(all.abs())));
        }
    }

    private BigDecimal sum(LedgerLine.Kind kind) {
        return result.lines().stream()
                .filter(line -> line.kind() == kind)
                .map(LedgerLine::signedAmount)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private String money(BigDecimal amount) {
        return words.money(amount, result.contract().currency());
    }
}
