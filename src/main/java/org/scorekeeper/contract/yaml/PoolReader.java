package org.scorekeeper.contract.yaml;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.scorekeeper.contract.Credits.Pool;
import org.scorekeeper.contract.Price;

/**
 * Reads {@code pool}, or {@code pools} by name, whose at-risk amount stands in each or once beside them.
 *
 * @param credits the block that they stand in
 * @param levels the ids that may have an allocation
 */
record PoolReader(Block credits, Collection<String> levels) {
    /** What may stand among the names of several pools. */
    private static final List<String> BESIDE = List.of("at-risk", "clause", "quote", "note");

    List<Pool> read() {
        List<Pool> pools = new ArrayList<>();
        Optional<Price> beside = credits.value("at-risk", Quantities::costWithoutFee);
        if (credits.has("at-risk") && !credits.has("pool") && !credits.has("pools")) {
            credits.error(
                    "at-risk", "has no pool. Write pool: { at-risk: 12% of charges, allocations: { KPI-1: 40% } }.");
        }
        if (credits.has("pool") && credits.has("pools")) {
            credits.error("pools", "stands beside pool. Write one of them.");
        }
        credits.block("pool").flatMap(block -> pool("", block, beside)).ifPresent(pools::add);
        credits.block("pools").ifPresent(block -> several(block, beside, pools));
        return pools;
    }

    private void several(Block block, Optional<Price> beside, List<Pool> pools) {
        Optional<Price> shared =
                block.value("at-risk", Quantities::costWithoutFee).or(() -> beside);
        block.remarks();
        List<String> names =
                block.keys().stream().filter(key -> !BESIDE.contains(key)).toList();
        for (String name : names) {
            block.block(name).flatMap(inner -> pool(name, inner, shared)).ifPresent(pools::add);
        }
        if (names.isEmpty()) {
            credits.error(
                    "pools", "names no pool. Write { availability: { size: 50%, allocations: { KPI-1: 40% } } }.");
        }
    }

    private Optional<Pool> pool(String name, Block block, Optional<Price> beside) {
        Optional<Price> atRisk = block.value("at-risk", Quantities::costWithoutFee)
                .or(() -> block.has("at-risk") ? Optional.empty() : beside);
        BigDecimal size = block.value("size", Quantities::anyPercent).orElse(BigDecimal.valueOf(100));
        Map<String, BigDecimal> allocations =
                block.block("allocations").map(this::allocations).orElse(Map.of());
        block.remarks();
        block.nothingElse();
        if (!block.has("at-risk") && beside.isEmpty()) {
            block.error("at-risk", "stands nowhere. Write at-risk: 12% of charges here, or once beside the pools.");
        }
        if (!block.has("allocations")) {
            block.error("allocations", "is missing. Write { KPI-1: 40%, KPI-2: 25% }.");
        }
        return atRisk.map(price -> new Pool(name, price, size.movePointLeft(2), allocations));
    }

    private Map<String, BigDecimal> allocations(Block block) {
        Map<String, BigDecimal> shares = new LinkedHashMap<>();
        BigDecimal sum = BigDecimal.ZERO;
        for (String level : block.names()) {
            Optional<BigDecimal> share = block.value(level, Quantities::percent);
            if (!levels.contains(level)) {
                block.error(
                        level,
                        "there is no service level \"" + level + "\" here."
                                + Block.nearest(level, levels)
                                        .map(near -> " Did you mean \"" + near + "\"?")
                                        .orElse(""));
            }
            sum = sum.add(share.orElse(BigDecimal.ZERO));
            share.ifPresent(percent -> shares.put(level, percent.movePointLeft(2)));
        }
        if (sum.compareTo(BigDecimal.valueOf(100)) > 0) {
            block.error("", "the allocations add up to " + sum.toPlainString() + "%: together they are at most 100%.");
        }
        return shares;
    }
}
