package org.scorekeeper.settle;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.scorekeeper.calendar.MeasurementPeriod;
import org.scorekeeper.calendar.PeriodKind;
import org.scorekeeper.contract.Bound;
import org.scorekeeper.contract.Charges;
import org.scorekeeper.contract.Comparison;
import org.scorekeeper.contract.Contract;
import org.scorekeeper.contract.ContractHistory;
import org.scorekeeper.contract.Credits;
import org.scorekeeper.contract.Example;
import org.scorekeeper.contract.Example.Given;
import org.scorekeeper.contract.Example.Measured;
import org.scorekeeper.contract.Fraction;
import org.scorekeeper.contract.Measure;
import org.scorekeeper.contract.Problem;
import org.scorekeeper.contract.ServiceLevel;
import org.scorekeeper.contract.Step;
import org.scorekeeper.contract.Unit;
import org.scorekeeper.facts.Fact;
import org.scorekeeper.facts.FactKind;
import org.scorekeeper.facts.Moment;
import org.scorekeeper.facts.Place;
import org.scorekeeper.measure.Figure;

/** Proves the schedule's own worked figures: settles each example as if it had happened, and says what differs. */
public final class WorkedExamples {
    private final Contract contract;

    private WorkedExamples(Contract contract) {
        this.contract = contract;
    }

    /** What the contract does not give as its examples say; none where all agree. */
    public static List<Problem> faults(Contract contract) {
        WorkedExamples proof = new WorkedExamples(contract);
        List<Problem> faults = new ArrayList<>();
        for (int i = 0; i < contract.examples().size(); i++) {
            Example example = contract.examples().get(i);
            String key = "examples[" + (i + 1) + "]";
            proof.faults(example)
                    .forEach(fault -> faults.add(
                            new Problem(Problem.Severity.ERROR, contract.source(), example.line(), key, fault)));
        }
        return faults;
    }

    private List<String> faults(Example example) {
        Given given = example.given();
        boolean money =
                example.expected().containsKey("credits") || example.expected().containsKey("earn-back");
        if (money && !(given instanceof Given.Delivery) && isUnknown(charges(example))) {
            return List.of("needs the charges that its credits rest on. Write charges: 182000.00 in it.");
        }
        if (given instanceof Given.Points points) {
            return ofPoints(example, points);
        }
        return given instanceof Given.Figures figures
                ? ofFigures(example, figures)
                : ofDelivery(example, (Given.Delivery) given);
    }

    private static boolean isUnknown(Charges charges) {
        return charges.perPeriodAmount().isEmpty() && !(charges instanceof Charges.None);
    }

    private Charges charges(Example example) {
        return example.charges().<Charges>map(Charges.PerPeriod::new).orElse(contract.charges());
    }

    /** Levels that share the contract's periods, or one with a period of its own. */
    private List<String> ofFigures(Example example, Given.Figures given) {
        List<ServiceLevel> levels = given.figures().keySet().stream()
                .map(id -> contract.level(id).orElseThrow())
                .toList();
        List<MeasurementPeriod> periods = new ArrayList<>();
        MeasurementPeriod first = levels.stream()
                .map(this::first)
                .max(Comparator.comparing(MeasurementPeriod::from))
                .orElseThrow();
        MeasurementPeriod next = first;
        for (int i = 0; i < given.periods(); i++) {
            periods.add(next);
            next = next.next();
        }
        Map<MeasurementPeriod, Map<String, Figure>> figures = new TreeMap<>();
        MeasurementPeriod.between(contract.period(), first.from(), next.from().minusDays(1))
                .forEach(period -> figures.put(period, Map.of()));
        for (int i = 0; i < periods.size(); i++) {
            Map<String, Figure> ofPeriod = new LinkedHashMap<>();
            for (ServiceLevel level : levels) {
                Measured measured =
                        Objects.requireNonNull(given.figures().get(level.id())).get(i);
                ofPeriod.put(level.id(), figure(measured));
            }
            figures.put(periods.get(i), ofPeriod);
        }
        Contract worked =
                contract.asExample(charges(example), contract.levels(), contract.credits(), next.from(), List.of());
        return new Outcome(periods, settle(worked, figures), levels).faults(example);
    }

    /** So many points of each period together, whichever levels they came from. */
    private List<String> ofPoints(Example example, Given.Points given) {
        if (contract.credits().points().isEmpty()) {
            return List.of("has points, and nothing says what they cost. Write credits: { points: { each: … } }.");
        }
        Credits all = contract.credits();
        Credits points = new Credits(
                all.points(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                all.caps().stream().filter(cap -> cap.levels().isEmpty()).toList(),
                Optional.empty(),
                Optional.empty(),
                all.ignoreAtMost(),
                false);
        List<BigDecimal> wanted = given.periods();
        List<ServiceLevel> bearing = new ArrayList<>();
        Map<MeasurementPeriod, Map<String, Figure>> figures = new TreeMap<>();
        List<MeasurementPeriod> periods = new ArrayList<>();
        MeasurementPeriod period = first(bearing("example", BigDecimal.ZERO));
        for (int i = 0; i < wanted.size(); i++) {
            ServiceLevel level = bearing("example " + (i + 1), wanted.get(i));
            bearing.add(level);
            figures.put(
                    period,
                    Map.of(
                            level.id(),
                            figure(new Measured(Optional.of(BigDecimal.ZERO), Optional.empty(), Optional.empty()))));
            periods.add(period);
            period = period.next();
        }
        Contract worked = contract.asExample(charges(example), bearing, points, period.from(), List.of());
        return new Outcome(periods, settle(worked, figures), List.of()).faults(example);
    }

    /** A deliverable as if the log said that it came on that day. */
    private List<String> ofDelivery(Example example, Given.Delivery given) {
        Contract.Deliverable terms = contract.deliverables().stream()
                .filter(one -> one.id().equals(given.deliverable()))
                .findFirst()
                .orElseThrow();
        Optional<Contract.LateDamages> late = terms.late();
        if (late.isEmpty()) {
            return List.of("costs nothing: the deliverable has no late: { each-day: … }.");
        }
        if (isUnknown(charges(example)) && late.get().eachDay().needsCharges()) {
            return List.of("needs the charges that its credits rest on. Write charges: 182000.00 in it.");
        }
        LocalDate came = given.came()
                .or(() -> given.daysLate().map(days -> LateDelivery.dayAfter(contract, terms, days)))
                .orElseThrow();
        MeasurementPeriod period = contract.period().containing(terms.due());
        Contract worked = contract.asExample(charges(example), List.of(), contract.credits(), came, List.of(terms));
        Instant asOf = came.isBefore(period.to())
                ? period.end(worked.zone())
                : came.plusDays(1).atStartOfDay(worked.zone()).toInstant();
        List<PeriodResult> results = Settlement.settle(
                new ContractHistory(List.of(worked)),
                Map.of(period, Map.of()),
                ChargesByPeriod.stated(new ContractHistory(List.of(worked))),
                List.of(cameOn(terms, came)),
                Map.of(),
                asOf);
        return new Outcome(List.of(period), results, List.of()).faults(example);
    }

    private Fact cameOn(Contract.Deliverable terms, LocalDate day) {
        FactKind kind = FactKind.DELIVERABLES;
        @Nullable Object[] values = new @Nullable Object[kind.fields().size()];
        values[kind.index("delivered")] = new Moment.Day(day);
        values[kind.index("accepted")] = new Moment.Day(day);
        return new Fact(
                kind,
                contract.vendor(),
                contract.id(),
                terms.id(),
                1,
                null,
                values,
                Map.of(),
                new Place(contract.source(), null, 1));
    }

    private static ServiceLevel bearing(String id, BigDecimal points) {
        Bound bound = new Bound(Comparison.LESS_THAN, BigDecimal.ONE, Unit.NONE);
        return new ServiceLevel(
                id,
                id,
                Optional.empty(),
                Optional.empty(),
                new Measure.Reading("example", Measure.As.LAST),
                Optional.empty(),
                new Bound(Comparison.AT_LEAST, BigDecimal.ONE, Unit.NONE),
                List.of(new Step(bound, Optional.empty(), points, Optional.empty())),
                Optional.empty(),
                Optional.empty(),
                false,
                Optional.empty(),
                1,
                true,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false,
                Optional.empty(),
                Optional.empty());
    }

    /** The first whole period of this version in which the level counts. */
    private MeasurementPeriod first(ServiceLevel level) {
        PeriodKind kind = level.period().orElse(contract.period());
        LocalDate from = level.starts()
                .filter(start -> start.isAfter(contract.appliesFrom()))
                .orElse(contract.appliesFrom());
        MeasurementPeriod period = kind.containing(from);
        return period.from().isBefore(from) ? period.next() : period;
    }

    /** Counts that the example does not give are so large that no rule of few items touches them. */
    private static Figure figure(Measured measured) {
        Optional<BigDecimal> total = measured.missed()
                .map(missed -> BigDecimal.valueOf(measured.items().orElse(1_000_000_000)));
        Optional<BigDecimal> met = total.map(all ->
                all.subtract(BigDecimal.valueOf(measured.missed().orElse(0)).min(all)));
        Optional<Fraction> share = measured.items().isPresent() && met.isPresent()
                ? Optional.of(new Fraction(met.get().movePointRight(2), total.orElseThrow()))
                : Optional.empty();
        return new Figure(
                measured.value().map(Fraction::of).or(() -> share),
                met,
                total.orElse(BigDecimal.ONE),
                List.of(),
                List.of(),
                1,
                List.of(),
                List.of());
    }

    private static List<PeriodResult> settle(Contract worked, Map<MeasurementPeriod, Map<String, Figure>> figures) {
        Instant asOf = figures.keySet().stream()
                .map(period -> period.end(worked.zone()))
                .max(Instant::compareTo)
                .orElseThrow();
        return Settlement.settle(new ContractHistory(List.of(worked)), new LinkedHashMap<>(figures), asOf);
    }

    /**
     * What came out of an example.
     *
     * @param periods that it goes through, in order
     * @param results of everything that was settled
     * @param levels that it is about; none where it is about the contract as a whole
     */
    private record Outcome(List<MeasurementPeriod> periods, List<PeriodResult> results, List<ServiceLevel> levels) {
        List<String> faults(Example example) {
            List<String> faults = new ArrayList<>();
            example.expected().forEach((what, wanted) -> {
                List<String> given =
                        periods.stream().map(period -> value(what, period)).toList();
                boolean same = given.size() == wanted.size();
                for (int i = 0; same && i < wanted.size(); i++) {
                    same = isSame(given.get(i), wanted.get(i));
                }
                if (!same) {
                    faults.add("gives " + what + " " + words(given) + ", not " + words(wanted)
                            + ". Correct the example, or the rules of "
                            + (levels.size() == 1 ? levels.get(0).id() : "the contract") + ".");
                }
            });
            return faults;
        }

        private String value(String what, MeasurementPeriod period) {
            Optional<LevelResult> one = levels.size() == 1 ? ofLevel(period) : Optional.empty();
            return switch (what) {
                case "points" ->
                    one.map(LevelResult::points)
                            .orElseGet(() -> sum(period, PeriodResult::points))
                            .toPlainString();
                case "credits" ->
                    one.map(LevelResult::credit)
                            .orElseGet(() -> lines(period, false))
                            .toPlainString();
                case "earn-back" -> lines(period, true).negate().toPlainString();
                case "target" ->
                    one.map(result -> result.target().base().toPlainString()).orElse("");
                case "status" -> one.map(result -> result.status().code()).orElse("");
                default -> one.flatMap(LevelResult::step).map(Step::label).orElse("none");
            };
        }

        private Optional<LevelResult> ofLevel(MeasurementPeriod period) {
            return results.stream()
                    .filter(result -> result.period().equals(period))
                    .flatMap(result -> result.level(levels.get(0).id()).stream())
                    .findFirst();
        }

        private BigDecimal sum(MeasurementPeriod period, Function<PeriodResult, BigDecimal> value) {
            return results.stream()
                    .filter(result -> result.period().equals(period))
                    .map(value)
                    .reduce(BigDecimal.ZERO, BigDecimal::add);
        }

        /** The lines of a period as the customer sees them: those that are earned back, or the others. */
        private BigDecimal lines(MeasurementPeriod period, boolean earnedBack) {
            return sum(
                    period,
                    result -> result.lines().stream()
                            .filter(line -> (line.kind() == LedgerLine.Kind.EARN_BACK) == earnedBack)
                            .map(LedgerLine::signedAmount)
                            .reduce(BigDecimal.ZERO, BigDecimal::add));
        }

        private static boolean isSame(String given, String wanted) {
            return (isNumber(given) && isNumber(wanted))
                    ? new BigDecimal(given).compareTo(new BigDecimal(wanted)) == 0
                    : given.equalsIgnoreCase(wanted);
        }

        private static boolean isNumber(String text) {
            return text.matches("-?\\d+(\\.\\d+)?");
        }

        private static String words(List<String> values) {
            return values.stream()
                    .map(value -> isNumber(value)
                            ? new BigDecimal(value).stripTrailingZeros().toPlainString()
                            : value.replace('_', ' '))
                    .collect(Collectors.joining(", "));
        }
    }
}
