package org.scorekeeper.nightly;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.scorekeeper.contract.ContractHistory;
import org.scorekeeper.nightly.postgres.OrderStore;
import org.scorekeeper.nightly.postgres.OrderStore.Kind;
import org.scorekeeper.nightly.postgres.OrderStore.Order;
import org.scorekeeper.settle.PeriodResult;
import org.scorekeeper.settle.postgres.ResultStore;
import org.scorekeeper.workspace.Workspace;

/** What people order about the issue of periods; the next night follows it. */
public final class PeriodOrders {
    private PeriodOrders() {}

    /**
     * What became of an order.
     *
     * @param given for which contracts it holds; empty where it could not be given
     * @param said one sentence each, or why it could not be given
     */
    public record Outcome(List<String> given, List<String> said) {
        /** Copies the lists. */
        public Outcome {
            given = List.copyOf(given);
            said = List.copyOf(said);
        }
    }

    /**
     * Gives an order about a period.
     *
     * @param contract one contract; empty: all that have the period
     */
    public static Outcome give(
            NightRequest request, Kind kind, Optional<String> contract, String period, String reason, String givenBy) {
        return Night.withDatabase(request, (workspace, dataSource) -> {
            OrderStore orders = new OrderStore(dataSource);
            ResultStore results = new ResultStore(dataSource);
            List<String> given = new ArrayList<>();
            List<String> said = new ArrayList<>();
            for (ContractHistory history : asked(workspace, contract)) {
                results.history(history).stream()
                        .map(stored -> stored.period().result())
                        .filter(result -> result.period().label().equals(period))
                        .findFirst()
                        .ifPresent(result -> {
                            Optional<String> refused = refusal(result, kind);
                            if (refused.isEmpty()) {
                                orders.give(new Order(history.id(), period, kind, reason, givenBy));
                                given.add(history.id());
                            }
                            said.add(history.id() + " " + period + ": " + refused.orElse(sentence(kind)));
                        });
            }
            if (said.isEmpty()) {
                said.add(
                        contract.map(id -> "the contract " + id).orElse("no contract") + " has "
                                + (contract.isPresent() ? "no" : "a") + " period " + period
                                + " in the stored figures. Run a night first, or write the period as reports name it: 2026-10.");
            }
            return new Outcome(given, said);
        });
    }

    private static List<ContractHistory> asked(Workspace workspace, Optional<String> contract) {
        return workspace.contracts().values().stream()
                .filter(history -> contract.isEmpty() || contract.get().equals(history.id()))
                .toList();
    }

    private static Optional<String> refusal(PeriodResult result, Kind kind) {
        if (result.state().stands()) {
            return Optional.of("is issued already; what changes it now is a restatement.");
        }
        if (kind == Kind.CLOSE && result.running()) {
            return Optional.of("has not ended and cannot be issued yet.");
        }
        return Optional.empty();
    }

    private static String sentence(Kind kind) {
        return switch (kind) {
            case HOLD -> "is held until it is released.";
            case RELEASE -> "is released.";
            case CLOSE -> "will be issued now.";
        };
    }
}
