package org.scorekeeper.settle;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.scorekeeper.contract.Bound;
import org.scorekeeper.contract.Fraction;
import org.scorekeeper.contract.Improvement;
import org.scorekeeper.contract.ServiceLevel;

/**
 * The target that holds for a level in its next period: the contract's until {@code improvement} raises it. The steps of
 * the ladder stay where the contract puts them. A version that states another target, minimum or improvement begins anew.
 */
final class TargetInForce {
    /** Where the level is not rounded; no file prints more. */
    private static final int PLACES = 10;

    private @Nullable ServiceLevel stated;
    private @Nullable Bound target;
    private Optional<Bound> minimum = Optional.empty();
    /** The figures that count towards the next change. */
    private final List<Fraction> figures = new ArrayList<>();

    private boolean baselineSet;

    /** The level with the target in force. */
    ServiceLevel held(ServiceLevel promised) {
        if (stated == null
                || target == null
                || !stated.target().equals(promised.target())
                || !stated.minimum().equals(promised.minimum())
                || !stated.improvement().equals(promised.improvement())) {
            target = promised.target();
            minimum = promised.minimum();
            figures.clear();
            baselineSet = false;
        }
        stated = promised;
        return promised.held(target, minimum);
    }

    /** Takes notice of a period that was judged by it; what follows holds from the next period on. */
    void learn(LevelHistory.Entry entry) {
        ServiceLevel level = entry.judgement().level();
        Optional<Fraction> judged = entry.judgement().judged();
        if (level.improvement().orElse(null) instanceof Improvement.Raise raise) {
            raise(raise, level, judged);
        } else if (level.improvement().orElse(null) instanceof Improvement.Baseline baseline && !baselineSet) {
            judged.ifPresent(figures::add);
            if (figures.size() == baseline.periods()) {
                target = bound(level, level.target(), statistic(baseline.target()));
                minimum = baseline.minimum()
                        .map(made -> bound(level, level.minimum().orElse(level.target()), statistic(made)))
                        .or(level::minimum);
                figures.clear();
                baselineSet = true;
            }
        }
    }

    /** The run ends with a period that is not strictly better than the target, and with one that has no figure. */
    private void raise(Improvement.Raise rule, ServiceLevel level, Optional<Fraction> judged) {
        Fraction now = Fraction.of(level.target().base());
        int better = level.target().comparison().higherIsBetter() ? 1 : -1;
        if (judged.filter(value -> value.compareTo(now) * better > 0).isEmpty()) {
            figures.clear();
            return;
        }
        figures.add(judged.get());
        if (figures.size() == rule.periods()) {
            Fraction excess = LevelHistory.mean(figures).minus(now);
            target = bound(level, level.target(), now.plus(excess.times(rule.share())));
            figures.clear();
        }
    }

    private Fraction statistic(Improvement.Statistic statistic) {
        return switch (statistic) {
            case AVERAGE -> LevelHistory.mean(figures);
            case LOWEST -> figures.stream().min(Comparator.naturalOrder()).orElseThrow();
            case HIGHEST -> figures.stream().max(Comparator.naturalOrder()).orElseThrow();
        };
    }

    /** Rounded as the level is; where it is not, to what files print. */
    private static Bound bound(ServiceLevel level, Bound like, Fraction base) {
        BigDecimal value = level.round()
                .map(rule -> like.inUnit(base).round(rule.places(), rule.mode()))
                .orElseGet(() -> plain(like.inUnit(base).round(PLACES, RoundingMode.HALF_UP)));
        return new Bound(like.comparison(), value, like.unit());
    }

    private static BigDecimal plain(BigDecimal value) {
        BigDecimal stripped = value.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }
}
