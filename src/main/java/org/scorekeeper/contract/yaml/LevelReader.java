package org.scorekeeper.contract.yaml;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.scorekeeper.contract.Bound;
import org.scorekeeper.contract.Comparison;
import org.scorekeeper.contract.Fraction;
import org.scorekeeper.contract.Measure;
import org.scorekeeper.contract.Price;
import org.scorekeeper.contract.ServiceLevel;
import org.scorekeeper.contract.ServiceLevel.LowVolume;
import org.scorekeeper.contract.ServiceLevel.Over;
import org.scorekeeper.contract.ServiceLevel.Rounding;
import org.scorekeeper.contract.Step;
import org.scorekeeper.contract.Unit;

/** Reads one of {@code service-levels}. */
final class LevelReader {
    private static final Pattern PERIODS = Pattern.compile("(\\d{1,3})(?: periods?)?");
    private static final Pattern MISSES = Pattern.compile("(\\d{1,6})(?: (?:more )?miss(?:es)?)?");
    private static final Pattern DAYS_AFTER = Pattern.compile("(\\d{1,4}) days? after applies-from");
    private static final Bound ANY = new Bound(Comparison.AT_LEAST, BigDecimal.ZERO, Unit.NONE);

    private final Set<String> calendars;
    private final LocalDate appliesFrom;

    LevelReader(Set<String> calendars, LocalDate appliesFrom) {
        this.calendars = calendars;
        this.appliesFrom = appliesFrom;
    }

    Optional<ServiceLevel> read(Block unnamed) {
        Optional<String> id = unnamed.need("id");
        Block block = unnamed.named("service-levels[" + id.orElse("?") + "]");
        block.text("id");
        Optional<String> title = block.need("title");
        Optional<Bound> target = block.needValue("target", Quantities::bound);
        Optional<Measure> measure = block.block("measure")
                .flatMap(
                        inner -> new MeasureReader(calendars, target.orElse(ANY).unit()).read(inner));
        if (!block.has("measure")) {
            block.error("measure", "is missing: how do facts become its figure?");
        }
        target.ifPresent(bound -> measure.ifPresent(form -> checkUnit(block, bound, form)));
        Optional<String> consequence = block.text("consequence");
        consequence
                .filter(word -> !word.equals("none"))
                .ifPresent(word ->
                        block.error("consequence", "\"" + word + "\" is unknown. Write none, or leave it out."));
        List<Step> ladder = target.map(bound -> ladder(block, bound)).orElse(List.of());
        block.blocks("ladder");
        Optional<String> clause = block.text("clause");
        if (clause.isEmpty() && !ladder.isEmpty()) {
            block.warning("", "has money rules and no clause. Name the clause of the paper that they follow from.");
        }
        Optional<ServiceLevel> level =
                id.flatMap(name -> title.flatMap(words -> target.flatMap(bound -> measure.map(form -> new ServiceLevel(
                        name,
                        words,
                        clause,
                        block.value("weight", Quantities::percent),
                        form,
                        block.block("over").map(LevelReader::over),
                        bound,
                        ladder,
                        block.block("round").flatMap(LevelReader::rounding),
                        block.block("low-volume").flatMap(LevelReader::lowVolume),
                        block.value("no-data", LevelReader::noDataFails).orElse(false),
                        block.value("starts", this::starts),
                        block.value("at-risk", LevelReader::misses).orElse(1),
                        consequence.isEmpty(),
                        block.text("quote"),
                        block.text("note"))))));
        block.notYet(
                "minimum",
                "fails-when",
                "repeat",
                "credits",
                "improvement",
                "period",
                "alert",
                "per-item",
                "per-step",
                "curve");
        for (String key :
                List.of("weight", "over", "round", "low-volume", "no-data", "starts", "at-risk", "quote", "note")) {
            block.node(key);
        }
        block.nothingElse();
        return level;
    }

    private static void checkUnit(Block block, Bound target, Measure measure) {
        if (measure instanceof Measure.Share
                || measure instanceof Measure.Availability
                || measure instanceof Measure.Files
                || measure instanceof Measure.Persons) {
            if (target.unit() != Unit.PERCENT) {
                block.error(
                        "target",
                        "a share is judged in per cent. Write "
                                + target.comparison().words() + " "
                                + target.value().toPlainString() + "%.");
            }
        } else if (measure instanceof Measure.Statistic statistic) {
            boolean clock = statistic
                    .value()
                    .filter(Measure.Value.OfClock.class::isInstance)
                    .isPresent();
            if (clock && !target.unit().isDuration()) {
                block.error("target", "a clock is judged in a length of time, such as at most 30m.");
            }
        }
    }

    private static List<Step> ladder(Block block, Bound target) {
        List<Step> steps = new ArrayList<>();
        for (Block step : block.blocks("ladder")) {
            step(step, target).ifPresent(steps::add);
        }
        checkOrder(block, target, steps);
        return steps;
    }

    private static Optional<Step> step(Block block, Bound target) {
        Optional<Bound> bound = Optional.empty();
        for (var form : List.of(
                java.util.Map.entry("below", Comparison.LESS_THAN),
                java.util.Map.entry("above", Comparison.MORE_THAN),
                java.util.Map.entry("at-most", Comparison.AT_MOST),
                java.util.Map.entry("at-least", Comparison.AT_LEAST))) {
            if (block.has(form.getKey())) {
                bound = block.value(form.getKey(), Quantities::quantity)
                        .map(quantity -> new Bound(form.getValue(), quantity.value(), quantity.unit()));
            }
        }
        if (bound.isEmpty()
                && block.keys().stream().noneMatch(List.of("below", "above", "at-most", "at-least")::contains)) {
            block.error("", "has no bound. Write below, above, at-most or at-least.");
        }
        BigDecimal points = block.decimal("points").orElse(BigDecimal.ZERO);
        Optional<Price> credit = block.value("credit", Quantities::price);
        Optional<String> name = block.text("name");
        for (String key : List.of("clause", "quote", "note")) {
            block.text(key);
        }
        block.nothingElse();
        if (points.signum() < 0) {
            block.error("points", "points are never below zero. A bonus is a negative credit.");
        }
        bound.filter(found -> found.unit() != target.unit()
                        && !(found.unit().isDuration() && target.unit().isDuration()))
                .ifPresent(found -> block.error("", "is in another unit than the target " + target + "."));
        return bound.map(found -> new Step(found, name, points, credit));
    }

    /** From the mildest to the worst on the failing side, from the least to the best on the other. */
    private static void checkOrder(Block block, Bound target, List<Step> steps) {
        boolean higher = target.comparison().higherIsBetter();
        Step before = null;
        for (Step step : steps) {
            boolean failing = step.isOnFailingSideOf(target);
            if (failing) {
                int sign = step.bound().base().compareTo(target.base());
                if (higher ? sign > 0 : sign < 0) {
                    block.error(
                            "ladder",
                            "\"" + step.label() + "\" charges on the good side of the target " + target
                                    + ". Move its bound to the other side.");
                }
                if (step.credit()
                        .filter(price -> price.of(BigDecimal.ONE).signum() < 0)
                        .isPresent()) {
                    block.error(
                            "ladder",
                            "\"" + step.label() + "\" gives a bonus on the failing side of the target " + target + ".");
                }
                if (before != null) {
                    int order = step.bound().base().compareTo(before.bound().base());
                    if (higher ? order >= 0 : order <= 0) {
                        block.error(
                                "ladder",
                                "\"" + step.label() + "\" does not follow \"" + before.label()
                                        + "\": list the steps from the mildest miss to the worst.");
                    }
                }
                before = step;
            } else if (step.points().signum() > 0
                    || step.credit()
                            .filter(price -> price.of(BigDecimal.ONE).signum() > 0)
                            .isPresent()) {
                block.error(
                        "ladder",
                        "\"" + step.label() + "\" charges on the good side of the target " + target
                                + ". There a credit is 0 or a bonus (below 0).");
            }
        }
    }

    private static Over over(Block block) {
        int last = block.needValue("last", LevelReader::periods).orElse(1);
        boolean sum = block.value("as", text -> switch (text) {
                    case "average" -> false;
                    case "sum" -> true;
                    default -> throw new IllegalArgumentException("\"" + text + "\" is unknown. Write average or sum.");
                })
                .orElse(false);
        int needs = block.count("needs", 1, 999).orElse(1);
        block.nothingElse();
        return new Over(last, sum, needs);
    }

    private static Optional<Rounding> rounding(Block block) {
        Optional<Integer> to = block.needValue("to", text -> Block.parseCount(text, 0, 10));
        RoundingMode mode = block.value("mode", text -> switch (text) {
                    case "half-up" -> RoundingMode.HALF_UP;
                    case "half-even" -> RoundingMode.HALF_EVEN;
                    case "down" -> RoundingMode.DOWN;
                    case "up" -> RoundingMode.UP;
                    default ->
                        throw new IllegalArgumentException(
                                "\"" + text + "\" is no rounding. Write half-up, half-even, down or up.");
                })
                .orElse(RoundingMode.HALF_UP);
        block.nothingElse();
        return to.map(places -> new Rounding(places, mode));
    }

    private static Optional<LowVolume> lowVolume(Block block) {
        Optional<Integer> fewer = block.needValue("fewer-than", text -> Block.parseCount(text, 1, 1_000_000));
        Optional<Integer> allow = block.needValue("allow", LevelReader::misses);
        block.nothingElse();
        return fewer.flatMap(items -> allow.map(misses -> new LowVolume(items, misses)));
    }

    private static boolean noDataFails(String text) {
        return switch (text) {
            case "fails" -> true;
            case "reported" -> false;
            default -> throw new IllegalArgumentException("\"" + text + "\" is unknown. Write reported or fails.");
        };
    }

    private LocalDate starts(String text) {
        Matcher after = DAYS_AFTER.matcher(text);
        if (after.matches()) {
            return appliesFrom.plusDays(Integer.parseInt(after.group(1)));
        }
        try {
            return Block.parseDate(text);
        } catch (IllegalArgumentException wrong) {
            throw new IllegalArgumentException(
                    "\"" + text + "\" is no start. Write a date, or 90 days after applies-from.", wrong);
        }
    }

    static int periods(String text) {
        Matcher matcher = PERIODS.matcher(text);
        if (!matcher.matches() || Integer.parseInt(matcher.group(1)) == 0) {
            throw new IllegalArgumentException("\"" + text + "\" are no periods. Write 3 periods.");
        }
        return Integer.parseInt(matcher.group(1));
    }

    private static int misses(String text) {
        Matcher matcher = MISSES.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("\"" + text + "\" are no misses. Write 1 miss, or 2 misses.");
        }
        return Integer.parseInt(matcher.group(1));
    }

    /** Whether a level can cost (or earn) anything. */
    static boolean hasPrice(ServiceLevel level, boolean pointsArePriced) {
        return level.charged()
                && level.ladder().stream()
                        .anyMatch(step -> step.credit()
                                        .filter(price ->
                                                price.of(BigDecimal.ONE).compareTo(Fraction.ZERO) != 0)
                                        .isPresent()
                                || (pointsArePriced && step.points().signum() > 0));
    }
}
