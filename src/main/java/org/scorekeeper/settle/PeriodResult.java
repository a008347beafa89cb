package org.scorekeeper.settle;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.scorekeeper.calendar.MeasurementPeriod;
import org.scorekeeper.contract.Contract;
import org.scorekeeper.contract.ServiceLevel;

/**
 * One contract, one measurement period: every level's result and the money.
 *
 * @param contract the version that applies
 * @param period the dates measured
 * @param state how firm the figures are
 * @param revision 0 until they are restated, then counted up
 * @param because what keeps them back while they are held
 * @param causes what changed them since the revision before
 * @param running whether the period has not ended at the as-of
 * @param until the instant up to which facts count: the period's end, or the as-of while it runs
 * @param levels in the contract's order
 * @param charges the money that credits are a share of
 * @param score weight of the levels met over weight of the levels that have a figure, in per cent; empty without weights
 * @param points all service points of the period
 * @param creditsBeforeCaps rounded for printing
 * @param credits the sum of the credit lines
 * @param caps what each cap did, in order
 * @param lines the ledger lines, in the contract's order
 * @param settledIn the contract period whose caps it met and with which it is issued: itself, or for levels with a period
 *     of their own the one in which that ends; the own period itself while it runs
 * @param triggers how each trigger stands, in the contract's order
 */
public record PeriodResult(
        Contract contract,
        MeasurementPeriod period,
        PeriodState state,
        int revision,
        List<String> because,
        List<Cause> causes,
        boolean running,
        Instant until,
        List<LevelResult> levels,
        Optional<BigDecimal> charges,
        Optional<BigDecimal> score,
        BigDecimal points,
        BigDecimal creditsBeforeCaps,
        BigDecimal credits,
        List<CapResult> caps,
        List<LedgerLine> lines,
        MeasurementPeriod settledIn,
        List<TriggerState> triggers) {
    /** Copies the lists. */
    public PeriodResult {
        because = List.copyOf(because);
        causes = List.copyOf(causes);
        levels = List.copyOf(levels);
        caps = List.copyOf(caps);
        lines = List.copyOf(lines);
        triggers = List.copyOf(triggers);
    }

    /** The same figures, provisional or held for a reason. */
    public PeriodResult waiting(PeriodState kind, List<String> reasons) {
        return with(kind, 0, reasons, List.of());
    }

    /** The same figures, standing from now on. */
    public PeriodResult standing(int number, List<Cause> why) {
        return with(number == 0 ? PeriodState.ISSUED : PeriodState.RESTATED, number, List.of(), why);
    }

    private PeriodResult with(PeriodState kind, int number, List<String> reasons, List<Cause> why) {
        return with(kind, number, reasons, why, levels, lines, credits);
    }

    /** The same with other results of its levels. */
    public PeriodResult withLevels(List<LevelResult> others) {
        return with(state, revision, because, causes, others, lines, credits);
    }

    /** The same with other lines, those of the registers beside those of the rules: its credits are what they say. */
    public PeriodResult withLines(List<LedgerLine> others) {
        Map<String, BigDecimal> signed = new HashMap<>();
        others.forEach(line -> signed.put(line.lineId(), line.signedAmount()));
        return with(
                state,
                revision,
                because,
                causes,
                levels.stream()
                        .map(level -> level.comingTo(signed.getOrDefault(
                                contract.id() + "/" + period.label() + "/"
                                        + level.level().id(),
                                BigDecimal.ZERO)))
                        .toList(),
                others,
                creditsOf(others).setScale(contract.moneyPlaces(), RoundingMode.HALF_UP));
    }

    /** The sum of the credits among some lines, and of what late deliveries cost. */
    static BigDecimal creditsOf(List<LedgerLine> lines) {
        return lines.stream()
                .filter(line -> line.kind() == LedgerLine.Kind.CREDIT
                        || line.kind() == LedgerLine.Kind.FAILURE
                        || line.kind() == LedgerLine.Kind.LATE_DELIVERY)
                .map(LedgerLine::amount)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private PeriodResult with(
            PeriodState kind,
            int number,
            List<String> reasons,
            List<Cause> why,
            List<LevelResult> ofLevels,
            List<LedgerLine> ofLedger,
            BigDecimal ofCredits) {
        return new PeriodResult(
                contract,
                period,
                kind,
                number,
                reasons,
                why,
                running,
                until,
                ofLevels,
                charges,
                score,
                points,
                creditsBeforeCaps,
                ofCredits,
                caps,
                ofLedger,
                settledIn,
                triggers);
    }

    /** Whether its figures, verdicts, triggers and lines are the same, however they are worded. */
    public boolean saysTheSameAs(PeriodResult other) {
        return levels.size() == other.levels.size()
                && IntStream.range(0, levels.size()).allMatch(i -> levels.get(i).saysTheSameAs(other.levels.get(i)))
                && points.compareTo(other.points) == 0
                && lines.stream()
                        .collect(Collectors.toMap(LedgerLine::lineId, LedgerLine::signedAmount))
                        .equals(other.lines.stream()
                                .collect(Collectors.toMap(LedgerLine::lineId, LedgerLine::signedAmount)))
                && triggers.stream()
                        .map(TriggerState::key)
                        .toList()
                        .equals(other.triggers.stream().map(TriggerState::key).toList());
    }

    /** Whether its own figures and charges are the same: then only earlier periods can make a difference. */
    public boolean measuresTheSameAs(PeriodResult other) {
        return levels.size() == other.levels.size()
                && IntStream.range(0, levels.size()).allMatch(i -> levels.get(i).measuresTheSameAs(other.levels.get(i)))
                && charges.equals(other.charges);
    }

    /** What the customer gets by this period's lines; negative where the vendor gets more. */
    public BigDecimal money() {
        return lines.stream().map(LedgerLine::signedAmount).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** Whether it holds the levels with this period of their own, apart from the contract's periods. */
    public boolean isOwn() {
        return period.kind() != contract.period();
    }

    /**
     * The same together with the levels' own periods that end in it: levels in the contract's order, lines and triggers
     * after its own. The score is of both already.
     */
    public PeriodResult with(List<PeriodResult> own) {
        if (own.isEmpty()) {
            return this;
        }
        List<String> order = contract.levels().stream().map(ServiceLevel::id).toList();
        List<PeriodResult> all = Stream.concat(Stream.of(this), own.stream()).toList();
        return new PeriodResult(
                contract,
                period,
                state,
                revision,
                because,
                causes,
                running,
                until,
                all.stream()
                        .flatMap(one -> one.levels.stream())
                        .sorted(Comparator.comparingInt(
                                result -> order.indexOf(result.level().id())))
                        .toList(),
                charges,
                score,
                sum(all, PeriodResult::points),
                sum(all, PeriodResult::creditsBeforeCaps),
                sum(all, PeriodResult::credits),
                caps,
                all.stream().flatMap(one -> one.lines.stream()).toList(),
                settledIn,
                all.stream().flatMap(one -> one.triggers.stream()).toList());
    }

    private static BigDecimal sum(List<PeriodResult> results, Function<PeriodResult, BigDecimal> of) {
        return results.stream().map(of).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** All results of one level: several where its own periods are shorter than the contract's. */
    public List<LevelResult> all(String id) {
        return levels.stream().filter(result -> result.level().id().equals(id)).toList();
    }

    /** The result of one level. */
    public Optional<LevelResult> level(String id) {
        return levels.stream().filter(result -> result.level().id().equals(id)).findFirst();
    }
}
