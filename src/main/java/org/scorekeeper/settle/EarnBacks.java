package org.scorekeeper.settle;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.scorekeeper.contract.Credits;
import org.scorekeeper.contract.Credits.EarnBack;
import org.scorekeeper.contract.Fraction;
import org.scorekeeper.measure.TraceStep;

/**
 * Step 11: once a level has met its target in so many periods in a row after a credit, a share of that credit comes back,
 * once, in the period in which it is earned.
 */
record EarnBacks(PriceBase base) {
    /**
     * A share of an earlier credit that the vendor gets back.
     *
     * @param draft the level that earned it
     * @param credit whose share it is
     * @param exact before it is rounded
     */
    record Earned(Draft draft, CreditHistory.Given credit, Fraction exact, String reason) {}

    /**
     * What comes back in this period.
     *
     * @param earlier credits and runs before this period
     */
    List<Earned> earned(List<Draft> drafts, CreditHistory earlier) {
        List<Earned> earned = new ArrayList<>();
        CreditHistory history = earlier;
        for (Draft draft : drafts) {
            history = history.judged(draft.judgement.stream().toList());
            Optional<EarnBack> rule = rule(draft);
            if (rule.isPresent() && history.run(draft.of) >= rule.get().periods()) {
                List<CreditHistory.Given> returnable = history.returnable(draft.of);
                returnable.forEach(credit -> earned.add(earned(draft, rule.get(), credit)));
                history = history.paid(List.of(), returnable);
            }
        }
        earned.forEach(one -> one.draft.trace.add(new TraceStep("earn-back", one.reason)));
        return earned;
    }

    private Optional<EarnBack> rule(Draft draft) {
        return draft.level()
                .flatMap(level -> level.credits().flatMap(Credits::earnBack))
                .or(() ->
                        draft.level().flatMap(level -> base.contract().credits().earnBack()));
    }

    private Earned earned(Draft draft, EarnBack rule, CreditHistory.Given credit) {
        return new Earned(
                draft,
                credit,
                Fraction.of(credit.kept()).times(rule.returns()),
                (rule.periods() == 1 ? "a period at target: " : rule.periods() + " periods in a row at target: ")
                        + rule.returns().movePointRight(2).stripTrailingZeros().toPlainString()
                        + "% of the credit of " + base.money(credit.kept()) + " of "
                        + credit.period().label()
                        + (credit.kept().compareTo(credit.amount()) < 0 ? ", less what was waived of it," : "")
                        + " comes back");
    }
}
