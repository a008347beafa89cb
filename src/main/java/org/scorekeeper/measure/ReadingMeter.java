package org.scorekeeper.measure;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.scorekeeper.calendar.MeasurementPeriod;
import org.scorekeeper.contract.Condition;
import org.scorekeeper.contract.FieldRef;
import org.scorekeeper.contract.Fraction;
import org.scorekeeper.contract.Measure;
import org.scorekeeper.contract.Measure.Kind;
import org.scorekeeper.contract.Unit;
import org.scorekeeper.facts.Fact;
import org.scorekeeper.facts.FactKind;
import org.scorekeeper.facts.Moment;
import org.scorekeeper.facts.register.Relief;

/** {@code reading}: a figure measured elsewhere. */
final class ReadingMeter implements Meter {
    /** Of readings at one instant the one with the later id counts: the same in whatever order rows came. */
    private static final Comparator<At> LATEST = Comparator.comparing(At::at).thenComparing(At::id);

    private final Scope scope;
    private final Measure.Reading rule;
    private final Optional<Unit> unit;
    private final Map<MeasurementPeriod, Account> accounts = new HashMap<>();

    private record At(Instant at, String id, BigDecimal value) {}

    /** One period's account. */
    private static final class Account {
        private final Sample sample = new Sample(false);
        private final LeftOut leftOut = new LeftOut();
        private @Nullable At last;
    }

    /**
     * Prepares the meter.
     *
     * @param unit what the readings must be in; empty inside a ratio, where numbers are taken as they are
     */
    ReadingMeter(Scope scope, Measure.Reading rule, Optional<Unit> unit) {
        this.scope = scope;
        this.rule = rule;
        this.unit = unit;
    }

    @Override
    public void add(FactKind kind, Item item) {
        Fact fact = item.state();
        if (kind != FactKind.READINGS
                || !fact.text("metric")
                        .filter(name -> name.equalsIgnoreCase(rule.metric()))
                        .isPresent()) {
            if (scope.isHeard() && kind == FactKind.READINGS) {
                scope.hear(ItemAccount.left(item, "a reading of another metric than " + rule.metric()));
            }
            return;
        }
        Optional<Moment> at = scope.known(fact.moment("at").orElse(null));
        Optional<BigDecimal> value = fact.decimal("value");
        MeasurementPeriod period = at.isEmpty() ? null : scope.period(at.get().day(scope.zone()));
        if (period == null || value.isEmpty()) {
            if (scope.isHeard()) {
                scope.hear(ItemAccount.left(
                        item,
                        value.isEmpty()
                                ? "it has no value"
                                : at.map(known -> "belongs to "
                                                + scope.anyPeriod(known.day(scope.zone()))
                                                        .label() + ", outside these terms")
                                        .orElse("at is not known, which places it in a period")));
            }
            return;
        }
        Account account = accounts.computeIfAbsent(period, key -> new Account());
        Instant instant = at.get().start(scope.zone());
        Optional<Relief> relief = scope.reliefs().deciding(item, instant, instant);
        if (relief.isPresent()) {
            account.leftOut.relieved(relief.get().id());
            scope.hear(ItemAccount.left(item, "relief " + relief.get().id() + " removes it")
                    .in(period)
                    .relievedBy(relief.map(Relief::id)));
            return;
        }
        String given = fact.text("unit").orElse("");
        if (unit.isPresent() && !given.isEmpty() && !unit.get().isMeantBy(given)) {
            account.leftOut.otherUnit(fact.place() + " (" + given + ")");
            scope.hear(ItemAccount.left(item, "in " + given + ", another unit than the target's")
                    .in(period));
            return;
        }
        BigDecimal base = unit.map(Unit::size).orElse(BigDecimal.ONE).multiply(value.get());
        account.sample.add(base);
        if (scope.isHeard()) {
            scope.hear(ItemAccount.of(item, ItemAccount.Outcome.COUNTED, "")
                    .in(period)
                    .with(new ItemAccount.Timing(
                            Optional.of(instant),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            0,
                            Optional.empty()))
                    .adding(base));
        }
        At one = new At(at.get().start(scope.zone()), item.id(), base);
        if (account.last == null || LATEST.compare(one, account.last) > 0) {
            account.last = one;
        }
    }

    /** A refused reading is taken for as bad, or as good, as the period's worst or best one. */
    @Override
    public Optional<IfRefused> ifRefused(MeasurementPeriod period, List<Suspect> suspects, boolean higherIsBetter) {
        long rows = suspects.stream()
                .filter(suspect -> suspect.kind() == FactKind.READINGS
                        && suspect.mayHold(ofMetric(), scope)
                        && suspect.mayLieIn(period, Judge.placedBy(FactKind.READINGS), scope))
                .count();
        return rows == 0
                ? Optional.empty()
                : Optional.of(
                        new IfRefused(rows, with(period, rows, !higherIsBetter), with(period, rows, higherIsBetter)));
    }

    private Condition ofMetric() {
        return new Condition(List.of(
                new Condition.FieldTest(FieldRef.last("metric"), new Condition.Test.AnyOf(List.of(rule.metric())))));
    }

    private Optional<Fraction> with(MeasurementPeriod period, long more, boolean highest) {
        Account account = accounts.get(period);
        if (account == null || account.sample.size() == 0) {
            return Optional.empty();
        }
        Sample sample = account.sample.with(more, highest);
        Kind kind = switch (rule.as()) {
            case LAST -> highest ? Kind.HIGHEST : Kind.LOWEST;
            case SUM -> Kind.SUM;
            case AVERAGE -> Kind.AVERAGE;
            case HIGHEST -> Kind.HIGHEST;
            case LOWEST -> Kind.LOWEST;
        };
        return sample.figure(kind, BigDecimal.ZERO);
    }

    @Override
    public Reading reading(MeasurementPeriod period) {
        Account account = accounts.getOrDefault(period, new Account());
        long size = account.sample.size();
        return new Reading(
                value(account),
                Optional.empty(),
                BigDecimal.valueOf(size),
                List.of(),
                List.of(),
                size,
                account.leftOut.notes(0),
                rule.as().name().toLowerCase(Locale.ROOT) + " of " + size
                        + (size == 1 ? " reading of " : " readings of ") + rule.metric());
    }

    private Optional<Fraction> value(Account account) {
        Sample sample = account.sample;
        return switch (rule.as()) {
            case LAST -> Optional.ofNullable(account.last).map(At::value).map(Fraction::of);
            case SUM -> sample.figure(Kind.SUM, BigDecimal.ZERO);
            case AVERAGE -> sample.figure(Kind.AVERAGE, BigDecimal.ZERO);
            case HIGHEST -> sample.figure(Kind.HIGHEST, BigDecimal.ZERO);
            case LOWEST -> sample.figure(Kind.LOWEST, BigDecimal.ZERO);
        };
    }
}
