package org.scorekeeper.measure;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.scorekeeper.calendar.MeasurementPeriod;
import org.scorekeeper.contract.FieldRef;
import org.scorekeeper.contract.Measure;
import org.scorekeeper.contract.Measure.Selection;
import org.scorekeeper.facts.FactKind;
import org.scorekeeper.facts.register.Relief;

/** Judges the items of a share one by one and keeps, for each period, what the share, or a share a person, is made of. */
final class Counted {
    private static final int NEAR_MISSES = 5;

    /** The closest first, then by id: the same in whatever order rows came. */
    private static final Comparator<Near> CLOSEST_FIRST =
            Comparator.comparingLong(Near::margin).thenComparing(near -> near.item.id());

    /** An item that kept its limit by so many seconds. */
    private record Near(long margin, Item item, Verdict verdict) {}

    /** One period's account. */
    static final class Tally {
        long met;
        long total;
        long rows;
        private final List<Miss> misses = new ArrayList<>();
        private final PriorityQueue<Near> near = new PriorityQueue<>(CLOSEST_FIRST.reversed());
        private final Map<String, Boolean> groups = new HashMap<>();
        private final Map<String, Boolean> watched = new HashMap<>();
        private final LeftOut leftOut = new LeftOut();
        private long byTotal;

        List<Miss> misses() {
            return misses.stream().sorted(Misses.WORST_FIRST).toList();
        }

        List<Miss> nearMisses(Scope scope) {
            return near.stream()
                    .sorted(CLOSEST_FIRST)
                    .map(one -> one.verdict.shown(scope, one.item, false))
                    .toList();
        }

        List<String> notes() {
            return leftOut.notes(byTotal);
        }

        private void near(Near one) {
            if (near.size() < NEAR_MISSES) {
                near.add(one);
            } else if (CLOSEST_FIRST.compare(one, near.element()) < 0) {
                near.remove();
                near.add(one);
            }
        }
    }

    private final Scope scope;
    private final Selection selection;
    private final Judge judge;
    private final @Nullable Counted before;
    private final Map<MeasurementPeriod, Tally> tallies = new HashMap<>();
    /** The scope's own object of the period that was filled last: most items of a night lie in one period. */
    private @Nullable MeasurementPeriod latest;

    private @Nullable Tally latestTally;

    private Set<String> watched = Set.of();

    /**
     * Prepares the account.
     *
     * @param before the same level of the contract version before; null where that has none
     */
    Counted(Scope scope, Measure.Share share, @Nullable Counted before) {
        this.scope = scope;
        this.selection = share.selection();
        this.judge = new Judge(scope, share);
        this.before = before;
    }

    /** Judges an item; the listener hears of it once it is counted, with whether it was met. */
    void add(FactKind kind, Item item, BiConsumer<MeasurementPeriod, Boolean> counted) {
        if (!selects(kind, item)) {
            hearNotSelected(kind, item);
            return;
        }
        Verdict verdict = judge(item);
        MeasurementPeriod period = period(kind, item, verdict);
        if (period == null) {
            hearNotPlaced(kind, item, verdict);
            return;
        }
        Tally tally = filling(period);
        if (verdict.kind() == Verdict.Kind.WRONG_ORDER) {
            tally.leftOut.wrongOrder(item);
            hear(period, item, verdict, Optional.empty());
            return;
        }
        noteSaved(tally, item, verdict);
        Optional<Relief> relief = relief(item, verdict);
        relief.ifPresent(rule -> {
            tally.leftOut.relieved(rule.id());
            if (!verdict.isMet()) {
                tally.misses.add(shown(item, verdict).relievedBy(rule.id()));
            }
        });
        hear(period, item, verdict, relief);
        if (relief.filter(rule -> rule.effect() == Relief.Effect.REMOVE).isPresent()) {
            return;
        }
        boolean met = verdict.isMet() || relief.isPresent();
        if (watched.contains(item.id())) {
            tally.watched.put(item.id(), met);
        }
        count(tally, item, met);
        Verdict.Clock clock = verdict.clock();
        tally.byTotal += clock != null && clock.byTotal() ? 1 : 0;
        if (!met) {
            tally.misses.add(shown(item, verdict));
        } else if (clock != null && relief.isEmpty()) {
            tally.near(new Near(clock.margin(), item, verdict));
        }
        counted.accept(period, met);
    }

    private void hearNotSelected(FactKind kind, Item item) {
        if (scope.isHeard() && kind == selection.items()) {
            scope.hear(ItemAccount.left(
                    item, ConditionWords.failing(selection.where(), item, scope).orElseThrow()));
        }
    }

    private void hearNotPlaced(FactKind kind, Item item, Verdict verdict) {
        if (!scope.isHeard()) {
            return;
        }
        ItemAccount account = judge.account(item, verdict, ItemAccount.Outcome.NOT_COUNTED);
        LocalDate day = verdict.day();
        if (before != null && before.counts(kind, item)) {
            account = account.but(ItemAccount.Outcome.NOT_COUNTED, "counted under the contract version before");
        } else if (day != null) {
            MeasurementPeriod other = scope.anyPeriod(day);
            account = account.but(
                            ItemAccount.Outcome.NOT_COUNTED, "belongs to " + other.label() + ", outside these terms")
                    .in(other);
        }
        scope.hear(account);
    }

    /** Tells what becomes of an item that has its period. */
    private void hear(MeasurementPeriod period, Item item, Verdict verdict, Optional<Relief> relief) {
        if (!scope.isHeard()) {
            return;
        }
        boolean removed = verdict.kind() == Verdict.Kind.WRONG_ORDER
                || relief.filter(rule -> rule.effect() == Relief.Effect.REMOVE).isPresent();
        boolean met = verdict.isMet() || relief.isPresent();
        ItemAccount account = judge.account(
                        item,
                        verdict,
                        removed
                                ? ItemAccount.Outcome.NOT_COUNTED
                                : met ? ItemAccount.Outcome.MET : ItemAccount.Outcome.MISSED)
                .in(period)
                .as(selection.distinct().map(field -> scope.thing(field, item)))
                .relievedBy(relief.or(() -> touching(item, verdict)).map(Relief::id));
        scope.hear(relief.map(rule -> account.but(
                        account.outcome(),
                        "relief " + rule.id()
                                + (removed ? " removes it: " : " counts it as met: ")
                                + (verdict.isMet() ? "it was " : "it came ") + account.reason()))
                .orElse(account));
    }

    /** The first window of relief that an item's clock runs through. */
    private Optional<Relief> touching(Item item, Verdict verdict) {
        Instant from = verdict.from();
        Instant to = verdict.to() == null ? scope.asOf() : verdict.to();
        return from == null
                ? Optional.empty()
                : scope.reliefs().subtracting(item).stream()
                        .filter(rule -> rule.touches(from, to))
                        .findFirst();
    }

    @SuppressWarnings("ReferenceEquality") // another object of the same period is only looked up again
    private Tally filling(MeasurementPeriod period) {
        if (period != latest || latestTally == null) {
            latestTally = tallies.computeIfAbsent(period, key -> new Tally());
            latest = period;
        }
        return latestTally;
    }

    private Miss shown(Item item, Verdict verdict) {
        return verdict.shown(scope, item, verdict.to() == null);
    }

    /** The verdict with the windows that relief takes off the clock; where that saves the item, it is shown as relieved. */
    private Verdict judge(Item item) {
        List<Relief> windows = scope.reliefs().subtracting(item);
        return windows.isEmpty() ? judge.judge(item) : judge.judge(item, Reliefs.windows(windows));
    }

    /** Notes a miss that only the windows of relief saved, in the period where it counts as met. */
    private void noteSaved(Tally tally, Item item, Verdict verdict) {
        List<Relief> windows = scope.reliefs().subtracting(item);
        if (windows.isEmpty()) {
            return;
        }
        Verdict without = judge.judge(item);
        boolean touched = verdict.isMet() != without.isMet()
                || (verdict.clock() != null
                        && without.clock() != null
                        && verdict.clock().elapsed() != without.clock().elapsed());
        if (touched) {
            tally.leftOut.relieved(windows.get(0).id());
        }
        if (verdict.isMet() && without.kind() == Verdict.Kind.MISSED) {
            tally.misses.add(shown(item, without).relievedBy(windows.get(0).id()));
        }
    }

    private Optional<Relief> relief(Item item, Verdict verdict) {
        if (scope.reliefs().rules().isEmpty()) {
            return Optional.empty();
        }
        Instant from = verdict.from() == null ? judge.reference(item) : verdict.from();
        Instant to = verdict.to() != null ? verdict.to() : verdict.from() == null ? from : scope.asOf();
        return scope.reliefs().deciding(item, from, to.isBefore(from) ? from : to);
    }

    /** Notes an item that the contract takes out of every measure, on a line of its own. */
    void except(FactKind kind, Item item) {
        LocalDate day = selects(kind, item) ? judge.placed(item) : null;
        MeasurementPeriod period = day == null ? null : scope.period(day);
        if (period != null) {
            tallies.computeIfAbsent(period, key -> new Tally()).leftOut.except();
        }
    }

    private boolean selects(FactKind kind, Item item) {
        return kind == selection.items() && Conditions.hold(selection.where(), item, scope.zone());
    }

    /**
     * The period in which an item counts under this contract version; null where it does not. An item counts once: what
     * an earlier version has counted in one of its periods stays there. Where the later version's stricter limit passed
     * in a time when the earlier one's had not, it counts from the later version's first day on.
     */
    private @Nullable MeasurementPeriod period(FactKind kind, Item item, Verdict verdict) {
        LocalDate day = verdict.day();
        if (day == null || (before != null && before.counts(kind, item))) {
            return null;
        }
        boolean passedEarlier = before != null
                && verdict.kind() == Verdict.Kind.MISSED
                && judge.placesByLimit()
                && day.isBefore(scope.firstDay())
                && before.selects(kind, item)
                && (verdict.to() == null
                        || !verdict.to().atZone(scope.zone()).toLocalDate().isBefore(scope.firstDay()));
        return scope.period(passedEarlier ? scope.firstDay() : day);
    }

    private boolean counts(FactKind kind, Item item) {
        if (selects(kind, item) && period(kind, item, judge(item)) != null) {
            return true;
        }
        return before != null && before.counts(kind, item);
    }

    /** Of items that are one thing ({@code distinct}) the thing counts once, and is met only where all of them are. */
    private void count(Tally tally, Item item, boolean met) {
        tally.rows++;
        Optional<FieldRef> distinct = selection.distinct();
        if (distinct.isEmpty()) {
            tally.total++;
            tally.met += met ? 1 : 0;
            return;
        }
        Boolean known = tally.groups.putIfAbsent(item.key(distinct.get()), met);
        if (known == null) {
            tally.total++;
            tally.met += met ? 1 : 0;
        } else if (known && !met) {
            tally.groups.put(item.key(distinct.get()), false);
            tally.met--;
        }
    }

    /** Names the items whose verdict has to be remembered. */
    void watch(Set<String> ids) {
        watched = ids;
    }

    /** Refused rows that may belong to a period: of items that count in it already, and of others. */
    record Doubts(List<Suspect> fresh, List<Suspect> met, List<Suspect> missed) {
        int size() {
            return fresh.size() + met.size() + missed.size();
        }
    }

    Doubts doubts(MeasurementPeriod period, List<Suspect> suspects) {
        Doubts doubts = new Doubts(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        Tally tally = tally(period);
        Set<String> things = new HashSet<>();
        for (Suspect suspect : suspects) {
            if (suspect.kind() != selection.items()
                    || !suspect.mayHold(selection.where(), scope)
                    || !suspect.mayLieIn(period, judge.periodBy(), scope)) {
                continue;
            }
            Optional<String> thing = selection.distinct().map(suspect.item()::key);
            if (!things.add(thing.orElse(suspect.item().id()))) {
                continue;
            }
            Boolean known = thing.map(tally.groups::get)
                    .orElse(tally.watched.get(suspect.item().id()));
            (known == null ? doubts.fresh : known ? doubts.met : doubts.missed).add(suspect);
        }
        return doubts;
    }

    /** The items of a period that kept their limit by the least margin. */
    List<Miss> nearMisses(MeasurementPeriod period) {
        return tally(period).nearMisses(scope);
    }

    /** The account of a period; empty where nothing counted in it. */
    Tally tally(MeasurementPeriod period) {
        Tally tally = tallies.get(period);
        return tally == null ? new Tally() : tally;
    }
}
