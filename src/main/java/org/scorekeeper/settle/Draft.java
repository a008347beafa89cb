package org.scorekeeper.settle;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.scorekeeper.calendar.MeasurementPeriod;
import org.scorekeeper.contract.Fraction;
import org.scorekeeper.contract.ServiceLevel;
import org.scorekeeper.measure.TraceStep;

/** One level, or one late deliverable, on its way from a price through the caps to a line of the ledger. */
final class Draft {
    /** So many items that cost the same; a deliverable has a fee. */
    record Items(Fraction each, BigDecimal count, Optional<BigDecimal> fee) {
        /** The same at another price. */
        Items times(Fraction factor) {
            return new Items(each.times(factor), count, fee);
        }
    }

    /** What its line's id ends in: a level's own shorter periods have one each. */
    final String key;

    /** What caps name: a level's id; of a deliverable none can. */
    final String of;

    final MeasurementPeriod period;
    final Optional<Judgement> judgement;
    final Optional<LateDelivery> late;
    final List<TraceStep> trace = new ArrayList<>();
    /** What the line says after its figure. */
    final List<String> reasons = new ArrayList<>();

    BigDecimal points;
    /** Whether points are a part of its price: their lines share one total. */
    boolean pricedByPoints;
    /** What its items cost each, for caps by item; none where nothing of it is counted by items. */
    List<Items> items = List.of();

    Fraction before = Fraction.ZERO;
    Fraction exact = Fraction.ZERO;
    BigDecimal amount = BigDecimal.ZERO;
    /** Lines of one group share one total. */
    int group;

    Draft(Judgement judgement, int group) {
        this.key = judgement.key();
        this.of = judgement.level().id();
        this.period = judgement.period();
        this.judgement = Optional.of(judgement);
        this.late = Optional.empty();
        this.points = judgement.points();
        this.group = group;
    }

    Draft(LateDelivery late, MeasurementPeriod period, int group) {
        this.of = "deliverable/" + late.terms().id();
        this.key = period.label() + "/" + of;
        this.period = period;
        this.judgement = Optional.empty();
        this.late = Optional.of(late);
        this.points = BigDecimal.ZERO;
        this.group = group;
    }

    Optional<ServiceLevel> level() {
        return judgement.map(Judgement::level);
    }

    /** Notes a step, which the line says too. */
    void say(String step, String sentence) {
        trace.add(new TraceStep(step, sentence));
        reasons.add(sentence);
    }

    /** Adds to its price. */
    void add(Fraction amount) {
        exact = exact.plus(amount);
    }

    /** Takes all of it away. */
    void clear() {
        exact = Fraction.ZERO;
    }
}
