package org.scorekeeper.contract.yaml;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.scorekeeper.contract.Bound;
import org.scorekeeper.contract.FailsWhen;
import org.scorekeeper.contract.Improvement;

/**
 * Reads what a level says of failing beside its target: {@code minimum}, {@code fails-when} and {@code improvement}.
 *
 * @param level its block
 * @param target its target; empty where that is wrong
 */
record FailureReader(Block level, Optional<Bound> target) {
    private static final Pattern ABOVE = Pattern.compile("(.+) above target");
    private static final Pattern EXCESS = Pattern.compile("(.+) of the excess");

    /** The level below which a miss is grave at once: on the failing side of the target, in its unit. */
    Optional<Bound> minimum() {
        Optional<Bound> minimum = level.value("minimum", Quantities::bound);
        if (minimum.isEmpty() || target.isEmpty()) {
            return minimum;
        }
        Bound least = minimum.get();
        Bound good = target.get();
        if (least.unit() != good.unit()
                && !(least.unit().isDuration() && good.unit().isDuration())) {
            level.error("minimum", "is in another unit than the target, " + good + ".");
            return Optional.empty();
        }
        boolean higher = good.comparison().higherIsBetter();
        if (least.comparison().higherIsBetter() != higher) {
            level.error(
                    "minimum", "looks the other way than the target, " + good + ". Begin both with the same words.");
            return Optional.empty();
        }
        int order = least.base().compareTo(good.base());
        if (higher ? order > 0 : order < 0) {
            level.error(
                    "minimum", "asks for more than the target, " + good + ". The minimum is the lesser of the two.");
        }
        return minimum;
    }

    Optional<FailsWhen> failsWhen() {
        return level.block("fails-when").flatMap(block -> {
            boolean below = block.value("below", text -> {
                        if (!text.equals("minimum")) {
                            throw new IllegalArgumentException("\"" + text + "\" is unknown. Write minimum.");
                        }
                        return text;
                    })
                    .isPresent();
            Optional<Integer> times = block.count("or-below-target", 1, 999);
            Optional<Integer> inLast = times.isPresent()
                    ? block.needValue("in-last", Quantities::periods)
                    : block.value("in-last", Quantities::periods);
            block.remarks();
            block.nothingElse();
            if (below && !level.has("minimum")) {
                block.error("below", "there is no minimum. Write minimum: at least 93% beside target.");
            }
            if (!block.has("below") && !block.has("or-below-target")) {
                block.error("", "says nothing. Write { below: minimum, or-below-target: 4, in-last: 12 periods }.");
            }
            if (inLast.isPresent() && !block.has("or-below-target")) {
                block.error("in-last", "counts nothing. Write or-below-target: 4 beside it, or take it out.");
            }
            if (times.isPresent() && inLast.isPresent() && times.get() > inLast.get()) {
                block.error("or-below-target", "can never be reached: there are only " + inLast.get() + " periods.");
            }
            return below || times.isPresent()
                    ? Optional.of(new FailsWhen(below, times.orElse(0), inLast.orElse(1)))
                    : Optional.empty();
        });
    }

    Optional<Improvement> improvement() {
        return level.block("improvement").flatMap(block -> {
            boolean both = block.has("baseline") && block.has("after");
            if (both) {
                block.error("", "has two forms at once. Write after and raise, or baseline, target and minimum.");
            }
            Optional<Improvement> improvement =
                    both ? Optional.empty() : block.has("baseline") ? baseline(block) : raise(block);
            block.known("after", "raise", "baseline", "target", "minimum");
            block.remarks();
            block.nothingElse();
            return improvement;
        });
    }

    private static Optional<Improvement> raise(Block block) {
        Optional<Integer> after =
                block.needValue("after", text -> Quantities.periods(match(ABOVE, text, "12 periods above target")));
        Optional<BigDecimal> share = block.needValue(
                "raise",
                text -> Quantities.percent(match(EXCESS, text, "50% of the excess"))
                        .movePointLeft(2));
        return after.flatMap(periods -> share.map(part -> new Improvement.Raise(periods, part)));
    }

    private static String match(Pattern pattern, String text, String example) {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("\"" + text + "\" is unknown. Write " + example + ".");
        }
        return matcher.group(1);
    }

    private static Optional<Improvement> baseline(Block block) {
        Optional<Integer> periods = block.needValue("baseline", Quantities::periods);
        Optional<Improvement.Statistic> target = block.needValue("target", FailureReader::statistic);
        Optional<Improvement.Statistic> minimum = block.value("minimum", FailureReader::statistic);
        return periods.flatMap(count -> target.map(made -> new Improvement.Baseline(count, made, minimum)));
    }

    private static Improvement.Statistic statistic(String text) {
        return switch (text) {
            case "average" -> Improvement.Statistic.AVERAGE;
            case "lowest" -> Improvement.Statistic.LOWEST;
            case "highest" -> Improvement.Statistic.HIGHEST;
            default ->
                throw new IllegalArgumentException("\"" + text + "\" is unknown. Write average, lowest or highest.");
        };
    }
}
