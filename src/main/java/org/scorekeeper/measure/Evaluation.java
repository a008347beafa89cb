package org.scorekeeper.measure;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.scorekeeper.calendar.MeasurementPeriod;
import org.scorekeeper.calendar.PeriodKind;
import org.scorekeeper.contract.Clocked;
import org.scorekeeper.contract.Condition;
import org.scorekeeper.contract.Contract;
import org.scorekeeper.contract.ContractHistory;
import org.scorekeeper.contract.Measure;
import org.scorekeeper.contract.Measure.Side;
import org.scorekeeper.contract.Measure.Value;
import org.scorekeeper.contract.MetWhen;
import org.scorekeeper.contract.ServiceLevel;
import org.scorekeeper.facts.FactKind;
import org.scorekeeper.facts.register.Relief;

/**
 * Measures one contract: each item is given once and feeds every service level of every period; then the figures are
 * asked for. Steps 1 to 3 of the order of evaluation (population, relief, measure).
 */
public final class Evaluation {
    private final List<VersionMeters> versions = new ArrayList<>();
    private List<Suspect> suspects = List.of();

    /** The meters of one contract version. */
    private static final class VersionMeters {
        private final Scope scope;
        private final PromisedDeliverables promised;
        private final Map<String, Meter> meters = new LinkedHashMap<>();
        /** What each level's meter sees: the contract's periods, or the level's own. */
        private final Map<String, Scope> scopes = new LinkedHashMap<>();

        private final Map<FactKind, List<Meter>> byKind = new EnumMap<>(FactKind.class);

        VersionMeters(
                Scope scope,
                Map<PeriodKind, Scope> own,
                List<ExpectedFile> files,
                List<Relief> relief,
                Map<String, Meter> before,
                @Nullable Witness witness) {
            this.scope = scope;
            this.promised = new PromisedDeliverables(scope.version());
            for (ServiceLevel level : scope.version().levels()) {
                Scope seen = level.period()
                        .map(kind -> Objects.requireNonNull(own.get(kind), kind.code()))
                        .orElse(scope)
                        .relieved(Reliefs.of(relief, level.id()))
                        .heardBy(
                                witness == null ? null : account -> witness.hear(scope.version(), level.id(), account));
                if (seen.periods().isEmpty()) {
                    continue;
                }
                Meter meter = Meter.of(
                        seen, level.measure(), files, Optional.of(level.target().unit()), before.get(level.id()));
                meters.put(level.id(), meter);
                scopes.put(level.id(), seen);
                kinds(level.measure())
                        .forEach(kind -> byKind.computeIfAbsent(kind, key -> new ArrayList<>())
                                .add(meter));
            }
        }

        /** The refused rows that the contract does not take out of every measure. */
        List<Suspect> mayCount(List<Suspect> suspects) {
            Optional<Condition> except = scope.version().exceptItems();
            return suspects.stream()
                    .map(one -> one.kind() == FactKind.DELIVERABLES ? one.as(promised.asPromised(one.item())) : one)
                    .filter(one -> except.isEmpty() || !one.surelyHolds(except.get(), scope))
                    .toList();
        }

        boolean higherIsBetter(String level) {
            return scope.version()
                    .level(level)
                    .orElseThrow()
                    .target()
                    .comparison()
                    .higherIsBetter();
        }

        void add(FactKind kind, Item given) {
            List<Meter> meters = byKind.getOrDefault(kind, List.of());
            if (meters.isEmpty()) {
                return;
            }
            Item item = kind == FactKind.DELIVERABLES ? promised.asPromised(given) : given;
            Optional<Condition> except = scope.version().exceptItems();
            boolean taken = except.isPresent() && Conditions.hold(except.get(), item, scope.zone());
            if (taken) {
                hearTaken(kind, item, except.get());
            }
            for (Meter meter : meters) {
                if (taken) {
                    meter.except(kind, item);
                } else {
                    meter.add(kind, item);
                }
            }
        }

        private void hearTaken(FactKind kind, Item item, Condition except) {
            scopes.forEach((level, seen) -> {
                ServiceLevel one = scope.version().level(level).orElseThrow();
                if (seen.isHeard() && kinds(one.measure()).contains(kind)) {
                    seen.hear(ItemAccount.left(
                            item,
                            "taken out of every measure, because " + ConditionWords.holding(except, item, scope)));
                }
            });
        }
    }

    /**
     * Prepares the meters.
     *
     * @param periods the contract's to be measured, in order; those of levels with a period of their own follow from the as-of
     * @param asOf what lies after it is not known
     * @param files the files that the vendor's feeds expect
     */
    public Evaluation(
            ContractHistory history, List<MeasurementPeriod> periods, Instant asOf, List<ExpectedFile> files) {
        this(history, periods, asOf, files, List.of());
    }

    /**
     * Prepares the meters.
     *
     * @param relief the contract's rows of the relief register; only approved ones do anything
     */
    public Evaluation(
            ContractHistory history,
            List<MeasurementPeriod> periods,
            Instant asOf,
            List<ExpectedFile> files,
            List<Relief> relief) {
        this(history, periods, asOf, files, relief, null);
    }

    /**
     * Prepares the meters.
     *
     * @param witness hears what becomes of each item; null where nobody asks
     */
    public Evaluation(
            ContractHistory history,
            List<MeasurementPeriod> periods,
            Instant asOf,
            List<ExpectedFile> files,
            List<Relief> relief,
            @Nullable Witness witness) {
        Map<String, Meter> before = Map.of();
        for (Contract version : history.terms()) {
            List<MeasurementPeriod> own = periods.stream()
                    .filter(period ->
                            history.versionFor(period).filter(version::equals).isPresent())
                    .toList();
            if (!own.isEmpty()) {
                Scope scope = new Scope(history, version, own, asOf);
                VersionMeters meters =
                        new VersionMeters(scope, ownScopes(history, version, asOf), files, relief, before, witness);
                versions.add(meters);
                before = meters.meters;
            }
        }
    }

    private static Map<PeriodKind, Scope> ownScopes(ContractHistory history, Contract version, Instant asOf) {
        LocalDate last = asOf.minusSeconds(1).atZone(version.zone()).toLocalDate();
        Map<PeriodKind, Scope> scopes = new EnumMap<>(PeriodKind.class);
        for (ServiceLevel level : version.levels()) {
            level.period()
                    .ifPresent(kind -> scopes.computeIfAbsent(
                            kind,
                            own -> new Scope(history, version, history.ownPeriodsUntil(version, own, last), asOf)));
        }
        return scopes;
    }

    /** The kinds of facts that the contract's measures look at. */
    public Set<FactKind> needs() {
        Set<FactKind> needed = EnumSet.noneOf(FactKind.class);
        versions.forEach(version -> needed.addAll(version.byKind.keySet()));
        return needed;
    }

    /** The ticket statuses, lower case, in which any clock of the contract stands still. */
    public Set<String> pausingStatuses() {
        Set<String> statuses = new TreeSet<>();
        for (VersionMeters version : versions) {
            version.scope
                    .version()
                    .levels()
                    .forEach(level -> parts(
                            level.measure(),
                            part -> clock(part).ifPresent(clock -> statuses.addAll(clock.pausedIn()))));
        }
        return statuses;
    }

    private static Set<FactKind> kinds(Measure measure) {
        Set<FactKind> kinds = EnumSet.noneOf(FactKind.class);
        parts(measure, part -> {
            if (part instanceof Measure.Share share) {
                kinds.add(share.selection().items());
            } else if (part instanceof Measure.Statistic statistic) {
                kinds.add(statistic.selection().items());
            } else if (part instanceof Measure.Reading) {
                kinds.add(FactKind.READINGS);
            } else if (part instanceof Measure.Availability availability) {
                availability.down().forEach(interruption -> kinds.add(interruption.items()));
                availability.maintenance().forEach(interruption -> kinds.add(interruption.items()));
            }
        });
        return kinds;
    }

    private static Optional<Clocked> clock(Measure part) {
        if (part instanceof Measure.Share share && share.metWhen() instanceof MetWhen.WithinLimit limit) {
            return Optional.of(limit.clock());
        }
        return part instanceof Measure.Statistic statistic && statistic.value().orElse(null) instanceof Value.OfClock of
                ? Optional.of(of.clock())
                : Optional.empty();
    }

    /** Hands on the measure, or the measures that it is made of. */
    private static void parts(Measure measure, Consumer<Measure> each) {
        if (measure instanceof Measure.Ratio ratio) {
            for (Side side : List.of(ratio.numerator(), ratio.denominator())) {
                if (side instanceof Side.OfMeasure inner) {
                    parts(inner.measure(), each);
                }
            }
        } else if (measure instanceof Measure.Persons persons) {
            each.accept(persons.share());
        } else {
            each.accept(measure);
        }
    }

    /** Takes notice of an item, once. */
    public void add(FactKind kind, Item item) {
        versions.forEach(version -> version.add(kind, item));
    }

    /** Names the items of which refused rows speak, before the first item is given. */
    public void watch(Set<String> ids) {
        versions.forEach(version -> version.meters.values().forEach(meter -> meter.watch(ids)));
    }

    /** Names the refused rows that may belong to what is measured, before figures are asked for. */
    public void suspect(List<Suspect> refused) {
        suspects = List.copyOf(refused);
    }

    /**
     * The figure of each service level in each of its periods, by its id, in the contract's order; every contract period is
     * there, also one in which no level is measured. Asked for once.
     */
    public Map<MeasurementPeriod, Map<String, Figure>> figures() {
        versions.forEach(
                version -> version.promised.unmentioned().forEach(item -> version.add(FactKind.DELIVERABLES, item)));
        Map<MeasurementPeriod, Map<String, Figure>> figures = new TreeMap<>();
        for (VersionMeters version : versions) {
            version.scope.periods().forEach(period -> figures.put(period, new LinkedHashMap<>()));
            List<Suspect> mayCount = version.mayCount(suspects);
            version.meters.forEach((level, meter) -> Objects.requireNonNull(version.scopes.get(level), level)
                    .periods()
                    .forEach(period -> figures.computeIfAbsent(period, key -> new LinkedHashMap<>())
                            .put(
                                    level,
                                    figure(meter.reading(period))
                                            .withRefused(
                                                    mayCount.isEmpty()
                                                            ? Optional.empty()
                                                            : meter.ifRefused(
                                                                    period,
                                                                    mayCount,
                                                                    version.higherIsBetter(level))))));
        }
        return figures;
    }

    private static Figure figure(Meter.Reading reading) {
        return new Figure(
                reading.value(),
                reading.met(),
                reading.total(),
                reading.misses(),
                reading.nearMisses(),
                reading.population(),
                reading.notes(),
                trace(reading));
    }

    /** Steps 1 to 3 in words. */
    private static List<TraceStep> trace(Meter.Reading reading) {
        Map<Boolean, List<String>> notes =
                reading.notes().stream().collect(Collectors.partitioningBy(LeftOut::isRelief));
        List<String> population = Objects.requireNonNull(notes.get(false));
        List<String> relief = Objects.requireNonNull(notes.get(true));
        List<TraceStep> trace = new ArrayList<>();
        trace.add(new TraceStep(
                "population",
                reading.population()
                        + (reading.population() == 1 ? " item counts" : " items count")
                        + " in this period"
                        + (population.isEmpty() ? "" : " (" + String.join("; ", population) + ")")));
        if (!relief.isEmpty()) {
            trace.add(new TraceStep("relief", String.join("; ", relief)));
        }
        trace.add(new TraceStep("measure", reading.sentence()));
        return trace;
    }
}
