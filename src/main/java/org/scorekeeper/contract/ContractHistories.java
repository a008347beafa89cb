package org.scorekeeper.contract;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.scorekeeper.contract.Problem.Severity;

/**
 * The versions of each contract, put in order, and what is wrong between them. A contract whose versions contradict each
 * other is left out as a whole, because nobody can tell which of them is meant.
 *
 * @param histories by the contract's number, in its order
 * @param problems errors between versions, each at the later version's file
 */
public record ContractHistories(Map<String, ContractHistory> histories, List<Problem> problems) {
    /** Copies the collections, keeping their order. */
    public ContractHistories {
        histories = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(histories));
        problems = List.copyOf(problems);
    }

    /** Sorts versions by contract and {@code applies-from}. */
    public static ContractHistories of(List<Contract> versions) {
        Map<String, List<Contract>> byId = new TreeMap<>();
        versions.forEach(version ->
                byId.computeIfAbsent(version.id(), id -> new ArrayList<>()).add(version));
        Map<String, ContractHistory> histories = new LinkedHashMap<>();
        List<Problem> problems = new ArrayList<>();
        // two numbers that differ in case alone would share their files on some systems
        Map<String, Set<String>> spellings = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        byId.keySet()
                .forEach(id ->
                        spellings.computeIfAbsent(id, key -> new TreeSet<>()).add(id));
        byId.forEach((id, list) -> {
            list.sort(java.util.Comparator.comparing(Contract::appliesFrom).thenComparing(Contract::source));
            List<Problem> found = new ArrayList<>();
            for (int i = 1; i < list.size(); i++) {
                contradictions(list.get(i - 1), list.get(i), found);
            }
            if (java.util.Objects.requireNonNull(spellings.get(id)).size() > 1) {
                found.add(problem(
                        list.get(0),
                        "contract",
                        "the number stands in several spellings, " + String.join(" and ", spellings.get(id))
                                + ". Files are named after it: write it in one way, or give each contract its own."));
            }
            problems.addAll(found);
            if (found.isEmpty()) {
                histories.put(id, new ContractHistory(list));
            }
        });
        return new ContractHistories(histories, problems);
    }

    private static void contradictions(Contract earlier, Contract later, List<Problem> problems) {
        if (earlier.appliesFrom().equals(later.appliesFrom())) {
            problems.add(problem(
                    later,
                    "applies-from",
                    later.id() + " from " + later.appliesFrom() + " also stands in " + earlier.source()
                            + ". Keep one of the two, or give the later version its own day."));
            return;
        }
        same("vendor", Contract::vendor, earlier, later, problems);
        same("currency", Contract::currency, earlier, later, problems);
        same("term.from", version -> version.term().from(), earlier, later, problems);
        if (!earlier.period().containing(later.appliesFrom()).from().equals(later.appliesFrom())) {
            problems.add(problem(
                    later,
                    "applies-from",
                    "lies within a " + earlier.period().code() + " period of the version before it, in "
                            + earlier.source() + ". Write "
                            + earlier.period().containing(later.appliesFrom()).from() + " or "
                            + earlier.period().containing(later.appliesFrom()).to() + "."));
        }
    }

    /** What every version of a contract has in common: past figures, ledgers and contract years rest on it. */
    private static void same(
            String key, Function<Contract, Object> value, Contract earlier, Contract later, List<Problem> problems) {
        if (!value.apply(earlier).equals(value.apply(later))) {
            problems.add(problem(
                    later,
                    key,
                    "is " + value.apply(later) + ", but " + value.apply(earlier) + " in " + earlier.source()
                            + ". Versions of one contract share it; another one is another contract."));
        }
    }

    private static Problem problem(Contract version, String key, String message) {
        return new Problem(Severity.ERROR, version.source(), 1, key, message);
    }
}
