package org.scorekeeper.measure;

import java.math.RoundingMode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.scorekeeper.calendar.MeasurementPeriod;
import org.scorekeeper.contract.ContractHistory;
import org.scorekeeper.facts.FactKind;

/** What a contract's levels come to over some items, in few words. */
public final class Measured {
    private final Map<String, Map<String, Figure>> byPeriod = new TreeMap<>();
    private final Map<MeasurementPeriod, Map<String, Figure>> figures;

    private Measured(Map<MeasurementPeriod, Map<String, Figure>> figures) {
        this.figures = figures;
        figures.forEach((period, levels) -> byPeriod.put(period.label(), levels));
    }

    /** Measures tickets. */
    public static Measured of(ContractHistory history, String asOf, Item... tickets) {
        return of(history, asOf, Map.of(FactKind.TICKETS, List.of(tickets)), List.of());
    }

    /** Measures items of any kind, and expected files. */
    public static Measured of(
            ContractHistory history, String asOf, Map<FactKind, List<Item>> items, List<ExpectedFile> files) {
        Instant until = Facts.instant(asOf);
        Evaluation evaluation = new Evaluation(
                history,
                history.periodsUntil(
                        until.minusSeconds(1).atZone(ZoneOffset.UTC).toLocalDate()),
                until,
                files);
        items.forEach((kind, list) -> list.forEach(item -> evaluation.add(kind, item)));
        return new Measured(evaluation.figures());
    }

    /** All figures. */
    public Map<MeasurementPeriod, Map<String, Figure>> figures() {
        return figures;
    }

    /** The figure of the level {@code L} in a period such as 2026-01. */
    public Figure figure(String period) {
        return Objects.requireNonNull(byPeriod.getOrDefault(period, Map.of()).get("L"), period);
    }

    /** The figure of {@code L} in base units with four decimals at most; {@code none} without data. */
    public String value(String period) {
        return figure(period)
                .value()
                .map(value -> value.round(4, RoundingMode.HALF_UP)
                        .stripTrailingZeros()
                        .toPlainString())
                .orElse("none");
    }

    /** {@code 2026-01 1/2, 2026-02 0/1}: met of total of {@code L} in every period that counted something. */
    public String shares() {
        List<String> shares = new ArrayList<>();
        byPeriod.forEach((period, levels) -> {
            Figure figure = levels.get("L");
            if (figure != null && figure.total().signum() != 0) {
                shares.add(period + " " + figure.met().orElseThrow().toPlainString() + "/"
                        + figure.total().toPlainString());
            }
        });
        return String.join(", ", shares);
    }

    /** The ids of the items that missed in a period, worst first. */
    public String misses(String period) {
        return figure(period).misses().stream().map(Miss::item).collect(Collectors.joining(" "));
    }
}
