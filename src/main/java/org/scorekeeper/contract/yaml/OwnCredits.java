package org.scorekeeper.contract.yaml;

import org.scorekeeper.contract.Bound;
import org.scorekeeper.contract.CreditRule;
import org.scorekeeper.contract.Measure;

/** Reads a level's own {@code credits}, which must fit its target and its measure. */
record OwnCredits(Block block, Bound target, Measure measure) {
    CreditsReader.Read read(String level) {
        CreditsReader.Read read = CreditsReader.ofLevel(block, level);
        read.rule().ifPresent(this::check);
        return read;
    }

    private void check(RuleReader.Read read) {
        if (!read.fits(target)) {
            block.error(read.key(), "is in another unit than the target, " + target + ".");
            return;
        }
        RuleReader.checkSides(block, read.rule(), target);
        if (read.rule() instanceof CreditRule.PerItem perItem) {
            if (!Costs.hasItems(measure)) {
                block.error("per-item", "has no meaning here: only a share and a count have items. Write per-step.");
            } else if (perItem.credit().needsFee() && !Costs.hasFees(measure)) {
                block.error(
                        "per-item",
                        "is a share of a fee, and only a share of deliverables has fees. Write an amount, or a share of"
                                + " charges.");
            }
        }
    }
}
