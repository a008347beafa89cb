package org.scorekeeper.settle;

import java.math.BigDecimal;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.scorekeeper.calendar.MeasurementPeriod;
import org.scorekeeper.calendar.PeriodKind;
import org.scorekeeper.contract.Contract;
import org.scorekeeper.contract.ContractHistory;
import org.scorekeeper.contract.Fraction;
import org.scorekeeper.contract.ServiceLevel;
import org.scorekeeper.measure.Figure;

/** Settles figures that stand in a test, month by month from January 2026. */
public final class Settled {
    private Settled() {}

    /** One period with one figure for each of the contract's levels, in order. */
    public static PeriodResult month(ContractHistory history, Figure... figures) {
        return months(history, List.of(List.of(figures))).get(0);
    }

    /** A level's results over several months. */
    public static List<LevelResult> level(ContractHistory history, List<Figure> byMonth) {
        return months(history, byMonth.stream().map(List::of).toList()).stream()
                .map(result -> result.levels().get(0))
                .toList();
    }

    /** Several months. */
    public static List<PeriodResult> months(ContractHistory history, List<List<Figure>> byMonth) {
        Map<MeasurementPeriod, Map<String, Figure>> figures = new TreeMap<>();
        MeasurementPeriod period =
                PeriodKind.MONTHLY.containing(history.versions().get(0).term().from());
        for (List<Figure> month : byMonth) {
            Contract version = history.versionFor(period).orElseThrow();
            Map<String, Figure> byLevel = new LinkedHashMap<>();
            List<ServiceLevel> levels = version.levels();
            for (int i = 0; i < levels.size(); i++) {
                byLevel.put(levels.get(i).id(), month.get(i));
            }
            figures.put(period, byLevel);
            period = period.next();
        }
        return Settlement.settle(
                history, figures, period.from().atStartOfDay(ZoneOffset.UTC).toInstant());
    }

    /** A share; {@code 0/0} is no data. */
    public static Figure share(long met, long total) {
        return figure(
                total == 0 ? Optional.empty() : Optional.of(Fraction.of(met * 100, total)),
                Optional.of(BigDecimal.valueOf(met)),
                total);
    }

    /** A figure measured elsewhere; {@code -} is no data. */
    public static Figure value(String value) {
        return value.equals("-")
                ? figure(Optional.empty(), Optional.empty(), 0)
                : figure(Optional.of(Fraction.of(new BigDecimal(value))), Optional.empty(), 1);
    }

    /** Several. */
    public static List<Figure> values(String values) {
        List<Figure> figures = new ArrayList<>();
        for (String value : values.split(" ", -1)) {
            figures.add(value(value));
        }
        return figures;
    }

    private static Figure figure(Optional<Fraction> value, Optional<BigDecimal> met, long total) {
        return new Figure(value, met, BigDecimal.valueOf(total), List.of(), List.of(), total, List.of(), List.of());
    }
}
