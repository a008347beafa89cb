package org.scorekeeper.measure;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
            Optional<String> who = account.item().map(item -> scope.thing(rule.by(), item));
            ItemAccount told = account.as(who);
            scope.hear(
                    account.counts() && items < rule.minimum()
                            ? told.but(
                                    ItemAccount.Outcome.NOT_COUNTED,
                                    who.orElse("") + " has " + items + " items, fewer than " + rule.minimum())
                            : told);
        }
        heard.removeIf(
                account -> account.period().isEmpty() || account.period().get().equals(period));
    }

    @Override
    public void watch(Set<String> ids) {
        counted.watch(ids);
    }

    /** A row whose person cannot be read may be anybody's: it is left out, and said by its number. */
    @Override
    public Optional<IfRefused> ifRefused(MeasurementPeriod period, List<Suspect> suspects, boolean higherIsBetter) {
        Counted.Doubts doubts = counted.doubts(period, suspects);
        return doubts.size() == 0
                ? Optional.empty()
                : Optional.of(new IfRefused(
                        doubts.size(), share(with(period, doubts, false)), share(with(period, doubts, true))));
    }

    private List<long[]> with(MeasurementPeriod period, Counted.Doubts doubts, boolean met) {
        Map<String, long[]> accounts = new HashMap<>();
        persons.getOrDefault(period, Map.of()).forEach((person, account) -> accounts.put(person, account.clone()));
        doubts.fresh().forEach(row -> add(accounts, row, met ? 1 : 0, 1));
        doubts.met().forEach(row -> add(accounts, row, met ? 0 : -1, 0));
        doubts.missed().forEach(row -> add(accounts, row, met ? 1 : 0, 0));
        return enough(accounts);
    }

    private void add(Map<String, long[]> accounts, Suspect row, int met, int total) {
        String person = Item.text(row.item().value(rule.by()));
        if (person != null) {
            long[] account = accounts.computeIfAbsent(person, key -> new long[2]);
            account[0] += met;
            account[1] += total;
        }
    }

    private List<long[]> enough(Map<String, long[]> accounts) {
        return accounts.values().stream()
                .filter(account -> account[1] >= rule.minimum())
                .toList();
    }

    private long reach(List<long[]> enough) {
        return enough.stream()
                .filter(account -> rule.atLeast().isMetBy(Fraction.of(account[0] * 100, account[1])))
                .count();
    }

    private Optional<Fraction> share(List<long[]> enough) {
        return enough.isEmpty() ? Optional.empty() : Optional.of(Fraction.of(reach(enough) * 100, enough.size()));
    }

    @Override
    public Reading reading(MeasurementPeriod period) {
        hear(period);
        List<long[]> enough = enough(persons.getOrDefault(period, Map.of()));
        long met = reach(enough);
        return new Reading(
                share(enough),
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
