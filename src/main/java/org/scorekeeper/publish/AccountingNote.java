package org.scorekeeper.publish;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.scorekeeper.calendar.MeasurementPeriod;
import org.scorekeeper.contract.Contract;
import org.scorekeeper.contract.Ubl;
import org.scorekeeper.settle.LedgerEntry;

/**
 * What one posting holds of one contract and period, as a document of its own ({@code finance: { ubl: … }}): the first
 * with what was issued, one more with each later change. Together they come to the posted lines.
 *
 * @param kind credit note or debit note
 * @param number 1 for what was issued first, counted up with every later posting that has money of the period
 * @param posting that handed the lines to finance
 * @param entries lines that come to money, in the order in which they were entered
 */
public record AccountingNote(Ubl kind, int number, LedgerEntry.Posting posting, List<LedgerEntry> entries) {
    /** Copies the list. */
    public AccountingNote {
        entries = List.copyOf(entries);
    }

    /** The documents of a period, by contract and posting; none of contracts that ask for none. */
    public static List<AccountingNote> of(List<LedgerEntry> period) {
        Map<String, Map<LedgerEntry.Posting, List<LedgerEntry>>> byContract = new LinkedHashMap<>();
        for (LedgerEntry entry : period) {
            if (entry.contract().ubl().isPresent()
                    && entry.posting().isPresent()
                    && entry.line().amount().signum() != 0) {
                byContract
                        .computeIfAbsent(entry.contract().id(), key -> new LinkedHashMap<>())
                        .computeIfAbsent(entry.posting().get(), key -> new ArrayList<>())
                        .add(entry);
            }
        }
        List<AccountingNote> notes = new ArrayList<>();
        byContract.values().forEach(postings -> {
            int number = 1;
            for (Map.Entry<LedgerEntry.Posting, List<LedgerEntry>> one : postings.entrySet()) {
                Ubl kind = one.getValue().get(0).contract().ubl().orElseThrow();
                notes.add(new AccountingNote(kind, number++, one.getKey(), one.getValue()));
            }
        });
        return notes;
    }

    /** The terms that made it. */
    public Contract contract() {
        return entries.get(0).contract();
    }

    /** The period whose money it is. */
    public MeasurementPeriod period() {
        return entries.get(0).line().period();
    }

    /** Its number for finance: {@code NWD-2026-014/2026-10}, then {@code NWD-2026-014/2026-10/2}. */
    public String id() {
        return id(number);
    }

    /** The document that it changes: the first; empty where it is that. */
    public Optional<String> changes() {
        return number == 1 ? Optional.empty() : Optional.of(id(1));
    }

    private String id(int which) {
        return contract().id() + "/" + period().label() + (which == 1 ? "" : "/" + which);
    }

    /** What the customer gets by it; below zero where the vendor does. */
    public BigDecimal total() {
        return entries.stream().map(this::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** What the customer gets by one of its lines, with the currency's decimals. */
    public BigDecimal amount(LedgerEntry entry) {
        return entry.line().signedAmount().setScale(contract().moneyPlaces(), RoundingMode.HALF_UP);
    }
}
