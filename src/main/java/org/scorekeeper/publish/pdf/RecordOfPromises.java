package org.scorekeeper.publish.pdf;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.scorekeeper.publish.told.Words;
import org.scorekeeper.settle.LevelResult;
import org.scorekeeper.settle.PeriodResult;
import org.scorekeeper.settle.Status;

/** What a vendor's promises came to over all periods: the worst first, the best last. */
record RecordOfPromises(List<PeriodResult> results, Words words) {
    private static final int MOST_LEVELS = 15;

    /** What one promise came to over all periods. */
    private record Promise(String contract, String id, String title, List<LevelResult> results) {
        int failed() {
            return (int) results.stream()
                    .filter(level -> level.status() == Status.FAILED)
                    .count();
        }

        int judged() {
            return failed()
                    + (int) results.stream()
                            .filter(level -> level.status() == Status.MET)
                            .count();
        }

        int longest() {
            int longest = 0;
            int run = 0;
            for (LevelResult level : results) {
                run = level.status() == Status.FAILED ? run + 1 : 0;
                longest = Math.max(longest, run);
            }
            return longest;
        }

        BigDecimal share() {
            return BigDecimal.valueOf(100L * (judged() - failed()))
                    .divide(BigDecimal.valueOf(judged()), 1, RoundingMode.HALF_UP);
        }
    }

    /** A row for each; what lies between the worst and the best is left out where the list is long. */
    List<VendorRecordPdf.TallyRow> rows() {
        Map<String, Promise> promises = new LinkedHashMap<>();
        for (PeriodResult result : results) {
            for (LevelResult level : result.levels()) {
                String contract = result.contract().id();
                promises.computeIfAbsent(
                                contract + "/" + level.level().id(),
                                key -> new Promise(
                                        contract,
                                        level.level().id(),
                                        level.level().title(),
                                        new ArrayList<>()))
                        .results()
                        .add(level);
            }
        }
        List<Promise> worst = promises.values().stream()
                .filter(promise -> promise.judged() > 0)
                .sorted(Comparator.comparing(Promise::share).thenComparing(Promise::judged, Comparator.reverseOrder()))
                .toList();
        List<Promise> shown = new ArrayList<>(worst);
        while (shown.size() > MOST_LEVELS) {
            shown.remove(MOST_LEVELS / 2);
        }
        return shown.stream()
                .map(promise -> new VendorRecordPdf.TallyRow(
                        promise.title(),
                        promise.contract() + " · " + promise.id(),
                        words.count(promise.judged()),
                        words.count(promise.failed()),
                        words.percent(promise.share(), 1),
                        words.count(promise.longest()),
                        words.money(
                                promise.results().stream()
                                        .map(LevelResult::credit)
                                        .reduce(BigDecimal.ZERO, BigDecimal::add),
                                currency(promise.contract()))))
                .toList();
    }

    private Currency currency(String contract) {
        return results.stream()
                .map(PeriodResult::contract)
                .filter(one -> one.id().equals(contract))
                .findFirst()
                .orElseThrow()
                .currency();
    }
}
