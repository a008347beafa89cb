package org.scorekeeper.nightly;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.scorekeeper.settle.LedgerBook;
import org.scorekeeper.settle.PeriodResult;
import org.scorekeeper.settle.postgres.LedgerStore;
import org.scorekeeper.settle.postgres.ResultStore.Stored;

/** The ledger of a period that stands always adds up to its figures, whether they were evaluated tonight or not. */
record LedgerCheck(LedgerStore ledger) {
    /**
     * Checks one contract's periods.
     *
     * @param stored in their latest revision
     * @throws IllegalStateException where the ledger says something else than the figures
     */
    void check(List<Stored> stored) {
        if (stored.isEmpty()) {
            return;
        }
        String contract = stored.get(0).period().result().contract().id();
        Map<String, LedgerBook> books = ledger.books(contract);
        for (Stored one : stored) {
            PeriodResult result = one.period().result();
            if (result.state().stands()) {
                String period = result.period().label();
                BigDecimal entered =
                        books.getOrDefault(period, new LedgerBook(List.of())).money();
                if (result.money().compareTo(entered) != 0) {
                    throw new IllegalStateException("the ledger of " + contract + " " + period + " comes to " + entered
                            + ", its figures to " + result.money());
                }
            }
        }
    }
}
