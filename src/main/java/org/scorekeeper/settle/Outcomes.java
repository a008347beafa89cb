package org.scorekeeper.settle;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.scorekeeper.calendar.MeasurementPeriod;
import org.scorekeeper.contract.Fraction;
import org.scorekeeper.contract.ServiceLevel;
import org.scorekeeper.facts.register.Dispute;
import org.scorekeeper.facts.register.Registers;
import org.scorekeeper.facts.register.Waiver;
import org.scorekeeper.measure.Figure;

/**
 * What settled disputes make of lines, and what waivers leave of them. Later periods go on with that: a cap counts what a
 * line came to, and nobody earns back what was waived.
 */
record Outcomes(Registers registers) {
    /** What a disputed period comes to is shared by these; other lines are disputed by their id. */
    private static final Set<LedgerLine.Kind> OF_A_PERIOD =
            Set.of(LedgerLine.Kind.CREDIT, LedgerLine.Kind.FAILURE, LedgerLine.Kind.LATE_DELIVERY);

    /**
     * The lines with the amounts that were settled. A dispute of a line goes before one of its level, that before one of
     * the period; of two alike the later row counts. What a period is settled at is shared in proportion.
     *
     * @param places the currency's decimals
     */
    List<LedgerLine> settled(List<LedgerLine> lines, int places) {
        Map<String, Dispute> byLine = new LinkedHashMap<>();
        Map<Dispute, List<LedgerLine>> together = new LinkedHashMap<>();
        for (LedgerLine line : lines) {
            outcome(line).ifPresent(dispute -> {
                byLine.put(line.lineId(), dispute);
                together.computeIfAbsent(dispute, key -> new ArrayList<>()).add(line);
            });
        }
        if (byLine.isEmpty()) {
            return lines;
        }
        Map<String, BigDecimal> amounts = new LinkedHashMap<>();
        together.forEach(
                (dispute, ofIt) -> amounts.putAll(shared(dispute.outcome().orElseThrow(), ofIt, places)));
        return lines.stream()
                .map(line -> Optional.ofNullable(byLine.get(line.lineId()))
                        .map(dispute -> line.settledAt(
                                amounts.getOrDefault(line.lineId(), BigDecimal.ZERO),
                                "dispute " + dispute.id() + " was "
                                        + dispute.state().name().toLowerCase(Locale.ROOT)))
                        .orElse(line))
                .toList();
    }

    /** A level's figure, or the one that the vendor claimed and the customer accepted. */
    Figure figure(ServiceLevel level, MeasurementPeriod period, Figure measured) {
        for (Dispute dispute : registers.disputes()) {
            Optional<BigDecimal> claimed = dispute.acceptedFigure(period.label(), level.id());
            if (claimed.isPresent()) {
                return measured.agreed(
                        Fraction.of(claimed.get().multiply(level.target().unit().size())),
                        "dispute " + dispute.id() + " was accepted: "
                                + claimed.get().toPlainString()
                                + level.target().unit().symbol() + " as the vendor claimed");
            }
        }
        return measured;
    }

    /** The dispute that says what a line comes to. */
    Optional<Dispute> outcome(LedgerLine line) {
        return registers.disputes().stream()
                .filter(dispute -> dispute.outcome().isPresent() && rank(dispute, line) > 0)
                .max(Comparator.comparingInt((Dispute dispute) -> rank(dispute, line))
                        .thenComparingInt(registers.disputes()::indexOf));
    }

    /** How closely a dispute speaks of a line: 3 names it, 2 its level, 1 its period; 0 not at all. */
    private static int rank(Dispute dispute, LedgerLine line) {
        if (dispute.lineId().isPresent()) {
            return dispute.lineId().get().equals(line.lineId()) ? 3 : 0;
        }
        String period = line.period().label();
        if (dispute.period().filter(period::equals).isEmpty()) {
            return 0;
        }
        if (dispute.serviceLevel().isPresent()) {
            String own = dispute.contract() + "/" + period + "/"
                    + dispute.serviceLevel().get();
            return own.equals(line.lineId()) ? 2 : 0;
        }
        return OF_A_PERIOD.contains(line.kind()) ? 1 : 0;
    }

    /** Shares an amount in proportion to what the lines came to, the largest remainder first. */
    private static Map<String, BigDecimal> shared(BigDecimal amount, List<LedgerLine> lines, int places) {
        BigDecimal cent = BigDecimal.ONE.movePointLeft(places);
        BigDecimal sum = lines.stream().map(LedgerLine::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
        Map<String, BigDecimal> shares = new LinkedHashMap<>();
        Map<String, Fraction> remainders = new LinkedHashMap<>();
        BigDecimal rest = amount.setScale(places, RoundingMode.HALF_UP);
        for (LedgerLine line : lines) {
            Fraction exact = sum.signum() == 0
                    ? Fraction.ZERO
                    : Fraction.of(amount).times(line.amount()).dividedBy(Fraction.of(sum));
            BigDecimal share = exact.round(places, RoundingMode.DOWN);
            shares.put(line.lineId(), share);
            remainders.put(line.lineId(), exact.minus(Fraction.of(share)));
            rest = rest.subtract(share);
        }
        if (sum.signum() == 0) {
            shares.put(lines.get(0).lineId(), rest);
            return shares;
        }
        List<String> largestFirst = remainders.entrySet().stream()
                .sorted(Map.Entry.<String, Fraction>comparingByValue().reversed())
                .map(Map.Entry::getKey)
                .toList();
        for (int i = 0; rest.signum() > 0; i++, rest = rest.subtract(cent)) {
            shares.merge(largestFirst.get(i % largestFirst.size()), cent, BigDecimal::add);
        }
        return shares;
    }

    /** The waivers of a line; one that names an adjustment of it is one of it. */
    List<Waiver> waivers(LedgerLine line) {
        return registers.waivers().stream()
                .filter(waiver -> waiver.lineId().equals(line.lineId())
                        || waiver.lineId().replaceFirst("/r\\d+$", "").equals(line.lineId()))
                .toList();
    }

    /** What is waived of a line: never more than it comes to. */
    BigDecimal waived(LedgerLine line) {
        return waivers(line).stream()
                .map(Waiver::amount)
                .reduce(BigDecimal.ZERO, BigDecimal::add)
                .min(line.amount());
    }
}
