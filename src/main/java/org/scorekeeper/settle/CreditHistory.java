package org.scorekeeper.settle;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.scorekeeper.calendar.ContractYear;
import org.scorekeeper.calendar.MeasurementPeriod;
import org.scorekeeper.contract.Cap;

/**
 * What the periods so far have left for those to come: the credits given, for caps by the year and for earning them back,
 * and how many periods in a row each level has met its target.
 *
 * @param credits given so far, oldest first
 * @param atTarget periods in a row, this one last, by level
 */
record CreditHistory(List<Given> credits, Map<String, Integer> atTarget) {
    /** Before the first period. */
    static final CreditHistory NONE = new CreditHistory(List.of(), Map.of());

    CreditHistory {
        credits = List.copyOf(credits);
        atTarget = Map.copyOf(atTarget);
    }

    /**
     * A credit, or what a late delivery cost.
     *
     * @param of the level, or the deliverable
     * @param year the contract year that it counts in
     * @param amount after caps, rounded: as the ledger has it
     * @param kept what of it was not waived: a share of that can be earned back
     * @param canReturn whether a share of it can still be earned back
     */
    record Given(
            String lineId,
            String of,
            MeasurementPeriod period,
            ContractYear year,
            BigDecimal amount,
            BigDecimal kept,
            boolean canReturn) {}

    /** What earlier periods of a contract year have used of a cap. */
    BigDecimal used(Cap cap, ContractYear year) {
        return credits.stream()
                .filter(given -> given.year.equals(year) && cap.covers(given.of))
                .map(Given::amount)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** A level's credits of which a share can still be earned back, oldest first. */
    List<Given> returnable(String level) {
        return credits.stream()
                .filter(given -> given.canReturn && given.of.equals(level))
                .toList();
    }

    /** How many periods in a row a level had met its target. */
    int run(String level) {
        return atTarget.getOrDefault(level, 0);
    }

    /** The history with another period's figures: a level at target lengthens its run, any other ends it. */
    CreditHistory judged(List<Judgement> judgements) {
        Map<String, Integer> runs = new LinkedHashMap<>(atTarget);
        for (Judgement judgement : judgements) {
            String level = judgement.level().id();
            runs.put(level, judgement.atTarget() ? run(level) + 1 : 0);
        }
        return new CreditHistory(credits, runs);
    }

    /** The history with a period's credits, and without the right to earn back what was. */
    CreditHistory paid(List<Given> given, List<Given> returned) {
        List<Given> all = new ArrayList<>();
        for (Given one : credits) {
            all.add(
                    returned.contains(one)
                            ? new Given(one.lineId, one.of, one.period, one.year, one.amount, one.kept, false)
                            : one);
        }
        all.addAll(given);
        return new CreditHistory(all, atTarget);
    }
}
