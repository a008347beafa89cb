package org.scorekeeper.facts.register;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * All rows of the registers that touch figures or money.
 *
 * @param relief what is not held against a vendor
 * @param disputes what the partners do not agree on
 * @param charges the money that credits are a share of
 * @param waivers credits given up
 * @param manualLines what no rule can say
 * @param approved contract/period of the issued periods that a changed contract may restate, each with what its rows say
 * @param wrong by contract: the wrong rows, each as file and row; they hold its issue
 */
public record Registers(
        List<Relief> relief,
        List<Dispute> disputes,
        List<ChargeRow> charges,
        List<Waiver> waivers,
        List<ManualLine> manualLines,
        Map<String, String> approved,
        Map<String, List<String>> wrong) {
    /** What the keys of disputes begin with in {@link #said()}. */
    public static final String DISPUTE = "dispute/";

    /** And those of relief. */
    public static final String RELIEF = "relief/";

    /** The key under which a restatement keeps the approval that it used up. */
    public static final String APPROVAL = "approval";

    /** No rows. */
    public static final Registers NONE =
            new Registers(List.of(), List.of(), List.of(), List.of(), List.of(), Map.of(), Map.of());

    /** Copies the collections. */
    public Registers {
        relief = List.copyOf(relief);
        disputes = List.copyOf(disputes);
        charges = List.copyOf(charges);
        waivers = List.copyOf(waivers);
        manualLines = List.copyOf(manualLines);
        approved = Map.copyOf(approved);
        wrong = Map.copyOf(wrong);
    }

    /** The contract that a ledger line's id names. */
    public static String contractOf(String lineId) {
        int slash = lineId.indexOf('/');
        return slash < 0 ? "" : lineId.substring(0, slash);
    }

    /** The rows of one contract. */
    public Registers of(String contract) {
        return new Registers(
                relief.stream().filter(row -> row.contract().equals(contract)).toList(),
                disputes.stream().filter(row -> row.contract().equals(contract)).toList(),
                charges.stream().filter(row -> row.contract().equals(contract)).toList(),
                waivers.stream()
                        .filter(row -> contractOf(row.lineId()).equals(contract))
                        .toList(),
                manualLines.stream()
                        .filter(row -> row.contract().equals(contract))
                        .toList(),
                approved,
                wrong);
    }

    /** What the rows say that let a changed contract restate an issued period; empty where there is none. */
    public Optional<String> approval(String contract, String period) {
        return Optional.ofNullable(approved.get(contract + "/" + period));
    }

    /** The relief, and the items whose dispute was accepted: they count as met. */
    public List<Relief> relieving() {
        Stream<Relief> accepted = disputes.stream()
                .filter(Dispute::relievesItem)
                .map(dispute -> new Relief(
                        dispute.id(),
                        dispute.contract(),
                        dispute.serviceLevel(),
                        dispute.item(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Relief.Effect.COUNT_AS_MET,
                        true,
                        dispute.reason()));
        return Stream.concat(relief.stream(), accepted).toList();
    }

    /** The rows that figures rest on, by kind and id, each with what it says: to tell later what has changed. */
    public Map<String, String> said() {
        Map<String, String> said = new TreeMap<>();
        relief.forEach(row ->
                said.put(RELIEF + row.id(), Integer.toHexString(row.toString().hashCode())));
        disputes.forEach(row ->
                said.put(DISPUTE + row.id(), Integer.toHexString(row.toString().hashCode())));
        return said;
    }

    /** The ledger lines that rows need, each with the row, in words; a dispute that asks for nothing more needs none. */
    public Map<String, String> namedLines() {
        Map<String, String> named = new TreeMap<>();
        disputes.stream()
                .filter(row -> row.isOpen()
                        || row.outcome().filter(amount -> amount.signum() > 0).isPresent())
                .forEach(row -> row.lineId().ifPresent(line -> named.put(line, "the dispute " + row.id())));
        waivers.forEach(
                row -> named.put(row.lineId(), "the waiver of " + row.amount().toPlainString()));
        return named;
    }

    /** The items that rows name, each with the row, in words. */
    public Map<String, String> namedItems() {
        Map<String, String> named = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        relief.forEach(row -> row.item().ifPresent(item -> named.put(item, "relief " + row.id())));
        disputes.forEach(row -> row.item().ifPresent(item -> named.put(item, "the dispute " + row.id())));
        return named;
    }

    /** The same without the disputes of these ids. */
    public Registers withoutDisputes(Set<String> ids) {
        return new Registers(
                relief,
                disputes.stream().filter(row -> !ids.contains(row.id())).toList(),
                charges,
                waivers,
                manualLines,
                approved,
                wrong);
    }
}
