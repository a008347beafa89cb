package org.scorekeeper.measure;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.scorekeeper.calendar.CalendarTimeline;
import org.scorekeeper.calendar.MeasurementPeriod;
import org.scorekeeper.contract.Clocked;
import org.scorekeeper.contract.FieldRef;
import org.scorekeeper.contract.Fraction;
import org.scorekeeper.contract.Measure;
import org.scorekeeper.contract.Measure.Kind;
import org.scorekeeper.contract.Measure.Selection;
import org.scorekeeper.contract.Measure.Value;
import org.scorekeeper.facts.FactKind;
import org.scorekeeper.facts.Moment;

/** {@code average-of}, {@code median-of} and their like: a statistic of the values of a period's items. */
final class StatisticMeter implements Meter {
    private final Scope scope;
    private final Kind kind;
    private final Selection selection;
    private final Optional<Value> value;
    private final BigDecimal percentile;
    private final FieldRef periodBy;
    private final @Nullable CalendarTimeline calendar;
    private final Map<MeasurementPeriod, List<BigDecimal>> values = new HashMap<>();
    private final Map<MeasurementPeriod, Set<String>> distinct = new HashMap<>();
    private long withoutNumber;
    private long wrongOrder;

    StatisticMeter(Scope scope, Measure.Statistic statistic) {
        this.scope = scope;
        this.kind = statistic.kind();
        this.selection = statistic.selection();
        this.value = statistic.value();
        this.percentile = statistic.percentile().orElse(BigDecimal.ZERO);
        Clocked clock = clock();
        this.periodBy =
                selection.periodBy().orElseGet(() -> clock == null ? Judge.placedBy(selection.items()) : clock.to());
        this.calendar = clock == null ? null : scope.calendar(clock.calendar());
    }

    private @Nullable Clocked clock() {
        return value.orElse(null) instanceof Value.OfClock clocked ? clocked.clock() : null;
    }

    @Override
    public void add(FactKind factKind, Item item) {
        if (factKind != selection.items() || !Conditions.hold(selection.where(), item, scope.zone())) {
            return;
        }
        Optional<Moment> placed = scope.known(item.moment(periodBy));
        MeasurementPeriod period =
                placed.isEmpty() ? null : scope.period(placed.get().day(scope.zone()));
        if (period == null) {
            return;
        }
        BigDecimal number = number(item);
        if (number == null) {
            return;
        }
        if (selection.distinct().isPresent()) {
            String text = Item.text(item.value(selection.distinct().get()));
            if (!distinct.computeIfAbsent(period, key -> new HashSet<>()).add(text == null ? "\0" + item.id() : text)) {
                return;
            }
        }
        values.computeIfAbsent(period, key -> new ArrayList<>()).add(number);
    }

    private @Nullable BigDecimal number(Item item) {
        if (value.isEmpty()) {
            return BigDecimal.ONE;
        }
        if (value.get() instanceof Value.OfField field) {
            Object found = item.value(field.field());
            BigDecimal number = Item.number(found);
            withoutNumber += number == null ? 1 : 0;
            return number;
        }
        Clocked clock = ((Value.OfClock) value.get()).clock();
        Optional<Moment> from = scope.known(item.moment(clock.from()));
        Optional<Moment> to = scope.known(item.moment(clock.to()));
        if (from.isEmpty() || to.isEmpty() || calendar == null) {
            return null;
        }
        Instant start = from.get().start(scope.zone());
        Instant stop = to.get().start(scope.zone());
        if (stop.isBefore(start)) {
            wrongOrder++;
            return null;
        }
        long elapsed = calendar.elapsedSeconds(start, stop, Pauses.of(item, clock, scope.asOf()))
                - Pauses.holdSeconds(item, clock);
        return BigDecimal.valueOf(Math.max(0, elapsed));
    }

    @Override
    public Reading reading(MeasurementPeriod period) {
        List<BigDecimal> found = values.getOrDefault(period, List.of());
        List<String> notes = new ArrayList<>();
        if (withoutNumber > 0) {
            notes.add(withoutNumber + " items without a number were left out");
        }
        if (wrongOrder > 0) {
            notes.add(wrongOrder + " items end before they start and were left out");
        }
        return new Reading(
                found.isEmpty() ? Optional.empty() : Optional.of(statistic(found)),
                Optional.empty(),
                BigDecimal.valueOf(found.size()),
                List.of(),
                List.of(),
                found.size(),
                notes,
                words() + " of " + found.size() + " items");
    }

    /** Whether nothing at all makes a figure inside a ratio: a count or a sum of nothing is zero there. */
    boolean isZeroOfNothing() {
        return kind == Kind.COUNT || kind == Kind.SUM;
    }

    private String words() {
        return switch (kind) {
            case AVERAGE -> "mean";
            case MEDIAN -> "median";
            case PERCENTILE -> percentile.toPlainString() + "th percentile (nearest rank)";
            case SUM -> "sum";
            case HIGHEST -> "highest";
            case LOWEST -> "lowest";
            case COUNT -> "count";
        };
    }

    private Fraction statistic(List<BigDecimal> found) {
        BigDecimal size = BigDecimal.valueOf(found.size());
        return switch (kind) {
            case COUNT -> Fraction.of(size);
            case SUM -> Fraction.of(sum(found));
            case AVERAGE -> new Fraction(sum(found), size);
            case HIGHEST ->
                Fraction.of(found.stream().max(Comparator.naturalOrder()).orElseThrow());
            case LOWEST ->
                Fraction.of(found.stream().min(Comparator.naturalOrder()).orElseThrow());
            case MEDIAN -> {
                List<BigDecimal> sorted = found.stream().sorted().toList();
                BigDecimal lower = sorted.get((sorted.size() - 1) / 2);
                BigDecimal upper = sorted.get(sorted.size() / 2);
                yield new Fraction(lower.add(upper), BigDecimal.valueOf(2));
            }
            case PERCENTILE -> {
                List<BigDecimal> sorted = found.stream().sorted().toList();
                int rank = percentile
                        .multiply(size)
                        .divide(BigDecimal.valueOf(100), 0, RoundingMode.CEILING)
                        .intValueExact();
                yield Fraction.of(sorted.get(Math.max(1, rank) - 1));
            }
        };
    }

    private static BigDecimal sum(List<BigDecimal> found) {
        return found.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
