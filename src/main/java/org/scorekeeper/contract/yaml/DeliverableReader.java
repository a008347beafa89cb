package org.scorekeeper.contract.yaml;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.scorekeeper.calendar.ContractDuration;
import org.scorekeeper.contract.Contract.Deliverable;
import org.scorekeeper.contract.Contract.LateDamages;
import org.scorekeeper.contract.Price;

/** Reads {@code deliverables}: what is due when, for what fee, and what a day late costs. */
record DeliverableReader(Block file) {
    List<Deliverable> read() {
        List<Deliverable> deliverables = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (Block unnamed : file.blocks("deliverables")) {
            Optional<String> id = unnamed.need("id");
            Block block =
                    id.map(name -> unnamed.named("deliverables[" + name + "]")).orElse(unnamed);
            block.text("id");
            Optional<String> title = block.text("title").or(() -> id);
            if (id.isPresent() && !ids.add(id.get())) {
                block.error("id", "the deliverable " + id.get() + " stands twice. Give each an id of its own.");
            }
            Optional<LocalDate> due = block.needDate("due");
            Optional<BigDecimal> fee = block.value("fee", Quantities::amount);
            Optional<LateDamages> late = block.block("late").flatMap(DeliverableReader::late);
            Optional<String> clause = block.text("clause");
            block.remarks();
            block.nothingElse();
            if (late.isPresent() && clause.isEmpty()) {
                block.warning("clause", "is missing: a day late costs money. Name where the paper says so.");
            }
            id.ifPresent(name -> title.ifPresent(words ->
                    due.ifPresent(day -> deliverables.add(new Deliverable(name, words, clause, day, fee, late)))));
        }
        return deliverables;
    }

    private static Optional<LateDamages> late(Block block) {
        Optional<Price> eachDay = block.needValue("each-day", Quantities::cost);
        Optional<Price> atMost = block.value("at-most", Quantities::cost);
        Optional<ContractDuration> grace = block.value("grace", DeliverableReader::wholeDays);
        boolean accepted =
                block.value("until", DeliverableReader::untilAccepted).orElse(false);
        boolean working = block.value("in", DeliverableReader::inWorkingDays).orElse(false);
        block.remarks();
        block.nothingElse();
        return eachDay.map(price -> new LateDamages(price, atMost, grace, accepted, working));
    }

    private static ContractDuration wholeDays(String text) {
        ContractDuration grace = ContractDuration.parse(text);
        if (grace instanceof ContractDuration.Fixed fixed
                && !fixed.duration().equals(Duration.ofDays(fixed.duration().toDays()))) {
            throw new IllegalArgumentException("\"" + text + "\" are no whole days. Write 2d or 2 working days.");
        }
        return grace;
    }

    private static boolean untilAccepted(String text) {
        return switch (text) {
            case "accepted" -> true;
            case "delivered" -> false;
            default -> throw new IllegalArgumentException("\"" + text + "\" is unknown. Write delivered or accepted.");
        };
    }

    private static boolean inWorkingDays(String text) {
        return switch (text) {
            case "working days" -> true;
            case "calendar days" -> false;
            default ->
                throw new IllegalArgumentException("\"" + text + "\" is unknown. Write working days or calendar days.");
        };
    }
}
