package org.scorekeeper.publish.told;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.scorekeeper.settle.LevelResult;
import org.scorekeeper.settle.PeriodResult;

/**
 * What a restatement changed of a period.
 *
 * @param before what the revision before said
 * @param now what it says now
 */
public record Restatement(PeriodResult before, PeriodResult now) {
    /**
     * A level whose printed figure, verdict or credit is another; one of the two is empty where only the other has the level.
     *
     * @param old as the revision before told it
     * @param now as it is told now
     */
    public record Changed(Optional<LevelResult> old, Optional<LevelResult> now) {
        /** The promise itself, as it is now where it still is. */
        public LevelResult either() {
            return now.or(() -> old).orElseThrow();
        }

        /** The credit before; zero where the level was not there. */
        public BigDecimal oldCredit() {
            return old.map(LevelResult::credit).orElse(BigDecimal.ZERO);
        }

        /** The credit now; zero where the level is gone. */
        public BigDecimal nowCredit() {
            return now.map(LevelResult::credit).orElse(BigDecimal.ZERO);
        }

        /** By how much the credit grew; below zero where it shrank. */
        public BigDecimal difference() {
            return nowCredit().subtract(oldCredit());
        }
    }

    /** The levels that say something else, in the contract's order; those that are gone last. */
    public List<Changed> levels() {
        List<Changed> changed = new ArrayList<>();
        for (LevelResult level : now.levels()) {
            add(changed, new Changed(same(before, level), Optional.of(level)));
        }
        for (LevelResult level : before.levels()) {
            if (same(now, level).isEmpty()) {
                add(changed, new Changed(Optional.of(level), Optional.empty()));
            }
        }
        return changed;
    }

    /** By how much the money of the period grew, as the customer sees it. */
    public BigDecimal difference() {
        return now.money().subtract(before.money());
    }

    private static Optional<LevelResult> same(PeriodResult result, LevelResult level) {
        return result.all(level.level().id()).stream()
                .filter(one -> one.period().equals(level.period()))
                .findFirst();
    }

    private static void add(List<Changed> changed, Changed one) {
        if (one.difference().signum() != 0
                || !one.old().map(Standing::of).equals(one.now().map(Standing::of))
                || !one.old().flatMap(FigureWords::shown).equals(one.now().flatMap(FigureWords::shown))) {
            changed.add(one);
        }
    }
}
