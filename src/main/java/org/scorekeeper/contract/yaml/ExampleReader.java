package org.scorekeeper.contract.yaml;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.scorekeeper.contract.Contract.Deliverable;
import org.scorekeeper.contract.Example;
import org.scorekeeper.contract.Example.Given;
import org.scorekeeper.contract.Example.Measured;
import org.scorekeeper.contract.ServiceLevel;
import org.scorekeeper.contract.Unit;

/**
 * Reads {@code examples}: the schedule's own worked figures. One starts from the figures of one level or of several, from
 * points, or from something that was handed over late; and says what comes out.
 */
record ExampleReader(Block file, List<ServiceLevel> levels, List<Deliverable> deliverables) {
    private static final List<String> NO_DATA = List.of("no data", "no_data", "none", "-");
    private static final List<String> OF_ONE_LEVEL =
            List.of("points", "credits", "target", "step", "status", "earn-back");
    private static final List<String> OF_LEVELS = List.of("points", "credits", "earn-back");
    private static final List<String> STATUSES = List.of("met", "failed", "no_data", "not_measured");

    List<Example> read() {
        List<Example> examples = new ArrayList<>();
        for (Block block : file.blocks("examples")) {
            Optional<BigDecimal> charges = block.value("charges", Quantities::amount);
            Map<String, List<String>> expected = new LinkedHashMap<>();
            given(block, expected)
                    .ifPresent(given -> examples.add(new Example(given, charges, expected, block.line())));
            block.remarks();
            block.nothingElse();
        }
        return examples;
    }

    private Optional<Given> given(Block block, Map<String, List<String>> expected) {
        if (block.has("levels")) {
            return ofLevels(block, expected);
        }
        if (block.has("level") || block.has("periods") || block.has("missed") || block.has("items")) {
            return ofLevel(block, expected);
        }
        return block.has("deliverable") ? ofDelivery(block, expected) : ofPoints(block, expected);
    }

    private Optional<Given> ofLevel(Block block, Map<String, List<String>> expected) {
        Optional<ServiceLevel> level = block.need("level").flatMap(id -> level(block, "level", id));
        List<Optional<BigDecimal>> figures = new ArrayList<>();
        for (String text : block.texts("periods")) {
            figure(block, "periods", text, level).ifPresent(figures::add);
        }
        List<Integer> missed = counts(block, "missed", 0);
        List<Integer> items = counts(block, "items", 1);
        boolean counted = block.has("missed") && block.has("items");
        if (!block.has("periods") && !counted) {
            block.error("periods", "is missing. Write the figures, period after period: [98.5%, 96.5%].");
        }
        int periods = block.texts(counted && !block.has("periods") ? "missed" : "periods")
                .size();
        same(block, "missed", periods);
        same(block, "items", periods);
        outputs(block, OF_ONE_LEVEL, periods, level, expected);
        List<Measured> measured = new ArrayList<>();
        for (int i = 0; i < periods; i++) {
            measured.add(new Measured(
                    i < figures.size() ? figures.get(i) : Optional.empty(),
                    i < missed.size() ? Optional.of(missed.get(i)) : Optional.empty(),
                    i < items.size() ? Optional.of(items.get(i)) : Optional.empty()));
        }
        return level.map(found -> new Given.Figures(Map.of(found.id(), measured)));
    }

    private static List<Integer> counts(Block block, String key, int least) {
        List<Integer> counts = new ArrayList<>();
        for (String text : block.texts(key)) {
            parse(block, key, text, count -> Block.parseCount(count, least, 999_999_999))
                    .ifPresent(counts::add);
        }
        return counts;
    }

    /** One value for each period; where the periods themselves are missing, that alone is said. */
    private static void same(Block block, String key, int periods) {
        int found = block.texts(key).size();
        if (block.has(key) && periods > 0 && found != periods) {
            block.error(
                    key,
                    "has " + found + (found == 1 ? " value for " : " values for ") + periods
                            + (periods == 1 ? " period." : " periods.") + " Write one for each.");
        }
    }

    private Optional<Given> ofLevels(Block block, Map<String, List<String>> expected) {
        Map<String, List<Measured>> figures = new LinkedHashMap<>();
        int periods = 0;
        Optional<Block> inner = block.block("levels");
        for (String id : inner.map(Block::keys).orElse(java.util.Set.of())) {
            Block of = inner.orElseThrow();
            Optional<ServiceLevel> level = level(of, id, id);
            List<Measured> measured = new ArrayList<>();
            for (String text : of.texts(id)) {
                figure(of, id, text, level)
                        .ifPresent(figure -> measured.add(new Measured(figure, Optional.empty(), Optional.empty())));
            }
            same(of, id, periods);
            periods = Math.max(periods, of.texts(id).size());
            if (level.filter(one -> one.period().isPresent()).isPresent()) {
                of.error(id, "has a period of its own. Write an example of it alone: level: " + id + ".");
            }
            figures.put(id, measured);
        }
        if (inner.isPresent() && figures.isEmpty()) {
            block.error("levels", "is empty. Write { KPI-1: [98.5%, 96.5%], KPI-2: [99%, 99%] }.");
        }
        outputs(block, OF_LEVELS, periods, Optional.empty(), expected);
        return figures.isEmpty() ? Optional.empty() : Optional.of(new Given.Figures(figures));
    }

    private Optional<Given> ofDelivery(Block block, Map<String, List<String>> expected) {
        Optional<String> id = block.text("deliverable");
        Optional<Deliverable> terms = deliverables.stream()
                .filter(one -> id.filter(one.id()::equals).isPresent())
                .findFirst();
        if (id.isPresent() && terms.isEmpty()) {
            List<String> ids = deliverables.stream().map(Deliverable::id).toList();
            block.error("deliverable", "there is no deliverable \"" + id.get() + "\"." + near(id.get(), ids));
        }
        Optional<LocalDate> delivered = block.date("delivered");
        Optional<LocalDate> accepted = block.date("accepted");
        Optional<Integer> late = block.value("days-late", text -> Block.parseCount(text, 0, 36_500));
        List<String> given = List.of("delivered", "accepted", "days-late").stream()
                .filter(block::has)
                .toList();
        if (given.size() != 1) {
            block.error("", "needs to say when it came. Write delivered: 2026-10-04, accepted: …, or days-late: 4.");
        }
        outputs(block, List.of("credits"), 1, Optional.empty(), expected);
        return terms.map(one -> new Given.Delivery(one.id(), delivered.or(() -> accepted), late));
    }

    private static Optional<Given> ofPoints(Block block, Map<String, List<String>> expected) {
        List<BigDecimal> points = new ArrayList<>();
        for (String text : block.texts("points")) {
            parse(block, "points", text, Quantities::amount).ifPresent(points::add);
        }
        if (!block.has("points")) {
            block.error(
                    "",
                    "starts from nothing. Write level: and periods:, levels:, points: or deliverable:, and what comes out.");
        }
        outputs(block, List.of("credits"), points.size(), Optional.empty(), expected);
        block.known("level", "levels", "periods", "deliverable");
        return points.isEmpty() ? Optional.empty() : Optional.of(new Given.Points(points));
    }

    private static void outputs(
            Block block,
            List<String> keys,
            int periods,
            Optional<ServiceLevel> level,
            Map<String, List<String>> expected) {
        for (String key : keys) {
            List<String> values = new ArrayList<>();
            for (String text : block.texts(key)) {
                output(block, key, text, level).ifPresent(values::add);
            }
            if (block.has(key)) {
                expected.put(key, values);
                same(block, key, periods);
            }
        }
        if (expected.isEmpty()) {
            block.error("", "proves nothing. Write what comes out, such as credits: 27300.00.");
        }
    }

    private static Optional<String> output(Block block, String key, String text, Optional<ServiceLevel> level) {
        return switch (key) {
            case "target" ->
                figure(block, key, text, level).flatMap(figure -> figure).map(BigDecimal::toPlainString);
            case "step" -> Optional.of(text.trim());
            case "status" ->
                parse(block, key, text.trim().toLowerCase(Locale.ROOT).replace(' ', '_'), word -> {
                    if (!STATUSES.contains(word)) {
                        throw new IllegalArgumentException(
                                "\"" + text + "\" is unknown. Write met, failed, no data or not measured.");
                    }
                    return word;
                });
            default -> parse(block, key, text, Block::parseDecimal).map(BigDecimal::toPlainString);
        };
    }

    private Optional<ServiceLevel> level(Block block, String key, String id) {
        Optional<ServiceLevel> level =
                levels.stream().filter(one -> one.id().equals(id)).findFirst();
        if (level.isEmpty()) {
            List<String> ids = levels.stream().map(ServiceLevel::id).toList();
            block.error(key, "there is no service level \"" + id + "\"." + near(id, ids));
        }
        return level;
    }

    /** A figure in base units; an empty one where the period has no data. */
    private static Optional<Optional<BigDecimal>> figure(
            Block block, String key, String text, Optional<ServiceLevel> level) {
        if (NO_DATA.contains(text.trim().toLowerCase(Locale.ROOT))) {
            return Optional.of(Optional.empty());
        }
        return parse(block, key, text, Quantities::quantity).flatMap(quantity -> {
            Unit unit = level.map(of -> of.target().unit()).orElse(quantity.unit());
            if (!Quantities.isSameKind(unit, quantity.unit())) {
                block.error(
                        key,
                        "\"" + text + "\" is in another unit than the target, "
                                + level.orElseThrow().target() + ".");
                return Optional.empty();
            }
            return Optional.of(
                    Optional.of(quantity.value().multiply(quantity.unit().size())));
        });
    }

    private static <T> Optional<T> parse(Block block, String key, String text, Function<String, T> parser) {
        try {
            return Optional.of(parser.apply(text));
        } catch (IllegalArgumentException wrong) {
            block.error(key, String.valueOf(wrong.getMessage()));
            return Optional.empty();
        }
    }

    private static String near(String wrong, List<String> known) {
        return Block.nearest(wrong, known)
                .map(found -> " Did you mean \"" + found + "\"?")
                .orElse("");
    }
}
