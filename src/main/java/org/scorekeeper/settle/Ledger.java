package org.scorekeeper.settle;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.scorekeeper.calendar.MeasurementPeriod;
import org.scorekeeper.contract.Credits;
import org.scorekeeper.contract.Fraction;
import org.scorekeeper.contract.ServiceLevel;
import org.scorekeeper.contract.Step;
import org.scorekeeper.settle.LedgerLine.Kind;
import org.scorekeeper.settle.LedgerLine.Links;
import org.scorekeeper.settle.LedgerLine.Payee;

/** Step 12, the lines: every level that failed has one, every bonus, every late delivery and every earn-back. */
record Ledger(PriceBase base) {
    List<LedgerLine> lines(List<Draft> drafts, List<EarnBacks.Earned> earned) {
        List<LedgerLine> lines = new ArrayList<>();
        for (Draft draft : drafts) {
            draft.late.ifPresent(late -> lines.add(late(draft, late)));
            draft.judgement
                    .filter(judgement -> judgement.status() == Status.FAILED || draft.amount.signum() != 0)
                    .ifPresent(judgement -> lines.add(level(draft, judgement)));
        }
        for (EarnBacks.Earned one : earned) {
            if (base.rounded(one.exact()).signum() > 0) {
                lines.add(earnBack(one));
            }
        }
        return lines;
    }

    /** The level, not the kind, tells the line: a failure that becomes a credit is the same line. */
    String lineId(Draft draft) {
        return base.contract().id() + "/" + draft.key;
    }

    private LedgerLine level(Draft draft, Judgement judgement) {
        ServiceLevel level = judgement.level();
        int sign = draft.amount.signum();
        Kind kind = sign < 0 ? Kind.BONUS : sign > 0 ? Kind.CREDIT : Kind.FAILURE;
        return new LedgerLine(
                lineId(draft),
                draft.period,
                level.id(),
                level.clause(),
                kind,
                sign < 0 ? Payee.VENDOR : Payee.CUSTOMER,
                judgement.printed(),
                Optional.of(level.target().value()),
                level.target().unit().symbol(),
                judgement.step().map(Step::label),
                draft.points,
                base.chargesOf(draft.period),
                draft.amount.abs(),
                invoicePeriod(draft),
                Links.NONE,
                reason(draft, judgement, kind));
    }

    private LedgerLine late(Draft draft, LateDelivery late) {
        return new LedgerLine(
                lineId(draft),
                draft.period,
                late.terms().id(),
                late.terms().clause(),
                Kind.LATE_DELIVERY,
                Payee.CUSTOMER,
                Optional.of(BigDecimal.valueOf(late.days())),
                Optional.empty(),
                "d",
                Optional.empty(),
                BigDecimal.ZERO,
                base.chargesOf(draft.period),
                draft.amount,
                invoicePeriod(draft),
                Links.NONE,
                late.terms().title() + ", due " + late.terms().due()
                        + (late.status().differs() ? " (the vendor's log has another due date or fee)" : "") + "; "
                        + String.join("; ", draft.reasons));
    }

    private LedgerLine earnBack(EarnBacks.Earned earned) {
        Draft draft = earned.draft();
        ServiceLevel level = draft.level().orElseThrow();
        return new LedgerLine(
                lineId(draft) + "/earn-back/" + earned.credit().period().label(),
                draft.period,
                level.id(),
                level.clause(),
                Kind.EARN_BACK,
                Payee.VENDOR,
                draft.judgement.flatMap(Judgement::printed),
                Optional.of(level.target().value()),
                level.target().unit().symbol(),
                Optional.empty(),
                BigDecimal.ZERO,
                base.chargesOf(draft.period),
                base.rounded(earned.exact()),
                invoicePeriod(draft),
                Links.causedBy(earned.credit().lineId()),
                earned.reason());
    }

    private MeasurementPeriod invoicePeriod(Draft draft) {
        boolean next = base.contract().credits().invoicedNextPeriod()
                || draft.level()
                        .flatMap(level -> level.credits())
                        .filter(Credits::invoicedNextPeriod)
                        .isPresent();
        return next ? base.period().next() : base.period();
    }

    private static String reason(Draft draft, Judgement judgement, Kind kind) {
        List<String> parts = new ArrayList<>();
        String unit = judgement.level().target().unit().symbol();
        parts.add(
                judgement.judged().map(value -> brief(judgement, value) + unit).orElse("no data") + " against "
                        + judgement.level().target());
        if (kind == Kind.FAILURE && !judgement.level().charged()) {
            parts.add("a performance indicator, never charged");
        } else if (kind == Kind.FAILURE && !judgement.bears()) {
            parts.add("before "
                    + judgement.level().starts().map(Object::toString).orElse("its start") + ", not yet charged");
        }
        parts.addAll(draft.reasons);
        return String.join("; ", parts);
    }

    /** At most two decimals, more only where two would carry the figure across its target. */
    private static String brief(Judgement judgement, Fraction value) {
        BigDecimal figure = judgement.level().target().printed(value, 2).stripTrailingZeros();
        return (figure.scale() < 0 ? figure.setScale(0) : figure).toPlainString();
    }
}
