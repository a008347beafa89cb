package org.scorekeeper.nightly;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.scorekeeper.calendar.MeasurementPeriod;
import org.scorekeeper.contract.ContractHistory;
import org.scorekeeper.facts.postgres.OldMonths;
import org.scorekeeper.measure.Figure;
import org.scorekeeper.settle.SettledPeriod;
import org.scorekeeper.settle.postgres.ResultStore.Stored;

/**
 * The issued periods of a contract whose facts were dropped, all or some: they are measured no more, and their figures are those
 * that were issued. What follows from figures (repeats, caps of a year, earn-back, waivers) goes on from these.
 *
 * @param periods each as it stands, with its missed items
 * @param before the first day of which no fact speaks that was dropped
 * @param gone the months of which facts of the vendor were dropped
 */
record Frozen(Map<MeasurementPeriod, Stored> periods, Optional<LocalDate> before, Set<YearMonth> gone) {
    static final Frozen NONE = new Frozen(Map.of(), Optional.empty(), Set.of());

    static Frozen of(NightContext night, ContractHistory history, Connection connection) throws SQLException {
        OldMonths months = new OldMonths(connection);
        Optional<LocalDate> reach = months.reach();
        if (reach.isEmpty()) {
            return NONE; // nearly everywhere
        }
        Map<MeasurementPeriod, Stored> periods = new LinkedHashMap<>();
        night.results()
                .standingBefore(history, reach.get())
                .forEach(stored -> periods.put(stored.period().result().period(), stored));
        return new Frozen(periods, reach, months.dropped(history.vendor()));
    }

    boolean covers(MeasurementPeriod period) {
        return periods.containsKey(period);
    }

    /** Why a period that is not issued cannot be any more; empty where all its facts are there. */
    Optional<String> lacks(MeasurementPeriod period) {
        return gone.stream()
                .filter(month -> month.atDay(1).isBefore(period.to())
                        && month.plusMonths(1).atDay(1).isAfter(period.from()))
                .findFirst()
                .map(month -> "facts of " + month + " were dropped, so it cannot be measured");
    }

    /** A period as it stands. */
    Optional<SettledPeriod> of(MeasurementPeriod period) {
        return Optional.ofNullable(periods.get(period)).map(Stored::period);
    }

    /** The figures that were issued, by period and level. */
    Map<MeasurementPeriod, Map<String, Figure>> figures() {
        Map<MeasurementPeriod, Map<String, Figure>> figures = new HashMap<>();
        periods.forEach((period, stored) -> {
            Map<String, Figure> ofLevels = new LinkedHashMap<>();
            stored.period()
                    .result()
                    .levels()
                    .forEach(level -> ofLevels.put(level.level().id(), level.figure()));
            figures.put(period, ofLevels);
        });
        return figures;
    }

    /** What a row of a register said when one of them was issued. */
    @Nullable
    String said(String period, String row) {
        Stored stored = periods.get(MeasurementPeriod.parse(period));
        return stored == null ? null : stored.registers().get(row);
    }

    /** Whether a row of a register was there when one of them was issued, so that its item was a fact then. */
    boolean knew(String row) {
        return periods.values().stream().anyMatch(stored -> stored.registers().containsKey(row));
    }
}
