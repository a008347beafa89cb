package org.scorekeeper.contract.yaml;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.scorekeeper.contract.Bound;
import org.scorekeeper.contract.Comparison;
import org.scorekeeper.contract.Condition;
import org.scorekeeper.contract.FieldRef;
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
import org.scorekeeper.facts.Field;
import org.scorekeeper.facts.FieldType;

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
    private static final List<String> SIDES = FORMS.stream()
            .filter(form -> !form.equals("ratio") && !form.equals("availability"))
            .toList();
    private static final List<String> INTERRUPTING = List.of("tickets", "timesheets", "deliverables", "readings");

    private final ItemsReader items;
    private final Unit targetUnit;

    MeasureReader(Set<String> calendars, Unit targetUnit) {
        this.items = new ItemsReader(calendars);
        this.targetUnit = targetUnit;
    }

    /** The measure of a block, with everything that is wrong noted. */
    Optional<Measure> read(Block block) {
        Optional<Measure> measure = form(block, FORMS, Optional.empty());
        block.remarks();
        block.nothingElse();
        return measure;
    }

    private Optional<Measure> form(Block block, List<String> possible, Optional<String> outerPeriodBy) {
        List<String> forms = possible.stream().filter(block::has).toList();
        if (forms.size() != 1) {
            block.error(
                    forms.isEmpty() ? "" : forms.get(1),
                    (forms.isEmpty() ? "says no measure." : "is a second measure in one.") + " Write one of "
                            + String.join(", ", possible) + "."
                            + (forms.isEmpty() ? slip(block, possible) : ""));
            // what belongs to a form that is not told is no unknown key
            block.keys().forEach(block::known);
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

    private static String slip(Block block, List<String> possible) {
        return block.keys().stream()
                .flatMap(key -> Block.nearest(key, possible).stream())
                .findFirst()
                .map(near -> " Did you mean \"" + near + "\"?")
                .orElse("");
    }

    private Optional<Measure> share(Block block, Optional<String> outerPeriodBy) {
        String of = block.text("share-of").orElse("");
        boolean ofRatio = outerPeriodBy.isPresent();
        if (of.equals("files") && !ofRatio) {
            return block.need("feed").map(Measure.Files::new);
        }
        if (of.equals("persons") && !ofRatio) {
            return persons(block);
        }
        block.known("met-when", "still-open");
        return items.selection(block, "share-of", outerPeriodBy)
                .flatMap(selection -> itemShare(block, selection))
                .map(Measure.class::cast);
    }

    private Optional<Measure.Share> itemShare(Block block, Selection selection) {
        if (!block.has("met-when")) {
            block.error("met-when", "is missing: a share needs to know when an item is met");
        }
        Optional<MetWhen> metWhen =
                block.block("met-when").flatMap(inner -> items.metWhen(inner, Optional.of(selection.items())));
        Optional<StillOpen> stillOpen = block.value("still-open", MeasureReader::stillOpen);
        if (stillOpen.isPresent()
                && metWhen.filter(MetWhen.Holds.class::isInstance).isPresent()) {
            block.error("still-open", "has no meaning here: conditions have no limit that could pass. Take it out.");
        }
        return metWhen.map(met -> new Measure.Share(selection, met, stillOpen.orElse(StillOpen.MISS_WHEN_OVERDUE)));
    }

    private Optional<Measure> persons(Block block) {
        Optional<Selection> selection = items.selection(block, "from", Optional.empty());
        Optional<FieldRef> by = block.need("by").map(name -> ItemsReader.field(name, selection.map(Selection::items)));
        int minimum = block.count("minimum", 1, 1_000_000_000).orElse(1);
        if (!block.has("met-when")) {
            block.error("met-when", "is missing: write { share-of: tickets, met-when: …, at-least: 70% }");
        }
        Optional<Block> met = block.block("met-when");
        Optional<BigDecimal> atLeast = met.flatMap(inner -> inner.needValue("at-least", Quantities::percent));
        Optional<Measure.Share> share = met.flatMap(inner -> selection.flatMap(all -> {
            Optional<Selection> own =
                    inner.has("share-of") ? items.selection(inner, "share-of", Optional.empty()) : Optional.of(all);
            own.filter(narrowed -> narrowed.items() != all.items())
                    .ifPresent(narrowed -> inner.error(
                            "share-of",
                            "is of other items than from: " + all.items().code() + "."));
            inner.known("met-when", "still-open");
            Optional<Measure.Share> found = own.flatMap(narrowed -> itemShare(inner, all.narrowedBy(narrowed)));
            inner.remarks();
            inner.nothingElse();
            return found;
        }));
        return share.flatMap(own -> by.flatMap(person -> atLeast.map(bound ->
                new Measure.Persons(person, minimum, own, new Bound(Comparison.AT_LEAST, bound, Unit.PERCENT)))));
    }

    private Optional<Measure> statistic(Block block, String form, Optional<String> outerPeriodBy) {
        Kind kind = java.util.Objects.requireNonNull(STATISTICS.get(form));
        Optional<Selection> selection = items.selection(block, form, outerPeriodBy);
        Optional<BigDecimal> percentile = Optional.empty();
        if (kind == Kind.PERCENTILE) {
            percentile = block.needValue("p", MeasureReader::percentile);
        }
        Optional<Value> value = kind == Kind.COUNT ? Optional.empty() : value(block, selection.map(Selection::items));
        if ((kind == Kind.PERCENTILE && percentile.isEmpty()) || (kind != Kind.COUNT && value.isEmpty())) {
            return Optional.empty();
        }
        Optional<BigDecimal> p = percentile;
        return selection.map(found -> new Measure.Statistic(kind, found, value, p));
    }

    private Optional<Value> value(Block block, Optional<FactKind> kind) {
        if (!block.has("value")) {
            block.error("value", "is missing: a statistic is taken of a field or a clock");
            return Optional.empty();
        }
        if (block.node("value").orElseThrow() instanceof YamlNode.Scalar) {
            return block.text("value").flatMap(name -> field(block, name, kind));
        }
        return block.block("value").flatMap(inner -> {
            Optional<Value> value =
                    items.clock(inner, kind, CalendarReader.ROUND_THE_CLOCK).map(Value.OfClock::new);
            inner.remarks();
            inner.nothingElse();
            return value;
        });
    }

    private static Optional<Value> field(Block block, String name, Optional<FactKind> kind) {
        FieldRef field = ItemsReader.field(name, kind);
        Optional<FieldType> type =
                kind.flatMap(found -> found.field(field.name())).map(Field::type);
        if (field.name().equals("id")
                || type.filter(found -> found == FieldType.TEXT || found == FieldType.MOMENT)
                        .isPresent()) {
            block.error(
                    "value",
                    "\"" + name + "\" is no number. Write a field that is one, or a clock:"
                            + " { elapsed: opened..resolved }.");
            return Optional.empty();
        }
        return Optional.of(new Value.OfField(field));
    }

    private Optional<Measure> ratio(Block block) {
        Optional<String> beside = block.text("period-by");
        return block.block("ratio").flatMap(ratio -> {
            Optional<String> periodBy = ratio.text("period-by").or(() -> beside);
            Optional<Side> numerator = side(ratio, "numerator", periodBy);
            Optional<Side> denominator = side(ratio, "denominator", periodBy);
            ratio.remarks();
            ratio.nothingElse();
            return numerator.flatMap(
                    top -> denominator.map(bottom -> new Measure.Ratio(top, bottom, targetUnit == Unit.PERCENT)));
        });
    }

    private Optional<Side> side(Block ratio, String key, Optional<String> periodBy) {
        Optional<YamlNode> node = ratio.node(key);
        if (node.isEmpty()) {
            ratio.error(key, "is missing");
            return Optional.empty();
        }
        if (node.get() instanceof YamlNode.Scalar) {
            return ratio.value(key, Block::parseDecimal).map(Side.Constant::new);
        }
        return ratio.block(key).flatMap(inner -> {
            Optional<Side> side = inner.has("constant")
                    ? inner.decimal("constant").map(Side.Constant::new)
                    : form(inner, SIDES, periodBy).map(Side.OfMeasure::new);
            inner.remarks();
            inner.nothingElse();
            return side;
        });
    }

    private Optional<Measure> availability(Block block) {
        return block.block("availability").map(inner -> {
            String calendar = items.calendar(inner).orElse(CalendarReader.ROUND_THE_CLOCK);
            List<Interruption> down = interruptions(inner, "down");
            List<Interruption> maintenance = interruptions(inner, "maintenance");
            if (!inner.has("down")) {
                inner.error("down", "is missing: which items are outages?");
            }
            inner.remarks();
            inner.nothingElse();
            return new Measure.Availability(calendar, down, maintenance);
        });
    }

    private List<Interruption> interruptions(Block block, String key) {
        List<Interruption> list = new ArrayList<>();
        for (YamlNode node : block.list(key)) {
            Optional<Block> one = block.asBlock(node, block.path(key));
            if (one.isEmpty()) {
                block.error(key, "expected { tickets: {…}, from: opened, to: resolved }, found " + node.what());
                continue;
            }
            interruption(one.get()).ifPresent(list::add);
        }
        return list;
    }

    private Optional<Interruption> interruption(Block block) {
        List<String> kinds = INTERRUPTING.stream().filter(block::has).toList();
        if (kinds.size() != 1) {
            block.error("", "names no items, or several. Write tickets: { type: outage }.");
            block.known(INTERRUPTING.toArray(String[]::new));
        }
        Optional<FactKind> kind = kinds.stream().findFirst().map(ItemsReader::kind);
        Condition where = kind.flatMap(
                        items -> block.block(items.code()).map(inner -> ConditionReader.read(inner, kind)))
                .orElse(Condition.ALWAYS);
        Optional<FieldRef> from = end(block, "from", "opened", kind);
        Optional<FieldRef> to = end(block, "to", "resolved", kind);
        block.remarks();
        block.nothingElse();
        return kind.flatMap(
                items -> from.flatMap(start -> to.map(stop -> new Interruption(items, where, start, stop))));
    }

    /** Tickets run from opened to resolved where nothing is said. */
    private Optional<FieldRef> end(Block block, String key, String ofTickets, Optional<FactKind> kind) {
        return !block.has(key) && kind.filter(FactKind.TICKETS::equals).isPresent()
                ? Optional.of(FieldRef.last(ofTickets))
                : items.needMoment(block, key, kind);
    }

    private Optional<Measure> reading(Block block) {
        return block.block("reading").flatMap(inner -> {
            Optional<String> metric = inner.need("metric");
            As as = inner.value("as", MeasureReader::as).orElse(As.LAST);
            inner.remarks();
            inner.nothingElse();
            return metric.map(name -> new Measure.Reading(name.toLowerCase(Locale.ROOT), as));
        });
    }

    private static BigDecimal percentile(String text) {
        BigDecimal p = Block.parseDecimal(text);
        if (p.signum() <= 0 || p.compareTo(BigDecimal.valueOf(100)) > 0) {
            throw new IllegalArgumentException("\"" + text + "\" is no percentile above 0 and at most 100. Write 95.");
        }
        return p;
    }

    private static StillOpen stillOpen(String text) {
        return switch (text) {
            case "miss when overdue" -> StillOpen.MISS_WHEN_OVERDUE;
            case "ignore" -> StillOpen.IGNORE;
            default ->
                throw new IllegalArgumentException(
                        "\"" + text + "\" says nothing about open items. Write miss when overdue, or ignore.");
        };
    }

    private static As as(String text) {
        return java.util.Arrays.stream(As.values())
                .filter(as -> as.name().toLowerCase(Locale.ROOT).equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "\"" + text + "\" is unknown. Write last, average, sum, highest or lowest."));
    }
}
