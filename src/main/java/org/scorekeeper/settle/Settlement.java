package org.scorekeeper.settle;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.scorekeeper.calendar.MeasurementPeriod;
import org.scorekeeper.contract.Contract;
import org.scorekeeper.contract.ContractHistory;
import org.scorekeeper.contract.ServiceLevel;
import org.scorekeeper.facts.Fact;
import org.scorekeeper.measure.Deliverables;
import org.scorekeeper.measure.Figure;

/**
 * From figures to money: a fold over the periods of one contract, in their order, because what a period costs may depend
 * on those before it. Steps 4 to 12 of the order of evaluation, in that order.
 */
public final class Settlement {
    private final ChargesByPeriod charges;
    private final List<Fact> deliverables;
    private final Instant asOf;
    /** What each level came to in the periods so far, by its id, through all versions. */
    private final Map<String, LevelHistory> levels = new HashMap<>();

    private CreditHistory credits = CreditHistory.NONE;

    private Settlement(ChargesByPeriod charges, List<Fact> deliverables, Instant asOf) {
        this.charges = charges;
        this.deliverables = deliverables;
        this.asOf = asOf;
    }

    /**
     * Settles every period of a contract that states its charges, as if no deliverable had been logged.
     *
     * @param figures by period and level, for each level of the period's contract version
     */
    public static List<PeriodResult> settle(
            ContractHistory history, Map<MeasurementPeriod, Map<String, Figure>> figures, Instant asOf) {
        return settle(history, figures, ChargesByPeriod.stated(history), List.of(), asOf);
    }

    /**
     * Settles every period.
     *
     * @param figures by period and level, for each level of the period's contract version
     * @param charges that credits are a share of
     * @param deliverables the vendor's log in its newest versions
     */
    public static List<PeriodResult> settle(
            ContractHistory history,
            Map<MeasurementPeriod, Map<String, Figure>> figures,
            ChargesByPeriod charges,
            List<Fact> deliverables,
            Instant asOf) {
        Settlement fold = new Settlement(charges, deliverables, asOf);
        List<PeriodResult> results = new ArrayList<>();
        figures.keySet().stream()
                .sorted()
                .forEach(period -> history.versionFor(period)
                        .ifPresent(version ->
                                results.add(fold.period(version, period, figures.getOrDefault(period, Map.of())))));
        return results;
    }

    private PeriodResult period(Contract version, MeasurementPeriod period, Map<String, Figure> figures) {
        Instant end = period.end(version.zone());
        boolean running = end.isAfter(asOf);
        List<Judgement> judgements = new ArrayList<>();
        for (ServiceLevel level : version.levels()) {
            Figure figure = figures.get(level.id());
            if (figure != null) {
                judgements.add(judge(version, level, period, figure, running));
            }
        }
        Pricing pricing =
                Pricing.of(new PriceBase(version, period, charges), judgements, late(version, period), credits);
        credits = pricing.history();
        List<LevelResult> results = new ArrayList<>();
        for (Judgement judgement : judgements) {
            results.add(judgement.result(pricing));
        }
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
                score(results),
                results.stream().map(LevelResult::points).reduce(BigDecimal.ZERO, BigDecimal::add),
                pricing.before(),
                pricing.credits(),
                pricing.caps(),
                pricing.lines(),
                period,
                List.of());
    }

    /** What is late at the as-of of the deliverables due in a period. */
    private List<LateDelivery> late(Contract version, MeasurementPeriod period) {
        LocalDate today = asOf.minusSeconds(1).atZone(version.zone()).toLocalDate();
        return LateDelivery.dueIn(version, period, Deliverables.status(version, period, deliverables, asOf), today);
    }

    /** Steps 4 to 7: round, read, judge, repeat. */
    private Judgement judge(
            Contract version, ServiceLevel promised, MeasurementPeriod period, Figure figure, boolean running) {
        LevelHistory past = levels.computeIfAbsent(promised.id(), id -> new LevelHistory());
        ServiceLevel level = past.held(promised);
        Judgement first = Judging.of(level, period, figure, past, running);
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
