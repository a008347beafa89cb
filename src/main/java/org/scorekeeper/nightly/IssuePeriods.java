package org.scorekeeper.nightly;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.scorekeeper.calendar.MeasurementPeriod;
import org.scorekeeper.contract.Contract;
import org.scorekeeper.contract.ContractHistory;
import org.scorekeeper.facts.register.Dispute;
import org.scorekeeper.facts.register.Registers;
import org.scorekeeper.measure.ExpectedFile;
import org.scorekeeper.nightly.postgres.OrderStore.Kind;
import org.scorekeeper.nightly.postgres.OrderStore.Order;
import org.scorekeeper.settle.Cause;
import org.scorekeeper.settle.Closing;
import org.scorekeeper.settle.LedgerBook;
import org.scorekeeper.settle.LedgerLine;
import org.scorekeeper.settle.PeriodResult;
import org.scorekeeper.settle.SettledPeriod;
import org.scorekeeper.settle.postgres.ResultStore.Stored;

/**
 * Decides for each evaluated period of one contract whether it stays provisional, is held, is issued, or changes what was
 * issued; and enters what the ledger then lacks. All in the transaction of the contract's evaluation.
 */
final class IssuePeriods {
    private final NightContext night;
    private final ContractHistory history;
    private final Registers registers;
    private final Instant asOf;
    private final Map<String, Stored> standing;
    private final Map<String, LedgerBook> books;
    private final Map<String, Order> orders;
    private final Causes causes;
    private final Map<Contract, String> digests = new HashMap<>();

    /** Finds out why a standing period says something else now. */
    interface Causes {
        /** What changed, each with its share of the change; none where nothing did. */
        List<Cause> of(Stored before, SettledPeriod now);
    }

    IssuePeriods(
            NightContext night,
            ContractHistory history,
            Registers registers,
            Map<String, Stored> standing,
            Causes causes) {
        this.night = night;
        this.history = history;
        this.registers = registers;
        this.asOf = night.asOf().in(history.latest().zone());
        this.standing = standing;
        this.books = night.ledger().books(history.id());
        this.orders = night.orders().of(history.id());
        this.causes = causes;
    }

    /** Stores what the evaluation gave, period by period. */
    void store(List<SettledPeriod> evaluated) {
        List<SettledPeriod> waiting = new ArrayList<>();
        List<SettledPeriod> issued = new ArrayList<>();
        for (SettledPeriod one : evaluated) {
            SettledPeriod period = one.with(undisputed(one.result()));
            Stored before = standing.get(period.result().period().label());
            if (before != null) {
                restated(before, period).ifPresent(issued::add);
                continue;
            }
            Closing closing = closing(period.result());
            PeriodResult result = period.result();
            if (closing.issues()) {
                issued.add(period.with(result.standing(0, List.of())));
            } else {
                waiting.add(period.with(result.waiting(closing.waiting(), closing.obstacles())));
            }
        }
        night.results().replace(night.run().runId(), history, waiting);
        issued.forEach(this::issue);
        evaluated.forEach(this::check);
    }

    /**
     * A line in dispute stays as it is in the ledger until the dispute is settled; one that is not there yet is entered,
     * unless the contract withholds it.
     */
    private PeriodResult undisputed(PeriodResult result) {
        List<Dispute> open =
                registers.disputes().stream().filter(Dispute::isOpen).toList();
        if (open.isEmpty()) {
            return result;
        }
        LedgerBook book = book(result);
        List<LedgerLine> lines = new ArrayList<>();
        for (LedgerLine line : result.lines()) {
            boolean disputed = open.stream()
                    .anyMatch(dispute ->
                            dispute.covers(line.lineId(), result.period().label(), line.serviceLevel()));
            Optional<BigDecimal> entered = book.moneyOf(line.lineId());
            if (!disputed) {
                lines.add(line);
            } else if (entered.isPresent()) {
                lines.add(line.comingTo(entered.get()));
            } else if (!result.contract().withholdDisputed()) {
                lines.add(line);
            }
        }
        return result.withLines(lines);
    }

    private Closing closing(PeriodResult result) {
        Contract contract = result.contract();
        MeasurementPeriod period = result.settledIn();
        Optional<Order> order = Optional.ofNullable(orders.get(period.label()));
        List<String> held = new ArrayList<>(registers.wrong().getOrDefault(history.id(), List.of()));
        order.filter(given -> given.kind() == Kind.HOLD)
                .ifPresent(given -> held.add("held by " + given.givenBy() + ": " + given.reason()));
        return Closing.of(
                contract,
                period.end(contract.zone()),
                history.workingDays(),
                asOf,
                new Closing.Circumstances(
                        order.filter(given -> given.kind() == Kind.CLOSE).isPresent(),
                        held,
                        missingFiles(contract, period),
                        result.charges().isEmpty()));
    }

    private List<String> missingFiles(Contract contract, MeasurementPeriod period) {
        Instant start = period.start(contract.zone());
        Instant end = period.end(contract.zone());
        return ExpectedFiles.of(night, history, asOf).stream()
                .filter(file -> file.arrived().isEmpty()
                        && !file.due().isBefore(start)
                        && file.due().isBefore(end))
                .map(ExpectedFile::feed)
                .distinct()
                .toList();
    }

    /** The next revision of a standing period; empty where it stands as it is. */
    private Optional<SettledPeriod> restated(Stored before, SettledPeriod now) {
        PeriodResult old = before.period().result();
        LedgerBook book = book(now.result());
        boolean sameLines = book.lacking(now.result().lines(), old.revision() + 1, invoice(now.result()), "")
                .isEmpty();
        if (sameLines && old.saysTheSameAs(now.result())) {
            return Optional.empty();
        }
        return Optional.of(now.with(now.result().standing(old.revision() + 1, causes.of(before, now))));
    }

    private void issue(SettledPeriod period) {
        PeriodResult result = period.result();
        String terms = terms(result.contract());
        night.results().issue(night.run().runId(), history, period, terms, registers.said());
        String why = result.causes().stream().map(Cause::toString).collect(Collectors.joining(", "));
        List<LedgerLine> lacking = book(result).lacking(result.lines(), result.revision(), invoice(result), why);
        night.ledger().enter(night.run().runId(), result.contract(), result.revision(), terms, lacking);
        night.progress()
                .line((result.revision() == 0 ? "issued " : "restated ") + history.id() + " "
                        + result.period().label()
                        + (result.revision() == 0 ? "" : " (revision " + result.revision() + ": " + why + ")"));
    }

    private String terms(Contract contract) {
        return digests.computeIfAbsent(
                contract,
                terms -> history.versions().contains(terms)
                        ? night.terms().keep(night.workspace().terms(terms))
                        : standing.values().stream()
                                .filter(stored ->
                                        stored.period().result().contract().equals(terms))
                                .flatMap(stored -> stored.terms().stream())
                                .findFirst()
                                .orElseThrow());
    }

    private LedgerBook book(PeriodResult result) {
        return books.getOrDefault(result.period().label(), new LedgerBook(List.of()));
    }

    /** The period on whose invoice goes what is found out today. */
    private MeasurementPeriod invoice(PeriodResult result) {
        Contract contract = result.contract();
        return contract.period()
                .containing(asOf.minusSeconds(1).atZone(contract.zone()).toLocalDate());
    }

    /** The ledger of a standing period always adds up to its figures. */
    private void check(SettledPeriod period) {
        String label = period.result().period().label();
        Optional<PeriodResult> stands = night.results()
                .standing(history, label)
                .map(stored -> stored.period().result());
        if (stands.isEmpty()) {
            return;
        }
        BigDecimal figures = stands.get().money();
        BigDecimal ledger = night.ledger().book(history.id(), label).money();
        if (figures.compareTo(ledger) != 0) {
            throw new IllegalStateException("the ledger of " + history.id() + " " + label + " comes to " + ledger
                    + ", its figures to " + figures);
        }
    }
}
