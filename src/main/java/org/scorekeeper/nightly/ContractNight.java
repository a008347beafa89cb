package org.scorekeeper.nightly;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.scorekeeper.calendar.MeasurementPeriod;
import org.scorekeeper.contract.Contract;
import org.scorekeeper.contract.ContractHistory;
import org.scorekeeper.facts.postgres.KnownFiles;
import org.scorekeeper.facts.register.Registers;
import org.scorekeeper.settle.Cause;
import org.scorekeeper.settle.InDispute;
import org.scorekeeper.settle.LedgerLine;
import org.scorekeeper.settle.PeriodResult;
import org.scorekeeper.settle.SettledPeriod;
import org.scorekeeper.settle.postgres.ResultStore.Stored;
import org.scorekeeper.settle.postgres.TermsStore;

/**
 * One contract's night. What is issued is measured again under the terms that made it, so that late data show and a
 * corrected contract, feed or calendar does not; what is not issued, under the terms of now.
 */
final class ContractNight {
    private final NightContext night;
    private final ContractHistory history;
    private final Registers registers;
    private final Connection connection;
    private final Frozen frozen;
    private final Map<String, Stored> standing = new LinkedHashMap<>();
    /** What issued periods keep, whatever is approved; and the terms under which the night measures. */
    private final ContractHistory asIssued;

    private final ContractHistory terms;
    private final NavigableSet<Long> rereadings;
    private final Map<Long, MeasuredContract> readBefore = new HashMap<>();
    private final Map<Variant, List<SettledPeriod>> variants = new HashMap<>();

    /** The figures that some files and registers give under the terms of the issue. */
    private record Variant(KnownFiles files, Registers registers) {}

    ContractNight(NightContext night, ContractHistory history, Connection connection) throws SQLException {
        this.night = night;
        this.history = history;
        this.registers = night.workspace().registers().of(history.id());
        this.connection = connection;
        this.rereadings = KnownFiles.rereadings(connection);
        this.frozen = Frozen.of(night, history, connection);
        night.results().history(history).stream()
                .filter(stored -> stored.period().result().state().stands())
                .forEach(
                        stored -> standing.put(stored.period().result().period().label(), stored));
        SortedMap<MeasurementPeriod, Contract> kept = kept(night, history, standing.values());
        this.asIssued = kept.isEmpty() ? history : history.keeping(kept);
        kept.keySet().removeIf(period -> approval(period.label()).isPresent());
        this.terms = kept.isEmpty() ? history : history.keeping(kept);
    }

    /** The terms of issued periods that the files say differently now. */
    static SortedMap<MeasurementPeriod, Contract> kept(
            NightContext night, ContractHistory history, Collection<Stored> standing) {
        SortedMap<MeasurementPeriod, Contract> kept = new TreeMap<>();
        Map<Contract, String> digests = new HashMap<>();
        standing.forEach(stored -> {
            MeasurementPeriod period = stored.period().result().settledIn();
            boolean same = history.versionFor(period)
                    .map(version -> digests.computeIfAbsent(
                            version, one -> TermsStore.digest(night.workspace().terms(one))))
                    .equals(stored.terms());
            if (!same) {
                kept.put(period, stored.period().result().contract());
            }
        });
        return kept;
    }

    void perform() throws SQLException {
        KnownFiles now = KnownFiles.now(connection);
        MeasuredContract measured = measured(terms, registers, now);
        Map<MeasurementPeriod, MeasuredContract> asRead = asRead();
        new RowsWithoutEffect(night, history, registers, frozen).say(measured.unknownItems());
        List<SettledPeriod> settled = measured.settle(asRead);
        periods().store(settled);
        if (!terms.equals(history) || !asRead.isEmpty()) {
            measured(history, registers, now).settle().forEach(this::sayWhatWouldChange);
        }
    }

    /**
     * A period that would come to something else than it did tonight, after facts were dropped in the same transaction; empty
     * where none would.
     */
    Optional<String> otherwise() throws SQLException {
        return periods()
                .otherwise(
                        measured(terms, registers, KnownFiles.now(connection)).settle(asRead()));
    }

    private IssuePeriods periods() {
        return new IssuePeriods(night, history, registers, standing, frozen, this::approval, this::causes);
    }

    private MeasuredContract measured(ContractHistory under, Registers rows, KnownFiles files) throws SQLException {
        return new MeasuredContract(night, under, rows, connection, files, frozen);
    }

    /** A corrected contract, feed or calendar restates nothing by itself; what it would change is said. */
    private void sayWhatWouldChange(SettledPeriod asWritten) {
        PeriodResult other = asWritten.result();
        String label = other.period().label();
        if (frozen.covers(other.period())) {
            return;
        }
        night.results()
                .standing(history, label)
                .map(stored -> stored.period().result())
                .filter(stands -> !stands.saysTheSameAs(other))
                .ifPresent(stands -> night.runs()
                        .note(
                                night.run().runId(),
                                "terms " + history.id() + " " + label,
                                history.id() + " " + label
                                        + " is issued, and its contract or feed has changed since: that"
                                        + " would bring the customer " + other.money() + " instead of " + stands.money()
                                        + " " + other.contract().currency().getCurrencyCode()
                                        + ". A row in approvals restates it."));
    }

    /** Of issued periods, the reading that they keep: where a feed has changed since, their files as they were read then. */
    private Map<MeasurementPeriod, MeasuredContract> asRead() throws SQLException {
        Map<MeasurementPeriod, MeasuredContract> readings = new HashMap<>();
        for (Stored stored : standing.values()) {
            PeriodResult issued = stored.period().result();
            Long since = rereadings.higher(stored.runId());
            if (since != null
                    && !frozen.covers(issued.period())
                    && approval(issued.period().label()).isEmpty()) {
                MeasuredContract reading = readBefore.get(since);
                if (reading == null) {
                    KnownFiles before = KnownFiles.asReadBefore(connection, since);
                    reading = measured(terms, registers, before);
                    readBefore.put(since, reading);
                }
                readings.put(issued.period(), reading);
            }
        }
        return readings;
    }

    /** The files of now; where a feed has changed since a period was issued, as they were read then. */
    private KnownFiles asRead(Stored issued) throws SQLException {
        Long since = rereadings.higher(issued.runId());
        return since == null ? KnownFiles.now(connection) : KnownFiles.asReadBefore(connection, since);
    }

    /**
     * What lets a changed contract, feed or calendar restate an issued period: rows of approvals, each once. A level's own
     * period and the contract's with which it was issued are approved together.
     */
    private Optional<String> approval(String period) {
        Stored stored = standing.get(period);
        if (stored == null || frozen.covers(stored.period().result().period())) {
            return Optional.empty();
        }
        MeasurementPeriod with = stored.period().result().settledIn();
        String said = standing.values().stream()
                .map(other -> other.period().result())
                .filter(other -> other.settledIn().equals(with))
                .flatMap(
                        other -> registers.approval(history.id(), other.period().label()).stream())
                .collect(Collectors.joining("; "));
        return Optional.of(said)
                .filter(rows ->
                        !rows.isEmpty() && !rows.equals(stored.registers().get(Registers.APPROVAL)));
    }

    /**
     * Why a standing period says something else now. From what was issued to what is now it goes step by step: the same
     * files with the relief of now, then with the disputes of now, then the files of now, then the terms of now where they
     * are approved. Each step's difference is its cause's share. Where the period's own figures are the same on both sides
     * of a step, the difference comes from an earlier period.
     */
    private List<Cause> causes(Stored before, SettledPeriod now) {
        PeriodResult issued = before.period().result();
        Map<Cause.Kind, BigDecimal> shares = new EnumMap<>(Cause.Kind.class);
        Set<String> disputes = changedDisputes(before);
        try {
            KnownFiles then = KnownFiles.atRun(connection, before.runId());
            PeriodResult relieved = variant(then, registers.withoutDisputes(disputes), issued);
            PeriodResult settled = disputes.isEmpty() ? relieved : variant(then, registers, issued);
            PeriodResult late = variant(asRead(before), registers, issued);
            byHand(issued, relieved, shares);
            // Where the figures are as issued, only a line that its dispute had withheld makes a difference.
            boolean released = !disputes.isEmpty() && issued.measuresTheSameAs(relieved);
            difference(issued, relieved, released ? Cause.Kind.DISPUTE : Cause.Kind.RELIEF, shares);
            difference(relieved, settled, Cause.Kind.DISPUTE, shares);
            difference(settled, late, Cause.Kind.LATE_DATA, shares);
            difference(late, now.result(), Cause.Kind.CONTRACT, shares);
        } catch (SQLException failure) {
            throw new IllegalStateException("the facts of an earlier run cannot be read", failure);
        }
        List<Cause> causes = new ArrayList<>();
        shares.forEach((kind, share) -> causes.add(new Cause(kind, share)));
        return causes;
    }

    /** The disputes whose rows say something else than when the figures were issued. */
    private Set<String> changedDisputes(Stored before) {
        Set<String> changed = new TreeSet<>();
        registers.said().forEach((key, said) -> {
            if (key.startsWith(Registers.DISPUTE)
                    && !said.equals(before.registers().get(key))) {
                changed.add(key.substring(Registers.DISPUTE.length()));
            }
        });
        return changed;
    }

    private PeriodResult variant(KnownFiles files, Registers rows, PeriodResult issued) throws SQLException {
        Variant variant = new Variant(files, rows);
        List<SettledPeriod> settled = variants.get(variant);
        if (settled == null) {
            settled = measured(asIssued, rows, files).settle();
            variants.put(variant, settled);
        }
        return settled.stream()
                .map(SettledPeriod::result)
                .filter(result -> result.period().equals(issued.period()))
                .findFirst()
                .orElse(issued);
    }

    /** Waivers and lines by hand are lines of their own: their share is what they come to. */
    private static void byHand(PeriodResult from, PeriodResult to, Map<Cause.Kind, BigDecimal> shares) {
        BigDecimal share = handMade(to).subtract(handMade(from));
        if (share.signum() != 0) {
            shares.put(Cause.Kind.WAIVER, share);
        }
    }

    private static BigDecimal handMade(PeriodResult result) {
        return result.lines().stream()
                .filter(line -> line.kind() == LedgerLine.Kind.WAIVER || line.kind() == LedgerLine.Kind.MANUAL)
                .map(LedgerLine::signedAmount)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** What comes from logs rather than from levels; a lateness that still runs grows from night to night. */
    private static List<String> logged(PeriodResult result) {
        return result.lines().stream()
                .filter(line -> line.kind() == LedgerLine.Kind.LATE_DELIVERY
                        || line.kind() == LedgerLine.Kind.TIMESHEET_EXCEPTION)
                .map(line -> line.lineId() + " " + line.signedAmount())
                .toList();
    }

    private void difference(PeriodResult from, PeriodResult to, Cause.Kind own, Map<Cause.Kind, BigDecimal> shares) {
        BigDecimal share =
                to.money().subtract(handMade(to)).subtract(from.money().subtract(handMade(from)));
        boolean figures = !from.measuresTheSameAs(to);
        if (share.signum() == 0 && !figures) {
            return;
        }
        boolean charges = own == Cause.Kind.RELIEF && !from.charges().equals(to.charges());
        boolean late = own != Cause.Kind.CONTRACT && !logged(from).equals(logged(to));
        boolean itsOwn = figures
                || (own == Cause.Kind.DISPUTE
                        && registers.disputes().stream().anyMatch(new InDispute(to, List.of(from))::concerns))
                || (own == Cause.Kind.CONTRACT && !from.contract().equals(to.contract()));
        Cause.Kind kind = charges || late ? Cause.Kind.LATE_DATA : itsOwn ? own : Cause.Kind.EARLIER_PERIOD;
        shares.merge(kind, share, BigDecimal::add);
    }
}
