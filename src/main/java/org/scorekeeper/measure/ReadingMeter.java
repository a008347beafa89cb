package org.scorekeeper.measure;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.scorekeeper.calendar.MeasurementPeriod;
import org.scorekeeper.contract.Fraction;
import org.scorekeeper.contract.Measure;
import org.scorekeeper.contract.Unit;
import org.scorekeeper.facts.Fact;
import org.scorekeeper.facts.FactKind;
import org.scorekeeper.facts.Moment;

/** {@code reading}: a figure measured elsewhere. */
final class ReadingMeter implements Meter {
    private final Scope scope;
    private final Measure.Reading rule;
    private final Unit unit;
    private final Map<MeasurementPeriod, List<At>> values = new HashMap<>();
    private final List<String> otherUnit = new ArrayList<>();

    private record At(java.time.Instant at, String id, BigDecimal value) {}

    ReadingMeter(Scope scope, Measure.Reading rule, Unit unit) {
        this.scope = scope;
        this.rule = rule;
        this.unit = unit;
    }

    @Override
    public void add(FactKind kind, Item item) {
        Fact fact = item.state();
        if (kind != FactKind.READINGS
                || !fact.text("metric")
                        .map(name -> name.toLowerCase(Locale.ROOT))
                        .filter(rule.metric()::equals)
                        .isPresent()) {
            return;
        }
        Optional<Moment> at = scope.known(fact.moment("at").orElse(null));
        Optional<BigDecimal> value = fact.decimal("value");
        MeasurementPeriod period = at.isEmpty() ? null : scope.period(at.get().day(scope.zone()));
        if (period == null || value.isEmpty()) {
            return;
        }
        String given = fact.text("unit").orElse(unit.symbol());
        if (!given.equalsIgnoreCase(unit.symbol())) {
            otherUnit.add(fact.place() + " (" + given + ")");
            return;
        }
        values.computeIfAbsent(period, key -> new ArrayList<>())
                .add(new At(at.get().start(scope.zone()), item.id(), value.get().multiply(unit.size())));
    }

    @Override
    public Reading reading(MeasurementPeriod period) {
        List<At> found = values.getOrDefault(period, List.of());
        List<String> notes = otherUnit.isEmpty()
                ? List.of()
                : List.of(otherUnit.size() + " readings are in another unit than the target and were left out: "
                        + String.join(", ", otherUnit.subList(0, Math.min(5, otherUnit.size()))));
        return new Reading(
                found.isEmpty() ? Optional.empty() : Optional.of(value(found)),
                Optional.empty(),
                BigDecimal.valueOf(found.size()),
                List.of(),
                List.of(),
                found.size(),
                notes,
                rule.as().name().toLowerCase(Locale.ROOT) + " of " + found.size() + " readings of " + rule.metric());
    }

    private Fraction value(List<At> found) {
        BigDecimal sum = found.stream().map(At::value).reduce(BigDecimal.ZERO, BigDecimal::add);
        return switch (rule.as()) {
            case LAST ->
                Fraction.of(found.stream()
                        .max(Comparator.comparing(At::at).thenComparing(At::id))
                        .orElseThrow()
                        .value());
            case SUM -> Fraction.of(sum);
            case AVERAGE -> new Fraction(sum, BigDecimal.valueOf(found.size()));
            case HIGHEST ->
                Fraction.of(found.stream()
                        .map(At::value)
                        .max(Comparator.naturalOrder())
                        .orElseThrow());
            case LOWEST ->
                Fraction.of(found.stream()
                        .map(At::value)
                        .min(Comparator.naturalOrder())
                        .orElseThrow());
        };
    }
}
