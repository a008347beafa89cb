package org.scorekeeper.settle;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
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
        return result.withLevels(applied.levels().stream().map(applied::noted).toList())
                .withLines(applied.lines());
    }

    /** A level says what its line was settled at, and what of it was waived. */
    private LevelResult noted(LevelResult level) {
        String own = result.contract().id() + "/" + result.period().label() + "/"
                + level.level().id();
        Outcomes outcomes = new Outcomes(registers);
        LevelResult noted = level;
        for (LedgerLine line :
                outcomes.settled(result.lines(), result.contract().moneyPlaces())) {
            if (line.lineId().equals(own)) {
                for (Dispute dispute : outcomes.outcome(line).stream().toList()) {
                    noted = noted.noting("dispute " + dispute.id() + " was "
                            + dispute.state().name().toLowerCase(Locale.ROOT) + ": the line comes to "
                            + line.amount().toPlainString());
                }
                if (!outcomes.waivers(line).isEmpty()) {
                    noted = noted.noting(money(outcomes.waived(line)).toPlainString() + " of the line is waived");
                }
            }
        }
        return noted;
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
                                                || dispute.covers(
                                                        result.contract().id() + "/" + period + "/" + id, period, id))
                        ? miss.as(Miss.State.DISPUTED)
                        : miss)
                .toList());
    }

    private List<LedgerLine> lines() {
        List<LedgerLine> all = new ArrayList<>(result.lines());
        registers.manualLines().stream()
                .filter(entry -> entry.period().equals(result.period().label()))
                .forEach(entry -> all.add(manual(entry)));
        List<LedgerLine> lines = new ArrayList<>();
        Outcomes outcomes = new Outcomes(registers);
        for (LedgerLine line : outcomes.settled(all, result.contract().moneyPlaces())) {
            lines.add(line);
            List<Waiver> waivers = outcomes.waivers(line);
            if (!waivers.isEmpty()) {
                lines.add(waived(line, outcomes.waived(line), waivers));
            }
        }
        return lines;
    }

    private LedgerLine waived(LedgerLine line, BigDecimal amount, List<Waiver> waivers) {
        BigDecimal asked = waivers.stream().map(Waiver::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
        return copy(
                line,
                line.lineId() + "/waiver",
                LedgerLine.Kind.WAIVER,
                line.payee() == LedgerLine.Payee.CUSTOMER ? LedgerLine.Payee.VENDOR : LedgerLine.Payee.CUSTOMER,
                money(amount),
                invoice,
                LedgerLine.Links.causedBy(line.lineId()),
                waivers.stream()
                                .map(waiver -> "waived by " + told(waiver.approvedBy()) + ": " + waiver.reason())
                                .collect(Collectors.joining("; "))
                        + (amount.compareTo(asked) < 0
                                ? "; the line comes to no more than "
                                        + money(amount).toPlainString()
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
                entry.reason() + "; entered by hand, approved by " + told(entry.approvedBy()));
    }

    private String told(String person) {
        return result.contract().people().told(person);
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
