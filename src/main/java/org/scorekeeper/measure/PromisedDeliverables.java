package org.scorekeeper.measure;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.scorekeeper.contract.Contract;
import org.scorekeeper.facts.Fact;
import org.scorekeeper.facts.FactKind;
import org.scorekeeper.facts.Moment;
import org.scorekeeper.facts.Place;

/**
 * Sees deliverables as the contract promises them: its due date and fee go before the log's, and what the log does not
 * mention is due all the same (contract language: "The due date and fee of a deliverable are the contract's").
 */
final class PromisedDeliverables {
    private static final FactKind KIND = FactKind.DELIVERABLES;

    private final Contract contract;
    private final Map<String, Contract.Deliverable> promised = new LinkedHashMap<>();
    private final Set<String> logged = new HashSet<>();

    PromisedDeliverables(Contract contract) {
        this.contract = contract;
        contract.deliverables().forEach(one -> promised.put(one.id(), one));
    }

    /** The item with the contract's due date and fee. */
    Item asPromised(Item item) {
        Contract.Deliverable terms = promised.get(item.id());
        if (terms == null) {
            return item;
        }
        logged.add(item.id());
        return new Item(
                item.versions().stream()
                        .map(version -> overlaid(version, terms))
                        .toList(),
                item.statuses());
    }

    /** What the contract promises and the log does not mention: due, and not delivered. */
    List<Item> unmentioned() {
        return promised.values().stream()
                .filter(terms -> !logged.contains(terms.id()))
                .map(terms -> Item.of(List.of(overlaid(blank(terms), terms))))
                .toList();
    }

    private Fact blank(Contract.Deliverable terms) {
        @Nullable Object[] values = new @Nullable Object[KIND.fields().size()];
        values[KIND.index("title")] = terms.title();
        return new Fact(
                KIND,
                contract.vendor(),
                contract.id(),
                terms.id(),
                1,
                null,
                values,
                Map.of(),
                new Place(contract.source(), null, 1));
    }

    private static Fact overlaid(Fact fact, Contract.Deliverable terms) {
        @Nullable Object[] values = fact.values().clone();
        values[KIND.index("due")] = new Moment.Day(terms.due());
        terms.fee().ifPresent(fee -> values[KIND.index("fee")] = fee);
        return new Fact(
                fact.kind(),
                fact.vendor(),
                fact.contract(),
                fact.id(),
                fact.version(),
                fact.orderAt(),
                values,
                fact.own(),
                fact.place());
    }
}
