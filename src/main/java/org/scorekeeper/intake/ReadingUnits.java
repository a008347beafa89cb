package org.scorekeeper.intake;

import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.scorekeeper.contract.ContractHistory;
import org.scorekeeper.contract.Measure;
import org.scorekeeper.contract.Measure.Side;
import org.scorekeeper.contract.ServiceLevel;
import org.scorekeeper.contract.Unit;
import org.scorekeeper.facts.FactKind;

/**
 * The units that contracts judge a vendor's readings in: a reading in another one is refused. Where a contract also takes
 * readings as numbers, in a ratio or as items, any unit will do.
 *
 * @param byMetric lower case; a metric that is not there may be in any unit
 */
public record ReadingUnits(Map<String, Set<Unit>> byMetric) {
    /** Where no contract says anything. */
    public static final ReadingUnits ANY = new ReadingUnits(Map.of());

    /** Copies the map. */
    public ReadingUnits {
        byMetric = Map.copyOf(byMetric);
    }

    /** What the contracts of a vendor say, in all their versions. */
    public static ReadingUnits of(Collection<ContractHistory> contracts, String vendor) {
        Map<String, Set<Unit>> units = new HashMap<>();
        Set<String> numbers = new HashSet<>();
        List<ServiceLevel> levels = contracts.stream()
                .filter(contract -> contract.vendor().equals(vendor))
                .flatMap(contract -> contract.versions().stream())
                .flatMap(version -> version.levels().stream())
                .toList();
        for (ServiceLevel level : levels) {
            if (level.measure() instanceof Measure.Reading reading) {
                units.computeIfAbsent(reading.metric(), metric -> EnumSet.noneOf(Unit.class))
                        .add(level.target().unit());
            } else if (level.measure() instanceof Measure.Ratio ratio) {
                for (Side side : List.of(ratio.numerator(), ratio.denominator())) {
                    if (side instanceof Side.OfMeasure of && of.measure() instanceof Measure.Reading reading) {
                        numbers.add(reading.metric());
                    }
                }
            }
        }
        units.keySet().removeAll(numbers);
        return levels.stream().anyMatch(level -> takesItems(level.measure())) ? ANY : new ReadingUnits(units);
    }

    private static boolean takesItems(Measure measure) {
        if (measure instanceof Measure.Share share) {
            return share.selection().items() == FactKind.READINGS;
        }
        if (measure instanceof Measure.Statistic statistic) {
            return statistic.selection().items() == FactKind.READINGS;
        }
        return measure instanceof Measure.Ratio ratio
                && List.of(ratio.numerator(), ratio.denominator()).stream()
                        .anyMatch(side -> side instanceof Side.OfMeasure of && takesItems(of.measure()));
    }

    /** In which units a metric is wanted, where that is not the one that a row says. */
    Optional<String> wantedInstead(String metric, String unit) {
        Set<Unit> wanted = byMetric.getOrDefault(metric.toLowerCase(Locale.ROOT), Set.of());
        return wanted.isEmpty() || wanted.stream().anyMatch(one -> one.isMeantBy(unit))
                ? Optional.empty()
                : Optional.of(wanted.stream()
                        .map(one -> one == Unit.NONE ? "plain numbers" : one.symbol())
                        .collect(Collectors.joining(" or ")));
    }
}
