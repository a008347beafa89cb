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
import org.scorekeeper.calendar.PeriodKind;
import org.scorekeeper.contract.Bound;
import org.scorekeeper.contract.FailsWhen;
import org.scorekeeper.contract.Improvement;
import org.scorekeeper.contract.Measure;
import org.scorekeeper.contract.Price;
import org.scorekeeper.contract.Repeat;
import org.scorekeeper.contract.ServiceLevel;
import org.scorekeeper.contract.ServiceLevel.LowVolume;
import org.scorekeeper.contract.ServiceLevel.Over;
import org.scorekeeper.contract.ServiceLevel.Rounding;
import org.scorekeeper.contract.Step;
import org.scorekeeper.contract.Unit;

/** Reads one of {@code service-levels}. */
final class LevelReader {
    private static final Pattern MISSES = Pattern.compile("(\\d{1,6})(?: (?:more )?miss(?:es)?)?");
    private static final Pattern DAYS_AFTER = Pattern.compile("(\\d{1,4}) days? after applies-from");

    private final Set<String> calendars;
    private final LocalDate appliesFrom;
    private final PeriodKind contractPeriod;
    private final List<CapReader.Placed> caps = new ArrayList<>();

    LevelReader(Set<String> calendars, LocalDate appliesFrom, PeriodKind contractPeriod) {
        this.calendars = calendars;
        this.appliesFrom = appliesFrom;
        this.contractPeriod = contractPeriod;
    }

    /** The caps of the levels that have credits of their own, in the order in which they were read. */
    List<CapReader.Placed> caps() {
        return caps;
    }

    Optional<ServiceLevel> read(Block unnamed) {
        Optional<String> id = unnamed.need("id");
        Block block =
                id.map(name -> unnamed.named("service-levels[" + name + "]")).orElse(unnamed);
        block.known("id");
        Optional<String> title = block.text("title").or(() -> id);
        Optional<Bound> target = block.needValue("target", Quantities::bound);
        Optional<Measure> measure = measure(block, target);
        Optional<String> fault = target.flatMap(bound -> measure.flatMap(form -> Units.fault(bound, form)));
        fault.ifPresent(wrong -> block.error("target", wrong));
        // a ladder in the unit of a target that is in the wrong one would only say the same again
        List<Step> ladder = target.filter(bound -> fault.isEmpty())
                .map(bound -> new LadderReader(bound).read(block))
                .orElse(List.of());
        Optional<String> clause = block.text("clause");
        Optional<BigDecimal> weight = block.value("weight", Quantities::percent);
        Optional<Over> over = block.block("over").map(LevelReader::over);
        Optional<Rounding> round = block.block("round").flatMap(LevelReader::rounding);
        Optional<LowVolume> lowVolume = block.block("low-volume").flatMap(LevelReader::lowVolume);
        boolean noDataFails = block.value("no-data", LevelReader::noDataFails).orElse(false);
        Optional<LocalDate> starts = block.value("starts", this::starts);
        int atRisk = block.value("at-risk", LevelReader::misses).orElse(1);
        boolean charged = block.value("consequence", LevelReader::consequence).isEmpty();
        FailureReader failure = new FailureReader(block, target);
        Optional<Bound> minimum = failure.minimum();
        Optional<FailsWhen> failsWhen = failure.failsWhen();
        Optional<Repeat> repeat = RepeatReader.of(block);
        Optional<Improvement> improvement = failure.improvement();
        Optional<PeriodKind> period =
                block.value("period", ContractReader::period).filter(kind -> kind != contractPeriod);
        boolean alert = block.value("alert", LevelReader::yes).orElse(false);
        Optional<CreditsReader.Read> credits = block.block("credits")
                .flatMap(inner -> id.flatMap(name ->
                        target.flatMap(bound -> measure.map(form -> new OwnCredits(inner, bound, form).read(name)))));
        credits.ifPresent(own -> caps.addAll(own.caps()));
        measure.filter(form -> !Costs.hasFees(form)).ifPresent(form -> refuseFees(block, ladder));
        Optional<String> quote = block.text("quote");
        Optional<String> note = block.text("note");
        block.known("measure", "ladder", "credits");
        block.nothingElse();
        if (measure.filter(form -> !(form instanceof Measure.Share)).isPresent()) {
            refuseMisses(block);
        }
        return id.flatMap(name -> title.flatMap(words -> target.flatMap(bound -> measure.map(form -> new ServiceLevel(
                name,
                words,
                clause,
                weight,
                form,
                over,
                bound,
                ladder,
                round,
                lowVolume,
                noDataFails,
                starts,
                atRisk,
                charged,
                minimum,
                failsWhen,
                repeat,
                improvement,
                period,
                credits.map(CreditsReader.Read::credits),
                alert,
                quote,
                note)))));
    }

    private Optional<Measure> measure(Block block, Optional<Bound> target) {
        if (!block.has("measure")) {
            block.error("measure", "is missing: how do facts become its figure?");
        }
        Unit unit = target.map(Bound::unit).orElse(Unit.NONE);
        return block.block("measure").flatMap(inner -> new MeasureReader(calendars, unit).read(inner));
    }

    /** Only a share of items has misses that could be allowed or be left. */
    private static void refuseMisses(Block block) {
        for (String key : List.of("low-volume", "at-risk")) {
            if (block.has(key)) {
                block.error(key, "has no meaning here: only a share of items has misses. Take it out.");
            }
        }
    }

    private static boolean yes(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("\"" + text + "\" is unknown. Write true or false.");
        };
    }

    private static void refuseFees(Block block, List<Step> ladder) {
        if (ladder.stream()
                .anyMatch(step -> step.credit().filter(Price::needsFee).isPresent())) {
            block.error(
                    "ladder",
                    "has a share of a fee, and only a share of deliverables has fees. Write an amount, or a share of"
                            + " charges.");
        }
    }

    private static String consequence(String text) {
        if (!text.equals("none")) {
            throw new IllegalArgumentException("\"" + text + "\" is unknown. Write none, or leave it out.");
        }
        return text;
    }

    private static Over over(Block block) {
        int last = block.needValue("last", Quantities::periods).orElse(1);
        boolean sum = block.value("as", text -> switch (text) {
                    case "average" -> false;
                    case "sum" -> true;
                    default -> throw new IllegalArgumentException("\"" + text + "\" is unknown. Write average or sum.");
                })
                .orElse(false);
        int needs = block.value("needs", Quantities::periods).orElse(1);
        if (block.has("last") && needs > last) {
            block.error("needs", "can never be met: there are only " + last + " periods.");
        }
        block.remarks();
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
        block.remarks();
        block.nothingElse();
        return to.map(places -> new Rounding(places, mode));
    }

    private static Optional<LowVolume> lowVolume(Block block) {
        Optional<Integer> fewer = block.needValue("fewer-than", text -> Block.parseCount(text, 1, 1_000_000));
        Optional<Integer> allow = block.needValue("allow", LevelReader::misses);
        block.remarks();
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

    private static int misses(String text) {
        Matcher matcher = MISSES.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("\"" + text + "\" are no misses. Write 1 miss, or 2 misses.");
        }
        return Integer.parseInt(matcher.group(1));
    }
}
