package org.scorekeeper.settle;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.scorekeeper.calendar.ContractYear;
import org.scorekeeper.calendar.MeasurementPeriod;
import org.scorekeeper.contract.Contract;
import org.scorekeeper.contract.Price;
import org.scorekeeper.contract.Repeat;
import org.scorekeeper.measure.TraceStep;

/** Step 7: what a failure costs more because others went before it. It never compounds. */
final class Repeats {
    private final Contract contract;
    private final LevelHistory past;

    Repeats(Contract contract, LevelHistory past) {
        this.contract = contract;
        this.past = past;
    }

    /** The judgement with what its level's rule makes of it. */
    Judgement apply(Judgement judgement) {
        Optional<Repeat> rule = contract.repeatOf(judgement.level());
        if (rule.isEmpty() || judgement.status() != Status.FAILED || !judgement.bears()) {
            return judgement;
        }
        MeasurementPeriod period = judgement.period();
        if (rule.get() instanceof Repeat.Consecutive consecutive) {
            int failures = 1 + past.run(period.previous(), LevelHistory.Entry::failed);
            return times(judgement, failures, consecutive.failures(), consecutive.times(), " in a row");
        }
        if (rule.get() instanceof Repeat.Nth nth) {
            int failures = 1 + failures(past.window(period, nth.inLast()));
            return times(judgement, failures, nth.failures(), nth.times(), " in the last " + nth.inLast() + " periods");
        }
        return offence(judgement, (Repeat.Offences) rule.get());
    }

    private static Judgement times(Judgement judgement, int failures, int from, BigDecimal times, String where) {
        boolean repeated = failures >= from;
        String said = "failure number " + failures + where
                + (repeated ? ": times " + times.toPlainString() : ", of " + from + " that multiply");
        return judgement.repeated(repeated ? times : BigDecimal.ONE, Optional.empty(), new TraceStep("repeat", said));
    }

    private Judgement offence(Judgement judgement, Repeat.Offences rule) {
        ContractYear year = contract.year(judgement.period());
        int number = 1
                + failures(past.entries().stream()
                        .filter(entry -> !rule.restartsYearly()
                                || contract.year(entry.period()).equals(year))
                        .toList());
        Price price = rule.amounts().get(Math.min(number, rule.amounts().size()) - 1);
        String said = "offence number " + number + (rule.restartsYearly() ? " of contract year " + year.number() : "")
                + " costs "
                + (price instanceof Price.Amount fixed ? fixed.amount().toPlainString() : price);
        return judgement.repeated(BigDecimal.ONE, Optional.of(price), new TraceStep("repeat", said));
    }

    private static int failures(List<LevelHistory.Entry> entries) {
        return (int) entries.stream().filter(LevelHistory.Entry::failed).count();
    }
}
