package org.scorekeeper.settle;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.scorekeeper.calendar.MeasurementPeriod;

/**
 * The ledger lines of one contract and period. They are never changed and never taken away: what they should say
 * instead is said by lines more, which refer to those that they adjust.
 *
 * @param lines in the order in which they were entered
 */
public record LedgerBook(List<LedgerLine> lines) {
    /** Copies the list. */
    public LedgerBook {
        lines = List.copyOf(lines);
    }

    /** The line that a line stands for: itself, or the one that it adjusts. */
    public static String baseOf(LedgerLine line) {
        return line.links().replacesLineId().orElse(line.lineId());
    }

    /** What the customer gets by a line and its adjustments; empty where it is not entered. */
    public Optional<BigDecimal> moneyOf(String base) {
        List<LedgerLine> entered =
                lines.stream().filter(line -> baseOf(line).equals(base)).toList();
        return entered.isEmpty() ? Optional.empty() : Optional.of(money(entered));
    }

    /** The lines that were entered first and have not been reversed since. */
    public List<LedgerLine> standing() {
        Map<String, List<LedgerLine>> entered = entered();
        return lines.stream()
                .filter(line -> entered.containsKey(line.lineId()) && !isReversed(entered.get(line.lineId())))
                .toList();
    }

    /** What the customer gets by all lines together. */
    public BigDecimal money() {
        return money(lines);
    }

    private static BigDecimal money(List<LedgerLine> lines) {
        return lines.stream().map(LedgerLine::signedAmount).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /**
     * The lines that are lacking for the ledger to say what is wanted: a line that it does not have yet, an adjustment of
     * one that it has, a reversal of one that is no longer wanted. None where it says so already.
     *
     * @param wanted the lines of the figures as they are now
     * @param revision of those figures; a line is adjusted once a revision
     * @param invoice the period on whose invoice adjustments go
     * @param why the causes, in words
     */
    public List<LedgerLine> lacking(List<LedgerLine> wanted, int revision, MeasurementPeriod invoice, String why) {
        Map<String, List<LedgerLine>> entered = entered();
        List<LedgerLine> lacking = new ArrayList<>();
        Set<String> bases = new LinkedHashSet<>();
        for (LedgerLine line : wanted) {
            bases.add(line.lineId());
            List<LedgerLine> before = entered.get(line.lineId());
            if (before == null) {
                lacking.add(revision == 0 ? line : late(line, invoice, why));
            } else {
                BigDecimal difference = line.signedAmount().subtract(money(before));
                if (difference.signum() != 0 || isReversed(before)) {
                    lacking.add(adjustment(line, before.get(0), difference, revision, invoice, why));
                }
            }
        }
        entered.forEach((base, before) -> {
            BigDecimal rest = money(before);
            if (!bases.contains(base) && (rest.signum() != 0 || !isReversed(before))) {
                lacking.add(reversal(before.get(0), rest, revision, invoice, why));
            }
        });
        return lacking;
    }

    /** The lines by the one that they stand for. */
    private Map<String, List<LedgerLine>> entered() {
        Map<String, List<LedgerLine>> entered = new LinkedHashMap<>();
        lines.forEach(line ->
                entered.computeIfAbsent(baseOf(line), key -> new ArrayList<>()).add(line));
        return entered;
    }

    private static boolean isReversed(List<LedgerLine> entered) {
        return entered.get(entered.size() - 1).kind() == LedgerLine.Kind.REVERSAL;
    }

    /** A line that is new in a later revision goes onto the invoice of the day. */
    private static LedgerLine late(LedgerLine line, MeasurementPeriod invoice, String why) {
        return copy(
                line,
                line.lineId(),
                line.kind(),
                line.signedAmount(),
                invoice,
                line.links(),
                line.reason() + " (" + why + ")");
    }

    private static LedgerLine adjustment(
            LedgerLine now,
            LedgerLine original,
            BigDecimal difference,
            int revision,
            MeasurementPeriod invoice,
            String why) {
        return copy(
                now,
                now.lineId() + "/r" + revision,
                LedgerLine.Kind.ADJUSTMENT,
                difference,
                invoice,
                links(original),
                "restated: " + why + "; now " + now.reason());
    }

    private static LedgerLine reversal(
            LedgerLine original, BigDecimal rest, int revision, MeasurementPeriod invoice, String why) {
        return copy(
                original,
                original.lineId() + "/r" + revision,
                LedgerLine.Kind.REVERSAL,
                rest.negate(),
                invoice,
                links(original),
                "restated: " + why + "; the line falls away");
    }

    private static LedgerLine.Links links(LedgerLine original) {
        return new LedgerLine.Links(
                Optional.of(original.invoicePeriod().label()), Optional.of(original.lineId()), Optional.empty());
    }

    private static LedgerLine copy(
            LedgerLine line,
            String id,
            LedgerLine.Kind kind,
            BigDecimal signed,
            MeasurementPeriod invoice,
            LedgerLine.Links links,
            String reason) {
        return new LedgerLine(
                id,
                line.period(),
                line.serviceLevel(),
                line.clause(),
                kind,
                signed.signum() == 0
                        ? line.payee()
                        : signed.signum() > 0 ? LedgerLine.Payee.CUSTOMER : LedgerLine.Payee.VENDOR,
                line.actual(),
                line.target(),
                line.unit(),
                line.step(),
                line.points(),
                line.chargesBase(),
                signed.abs(),
                invoice,
                links,
                reason);
    }
}
