package org.scorekeeper.nightly;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.scorekeeper.calendar.MeasurementPeriod;
import org.scorekeeper.contract.Contract;
import org.scorekeeper.contract.ContractHistory;
import org.scorekeeper.facts.register.Dispute;
import org.scorekeeper.facts.register.Registers;
import org.scorekeeper.nightly.postgres.OrderStore.Kind;
import org.scorekeeper.nightly.postgres.OrderStore.Order;
import org.scorekeeper.settle.Cause;
import org.scorekeeper.settle.Closing;
import org.scorekeeper.settle.InDispute;
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
    private final Frozen frozen;
    private final Function<String, Optional<String>> approval;
    private final Causes causes;
    private final List<String> unknownLines = new ArrayList<>();
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
            Frozen frozen,
            Function<String, Optional<String>> approval,
            Causes causes) {
        this.frozen = frozen;
        this.night = night;
        this.history = history;
        this.registers = registers;
        this.asOf = night.asOf().in(history.latest().zone());
        this.standing = standing;
        this.books = night.ledger().books(history.id());
        this.orders = night.orders().of(history.id());
        this.approval = approval;
        this.causes = causes;
    }

    /** Stores what the evaluation gave, period by period. */
    void store(List<SettledPeriod> evaluated) {
        List<SettledPeriod> waiting = new ArrayList<>();
        List<SettledPeriod> issued = new ArrayList<>();
        findUnknownLines(evaluated);
        for (SettledPeriod one : evaluated) {
            SettledPeriod period = one.with(undisputed(one.result()));
            Stored before = standing.get(period.result().period().label());
            if (before != null) {
                restated(before, period).ifPresent(issued::add);
                continue;
            }
            Closing closing = closing(period.result(), lacksCharges(period.result(), evaluated));
            PeriodResult result = period.result();
            if (closing.issues()) {
                issued.add(period.with(result.standing(0, List.of())));
            } else {
                waiting.add(period.with(result.waiting(closing.waiting(), closing.obstacles())));
            }
        }
        night.results().replace(night.run().runId(), history, waiting);
        issued.forEach(this::issue);
        new LedgerCheck(night.ledger()).check(night.results().history(history));
    }

    /** A period that would come to something else than what is kept; empty where none would. */
    Optional<String> otherwise(List<SettledPeriod> evaluated) {
        Map<String, PeriodResult> kept = new TreeMap<>();
        night.results()
                .history(history)
                .forEach(stored -> kept.put(
                        stored.period().result().period().label(),
                        stored.period().result()));
        for (SettledPeriod one : evaluated) {
            PeriodResult other = undisputed(one.result());
            PeriodResult before = kept.remove(other.period().label());
            if (before == null || !before.saysTheSameAs(other) || before.money().compareTo(other.money()) != 0) {
                return Optional.of(other.period().label());
            }
        }
        return kept.keySet().stream().findFirst();
    }

    /** Rows of the registers that name a line which is in no book and no figures are wrong, and hold the issue. */
    private void findUnknownLines(List<SettledPeriod> evaluated) {
        Set<String> known = new HashSet<>();
        evaluated.forEach(period -> period.result().lines().forEach(line -> known.add(line.lineId())));
        books.values().forEach(book -> book.lines().forEach(line -> known.add(line.lineId())));
        registers.namedLines().forEach((line, row) -> {
            if (!known.contains(line)) {
                String said = row + " names the line " + line + ", which is not there";
                unknownLines.add(said);
                night.runs()
                        .note(
                                night.run().runId(),
                                "line " + line,
                                said + ". Copy the line_id from a posting or from breach-preview.csv.");
            }
        });
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
        boolean ofItems = open.stream().anyMatch(dispute -> dispute.item().isPresent());
        InDispute disputes = new InDispute(result, ofItems ? revisions(result) : List.of());
        List<LedgerLine> lines = new ArrayList<>();
        for (LedgerLine line : result.lines()) {
            boolean disputed = open.stream().anyMatch(dispute -> disputes.covers(dispute, line));
            Optional<BigDecimal> entered = book.moneyOf(line.lineId());
            if (!disputed) {
                lines.add(line);
            } else if (entered.isPresent()) {
                lines.add(line.comingTo(entered.get()));
            } else if (!result.contract().withholdDisputed()) {
                lines.add(line);
            }
        }
        Set<String> there = result.lines().stream().map(LedgerLine::lineId).collect(Collectors.toSet());
        // Nor does it fall away because later data say that nothing broke.
        book.standing().stream()
                .filter(line -> !there.contains(line.lineId()))
                .filter(line -> open.stream().anyMatch(dispute -> disputes.covers(dispute, line)))
                .forEach(line ->
                        lines.add(line.comingTo(book.moneyOf(line.lineId()).orElseThrow())));
        return result.withLines(lines);
    }

    private List<PeriodResult> revisions(PeriodResult result) {
        String label = result.period().label();
        return standing.containsKey(label)
                ? night.results().revisions(history, label).stream()
                        .map(stored -> stored.period().result())
                        .toList()
                : List.of();
    }

    /** A level's own period is issued with the contract's, so it waits for the charges of both. */
    private static boolean lacksCharges(PeriodResult result, List<SettledPeriod> evaluated) {
        return evaluated.stream()
                .map(SettledPeriod::result)
                .filter(other ->
                        other.period().equals(result.period()) || other.period().equals(result.settledIn()))
                .anyMatch(other -> other.charges().isEmpty());
    }

    private Closing closing(PeriodResult result, boolean lacksCharges) {
        Contract contract = result.contract();
        MeasurementPeriod period = result.settledIn();
        // An order may name a level's own period, or the contract's with which that is issued.
        List<Order> given = Stream.of(result.period().label(), period.label())
                .distinct()
                .flatMap(label -> Optional.ofNullable(orders.get(label)).stream())
                .toList();
        List<String> held = new ArrayList<>(registers.wrong().getOrDefault(history.id(), List.of()));
        held.addAll(unknownLines);
        frozen.lacks(result.period()).ifPresent(held::add);
        given.stream()
                .filter(order -> order.kind() == Kind.HOLD)
                .forEach(order -> held.add("held by " + order.givenBy() + ": " + order.reason()));
        return Closing.of(
                contract,
                period.end(contract.zone()),
                history.workingDays(),
                asOf,
                new Closing.Circumstances(
                        given.stream().anyMatch(order -> order.kind() == Kind.CLOSE),
                        held,
                        missingFiles(contract, period),
                        lacksCharges));
    }

    private List<String> missingFiles(Contract contract, MeasurementPeriod period) {
        return ExpectedFiles.missing(night, history, period.start(contract.zone()), period.end(contract.zone()), asOf);
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
        night.results().issue(night.run().runId(), history, period, terms, said(result));
        String why = result.causes().stream().map(Cause::toString).collect(Collectors.joining(", "));
        List<LedgerLine> lacking = book(result).lacking(result.lines(), result.revision(), invoice(result), why);
        night.ledger().enter(night.run().runId(), result.contract(), result.revision(), terms, lacking);
        night.progress()
                .line((result.revision() == 0 ? "issued " : "restated ") + history.id() + " "
                        + result.period().label()
                        + (result.revision() == 0 ? "" : " (revision " + result.revision() + ": " + why + ")"));
    }

    /** What the registers say of these figures, and which approval has been used up by them. */
    private Map<String, String> said(PeriodResult result) {
        Map<String, String> said = new TreeMap<>(registers.said());
        String label = result.period().label();
        boolean used = result.causes().stream().anyMatch(cause -> cause.kind() == Cause.Kind.CONTRACT);
        Optional.ofNullable(standing.get(label))
                .map(stored -> stored.registers().get(Registers.APPROVAL))
                .ifPresent(before -> said.put(Registers.APPROVAL, before));
        if (used) {
            approval.apply(label).ifPresent(now -> said.put(Registers.APPROVAL, now));
        }
        return said;
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
}
