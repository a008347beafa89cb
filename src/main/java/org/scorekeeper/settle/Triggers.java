package org.scorekeeper.settle;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.scorekeeper.calendar.ContractDuration;
import org.scorekeeper.calendar.MeasurementPeriod;
import org.scorekeeper.contract.Contract;
import org.scorekeeper.contract.ServiceLevel;
import org.scorekeeper.contract.Trigger;
import org.scorekeeper.settle.TriggerState.State;

/**
 * What else happens: triggers read the ledger and the measurements, period after period, through all versions by their
 * name and the level's id. Raised while the condition holds, cured in the first period after.
 */
final class Triggers {
    private static final long DAY = 86_400;

    private final Instant asOf;
    private final Map<String, LevelHistory> levels;
    private final List<ContractConditions.Totals> totals = new ArrayList<>();
    private final Map<String, TriggerState> standing = new HashMap<>();

    Triggers(Instant asOf, Map<String, LevelHistory> levels) {
        this.asOf = asOf;
        this.levels = levels;
    }

    /** How the triggers stand that look at the contract as a whole, after one more of its periods. */
    List<TriggerState> ofContract(Contract version, ContractConditions.Totals period) {
        totals.add(period);
        ContractConditions conditions = new ContractConditions(version, totals);
        List<TriggerState> states = new ArrayList<>();
        for (Trigger trigger : version.triggers()) {
            if (ContractConditions.concerns(trigger)) {
                states.add(
                        next(version, trigger, Optional.empty(), period.period().to(), conditions.find(trigger)));
            }
        }
        return states;
    }

    /**
     * How the triggers stand that look at one level, for those levels that have this period.
     *
     * @param ends the first day after it, within the term
     */
    List<TriggerState> ofLevels(Contract version, MeasurementPeriod period, LocalDate ends, List<LevelResult> results) {
        List<TriggerState> states = new ArrayList<>();
        for (Trigger trigger : version.triggers()) {
            for (LevelResult result : results) {
                ServiceLevel level = result.level();
                if (LevelConditions.concerns(trigger, level)) {
                    LevelHistory past = Objects.requireNonNull(levels.get(level.id()), level.id());
                    Finding finding = new LevelConditions(level, period, past).find(trigger.when());
                    states.add(next(version, trigger, Optional.of(level.id()), ends, finding));
                }
            }
        }
        return states;
    }

    private TriggerState next(
            Contract version, Trigger trigger, Optional<String> level, LocalDate ends, Finding finding) {
        String key = trigger.name() + "/" + level.orElse("");
        Optional<TriggerState> before = Optional.ofNullable(standing.get(key));
        State state = finding.holds()
                ? State.RAISED
                : before.filter(was -> was.state() == State.RAISED).isPresent()
                        ? State.CURED
                        : finding.near() ? State.WARNED : State.QUIET;
        Optional<LocalDate> since = state == State.QUIET
                ? Optional.empty()
                : before.filter(was -> was.state() == state)
                        .flatMap(TriggerState::since)
                        .or(() -> Optional.of(lastDay(version, ends)));
        Optional<LocalDate> noticeBy = state == State.RAISED
                ? trigger.notice().map(notice -> after(version, since.orElseThrow(), notice))
                : Optional.empty();
        TriggerState now =
                new TriggerState(trigger, level, state, since, noticeBy, finding.reason(), finding.reached());
        standing.put(key, now);
        return now;
    }

    /** The last day whose facts are known. */
    private LocalDate lastDay(Contract version, LocalDate ends) {
        LocalDate end = ends.minusDays(1);
        LocalDate known = asOf.minusSeconds(1).atZone(version.zone()).toLocalDate();
        return end.isAfter(known) ? known : end;
    }

    /** The last day of a length of time that begins when the day ends. */
    private static LocalDate after(Contract version, LocalDate day, ContractDuration length) {
        if (length instanceof ContractDuration.Fixed fixed) {
            // whole days, however many hours the clocks give them
            return day.plusDays((fixed.duration().toSeconds() + DAY - 1) / DAY);
        }
        LocalDate last = day;
        for (int left = ((ContractDuration.WorkingDays) length).days(); left > 0; ) {
            last = last.plusDays(1);
            left -= version.workingDays().opensOn(last) ? 1 : 0;
        }
        return last;
    }
}
