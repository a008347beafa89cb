package org.scorekeeper.nightly;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.scorekeeper.calendar.MeasurementPeriod;
import org.scorekeeper.contract.Charges;
import org.scorekeeper.contract.Contract;
import org.scorekeeper.contract.ContractHistory;
import org.scorekeeper.facts.Fact;
import org.scorekeeper.facts.register.ChargeRow;
import org.scorekeeper.measure.DeliverableStatus;
import org.scorekeeper.measure.Deliverables;
import org.scorekeeper.measure.Figure;
import org.scorekeeper.measure.TimesheetException;
import org.scorekeeper.measure.TimesheetSummary;
import org.scorekeeper.measure.Timesheets;
import org.scorekeeper.settle.ChargesByPeriod;
import org.scorekeeper.settle.DeliveryRelief;
import org.scorekeeper.settle.PeriodResult;
import org.scorekeeper.settle.RegisteredLines;
import org.scorekeeper.settle.SettledPeriod;
import org.scorekeeper.settle.Settlement;
import org.scorekeeper.settle.Spending;
import org.scorekeeper.settle.TimesheetLines;

/**
 * What a contract's figures cost: the fold over its periods, with its charges, its log of deliverables and its timesheets.
 *
 * @param measured the contract as the files have it
 * @param others some periods as other readings of the files have them
 */
record SettledContract(MeasuredContract measured, Map<MeasurementPeriod, MeasuredContract> others) {
    /** All periods, the levels' own among them. */
    List<SettledPeriod> periods() {
        Map<MeasurementPeriod, Map<String, Figure>> of = new TreeMap<>(measured.figures());
        others.forEach((period, reading) ->
                Optional.ofNullable(reading.figures().get(period)).ifPresent(read -> of.put(period, read)));
        Frozen frozen = measured.frozen();
        frozen.figures().forEach((period, issued) -> of.replace(period, issued));
        List<Fact> log = log();
        Map<MeasurementPeriod, TimesheetSummary> summaries = summaries();
        List<SettledPeriod> settled = new ArrayList<>();
        for (PeriodResult result : Settlement.settle(
                history(), of, charges(), log, spending(summaries), measured.registers(), measured.asOf())) {
            MeasuredContract reading = others.getOrDefault(result.period(), measured);
            Optional<SettledPeriod> issued = frozen.of(result.period());
            List<TimesheetException> exceptions = issued.map(SettledPeriod::exceptions)
                    .orElseGet(() -> reading.exceptions().of(result.period()));
            settled.add(new SettledPeriod(
                    RegisteredLines.apply(
                            TimesheetLines.with(result, exceptions, invoice(result)),
                            measured.registers(),
                            invoice(result)),
                    Optional.ofNullable(summaries.get(result.period())),
                    exceptions,
                    result.isOwn()
                            ? List.of()
                            : relieved(
                                    result,
                                    Deliverables.status(result.contract(), result.period(), log, result.until())),
                    issued.map(SettledPeriod::files).orElseGet(() -> reading.files(result.period()))));
        }
        return settled;
    }

    private List<DeliverableStatus> relieved(PeriodResult result, List<DeliverableStatus> statuses) {
        ZoneId zone = result.contract().zone();
        DeliveryRelief relief = new DeliveryRelief(measured.registers().relieving(), zone);
        LocalDate today = result.until().minusSeconds(1).atZone(zone).toLocalDate();
        return statuses.stream().map(one -> relief.on(one, today)).toList();
    }

    /** The log; of what is due in a period that another reading has, as that has it. */
    private List<Fact> log() {
        if (others.isEmpty()) {
            return measured.deliverables();
        }
        Map<String, Fact> log = new LinkedHashMap<>();
        measured.deliverables().forEach(fact -> log.put(fact.id(), fact));
        others.forEach((period, reading) -> reading.deliverables().stream()
                .filter(fact ->
                        due(reading.history(), fact).filter(period::contains).isPresent())
                .forEach(fact -> log.put(fact.id(), fact)));
        return List.copyOf(log.values());
    }

    /** When a logged deliverable is due: on the contract's day, else on the log's. */
    private static Optional<LocalDate> due(ContractHistory history, Fact logged) {
        return history.terms().stream()
                .flatMap(terms -> terms.deliverables().stream())
                .filter(promised -> promised.id().equals(logged.id()))
                .map(Contract.Deliverable::due)
                .findFirst()
                .or(() -> logged.moment("due")
                        .map(moment -> moment.day(history.latest().zone())));
    }

    /** The charges of the register, less the kinds that the contract excepts. */
    private ChargesByPeriod charges() {
        Map<MeasurementPeriod, BigDecimal> known = new HashMap<>();
        for (ChargeRow row : measured.registers().charges()) {
            MeasurementPeriod period = charged(MeasurementPeriod.parse(row.period()));
            boolean counts = history()
                    .versionFor(period)
                    .map(Contract::charges)
                    .filter(rule -> rule instanceof Charges.Registered registered
                            && !registered.exceptKinds().contains(row.kind()))
                    .isPresent();
            known.merge(period, counts ? row.amount() : BigDecimal.ZERO, BigDecimal::add);
        }
        for (MeasurementPeriod period : measured.periods()) {
            history()
                    .versionFor(period)
                    .filter(version -> version.charges() instanceof Charges.FromTimesheets)
                    .flatMap(version ->
                            others.getOrDefault(period, measured).exceptions().payable(period))
                    .ifPresent(payable -> known.put(period, payable));
        }
        measured.frozen().periods().forEach((period, stored) -> {
            PeriodResult issued = stored.period().result();
            if (issued.contract().charges() instanceof Charges.FromTimesheets) {
                issued.charges().ifPresent(payable -> known.put(period, payable));
            }
        });
        return new ChargesByPeriod(history(), known);
    }

    /** The contract's period that has some charges: a month's may be a part of a quarter's. */
    private MeasurementPeriod charged(MeasurementPeriod registered) {
        return history()
                .versionFor(registered)
                .map(version -> version.period().containing(registered.from()))
                .orElse(registered);
    }

    private MeasurementPeriod invoice(PeriodResult result) {
        LocalDate today = measured.asOf()
                .minusSeconds(1)
                .atZone(history().latest().zone())
                .toLocalDate();
        return result.contract().period().containing(today);
    }

    /** The timesheets of each contract period that has any, or a rate card. */
    private Map<MeasurementPeriod, TimesheetSummary> summaries() {
        Map<MeasurementPeriod, TimesheetSummary> summaries = new HashMap<>();
        measured.periods()
                .forEach(period -> history()
                        .versionFor(period)
                        .flatMap(version -> Timesheets.summary(
                                version,
                                period,
                                others.getOrDefault(period, measured).timesheets()))
                        .ifPresent(summary -> summaries.put(period, summary)));
        measured.frozen().periods().forEach((period, stored) -> {
            summaries.remove(period);
            stored.period().timesheets().ifPresent(summary -> summaries.put(period, summary));
        });
        return summaries;
    }

    /** What was billed under a ceiling by the end of each period that has one. */
    private Map<MeasurementPeriod, Spending> spending(Map<MeasurementPeriod, TimesheetSummary> summaries) {
        Map<MeasurementPeriod, Spending> spending = new HashMap<>();
        summaries.forEach((period, summary) -> history()
                .versionFor(period)
                .flatMap(Contract::timesheetRules)
                .flatMap(Contract.TimesheetRules::notToExceed)
                .filter(ceiling -> ceiling.amount().signum() > 0)
                .ifPresent(ceiling -> spending.put(
                        period,
                        new Spending(summary.billedUnderCeiling(), ceiling.amount(), ceiling.warnAtPercent()))));
        return spending;
    }

    private ContractHistory history() {
        return measured.history();
    }
}
