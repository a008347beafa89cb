package org.scorekeeper.contract.yaml;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.scorekeeper.calendar.ContractDuration;
import org.scorekeeper.contract.Bound;
import org.scorekeeper.contract.Clocked;
import org.scorekeeper.contract.Condition;
import org.scorekeeper.contract.FieldRef;
import org.scorekeeper.contract.FieldRef.Which;
import org.scorekeeper.contract.Measure;
import org.scorekeeper.contract.Measure.As;
import org.scorekeeper.contract.Measure.Interruption;
import org.scorekeeper.contract.Measure.Kind;
import org.scorekeeper.contract.Measure.Selection;
import org.scorekeeper.contract.Measure.Side;
import org.scorekeeper.contract.Measure.StillOpen;
import org.scorekeeper.contract.Measure.Value;
import org.scorekeeper.contract.MetWhen;
import org.scorekeeper.contract.Unit;
import org.scorekeeper.facts.FactKind;

/** Reads {@code measure}. */
final class MeasureReader {
    private static final Map<String, Kind> STATISTICS = Map.of(
            "average-of", Kind.AVERAGE,
            "median-of", Kind.MEDIAN,
            "percentile-of", Kind.PERCENTILE,
            "sum-of", Kind.SUM,
            "highest-of", Kind.HIGHEST,
            "lowest-of", Kind.LOWEST,
            "count-of", Kind.COUNT);
    private static final List<String> FORMS = List.of(
            "share-of",
            "average-of",
            "median-of",
            "percentile-of",
            "sum-of",
            "highest-of",
            "lowest-of",
            "count-of",
            "ratio",
            "availability",
            "reading");

    private final Set<String> calendars;
    private final Unit targetUnit;

    MeasureReader(Set<String> calendars, Unit targetUnit) {
        this.calendars = calendars;
        this.targetUnit = targetUnit;
    }

    /** The measure of a block, with everything that is wrong noted. */
    Optional<Measure> read(Block block) {
        Optional<Measure> measure = form(block, Optional.empty());
        block.nothingElse();
        return measure;
    }

    private Optional<Measure> form(Block block, Optional<FieldRef> outerPeriodBy) {
        List<String> forms = FORMS.stream().filter(block::has).toList();
        if (forms.size() != 1) {
            block.error(
                    forms.isEmpty() ? "" : forms.get(1),
                    (forms.isEmpty() ? "says no measure." : "is a second measure in one.") + " Write one of "
                            + String.join(", ", FORMS) + ".");
            FORMS.forEach(block::node);
            return Optional.empty();
        }
        return switch (forms.get(0)) {
            case "share-of" -> share(block, outerPeriodBy);
            case "ratio" -> ratio(block);
            case "availability" -> availability(block);
            case "reading" -> reading(block);
            default -> statistic(block, forms.get(0), outerPeriodBy);
        };
    }

    private Optional<Measure> share(Block block, Optional<FieldRef> outerPeriodBy) {
        String of = block.need("share-of").orElse("").toLowerCase(Locale.ROOT);
        if (of.equals("files")) {
            return block.need("feed").map(Measure.Files::new);
        }
        if (of.equals("persons")) {
            return persons(block);
        }
        Optional<Selection> selection = selection(block, of, "share-of", outerPeriodBy);
        Optional<MetWhen> metWhen = block.block("met-when").flatMap(this::metWhen);
        if (!block.has("met-when")) {
            block.error("met-when", "is missing: a share needs to know when an item is met");
        }
        StillOpen stillOpen =
                block.value("still-open", MeasureReader::stillOpen).orElse(StillOpen.MISS_WHEN_OVERDUE);
        return selection.flatMap(items -> metWhen.map(met -> new Measure.Share(items, met, stillOpen)));
    }

    private Optional<Measure> persons(Block block) {
        Optional<String> from = block.need("from");
        Optional<FieldRef> by = block.needValue("by", MeasureReader::field);
        int minimum = block.count("minimum", 0, 1_000_000_000).orElse(1);
        Optional<Selection> selection = selection(block, from.orElse(""), "from", Optional.empty());
        Optional<Block> met = block.block("met-when");
        if (met.isEmpty()) {
            block.error("met-when", "is missing: write { share-of: …, at-least: 70% }");
            return Optional.empty();
        }
        Block inner = met.get();
        Optional<BigDecimal> atLeast = inner.needValue("at-least", Quantities::percent);
        Optional<Selection> own = inner.has("share-of")
                ? selection(
                        inner, inner.need("share-of").orElse(""), "share-of", selection.flatMap(Selection::periodBy))
                : selection;
        Optional<MetWhen> itemMet = inner.block("met-when").flatMap(this::metWhen);
        if (itemMet.isEmpty()) {
            inner.error("met-when", "is missing: when is one of a person's items met?");
        }
        StillOpen stillOpen =
                inner.value("still-open", MeasureReader::stillOpen).orElse(StillOpen.MISS_WHEN_OVERDUE);
        inner.nothingElse();
        return selection.flatMap(items -> own.flatMap(narrowed ->
                by.flatMap(person -> itemMet.flatMap(when -> atLeast.map(bound -> new Measure.Persons(
                        person,
                        minimum,
                        new Measure.Share(
                                new Selection(
                                        items.items(),
                                        both(items.where(), narrowed.where()),
                                        items.periodBy(),
                                        items.distinct()),
                                when,
                                stillOpen),
                        new Bound(org.scorekeeper.contract.Comparison.AT_LEAST, bound, Unit.PERCENT)))))));
    }

    private static Condition both(Condition first, Condition second) {
        List<Condition.FieldTest> tests = new ArrayList<>(first.tests());
        second.tests().stream().filter(test -> !tests.contains(test)).forEach(tests::add);
        return new Condition(tests);
    }

    private Optional<Measure> statistic(Block block, String form, Optional<FieldRef> outerPeriodBy) {
        Kind kind = java.util.Objects.requireNonNull(STATISTICS.get(form));
        Optional<Selection> selection = selection(block, block.need(form).orElse(""), form, outerPeriodBy);
        Optional<BigDecimal> percentile = Optional.empty();
        if (kind == Kind.PERCENTILE) {
            percentile = block.needValue("p", Block::parseDecimal)
                    .filter(p -> p.signum() > 0 && p.compareTo(BigDecimal.valueOf(100)) <= 0);
            if (percentile.isEmpty()) {
                block.error("p", "is the percentile, above 0 and at most 100, such as 95");
                return Optional.empty();
            }
        }
        Optional<Value> value = kind == Kind.COUNT ? Optional.empty() : value(block);
        if (kind != Kind.COUNT && value.isEmpty()) {
            return Optional.empty();
        }
        Optional<BigDecimal> p = percentile;
        return selection.map(items -> new Measure.Statistic(kind, items, value, p));
    }

    private Optional<Value> value(Block block) {
        if (!block.has("value")) {
            block.error("value", "is missing: a statistic is taken of a field or a clock");
            return Optional.empty();
        }
        if (block.node("value").orElseThrow() instanceof YamlNode.Scalar) {
            return block.value("value", MeasureReader::field).map(Value.OfField::new);
        }
        return block.block("value").flatMap(inner -> {
            Optional<Value> value = clock(inner).map(Value.OfClock::new);
            inner.nothingElse();
            return value;
        });
    }

    private Optional<Measure> ratio(Block block) {
        Optional<FieldRef> periodBy = block.value("period-by", MeasureReader::field);
        return block.block("ratio").flatMap(ratio -> {
            Optional<FieldRef> inside =
                    ratio.value("period-by", MeasureReader::field).or(() -> periodBy);
            Optional<Side> numerator = side(ratio, "numerator", inside);
            Optional<Side> denominator = side(ratio, "denominator", inside);
            ratio.nothingElse();
            return numerator.flatMap(
                    top -> denominator.map(bottom -> new Measure.Ratio(top, bottom, targetUnit == Unit.PERCENT)));
        });
    }

    private Optional<Side> side(Block ratio, String key, Optional<FieldRef> periodBy) {
        Optional<YamlNode> node = ratio.node(key);
        if (node.isEmpty()) {
            ratio.error(key, "is missing");
            return Optional.empty();
        }
        if (node.get() instanceof YamlNode.Scalar) {
            return ratio.value(key, Block::parseDecimal).map(Side.Constant::new);
        }
        return ratio.block(key).flatMap(inner -> {
            if (inner.has("constant")) {
                Optional<Side> constant = inner.decimal("constant").map(Side.Constant::new);
                inner.nothingElse();
                return constant;
            }
            Optional<Side> side = form(inner, periodBy).map(Side.OfMeasure::new);
            inner.nothingElse();
            return side;
        });
    }

    private Optional<Measure> availability(Block block) {
        return block.block("availability").map(inner -> {
            String calendar = calendar(inner).orElse(CalendarReader.ROUND_THE_CLOCK);
            List<Interruption> down = interruptions(inner, "down");
            List<Interruption> maintenance = interruptions(inner, "maintenance");
            if (!inner.has("down")) {
                inner.error("down", "is missing: which items are outages?");
            }
            inner.nothingElse();
            return new Measure.Availability(calendar, down, maintenance);
        });
    }

    private List<Interruption> interruptions(Block block, String key) {
        List<Interruption> list = new ArrayList<>();
        for (YamlNode node : block.list(key)) {
            Optional<Block> one = block.asBlock(node, block.path(key));
            if (one.isEmpty()) {
                block.error(key, "expected { tickets: {…}, from: opened, to: resolved }");
                continue;
            }
            Block inner = one.get();
            Optional<FactKind> kind = inner.keys().stream()
                    .flatMap(name -> FactKind.of(name).stream())
                    .findFirst();
            if (kind.isEmpty()) {
                inner.error("", "names no items. Write tickets: { type: outage }.");
                continue;
            }
            Condition where =
                    inner.block(kind.get().code()).map(ConditionReader::read).orElse(Condition.ALWAYS);
            FieldRef from = inner.value("from", MeasureReader::field).orElse(FieldRef.last("opened"));
            FieldRef to = inner.value("to", MeasureReader::field).orElse(FieldRef.last("resolved"));
            inner.nothingElse();
            list.add(new Interruption(kind.get(), where, from, to));
        }
        return list;
    }

    private Optional<Measure> reading(Block block) {
        return block.block("reading").flatMap(inner -> {
            Optional<String> metric = inner.need("metric");
            As as = inner.value("as", MeasureReader::as).orElse(As.LAST);
            inner.nothingElse();
            return metric.map(name -> new Measure.Reading(name.toLowerCase(Locale.ROOT), as));
        });
    }

    private Optional<Selection> selection(Block block, String items, String key, Optional<FieldRef> outerPeriodBy) {
        Optional<FactKind> kind = FactKind.of(items).filter(found -> found != FactKind.TICKET_STATUS);
        if (kind.isEmpty()) {
            block.error(key, "\"" + items + "\" are no items. Write tickets, timesheets, deliverables or readings.");
        }
        Condition where = block.block("where").map(ConditionReader::read).orElse(Condition.ALWAYS);
        Optional<FieldRef> periodBy =
                block.value("period-by", MeasureReader::field).or(() -> outerPeriodBy);
        Optional<FieldRef> distinct = block.value("distinct", MeasureReader::field);
        return kind.map(found -> new Selection(found, where, periodBy, distinct));
    }

    private Optional<MetWhen> metWhen(Block block) {
        if (block.has("elapsed")) {
            Optional<Clocked> clock = clock(block);
            Optional<ContractDuration> atMost = block.needValue("at-most", ContractDuration::parse);
            block.nothingElse();
            return clock.flatMap(running -> atMost.map(limit -> new MetWhen.WithinLimit(running, limit)));
        }
        if (block.has("by") && block.has("actual")) {
            Optional<FieldRef> by = block.needValue("by", MeasureReader::field);
            Optional<FieldRef> actual = block.needValue("actual", MeasureReader::field);
            Optional<ContractDuration> grace = block.value("grace", ContractDuration::parse);
            Optional<String> on = calendar(block);
            block.nothingElse();
            return by.flatMap(due -> actual.map(done -> new MetWhen.ByDate(due, done, grace, on)));
        }
        return Optional.of(new MetWhen.Holds(ConditionReader.read(block)));
    }

    private Optional<Clocked> clock(Block block) {
        Optional<String> elapsed = block.need("elapsed");
        String calendar = calendar(block).orElse(CalendarReader.ROUND_THE_CLOCK);
        List<String> pausedIn = block.texts("paused-in").stream()
                .map(status -> status.trim().toLowerCase(Locale.ROOT))
                .toList();
        return elapsed.flatMap(text -> {
            String[] ends = text.split("\\.\\.", -1);
            if (ends.length != 2 || ends[0].isBlank() || ends[1].isBlank()) {
                block.error("elapsed", "\"" + text + "\" is no clock. Write it as opened..resolved.");
                return Optional.empty();
            }
            return Optional.of(new Clocked(field(ends[0]), field(ends[1]), calendar, pausedIn));
        });
    }

    private Optional<String> calendar(Block block) {
        Optional<String> on = block.text("on");
        on.filter(name -> !calendars.contains(name))
                .ifPresent(name -> block.error(
                        "on",
                        "there is no calendar \"" + name + "\"."
                                + Block.nearest(name, calendars)
                                        .map(near -> " Did you mean \"" + near + "\"?")
                                        .orElse(" Describe it under calendars.")));
        return on;
    }

    private static StillOpen stillOpen(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "miss when overdue" -> StillOpen.MISS_WHEN_OVERDUE;
            case "ignore" -> StillOpen.IGNORE;
            default ->
                throw new IllegalArgumentException(
                        "\"" + text + "\" says nothing about open items. Write miss when overdue, or ignore.");
        };
    }

    private static As as(String text) {
        try {
            return As.valueOf(text.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException unknown) {
            throw new IllegalArgumentException(
                    "\"" + text + "\" is unknown. Write last, average, sum, highest or lowest.", unknown);
        }
    }

    /** {@code resolved} is the last; {@code first-resolved} the first known value. */
    static FieldRef field(String text) {
        String name = text.trim().toLowerCase(Locale.ROOT);
        return name.startsWith("first-")
                ? new FieldRef(name.substring("first-".length()), Which.FIRST)
                : FieldRef.last(name);
    }
}
