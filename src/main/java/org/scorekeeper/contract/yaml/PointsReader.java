package org.scorekeeper.contract.yaml;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.scorekeeper.contract.Credits.Band;
import org.scorekeeper.contract.Credits.Points;
import org.scorekeeper.contract.Credits.Row;
import org.scorekeeper.contract.Price;

/** Reads {@code points}: {@code each} with {@code free} and {@code steps}, or a {@code table}. */
record PointsReader(Block block) {
    Optional<Points> read() {
        Optional<Price> each = block.value("each", Quantities::costWithoutFee);
        BigDecimal free = block.value("free", Quantities::amount).orElse(BigDecimal.ZERO);
        List<Band> steps = steps(free);
        List<Row> table = table();
        block.remarks();
        block.nothingElse();
        if (block.has("table")) {
            for (String key : List.of("each", "free", "steps")) {
                if (block.has(key)) {
                    block.error(key, "has no meaning beside table, which prices all points. Take one of them out.");
                }
            }
            return table.isEmpty() ? Optional.empty() : Optional.of(new Points(Optional.empty(), free, steps, table));
        }
        if (!block.has("each")) {
            block.error("each", "is missing" + Examples.sentence(block.path(), "each") + ", or a table.");
        }
        return each.map(price -> new Points(Optional.of(price), free, steps, List.of()));
    }

    private List<Band> steps(BigDecimal free) {
        List<Band> bands = new ArrayList<>();
        List<Block> blocks = block.blocks("steps");
        BigDecimal before = free;
        for (int i = 0; i < blocks.size(); i++) {
            Block step = blocks.get(i);
            Optional<BigDecimal> to = step.value("to", Quantities::amount);
            Optional<BigDecimal> times = step.needValue("times", Quantities::times);
            step.remarks();
            step.nothingElse();
            if (to.isPresent() && to.get().compareTo(before) <= 0) {
                step.error(
                        "to",
                        "does not lie above " + before.toPlainString()
                                + ", where the step begins: bounds rise, and count the free points too.");
            }
            if (!step.has("to") && i + 1 < blocks.size()) {
                step.error("to", "is missing: only the last step has no end. Write to: 100");
            }
            before = to.orElse(before);
            times.ifPresent(factor -> bands.add(new Band(to, factor)));
        }
        if (!bands.isEmpty() && bands.get(bands.size() - 1).to().isPresent()) {
            blocks.get(blocks.size() - 1)
                    .warning("to", "is the last step's: points above it cost as much. Leave it out to say so.");
        }
        return bands;
    }

    private List<Row> table() {
        List<Row> rows = new ArrayList<>();
        for (Block row : block.blocks("table")) {
            Optional<BigDecimal> from = row.needValue("from", Quantities::amount);
            Optional<Price> credit = row.needValue("credit", Quantities::costWithoutFee);
            row.remarks();
            row.nothingElse();
            if (from.isPresent()
                    && !rows.isEmpty()
                    && from.get().compareTo(rows.get(rows.size() - 1).from()) <= 0) {
                row.error(
                        "from", "does not lie above the row before: list the rows from the fewest points to the most.");
            }
            from.ifPresent(points -> credit.ifPresent(price -> rows.add(new Row(points, price))));
        }
        if (block.has("table") && block.list("table").isEmpty()) {
            block.error("table", "is empty. Write [ { from: 10, credit: 2% of charges } ].");
        }
        return rows;
    }
}
