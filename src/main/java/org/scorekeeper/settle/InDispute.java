package org.scorekeeper.settle;

import java.util.List;
import java.util.stream.Stream;
import org.scorekeeper.facts.register.Dispute;

/**
 * Which lines of a period are in dispute: a line that a dispute names, the lines of a level or period that it names, and the
 * line of a level that missed an item which it names.
 *
 * @param now the period as it is evaluated
 * @param issued its issued revisions; an item that one of them missed stays in dispute whatever later data say of it
 */
public record InDispute(PeriodResult now, List<PeriodResult> issued) {
    /** Whether a dispute speaks of a line of the period. */
    public boolean covers(Dispute dispute, LedgerLine line) {
        String period = now.period().label();
        return dispute.covers(line.lineId(), period, line.serviceLevel())
                || (dispute.item().isPresent()
                        && line.lineId().equals(own(line))
                        && missed(dispute, line.serviceLevel()));
    }

    /** Whether a dispute speaks of anything in the period. */
    public boolean concerns(Dispute dispute) {
        String period = now.period().label();
        if (dispute.item().isPresent() && dispute.lineId().isEmpty()) {
            return now.levels().stream()
                    .anyMatch(level -> missed(dispute, level.level().id()));
        }
        return dispute.lineId()
                .map(line -> line.startsWith(now.contract().id() + "/" + period + "/"))
                .orElseGet(() ->
                        dispute.period().filter(label -> !label.equals(period)).isEmpty());
    }

    private String own(LedgerLine line) {
        return now.contract().id() + "/" + now.period().label() + "/" + line.serviceLevel();
    }

    private boolean missed(Dispute dispute, String level) {
        return Stream.concat(Stream.of(now), issued.stream())
                .flatMap(result -> result.level(level).stream())
                .flatMap(result -> result.figure().misses().stream())
                .anyMatch(miss -> dispute.coversItem(miss.item(), now.period().label(), level));
    }
}
