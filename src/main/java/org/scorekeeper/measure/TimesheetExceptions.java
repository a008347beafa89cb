package org.scorekeeper.measure;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.scorekeeper.calendar.MeasurementPeriod;
import org.scorekeeper.contract.Contract;
import org.scorekeeper.contract.ContractHistory;
import org.scorekeeper.contract.Fraction;
import org.scorekeeper.facts.Fact;
import org.scorekeeper.measure.TimesheetException.Kind;

/**
 * Goes through a contract's timesheet rows in the order of their work dates and says what is not payable: an hour is
 * disallowed once, by the first rule that hits it, and never more than the row's amount (contract language, "How a figure
 * becomes money"). Everything is exact until each row's amount is rounded once.
 */
public final class TimesheetExceptions {
    private final ContractHistory history;
    private final Worked worked;
    private final Map<MeasurementPeriod, List<TimesheetException>> exceptions = new LinkedHashMap<>();
    private final Map<MeasurementPeriod, BigDecimal> payable = new HashMap<>();

    private TimesheetExceptions(ContractHistory history) {
        this.history = history;
        this.worked = new Worked(history);
    }

    /** What the rows before say of those that follow. */
    static final class Worked {
        final ContractHistory history;
        final WorkTimes times;
        final Set<String> seen = new HashSet<>();
        final Map<String, BigDecimal> hoursOfDay = new HashMap<>();
        final Map<String, Fraction> underCeiling = new HashMap<>();

        private Worked(ContractHistory history) {
            this.history = history;
            this.times = new WorkTimes(history.latest().zone());
        }
    }

    /**
     * Tries every rule on every row.
     *
     * @param rows of the contract, in their newest versions
     * @param elsewhere rows of other contracts and vendors: the same person cannot work twice at a time
     */
    public static TimesheetExceptions of(ContractHistory history, List<Fact> rows, List<Fact> elsewhere) {
        TimesheetExceptions found = new TimesheetExceptions(history);
        rows.forEach(found.worked.times::remember);
        elsewhere.forEach(found.worked.times::remember);
        rows.stream()
                .filter(row -> found.day(row).isPresent())
                .sorted(Comparator.comparing((Fact row) -> found.day(row).orElseThrow())
                        .thenComparing(row -> found.worked.times.start(row).orElse(Instant.MIN))
                        .thenComparing(row -> row.place().file())
                        .thenComparing(row -> row.place().row())
                        .thenComparing(Fact::id))
                .forEach(found::row);
        return found;
    }

    /** The exceptions of a contract period, by work date. */
    public List<TimesheetException> of(MeasurementPeriod period) {
        return exceptions.getOrDefault(period, List.of());
    }

    /** What is payable of a contract period's rows; empty where it has none. */
    public Optional<BigDecimal> payable(MeasurementPeriod period) {
        return Optional.ofNullable(payable.get(period));
    }

    /** The kind of each row that has an exception: the derived field {@code exception}. */
    public Map<String, Kind> kinds() {
        Map<String, Kind> kinds = new HashMap<>();
        exceptions.values().forEach(list -> list.forEach(one -> kinds.put(one.row(), one.kind())));
        return kinds;
    }

    private void row(Fact row) {
        LocalDate day = day(row).orElseThrow();
        history.versionOn(day).filter(Contract::pricesHours).ifPresent(version -> {
            PayableRow judged = new PayableRow(version, row, day, worked);
            judged.judge();
            MeasurementPeriod period = version.period().containing(day);
            payable.merge(period, judged.payable(), BigDecimal::add);
            judged.exception()
                    .ifPresent(one -> exceptions
                            .computeIfAbsent(period, key -> new ArrayList<>())
                            .add(one));
        });
    }

    private Optional<LocalDate> day(Fact row) {
        return row.moment("work-date").map(moment -> moment.day(history.latest().zone()));
    }
}
