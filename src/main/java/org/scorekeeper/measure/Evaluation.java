package org.scorekeeper.measure;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.scorekeeper.calendar.MeasurementPeriod;
import org.scorekeeper.contract.Contract;
import org.scorekeeper.contract.ContractHistory;
import org.scorekeeper.contract.Measure;
import org.scorekeeper.contract.Measure.Value;
import org.scorekeeper.contract.MetWhen;
import org.scorekeeper.contract.ServiceLevel;
import org.scorekeeper.contract.Unit;
import org.scorekeeper.facts.FactKind;

/**
 * Measures one contract: each item is given once and feeds every service level of every period; then the figures are
 * asked for. Steps 1 to 3 of the order of evaluation (population, relief, measure).
 */
public final class Evaluation {
    private final List<VersionMeters> versions = new ArrayList<>();

    /** The meters of one contract version. */
    private static final class VersionMeters {
        private final Scope scope;
        private final Map<String, Meter> meters = new LinkedHashMap<>();
        private final Map<FactKind, List<Meter>> byKind = new TreeMap<>();
        private long taken;

        VersionMeters(Scope scope) {
            this.scope = scope;
        }
    }

    /**
     * Prepares the meters.
     *
     * @param periods those to be measured, in order
     * @param asOf what lies after it is not known
     * @param files the files that the vendor's feeds expect
     */
    public Evaluation(
            ContractHistory history, List<MeasurementPeriod> periods, Instant asOf, List<ExpectedFile> files) {
        for (Contract version : history.versions()) {
            List<MeasurementPeriod> own = periods.stream()
                    .filter(period ->
                            history.versionFor(period).filter(version::equals).isPresent())
                    .toList();
            if (own.isEmpty()) {
                continue;
            }
            Scope scope = new Scope(history, version, own, asOf);
            VersionMeters prepared = new VersionMeters(scope);
            for (ServiceLevel level : version.levels()) {
                Meter meter =
                        meter(scope, level.measure(), files, level.target().unit());
                prepared.meters.put(level.id(), meter);
                for (FactKind kind : kinds(level.measure())) {
                    prepared.byKind
                            .computeIfAbsent(kind, key -> new ArrayList<>())
                            .add(meter);
                }
            }
            versions.add(prepared);
        }
    }

    static Meter meter(Scope scope, Measure measure, List<ExpectedFile> files, Unit unit) {
        if (measure instanceof Measure.Share share) {
            return new ShareMeter(scope, share);
        }
        if (measure instanceof Measure.Statistic statistic) {
            return new StatisticMeter(scope, statistic);
        }
        if (measure instanceof Measure.Ratio ratio) {
            return new RatioMeter(scope, ratio);
        }
        if (measure instanceof Measure.Availability availability) {
            return new AvailabilityMeter(scope, availability);
        }
        if (measure instanceof Measure.Reading reading) {
            return new ReadingMeter(scope, reading, unit);
        }
        if (measure instanceof Measure.Files expected) {
            return new FilesMeter(scope, expected, files);
        }
        return new PersonsMeter(scope, (Measure.Persons) measure);
    }

    /** The kinds of facts that the contract's measures look at. */
    public Set<FactKind> needs() {
        Set<FactKind> needed = EnumSet.noneOf(FactKind.class);
        versions.forEach(version -> needed.addAll(version.byKind.keySet()));
        return needed;
    }

    /** The ticket statuses, lower case, in which any clock of the contract stands still. */
    public Set<String> pausingStatuses() {
        Set<String> statuses = new java.util.TreeSet<>();
        for (VersionMeters version : versions) {
            version.scope.version().levels().forEach(level -> statuses.addAll(pausingStatuses(level.measure())));
        }
        return statuses;
    }

    private static Set<String> pausingStatuses(Measure measure) {
        Set<String> statuses = new java.util.TreeSet<>();
        if (measure instanceof Measure.Share share && share.metWhen() instanceof MetWhen.WithinLimit limit) {
            statuses.addAll(limit.clock().pausedIn());
        } else if (measure instanceof Measure.Persons persons) {
            statuses.addAll(pausingStatuses(persons.share()));
        } else if (measure instanceof Measure.Statistic statistic
                && statistic.value().orElse(null) instanceof Value.OfClock clock) {
            statuses.addAll(clock.clock().pausedIn());
        } else if (measure instanceof Measure.Ratio ratio) {
            for (Measure.Side side : List.of(ratio.numerator(), ratio.denominator())) {
                if (side instanceof Measure.Side.OfMeasure inner) {
                    statuses.addAll(pausingStatuses(inner.measure()));
                }
            }
        }
        return statuses;
    }

    private static Set<FactKind> kinds(Measure measure) {
        Set<FactKind> kinds = EnumSet.noneOf(FactKind.class);
        if (measure instanceof Measure.Share share) {
            kinds.add(share.selection().items());
        } else if (measure instanceof Measure.Persons persons) {
            kinds.add(persons.share().selection().items());
        } else if (measure instanceof Measure.Statistic statistic) {
            kinds.add(statistic.selection().items());
        } else if (measure instanceof Measure.Reading) {
            kinds.add(FactKind.READINGS);
        } else if (measure instanceof Measure.Availability availability) {
            availability.down().forEach(interruption -> kinds.add(interruption.items()));
            availability.maintenance().forEach(interruption -> kinds.add(interruption.items()));
        } else if (measure instanceof Measure.Ratio ratio) {
            for (Measure.Side side : List.of(ratio.numerator(), ratio.denominator())) {
                if (side instanceof Measure.Side.OfMeasure inner) {
                    kinds.addAll(kinds(inner.measure()));
                }
            }
        }
        return kinds;
    }

    /** Takes notice of an item, once. */
    public void add(FactKind kind, Item item) {
        for (VersionMeters version : versions) {
            List<Meter> meters = version.byKind.get(kind);
            if (meters == null) {
                continue;
            }
            if (version.scope.version().exceptItems().isPresent()
                    && Conditions.hold(version.scope.version().exceptItems().get(), item, version.scope.zone())) {
                version.taken++;
                continue;
            }
            for (Meter meter : meters) {
                meter.add(kind, item);
            }
        }
    }

    /** The figure of each service level in each period, by its id, in the contract's order. */
    public Map<MeasurementPeriod, Map<String, Figure>> figures() {
        Map<MeasurementPeriod, Map<String, Figure>> figures = new TreeMap<>();
        for (VersionMeters version : versions) {
            long taken = version.taken;
            for (MeasurementPeriod period : version.scope.periods()) {
                Map<String, Figure> byLevel = new LinkedHashMap<>();
                version.meters.forEach((level, meter) -> byLevel.put(level, figure(meter.reading(period), taken)));
                figures.put(period, byLevel);
            }
        }
        return figures;
    }

    private static Figure figure(Meter.Reading reading, long taken) {
        List<String> notes = new ArrayList<>(reading.notes());
        if (taken > 0) {
            notes.add(taken + " items are taken out by the contract's population rule");
        }
        return new Figure(
                reading.value(),
                reading.met(),
                reading.total(),
                reading.misses(),
                reading.nearMisses(),
                reading.population(),
                notes,
                List.of(
                        new TraceStep(
                                "population",
                                reading.population() + " items count in this period"
                                        + (notes.isEmpty() ? "" : " (" + String.join("; ", notes) + ")")),
                        new TraceStep("measure", reading.sentence())));
    }
}
