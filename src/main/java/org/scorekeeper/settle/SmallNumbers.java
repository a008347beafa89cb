package org.scorekeeper.settle;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.scorekeeper.contract.Bound;
import org.scorekeeper.contract.Contract;
import org.scorekeeper.contract.Problem;
import org.scorekeeper.contract.Problem.Severity;
import org.scorekeeper.contract.ServiceLevel;
import org.scorekeeper.contract.Unit;

/** Targets that a vendor's usual volume cannot express: 98 % of 12 tickets allows no miss. */
public final class SmallNumbers {
    /** Of how many periods at most the usual volume is told, and how many it takes at least. */
    private static final int PERIODS = 12;

    private static final int LEAST = 3;

    private SmallNumbers() {}

    /**
     * Warnings of the levels of a version, without a line yet.
     *
     * @param results of the contract, in the order of their periods
     */
    public static List<Problem> warnings(Contract version, List<PeriodResult> results) {
        List<Problem> warnings = new ArrayList<>();
        for (ServiceLevel level : version.levels()) {
            List<BigDecimal> volumes = results.stream()
                    .filter(result -> !result.running())
                    .flatMap(result -> result.level(level.id()).stream())
                    .map(result -> result.figure().total())
                    .filter(total -> total.signum() > 0)
                    .toList();
            List<BigDecimal> last = volumes.subList(Math.max(0, volumes.size() - PERIODS), volumes.size());
            if (last.size() >= LEAST && Judgement.isShare(level.measure()) && allowsNoMiss(level, usual(last))) {
                warnings.add(new Problem(
                        Severity.WARNING,
                        version.source(),
                        1,
                        "service-levels[" + level.id() + "].target",
                        level.target() + " of usually " + usual(last).toPlainString()
                                + " items a period allows no miss. If the paper allows one, write low-volume: { fewer-than: "
                                + enough(level.target()) + ", allow: 1 miss }."));
            }
        }
        return warnings;
    }

    /** The middle volume; of an even number of periods the lesser of the two in the middle. */
    private static BigDecimal usual(List<BigDecimal> volumes) {
        return volumes.stream().sorted().toList().get((volumes.size() - 1) / 2);
    }

    private static boolean allowsNoMiss(ServiceLevel level, BigDecimal items) {
        Bound target = level.target();
        boolean meant = target.unit() != Unit.PERCENT
                || !target.comparison().higherIsBetter()
                || target.value().compareTo(BigDecimal.valueOf(100)) >= 0;
        boolean provided = level.lowVolume()
                .filter(rule -> rule.allowMisses() > 0 && items.compareTo(BigDecimal.valueOf(rule.fewerThan())) < 0)
                .isPresent();
        return !meant && !provided && !isMetWithOneMiss(target, items);
    }

    private static boolean isMetWithOneMiss(Bound target, BigDecimal items) {
        // (n - 1) / n against t / 100, without a division
        BigDecimal met = items.subtract(BigDecimal.ONE).movePointRight(2);
        return target.comparison().holds(met.compareTo(target.value().multiply(items)));
    }

    /** The fewest items of which one may miss. */
    private static int enough(Bound target) {
        int items = 1;
        while (!isMetWithOneMiss(target, BigDecimal.valueOf(items)) && items < 1_000_000) {
            items++;
        }
        return items;
    }
}
