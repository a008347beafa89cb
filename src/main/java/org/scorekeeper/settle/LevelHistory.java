package org.scorekeeper.settle;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.scorekeeper.calendar.MeasurementPeriod;
import org.scorekeeper.contract.Fraction;
import org.scorekeeper.contract.ServiceLevel;

/**
 * What one level came to in its periods so far, through all versions of the contract: what repeats, windows, improvement
 * and triggers look back on. A period in which the level was not in force has no entry, but has its place in a window.
 */
final class LevelHistory {
    private final List<Entry> entries = new ArrayList<>();
    private final TargetInForce inForce = new TargetInForce();

    /**
     * One period.
     *
     * @param own the period's own figure, before rounding and apart from other periods
     * @param counts whether it counts in repeats, offences and triggers; false before {@code starts}
     * @param shortfall below target, but not below minimum
     */
    record Entry(
            MeasurementPeriod period, Optional<Fraction> own, Judgement judgement, boolean counts, boolean shortfall) {
        boolean failed() {
            return counts && judgement.status() == Status.FAILED;
        }
    }

    /** The level with the target in force. */
    ServiceLevel held(ServiceLevel promised) {
        return inForce.held(promised);
    }

    /** Remembers a period; it must follow those before it. */
    void add(Entry entry) {
        entries.add(entry);
        inForce.learn(entry);
    }

    /** All entries, oldest first. */
    List<Entry> entries() {
        return List.copyOf(entries);
    }

    /** The latest entry. */
    Optional<Entry> latest() {
        return entries.isEmpty() ? Optional.empty() : Optional.of(entries.get(entries.size() - 1));
    }

    /** The entries among the last so many periods, the given one included. */
    List<Entry> window(MeasurementPeriod last, int periods) {
        MeasurementPeriod first = last;
        for (int i = 1; i < periods; i++) {
            first = first.previous();
        }
        MeasurementPeriod from = first;
        return entries.stream()
                .filter(entry -> !entry.period.from().isBefore(from.from())
                        && !entry.period.from().isAfter(last.from()))
                .toList();
    }

    /** How many periods up to the given one, without a gap, are so. */
    int run(MeasurementPeriod last, Predicate<Entry> condition) {
        int run = 0;
        LocalDate end = last.to();
        for (int i = entries.size() - 1; i >= 0; i--) {
            Entry entry = entries.get(i);
            if (entry.period.from().isAfter(last.from())) {
                continue;
            }
            if (!entry.period.to().equals(end) || !condition.test(entry)) {
                break;
            }
            run++;
            end = entry.period.from();
        }
        return run;
    }

    /** The figure that is judged: the period's own, or several periods' together; empty where too few have one. */
    Optional<Fraction> over(ServiceLevel level, MeasurementPeriod period, Optional<Fraction> own) {
        if (level.over().isEmpty()) {
            return own;
        }
        ServiceLevel.Over over = level.over().get();
        List<Fraction> figures = new ArrayList<>(
                over.periods() == 1
                        ? List.of()
                        : window(period.previous(), over.periods() - 1).stream()
                                .flatMap(entry -> entry.own.stream())
                                .toList());
        own.ifPresent(figures::add);
        if (figures.size() < over.needs() || figures.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(over.sum() ? sum(figures) : mean(figures));
    }

    static Fraction sum(List<Fraction> figures) {
        return figures.stream().reduce(Fraction.ZERO, Fraction::plus);
    }

    /** The mean of at least one figure. */
    static Fraction mean(List<Fraction> figures) {
        return sum(figures).dividedBy(Fraction.of(BigDecimal.valueOf(figures.size())));
    }
}
