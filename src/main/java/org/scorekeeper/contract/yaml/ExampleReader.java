package org.scorekeeper.contract.yaml;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.scorekeeper.contract.Example;
import org.scorekeeper.contract.ServiceLevel;
import org.scorekeeper.contract.Unit;

/**
 * Reads {@code examples}: the schedule's own worked figures. One is either of a level ({@code level} and {@code periods},
 * and what comes out: {@code points}, {@code credits}, {@code target}), or of the contract as a whole ({@code points} and
 * where wanted {@code charges}, and the {@code credits} that come out).
 */
record ExampleReader(Block file) {
    List<Example> read(List<ServiceLevel> levels) {
        List<Example> examples = new ArrayList<>();
        for (Block block : file.blocks("examples")) {
            (block.has("level") || block.has("periods") ? ofLevel(block, levels) : ofContract(block))
                    .ifPresent(examples::add);
            block.remarks();
            block.nothingElse();
        }
        return examples;
    }

    private static Optional<Example> ofLevel(Block block, List<ServiceLevel> levels) {
        Optional<String> id = block.need("level");
        Optional<ServiceLevel> level =
                levels.stream().filter(one -> one.id().equals(id.orElse(""))).findFirst();
        List<String> ids = levels.stream().map(ServiceLevel::id).toList();
        if (id.isPresent() && level.isEmpty()) {
            block.error(
                    "level",
                    "there is no service level \"" + id.get() + "\"."
                            + Block.nearest(id.get(), ids)
                                    .map(near -> " Did you mean \"" + near + "\"?")
                                    .orElse(""));
        }
        List<BigDecimal> figures = new ArrayList<>();
        for (String text : block.texts("periods")) {
            figure(block, text, level).ifPresent(figures::add);
        }
        if (!block.has("periods")) {
            block.error("periods", "is missing. Write the figures, period after period: [98.5%, 96.5%].");
        }
        Map<String, List<BigDecimal>> expected = new LinkedHashMap<>();
        Map<String, BigDecimal> inputs = new LinkedHashMap<>();
        block.value("charges", Quantities::amount).ifPresent(charges -> inputs.put("charges", charges));
        for (String key : List.of("points", "credits", "target")) {
            List<BigDecimal> values = key.equals("target")
                    ? block.texts(key).stream()
                            .flatMap(text -> figure(block, text, level).stream())
                            .toList()
                    : numbers(block, key);
            if (block.has(key)) {
                expected.put(key, values);
                if (values.size() != block.texts("periods").size()) {
                    block.error(
                            key,
                            "has " + values.size() + " values for "
                                    + block.texts("periods").size() + " periods. Write one for each.");
                }
            }
        }
        nothing(block, expected);
        return level.map(found -> new Example(id, figures, inputs, expected, block.line()));
    }

    private static Optional<BigDecimal> figure(Block block, String text, Optional<ServiceLevel> level) {
        try {
            Quantities.Quantity quantity = Quantities.quantity(text);
            Unit unit = level.map(of -> of.target().unit()).orElse(quantity.unit());
            boolean same = unit == quantity.unit()
                    || (unit.isDuration() && quantity.unit().isDuration());
            if (!same) {
                block.error(
                        "periods",
                        "\"" + text + "\" is in another unit than the target, "
                                + level.orElseThrow().target() + ".");
            }
            return same ? Optional.of(quantity.value().multiply(quantity.unit().size())) : Optional.empty();
        } catch (IllegalArgumentException wrong) {
            block.error("periods", String.valueOf(wrong.getMessage()));
            return Optional.empty();
        }
    }

    private static Optional<Example> ofContract(Block block) {
        Map<String, BigDecimal> inputs = new LinkedHashMap<>();
        block.needValue("points", Quantities::amount).ifPresent(points -> inputs.put("points", points));
        block.value("charges", Quantities::amount).ifPresent(charges -> inputs.put("charges", charges));
        Map<String, List<BigDecimal>> expected = new LinkedHashMap<>();
        if (block.has("credits")) {
            expected.put("credits", numbers(block, "credits"));
        }
        block.known("credits", "level", "periods");
        nothing(block, expected);
        return Optional.of(new Example(Optional.empty(), List.of(), inputs, expected, block.line()));
    }

    private static void nothing(Block block, Map<String, List<BigDecimal>> expected) {
        if (expected.isEmpty()) {
            block.error("", "proves nothing. Write what comes out, such as credits: 27300.00.");
        }
    }

    private static List<BigDecimal> numbers(Block block, String key) {
        List<BigDecimal> numbers = new ArrayList<>();
        for (String text : block.texts(key)) {
            try {
                numbers.add(Block.parseDecimal(text));
            } catch (IllegalArgumentException wrong) {
                block.error(key, String.valueOf(wrong.getMessage()));
            }
        }
        return numbers;
    }
}
