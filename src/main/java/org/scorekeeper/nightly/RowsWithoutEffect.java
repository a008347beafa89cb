package org.scorekeeper.nightly;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.scorekeeper.contract.ContractHistory;
import org.scorekeeper.facts.register.Registers;
import org.scorekeeper.facts.register.Relief;

/** Says which rows of a contract's registers change nothing: those about items that no fact is, and those that come too late. */
record RowsWithoutEffect(NightContext night, ContractHistory history, Registers registers, Frozen frozen) {
    /**
     * Says them all.
     *
     * @param unknownItems that rows name, each with the row, in words
     */
    void say(Map<String, String> unknownItems) {
        unknownItems.forEach(this::unknown);
        frozen.periods().keySet().forEach(period -> approval(period.label()));
        registers.relief().stream()
                .filter(relief -> relief.approved() && relief.item().isEmpty())
                .forEach(this::relief);
    }

    /** A row about an item that nobody has heard of changes nothing, so it is said; its file may still come. */
    private void unknown(String item, String row) {
        if (frozen.knew(row.replaceFirst("^the ", "").replaceFirst(" ", "/"))) {
            return; // its item was a fact when it counted
        }
        String dropped = frozen.before()
                .map(day -> " (what happened long before " + day + " was dropped)")
                .orElse("");
        note(
                "item " + history.id() + " " + row + " " + item,
                history.id() + ": " + row + " names the item " + item + ", which no fact is" + dropped
                        + ": it changes nothing. Correct the item, or wait for its file.");
    }

    /** What is measured no more can come under no other terms, whoever approves it. */
    private void approval(String period) {
        String used = frozen.said(period, Registers.APPROVAL);
        registers
                .approval(history.id(), period)
                .filter(row -> !row.equals(used))
                .ifPresent(row -> note(
                        "approval " + history.id() + " " + period,
                        history.id() + " " + period
                                + ": its facts were dropped, so the row in approvals restates nothing. A"
                                + " row in waivers or manual-lines can."));
    }

    /** Nor does relief of a time touch it, where it came after the issue; relief of an item names one that no fact is. */
    private void relief(Relief relief) {
        String key = Registers.RELIEF + relief.id();
        String says = registers.said().get(key);
        List<String> too = frozen.periods().keySet().stream()
                .filter(period -> relief.touches(
                        period.start(history.latest().zone()),
                        period.end(history.latest().zone())))
                .map(period -> period.label())
                .filter(period -> !Objects.equals(says, frozen.said(period, key)))
                .toList();
        if (!too.isEmpty()) {
            note(
                    "relief " + history.id() + " " + relief.id(),
                    history.id() + ": relief " + relief.id() + " speaks of "
                            + (too.size() > 4 ? too.get(0) + " to " + too.get(too.size() - 1) : String.join(", ", too))
                            + ", whose facts were dropped: it changes no figure there. A row in waivers or manual-lines can.");
        }
    }

    private void note(String key, String sentence) {
        night.runs().note(night.run().runId(), key, sentence);
    }
}
