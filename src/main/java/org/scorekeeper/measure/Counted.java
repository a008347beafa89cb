package org.scorekeeper.measure;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.scorekeeper.calendar.MeasurementPeriod;
import org.scorekeeper.contract.FieldRef;
import org.scorekeeper.contract.Measure;
import org.scorekeeper.contract.Measure.Selection;
import org.scorekeeper.facts.FactKind;

/** Judges the items of a share one by one and keeps, for each period, what the share, or a share a person, is made of. */
final class Counted {
    private static final int NEAR_MISSES = 5;

    /** One period's account. */
    static final class Tally {
        long met;
        long total;
        final List<Miss> misses = new ArrayList<>();
        final PriorityQueue<Near> near = new PriorityQueue<>((a, b) -> Long.compare(b.margin, a.margin));
        final Map<String, Boolean> groups = new HashMap<>();

        /** A miss avoided by so many seconds. */
        record Near(long margin, Miss item) {}
    }

    private final Scope scope;
    private final Selection selection;
    private final Judge judge;
    private final Map<MeasurementPeriod, Tally> tallies = new HashMap<>();
    private final List<String> wrongOrder = new ArrayList<>();
    private long holds;

    Counted(Scope scope, Measure.Share share) {
        this.scope = scope;
        this.selection = share.selection();
        this.judge = new Judge(scope, selection.items(), share.metWhen(), share.stillOpen(), selection.periodBy());
    }

    /** Judges an item; the listener hears of it once it is counted, with whether it was met. */
    void add(FactKind kind, Item item, BiConsumer<MeasurementPeriod, Boolean> counted) {
        if (kind != selection.items() || !Conditions.hold(selection.where(), item, scope.zone())) {
            return;
        }
        Verdict verdict = judge.judge(item);
        if (verdict.kind() == Verdict.Kind.WRONG_ORDER) {
            wrongOrder.add(item.id());
        }
        MeasurementPeriod period = verdict.day() == null ? null : scope.period(verdict.day());
        if (period == null) {
            return;
        }
        boolean met = verdict.kind() == Verdict.Kind.MET;
        Tally tally = tallies.computeIfAbsent(period, key -> new Tally());
        count(tally, item, met);
        verdict.miss().ifPresent(shown -> {
            holds += item.statuses().isEmpty() && shown.pausedSeconds() > 0 ? 1 : 0;
            if (!met) {
                tally.misses.add(shown);
            } else {
                tally.near.add(new Tally.Near(verdict.margin(), shown));
                if (tally.near.size() > NEAR_MISSES) {
                    tally.near.poll();
                }
            }
        });
        counted.accept(period, met);
    }

    /** Of items that are one thing ({@code distinct}) the thing counts once, and is met only where all of them are. */
    private void count(Tally tally, Item item, boolean met) {
        Optional<FieldRef> distinct = selection.distinct();
        if (distinct.isEmpty()) {
            tally.total++;
            tally.met += met ? 1 : 0;
            return;
        }
        String text = Item.text(item.value(distinct.get()));
        String key = text == null ? "\0" + item.id() : text;
        Boolean before = tally.groups.get(key);
        if (before == null) {
            tally.groups.put(key, met);
            tally.total++;
            tally.met += met ? 1 : 0;
        } else if (before && !met) {
            tally.groups.put(key, false);
            tally.met--;
        }
    }

    @Nullable
    Tally tally(MeasurementPeriod period) {
        return tallies.get(period);
    }

    List<String> notes() {
        List<String> notes = new ArrayList<>();
        if (!wrongOrder.isEmpty()) {
            notes.add(wrongOrder.size() + " items end before they start and were left out: "
                    + String.join(", ", wrongOrder.subList(0, Math.min(10, wrongOrder.size())))
                    + (wrongOrder.size() > 10 ? ", …" : ""));
        }
        if (holds > 0) {
            notes.add("pauses are the vendor's totals, without history");
        }
        return notes;
    }

    List<Miss> misses(Tally tally) {
        return tally.misses.stream().sorted(Misses.WORST_FIRST).toList();
    }

    List<Miss> nearMisses(Tally tally) {
        return tally.near.stream()
                .sorted(java.util.Comparator.comparingLong(Tally.Near::margin)
                        .thenComparing(near -> near.item().item()))
                .map(Tally.Near::item)
                .toList();
    }
}
