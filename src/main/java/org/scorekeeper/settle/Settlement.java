package org.scorekeeper.settle;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.scorekeeper.calendar.MeasurementPeriod;
import org.scorekeeper.contract.Contract;
import org.scorekeeper.contract.ContractHistory;
import org.scorekeeper.contract.ServiceLevel;
import org.scorekeeper.facts.Fact;
import org.scorekeeper.facts.register.Registers;
import org.scorekeeper.facts.register.Relief;
import org.scorekeeper.measure.Deliverables;
import org.scorekeeper.measure.Figure;

/**
 * From figures to money: a fold over the periods of one contract, in their order, because what a period costs may depend
 * on those before it. Steps 4 to 12 of the order of evaluation, in that order, then the triggers.
 *
 * <p>A level with a period of its own is judged in that, and meets the contract's caps in the contract period where it
 * ends; its result stands apart, under its own period.
 */
public final class Settlement {
    private final ContractHistory history;
    private final Map<MeasurementPeriod, Map<String, Figure>> figures;
    private final ChargesByPeriod charges;
    private final List<Fact> deliverables;
    private final Map<MeasurementPeriod, Spending> spending;
    private final Outcomes outcomes;
    private final List<Relief> relief;
    private final Instant asOf;
    /** What each level came to in the periods so far, by its id, through all versions. */
    private final Map<String, LevelHistory> levels = new HashMap<>();

    private final Triggers triggers;
    private CreditHistory credits = CreditHistory.NONE;

    private Settlement(
            ContractHistory history,
            Map<MeasurementPeriod, Map<String, Figure>> figures,
            ChargesByPeriod charges,
            List<Fact> deliverables,
            Map<MeasurementPeriod, Spending> spending,
            Registers registers,
            Instant asOf) {
        this.history = history;
        this.figures = figures;
        this.charges = charges;
        this.deliverables = deliverables;
        this.spending = spending;
        this.outcomes = new Outcomes(registers);
        this.relief = registers.relieving();
        this.asOf = asOf;
        this.triggers = new Triggers(asOf, levels);
    }

    /**
     * Settles every period of a contract that states its charges, as if no deliverable had been logged.
     *
     * @param figures by period and level, for each level of the period's contract version
     */
    public static List<PeriodResult> settle(
            ContractHistory history, Map<MeasurementPeriod, Map<String, Figure>> figures, Instant asOf) {
        return settle(history, figures, ChargesByPeriod.stated(history), List.of(), Map.of(), asOf);
    }

    /** Settles every period, with nothing in the registers. */
    public static List<PeriodResult> settle(
            ContractHistory history,
            Map<MeasurementPeriod, Map<String, Figure>> figures,
            ChargesByPeriod charges,
            List<Fact> deliverables,
            Map<MeasurementPeriod, Spending> spending,
            Instant asOf) {
        return settle(history, figures, charges, deliverables, spending, Registers.NONE, asOf);
    }

    /**
     * Settles every period.
     *
     * @param figures by period and level, for each level of the period's contract version; a level with a period of its own
     *     has them there
     * @param charges that credits are a share of
     * @param deliverables the vendor's log in its newest versions
     * @param spending of the timesheet ceiling, by contract period
     * @param registers whose disputes and waivers say what earlier credits came to, and whose relief which days late count
     * @return the contract's periods and, after the one in which they end, those of levels with their own
     */
    public static List<PeriodResult> settle(
            ContractHistory history,
            Map<MeasurementPeriod, Map<String, Figure>> figures,
            ChargesByPeriod charges,
            List<Fact> deliverables,
            Map<MeasurementPeriod, Spending> spending,
            Registers registers,
            Instant asOf) {
        return new Settlement(history, figures, charges, deliverables, spending, registers, asOf).all();
    }

    private List<PeriodResult> all() {
        Map<Boolean, List<MeasurementPeriod>> periods = figures.keySet().stream()
                .filter(period -> history.versionFor(period).isPresent())
                .sorted(Comparator.comparing(MeasurementPeriod::to).thenComparing(MeasurementPeriod::from))
                .collect(java.util.stream.Collectors.partitioningBy(
                        period -> version(period).period() == period.kind()));
        List<MeasurementPeriod> own = new ArrayList<>(periods.getOrDefault(false, List.of()));
        List<PeriodResult> results = new ArrayList<>();
        for (MeasurementPeriod period : periods.getOrDefault(true, List.of())) {
            List<MeasurementPeriod> ending = own.stream()
                    .filter(shorter -> period.contains(lastDay(shorter)))
                    .toList();
            own.removeAll(ending);
            results.addAll(period(version(period), period, ending));
        }
        // The contract period in which these end has not begun: they meet its caps when it does.
        for (MeasurementPeriod running : own) {
            results.addAll(period(version(running), running, List.of()));
        }
        return results;
    }

    private Contract version(MeasurementPeriod period) {
        return history.versionFor(period).orElseThrow();
    }

    /** The last day of a period within the term, in whose contract period it ends. */
    private LocalDate lastDay(MeasurementPeriod period) {
        LocalDate last = period.to().minusDays(1);
        LocalDate end = history.latest().term().to();
        return last.isAfter(end) ? end : last;
    }

    /** The first day after a period; a level's own that the term cuts short ends with the contract period that it meets. */
    private LocalDate ends(MeasurementPeriod period) {
        Contract version = version(period);
        LocalDate with = version.period().containing(lastDay(period)).to();
        boolean cut = period.kind() != version.period()
                && period.contains(history.latest().term().to());
        return cut && with.isBefore(period.to()) ? with : period.to();
    }

    /** Settles a period together with the levels' own periods that end in it. */
    private List<PeriodResult> period(Contract version, MeasurementPeriod period, List<MeasurementPeriod> ending) {
        List<MeasurementPeriod> together =
                Stream.concat(Stream.of(period), ending.stream()).toList();
        List<Judgement> judgements = judge(version, together);
        PriceBase base = new PriceBase(version, period, charges);
        boolean whole = period.kind() == version.period();
        Pricing pricing = Pricing.of(base, judgements, whole ? late(version, period) : List.of(), credits);
        credits = pricing.history(outcomes);
        List<LevelResult> results =
                judgements.stream().map(judgement -> judgement.result(pricing)).toList();
        List<TriggerState> ofContract = whole
                ? triggers.ofContract(
                        version,
                        new ContractConditions.Totals(
                                period,
                                results,
                                charges.of(period),
                                PeriodResult.creditsOf(outcomes.settled(pricing.lines(), version.moneyPlaces())),
                                Optional.ofNullable(spending.get(period))))
                : List.of();
        List<PeriodResult> parts = new ArrayList<>();
        for (MeasurementPeriod one : together) {
            parts.add(part(one, period, pricing, results, one.equals(period) ? ofContract : List.of()));
        }
        return parts;
    }

    /** What belongs to one of the periods that were settled together. */
    private PeriodResult part(
            MeasurementPeriod period,
            MeasurementPeriod settledIn,
            Pricing pricing,
            List<LevelResult> together,
            List<TriggerState> ofContract) {
        Contract version = version(period);
        Instant end = ends(period).atStartOfDay(version.zone()).toInstant();
        boolean running = end.isAfter(asOf);
        boolean main = period.equals(settledIn);
        List<LevelResult> results = together.stream()
                .filter(result -> result.period().equals(period))
                .toList();
        List<LevelResult> apart = main
                ? together.stream()
                        .filter(result -> !result.period().equals(period))
                        .toList()
                : List.of();
        return new PeriodResult(
                version,
                period,
                PeriodState.PROVISIONAL,
                0,
                List.of(),
                List.of(),
                running,
                running ? asOf : end,
                results,
                charges.of(period).map(known -> known.round(version.moneyPlaces(), RoundingMode.HALF_UP)),
                main ? score(together) : Optional.empty(),
                results.stream().map(LevelResult::points).reduce(BigDecimal.ZERO, BigDecimal::add),
                main ? pricing.before().subtract(before(version, apart)) : before(version, results),
                main ? pricing.credits().subtract(credits(apart)) : credits(results),
                main ? pricing.caps() : List.of(),
                pricing.lines().stream()
                        .filter(line -> line.period().equals(period))
                        .toList(),
                settledIn,
                inOrder(version, triggers.ofLevels(version, period, ends(period), results), ofContract));
    }

    private static BigDecimal before(Contract version, List<LevelResult> results) {
        return results.stream()
                .map(LevelResult::creditBeforeCaps)
                .filter(credit -> credit.signum() > 0)
                .map(credit -> credit.round(version.moneyPlaces(), RoundingMode.HALF_UP))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static BigDecimal credits(List<LevelResult> results) {
        return results.stream()
                .map(LevelResult::credit)
                .filter(credit -> credit.signum() > 0)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static List<TriggerState> inOrder(
            Contract version, List<TriggerState> ofLevels, List<TriggerState> ofContract) {
        return Stream.concat(ofLevels.stream(), ofContract.stream())
                .sorted(Comparator.comparingInt(state -> version.triggers().indexOf(state.trigger())))
                .toList();
    }

    /** What is late at the as-of of the deliverables due in a period. */
    private List<LateDelivery> late(Contract version, MeasurementPeriod period) {
        LocalDate today = asOf.minusSeconds(1).atZone(version.zone()).toLocalDate();
        return LateDelivery.dueIn(
                history, version, period, Deliverables.status(version, period, deliverables, asOf), relief, today);
    }

    /** Judges the levels of periods that are settled together: in the contract's order, each level's periods in theirs. */
    private List<Judgement> judge(Contract version, List<MeasurementPeriod> together) {
        List<Judgement> judgements = new ArrayList<>();
        List<String> order = version.levels().stream().map(ServiceLevel::id).toList();
        together.stream()
                .flatMap(period -> version(period).levels().stream()
                        .filter(level -> figures.getOrDefault(period, Map.of()).containsKey(level.id()))
                        .map(level -> judge(level, period)))
                .forEach(judgements::add);
        // a level that this version has no longer comes last
        judgements.sort(Comparator.comparingInt(judgement -> {
            int place = order.indexOf(judgement.level().id());
            return place < 0 ? order.size() : place;
        }));
        return judgements;
    }

    /** Steps 4 to 7: round, read, judge, repeat. */
    private Judgement judge(ServiceLevel promised, MeasurementPeriod period) {
        Contract version = version(period);
        Figure figure = outcomes.figure(
                promised,
                period,
                java.util.Objects.requireNonNull(
                        figures.getOrDefault(period, Map.of()).get(promised.id()), promised.id()));
        LevelHistory past = levels.computeIfAbsent(promised.id(), id -> new LevelHistory());
        ServiceLevel level = past.held(promised);
        Judgement first = Judging.of(
                level,
                period,
                figure,
                past,
                ends(period).atStartOfDay(version.zone()).toInstant().isAfter(asOf));
        Judgement judgement = new Repeats(version, past).apply(first);
        past.add(new LevelHistory.Entry(
                period, figure.value(), judgement, Judging.counts(level, period), Judging.isShortfall(judgement)));
        return judgement;
    }

    /** Weight of the levels met over weight of the levels that have a figure, in per cent with one decimal. */
    private static Optional<BigDecimal> score(List<LevelResult> levels) {
        BigDecimal met = BigDecimal.ZERO;
        BigDecimal all = BigDecimal.ZERO;
        for (LevelResult result : levels) {
            BigDecimal weight = result.level().weight().orElse(BigDecimal.ZERO);
            if (result.status() == Status.MET || result.status() == Status.FAILED) {
                all = all.add(weight);
                met = met.add(result.status() == Status.MET ? weight : BigDecimal.ZERO);
            }
        }
        return all.signum() == 0
                ? Optional.empty()
                : Optional.of(met.multiply(BigDecimal.valueOf(100)).divide(all, 1, RoundingMode.HALF_UP));
    }
}
