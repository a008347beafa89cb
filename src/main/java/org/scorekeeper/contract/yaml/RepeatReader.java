package org.scorekeeper.contract.yaml;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.scorekeeper.contract.Price;
import org.scorekeeper.contract.Repeat;

/** Reads {@code repeat}, of a level or, as the default for all, under {@code credits}. */
final class RepeatReader {
    private static final List<String> FORMS = List.of("consecutive", "nth", "offences");

    private RepeatReader() {}

    /** The rule of a block's {@code repeat}; empty where it has none, or, with a problem, where that is wrong. */
    static Optional<Repeat> of(Block parent) {
        return parent.block("repeat").flatMap(block -> {
            List<String> forms = FORMS.stream().filter(block::has).toList();
            block.known("consecutive", "nth", "offences");
            if (forms.size() != 1) {
                block.error(
                        "",
                        "needs one of consecutive, nth and offences. Write { consecutive: 2, times: 2 },"
                                + " { nth: 3, in-last: 6 periods, times: 1.5 } or { offences: [5000, 17500, 50000] }.");
                block.known("times", "in-last", "restarts");
            }
            Optional<Repeat> repeat = forms.size() == 1 ? read(block, forms.get(0)) : Optional.empty();
            block.remarks();
            block.nothingElse();
            return repeat;
        });
    }

    private static Optional<Repeat> read(Block block, String form) {
        return switch (form) {
            case "consecutive" -> {
                Optional<Integer> failures = block.count("consecutive", 1, 999);
                Optional<BigDecimal> times = times(block);
                yield failures.flatMap(count -> times.map(factor -> new Repeat.Consecutive(count, factor)));
            }
            case "nth" -> {
                Optional<Integer> failures = block.count("nth", 1, 999);
                Optional<Integer> inLast = block.needValue("in-last", Quantities::periods);
                Optional<BigDecimal> times = times(block);
                if (failures.isPresent() && inLast.isPresent() && failures.get() > inLast.get()) {
                    block.error("nth", "can never be reached: there are only " + inLast.get() + " periods.");
                }
                yield failures.flatMap(
                        count -> inLast.flatMap(last -> times.map(factor -> new Repeat.Nth(count, last, factor))));
            }
            default -> offences(block);
        };
    }

    private static Optional<BigDecimal> times(Block block) {
        return block.needValue("times", Quantities::amount);
    }

    private static Optional<Repeat> offences(Block block) {
        List<Price> amounts = new ArrayList<>();
        List<String> texts = block.texts("offences");
        for (String text : texts) {
            try {
                amounts.add(Quantities.cost(text));
            } catch (IllegalArgumentException wrong) {
                block.error("offences", String.valueOf(wrong.getMessage()));
            }
        }
        if (texts.isEmpty()) {
            block.error("offences", "is empty. Write what the first, second and later failures cost: [5000, 17500].");
        }
        boolean yearly = block.value("restarts", text -> switch (text) {
                    case "year" -> true;
                    case "never" -> false;
                    default -> throw new IllegalArgumentException("\"" + text + "\" is unknown. Write year or never.");
                })
                .orElse(true);
        return amounts.isEmpty() ? Optional.empty() : Optional.of(new Repeat.Offences(amounts, yearly));
    }
}
