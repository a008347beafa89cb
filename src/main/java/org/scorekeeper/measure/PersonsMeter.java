package org.scorekeeper.measure;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.scorekeeper.calendar.MeasurementPeriod;
import org.scorekeeper.contract.Fraction;
import org.scorekeeper.contract.Measure;
import org.scorekeeper.facts.FactKind;

/** {@code share-of: persons}: of the persons with enough items, those whose own share reaches the bound. */
final class PersonsMeter implements Meter {
    private final Counted counted;
    private final Measure.Persons rule;
    private final Map<MeasurementPeriod, Map<String, long[]>> persons = new HashMap<>();
    private final Scope scope;
    /** What is told of items only when it is known whose count. */
    private final List<ItemAccount> heard = new ArrayList<>();

    /**
     * Prepares the meter.
     *
     * @param before the same level's meter of the contract version before; null where that has none
     */
    PersonsMeter(Scope scope, Measure.Persons rule, @Nullable Meter before) {
        this.scope = scope;
        this.counted = new Counted(
                scope.isHeard() ? scope.heardBy(heard::add) : scope,
                rule.share(),
                before instanceof PersonsMeter earlier ? earlier.counted : null);
        this.rule = rule;
    }

    @Override
    public void add(FactKind kind, Item item) {
        String person = Item.text(item.value(rule.by()));
        if (person == null) {
            if (scope.isHeard()) {
                scope.hear(ItemAccount.left(item, rule.by() + " is not known"));
            }
        } else {
            counted.add(kind, item, (period, met) -> {
                long[] account = persons.computeIfAbsent(period, key -> new HashMap<>())
                        .computeIfAbsent(person, key -> new long[2]);
                account[0] += met ? 1 : 0;
                account[1]++;
            });
        }
    }

    @Override
    public void except(FactKind kind, Item item) {
        counted.except(kind, item);
    }

    /** Tells of the items of a period, now that it is known which persons have enough of them. */
    private void hear(MeasurementPeriod period) {
        Map<String, long[]> accounts = persons.getOrDefault(period, Map.of());
        for (ItemAccount account : heard) {
            if (account.period().isPresent() && !account.period().get().equals(period)) {
                continue;
            }
            Optional<String> person = account.item().map(item -> String.valueOf(Item.text(item.value(rule.by()))));
            long items = person.map(accounts::get).map(one -> one[1]).orElse(0L);
            ItemAccount told = account.as(person);
            scope.hear(
                    account.counts() && items < rule.minimum()
                            ? told.but(
                                    ItemAccount.Outcome.NOT_COUNTED,
                                    person.orElse("") + " has " + items + " items, fewer than " + rule.minimum())
                            : told);
        }
        heard.removeIf(
                account -> account.period().isEmpty() || account.period().get().equals(period));
    }

    @Override
    public Reading reading(MeasurementPeriod period) {
        hear(period);
        List<long[]> enough = persons.getOrDefault(period, Map.of()).values().stream()
                .filter(account -> account[1] >= rule.minimum())
                .toList();
        long met = enough.stream()
                .filter(account -> rule.atLeast().isMetBy(Fraction.of(account[0] * 100, account[1])))
                .count();
        return new Reading(
                enough.isEmpty() ? Optional.empty() : Optional.of(Fraction.of(met * 100, enough.size())),
                Optional.of(BigDecimal.valueOf(met)),
                BigDecimal.valueOf(enough.size()),
                List.of(),
                List.of(),
                counted.tally(period).rows,
                counted.tally(period).notes(),
                met + " of " + enough.size() + " persons with at least " + rule.minimum() + " items reach "
                        + rule.atLeast().value().toPlainString() + "%");
    }
}
