package org.scorekeeper.settle;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.scorekeeper.calendar.MeasurementPeriod;
import org.scorekeeper.facts.register.Dispute;
import org.scorekeeper.facts.register.ManualLine;
import org.scorekeeper.facts.register.Registers;
import org.scorekeeper.facts.register.Waiver;
import org.scorekeeper.measure.Miss;

/**
 * What the registers do to a period's lines: settled disputes, waivers, and lines entered by hand. Disputed items are
 * marked, and stay as they are.
 */
public final class RegisteredLines {
    private final PeriodResult result;
    private final Registers registers;
    private final MeasurementPeriod invoice;

    private RegisteredLines(PeriodResult result, Registers registers, MeasurementPeriod invoice) {
        this.result = result;
        this.registers = registers;
        this.invoice = invoice;
    }

    /**
     * Applies a contract's registers to one of its periods.
     *
     * @param invoice the period on whose invoice go lines that no rule makes
     */
    public static PeriodResult apply(PeriodResult result, Registers registers, MeasurementPeriod invoice) {
        RegisteredLines applied = new RegisteredLines(result, registers, invoice);
        return result.withLevels(applied.levels()).withLines(applied.lines());
    }

    private List<LevelResult> levels() {
        List<Dispute> open =
                registers.disputes().stream().filter(Dispute::isOpen).toList();
        return open.isEmpty()
                ? result.levels()
                : result.levels().stream().map(level -> marked(level, open)).toList();
    }

    private LevelResult marked(LevelResult level, List<Dispute> open) {
        String period = result.period().label();
        String id = level.level().id();
        return level.withMisses(level.figure().misses().stream()
                .map(miss -> miss.counts()
                                && open.stream()
                                        .anyMatch(dispute -> dispute.coversItem(miss.item(), period, id)
                                                || dispute.covers("", period, id))
                        ? miss.as(Miss.State.DISPUTED)
                        : miss)
                .toList());
    }

    private List<LedgerLine> lines() {
        List<LedgerLine> lines = new ArrayList<>();
        for (LedgerLine line : result.lines()) {
            LedgerLine settled = settled(line);
            lines.add(settled);
            registers.waivers().stream()
                    .filter(waiver -> waiver.lineId().equals(line.lineId()))
                    .findFirst()
                    .ifPresent(waiver -> lines.add(waived(settled, waiver)));
        }
        registers.manualLines().stream()
                .filter(entry -> entry.period().equals(result.period().label()))
                .forEach(entry -> lines.add(manual(entry)));
        return lines;
    }

    /** What is settled in money replaces what the rules say; a claim that is accepted without an amount leaves nothing. */
    private LedgerLine settled(LedgerLine line) {
        Optional<Dispute> outcome = registers.disputes().stream()
                .filter(dispute -> dispute.hasOutcome()
                        && dispute.covers(line.lineId(), line.period().label(), line.serviceLevel()))
                .findFirst();
        return outcome.map(dispute -> copy(
                        line,
                        line.lineId(),
                        line.kind(),
                        line.payee(),
                        money(dispute.amount().orElse(BigDecimal.ZERO)),
                        line.invoicePeriod(),
                        line.links(),
                        line.reason() + "; dispute " + dispute.id() + " was "
                                + dispute.state().name().toLowerCase(java.util.Locale.ROOT)))
                .orElse(line);
    }

    private LedgerLine waived(LedgerLine line, Waiver waiver) {
        BigDecimal amount = money(waiver.amount()).min(line.amount());
        return copy(
                line,
                line.lineId() + "/waiver",
                LedgerLine.Kind.WAIVER,
                line.payee() == LedgerLine.Payee.CUSTOMER ? LedgerLine.Payee.VENDOR : LedgerLine.Payee.CUSTOMER,
                amount,
                invoice,
                LedgerLine.Links.causedBy(line.lineId()),
                "waived by " + waiver.approvedBy() + ": " + waiver.reason()
                        + (amount.compareTo(waiver.amount()) < 0
                                ? "; the line comes to no more than " + amount.toPlainString()
                                : ""));
    }

    private LedgerLine manual(ManualLine entry) {
        return new LedgerLine(
                entry.contract() + "/" + entry.period() + "/manual-" + entry.id(),
                result.period(),
                "",
                entry.clause(),
                LedgerLine.Kind.MANUAL,
                entry.toCustomer() ? LedgerLine.Payee.CUSTOMER : LedgerLine.Payee.VENDOR,
                Optional.empty(),
                Optional.empty(),
                "",
                Optional.empty(),
                BigDecimal.ZERO,
                Optional.empty(),
                money(entry.amount()),
                invoice,
                LedgerLine.Links.NONE,
                entry.reason() + "; entered by hand, approved by " + entry.approvedBy());
    }

    private BigDecimal money(BigDecimal amount) {
        return amount.setScale(result.contract().moneyPlaces(), RoundingMode.HALF_UP);
    }

    private static LedgerLine copy(
            LedgerLine line,
            String id,
            LedgerLine.Kind kind,
            LedgerLine.Payee payee,
            BigDecimal amount,
            MeasurementPeriod invoice,
            LedgerLine.Links links,
            String reason) {
        return new LedgerLine(
                id,
                line.period(),
                line.serviceLevel(),
                line.clause(),
                kind,
                payee,
                line.actual(),
                line.target(),
                line.unit(),
                line.step(),
                line.points(),
                line.chargesBase(),
                amount,
                invoice,
                links,
                reason);
    }
}
