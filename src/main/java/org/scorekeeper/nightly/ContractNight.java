package org.scorekeeper.nightly;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.scorekeeper.calendar.MeasurementPeriod;
import org.scorekeeper.contract.Contract;
import org.scorekeeper.contract.ContractHistory;
import org.scorekeeper.facts.postgres.KnownFiles;
import org.scorekeeper.measure.Figure;
import org.scorekeeper.settle.Cause;
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
    private final Connection connection;
    private final Map<String, Stored> standing = new LinkedHashMap<>();
    private final ContractHistory terms;
    private final Map<Long, List<SettledPeriod>> asKnown = new HashMap<>();

    ContractNight(NightContext night, ContractHistory history, Connection connection) {
        this.night = night;
        this.history = history;
        this.connection = connection;
        night.results().history(history).stream()
                .filter(stored -> stored.period().result().state().stands())
                .forEach(
                        stored -> standing.put(stored.period().result().period().label(), stored));
        SortedMap<MeasurementPeriod, Contract> kept = kept();
        this.terms = kept.isEmpty() ? history : history.keeping(kept);
    }

    /** The terms of issued periods that the files say differently now. */
    private SortedMap<MeasurementPeriod, Contract> kept() {
        SortedMap<MeasurementPeriod, Contract> kept = new TreeMap<>();
        Map<Contract, String> digests = new HashMap<>();
        standing.values().forEach(stored -> {
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
        KnownFiles asRead = asRead(now);
        MeasuredContract measured = new MeasuredContract(night, terms, connection, now);
        List<SettledPeriod> settled = measured.settle(figures(measured, now, asRead));
        new IssuePeriods(night, history, standing, this::causes).store(settled);
        if (!terms.equals(history) || !asRead.equals(now)) {
            MeasuredContract asWritten = new MeasuredContract(night, history, connection, now);
            asWritten.settle(asWritten.figures()).forEach(this::sayWhatWouldChange);
        }
    }

    /** A corrected contract, feed or calendar restates nothing by itself; what it would change is said. */
    private void sayWhatWouldChange(SettledPeriod asWritten) {
        PeriodResult other = asWritten.result();
        String label = other.period().label();
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

    /** The files of now; where a feed has changed since a period was issued, as they were read then. */
    private KnownFiles asRead(KnownFiles now) throws SQLException {
        return standing.isEmpty()
                ? now
                : KnownFiles.asReadBy(
                        connection,
                        standing.values().stream()
                                .mapToLong(Stored::runId)
                                .min()
                                .orElseThrow());
    }

    /** The figures of now; those of issued periods from their files as they were read then, where a feed has changed. */
    private Map<MeasurementPeriod, Map<String, Figure>> figures(
            MeasuredContract measured, KnownFiles now, KnownFiles asRead) throws SQLException {
        if (asRead.equals(now)) {
            return measured.figures();
        }
        Map<MeasurementPeriod, Map<String, Figure>> figures = new TreeMap<>(measured.figures());
        new MeasuredContract(night, terms, connection, asRead).figures().forEach((period, ofThen) -> {
            if (standing.containsKey(period.label())) {
                figures.put(period, ofThen);
            }
        });
        return figures;
    }

    /**
     * Why a standing period says something else now. Between what was issued and what is now stands what the same files
     * give with the registers of now: the first difference is the registers', the second the files'. Where a period's own
     * figures are the same on both sides of a difference, it comes from an earlier period.
     */
    private List<Cause> causes(Stored before, SettledPeriod now) {
        PeriodResult issued = before.period().result();
        PeriodResult between = asKnown(before.runId()).stream()
                .map(SettledPeriod::result)
                .filter(result -> result.period().equals(issued.period()))
                .findFirst()
                .orElse(issued);
        Map<Cause.Kind, BigDecimal> shares = new EnumMap<>(Cause.Kind.class);
        difference(issued, between, Cause.Kind.RELIEF, shares);
        difference(between, now.result(), Cause.Kind.LATE_DATA, shares);
        List<Cause> causes = new ArrayList<>();
        shares.forEach((kind, share) -> causes.add(new Cause(kind, share)));
        return causes;
    }

    private static void difference(
            PeriodResult from, PeriodResult to, Cause.Kind own, Map<Cause.Kind, BigDecimal> shares) {
        if (!from.saysTheSameAs(to)) {
            Cause.Kind kind = from.measuresTheSameAs(to) ? Cause.Kind.EARLIER_PERIOD : own;
            shares.merge(kind, to.money().subtract(from.money()), BigDecimal::add);
        }
    }

    /** What the files of a run give today. */
    private List<SettledPeriod> asKnown(long runId) {
        return asKnown.computeIfAbsent(runId, run -> {
            try {
                MeasuredContract then =
                        new MeasuredContract(night, terms, connection, KnownFiles.atRun(connection, run));
                return then.settle(then.figures());
            } catch (SQLException failure) {
                throw new IllegalStateException("the facts of an earlier run cannot be read", failure);
            }
        });
    }
}
