package org.scorekeeper.contract.yaml;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.scorekeeper.contract.Cap;
import org.scorekeeper.contract.Price;

/**
 * Reads {@code caps}.
 *
 * @param levels the ids of the contract's levels
 * @param own the level whose credits they stand in, and which alone they can cover; empty for the contract's
 */
record CapReader(Collection<String> levels, Optional<String> own) {
    /** A cap and where it stands. */
    record Placed(Cap cap, Block block) {}

    List<Placed> read(Block credits) {
        List<Placed> caps = new ArrayList<>();
        for (Block block : credits.blocks("caps")) {
            cap(block).ifPresent(cap -> caps.add(new Placed(cap, block)));
        }
        return caps;
    }

    private Optional<Cap> cap(Block block) {
        List<String> of = block.words("of");
        Optional<Cap.Per> per = block.needValue("per", CapReader::per);
        Optional<Price> atMost = block.needValue("at-most", Quantities::cost);
        block.remarks();
        block.nothingElse();
        if (atMost.filter(Price::needsFee).isPresent()
                && per.filter(Cap.Per.ITEM::equals).isEmpty()) {
            block.error(
                    "at-most",
                    "is a share of a fee, and only an item has one. Write a share of charges, or per: item.");
        }
        if (own.isPresent()) {
            if (!of.isEmpty() && !of.equals(List.of(own.get()))) {
                block.error(
                        "of", "a level's own caps cover that level. Leave it out, or move the cap to the contract.");
            }
            return cap(List.of(own.get()), per, atMost);
        }
        // under the contract's own credits a cap that names nobody is the contract's
        boolean whole = of.isEmpty() || of.equals(List.of("contract"));
        if (!whole) {
            of.forEach(id -> checkLevel(block, id));
        }
        return cap(whole ? List.of() : of, per, atMost);
    }

    private static Optional<Cap> cap(List<String> of, Optional<Cap.Per> per, Optional<Price> atMost) {
        return per.flatMap(by -> atMost.map(price -> new Cap(of, by, price)));
    }

    private void checkLevel(Block block, String id) {
        if (!levels.contains(id)) {
            block.error(
                    "of",
                    "there is no service level \"" + id + "\"."
                            + Block.nearest(id, levels)
                                    .map(near -> " Did you mean \"" + near + "\"?")
                                    .orElse(""));
        }
    }

    private static Cap.Per per(String word) {
        return switch (word) {
            case "item" -> Cap.Per.ITEM;
            case "period" -> Cap.Per.PERIOD;
            case "year" -> Cap.Per.YEAR;
            default -> throw new IllegalArgumentException("\"" + word + "\" is unknown. Write item, period or year.");
        };
    }
}
