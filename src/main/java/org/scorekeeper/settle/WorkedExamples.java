package org.scorekeeper.settle;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.scorekeeper.calendar.MeasurementPeriod;
import org.scorekeeper.calendar.PeriodKind;
import org.scorekeeper.contract.Bound;
import org.scorekeeper.contract.Charges;
import org.scorekeeper.contract.Comparison;
import org.scorekeeper.contract.Contract;
import org.scorekeeper.contract.ContractHistory;
import org.scorekeeper.contract.Credits;
import org.scorekeeper.contract.Example;
import org.scorekeeper.contract.Fraction;
import org.scorekeeper.contract.Measure;
import org.scorekeeper.contract.Problem;
import org.scorekeeper.contract.ServiceLevel;
import org.scorekeeper.contract.Step;
import org.scorekeeper.contract.Unit;
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
        boolean money = example.expected().containsKey("credits");
        if (money && charges(example).perPeriodAmount().isEmpty() && !(charges(example) instanceof Charges.None)) {
            return List.of("needs the charges that its credits rest on. Write charges: 182000.00 in it.");
        }
        return example.level()
                .flatMap(contract::level)
                .map(level -> ofLevel(example, level))
                .orElseGet(() -> ofPoints(example));
    }

    private Charges charges(Example example) {
        return Optional.ofNullable(example.inputs().get("charges"))
                .<Charges>map(Charges.PerPeriod::new)
                .orElse(contract.charges());
    }

    private List<String> ofLevel(Example example, ServiceLevel level) {
        List<MeasurementPeriod> periods = new ArrayList<>();
        MeasurementPeriod first = first(level);
        MeasurementPeriod next = first;
        for (int i = 0; i < example.figures().size(); i++) {
            periods.add(next);
            next = next.next();
        }
        Map<MeasurementPeriod, Map<String, Figure>> figures = new TreeMap<>();
        MeasurementPeriod.between(contract.period(), first.from(), next.from().minusDays(1))
                .forEach(period -> figures.put(period, Map.of()));
        for (int i = 0; i < periods.size(); i++) {
            figures.put(
                    periods.get(i), Map.of(level.id(), figure(example.figures().get(i))));
        }
        Contract worked = contract.asExample(charges(example), contract.levels(), contract.credits(), next.from());
        List<LevelResult> results = settle(worked, figures).stream()
                .flatMap(result -> result.level(level.id()).stream())
                .toList();
        List<String> faults = new ArrayList<>();
        compare(example, "points", results, LevelResult::points, faults);
        compare(example, "credits", results, LevelResult::credit, faults);
        compare(example, "target", results, result -> result.target().base(), faults);
        return faults;
    }

    /** So many points of one period together, whichever levels they came from. */
    private List<String> ofPoints(Example example) {
        if (contract.credits().points().isEmpty()) {
            return List.of("has points, and nothing says what they cost. Write credits: { points: { each: … } }.");
        }
        ServiceLevel level = bearing(Objects.requireNonNull(example.inputs().get("points")));
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
        MeasurementPeriod period = first(level);
        Contract worked = contract.asExample(charges(example), List.of(level), points, period.to());
        PeriodResult result = settle(worked, Map.of(period, Map.of(level.id(), figure(BigDecimal.ZERO))))
                .get(0);
        BigDecimal wanted =
                Objects.requireNonNull(example.expected().get("credits")).get(0);
        return result.credits().compareTo(wanted) == 0
                ? List.of()
                : List.of("gives credits of " + result.credits().toPlainString() + ", not " + wanted.toPlainString()
                        + ". Correct the example, or what points cost.");
    }

    private static ServiceLevel bearing(BigDecimal points) {
        Bound bound = new Bound(Comparison.LESS_THAN, BigDecimal.ONE, Unit.NONE);
        return new ServiceLevel(
                "example",
                "example",
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

    private static Figure figure(BigDecimal value) {
        return new Figure(
                Optional.of(Fraction.of(value)),
                Optional.empty(),
                BigDecimal.ONE,
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

    private static void compare(
            Example example,
            String what,
            List<LevelResult> results,
            Function<LevelResult, BigDecimal> value,
            List<String> faults) {
        List<BigDecimal> wanted = example.expected().get(what);
        if (wanted == null) {
            return;
        }
        List<BigDecimal> given = results.stream().map(value).toList();
        boolean same = given.size() == wanted.size();
        for (int i = 0; same && i < wanted.size(); i++) {
            same = given.get(i).compareTo(wanted.get(i)) == 0;
        }
        if (!same) {
            faults.add("gives " + what + " " + words(given) + ", not " + words(wanted)
                    + ". Correct the example, or the rules of "
                    + example.level().orElse("the contract") + ".");
        }
    }

    private static String words(List<BigDecimal> values) {
        return values.stream()
                .map(value -> value.stripTrailingZeros().toPlainString())
                .collect(Collectors.joining(", "));
    }
}
