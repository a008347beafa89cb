package org.scorekeeper.measure;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.scorekeeper.calendar.MeasurementPeriod;
import org.scorekeeper.contract.Fraction;
import org.scorekeeper.contract.Measure;
import org.scorekeeper.contract.Measure.Side;
import org.scorekeeper.contract.Unit;
import org.scorekeeper.facts.FactKind;

/** {@code ratio}: one figure over another, times 100 where the target is a percentage. */
final class RatioMeter implements Meter {
    private final Part numerator;
    private final Part denominator;
    private final boolean percent;

    RatioMeter(Scope scope, Measure.Ratio ratio) {
        this.numerator = Part.of(scope, ratio.numerator());
        this.denominator = Part.of(scope, ratio.denominator());
        this.percent = ratio.percent();
    }

    /** One side: a meter, or a constant. */
    private record Part(Optional<Meter> meter, Fraction constant) {
        static Part of(Scope scope, Side side) {
            return side instanceof Side.OfMeasure measured
                    ? new Part(
                            Optional.of(Evaluation.meter(scope, measured.measure(), List.of(), Unit.NONE)),
                            Fraction.ZERO)
                    : new Part(Optional.empty(), Fraction.of(((Side.Constant) side).value()));
        }

        Optional<Fraction> value(MeasurementPeriod period) {
            if (meter.isEmpty()) {
                return Optional.of(constant);
            }
            Optional<Fraction> value = meter.get().reading(period).value();
            boolean zero = meter.get() instanceof StatisticMeter statistic && statistic.isZeroOfNothing();
            if (meter.get() instanceof ShareMeter || meter.get() instanceof AvailabilityMeter) {
                return value.map(share -> share.dividedBy(Fraction.of(BigDecimal.valueOf(100))));
            }
            return value.or(() -> zero ? Optional.of(Fraction.ZERO) : Optional.empty());
        }

        List<String> notes(MeasurementPeriod period) {
            return meter.map(found -> found.reading(period).notes()).orElse(List.of());
        }
    }

    @Override
    public void add(FactKind kind, Item item) {
        numerator.meter.ifPresent(meter -> meter.add(kind, item));
        denominator.meter.ifPresent(meter -> meter.add(kind, item));
    }

    @Override
    public Reading reading(MeasurementPeriod period) {
        Optional<Fraction> top = numerator.value(period);
        Optional<Fraction> bottom = denominator.value(period);
        Optional<Fraction> value = top.flatMap(over -> bottom.filter(under -> under.signum() != 0)
                .map(under -> over.dividedBy(under))
                .map(quotient -> percent ? quotient.times(BigDecimal.valueOf(100)) : quotient));
        List<String> notes = new ArrayList<>(numerator.notes(period));
        notes.addAll(denominator.notes(period));
        List<Miss> misses = new ArrayList<>();
        numerator.meter.ifPresent(meter -> misses.addAll(meter.reading(period).misses()));
        return new Reading(
                value,
                Optional.of(top.map(RatioMeter::plain).orElse(BigDecimal.ZERO)),
                bottom.map(RatioMeter::plain).orElse(BigDecimal.ZERO),
                misses,
                List.of(),
                bottom.filter(under -> under.signum() != 0).isPresent() ? 1 : 0,
                notes,
                top.map(RatioMeter::plain).map(BigDecimal::toPlainString).orElse("nothing") + " over "
                        + bottom.map(RatioMeter::plain)
                                .map(BigDecimal::toPlainString)
                                .orElse("nothing"));
    }

    private static BigDecimal plain(Fraction fraction) {
        BigDecimal value = fraction.round(10, java.math.RoundingMode.HALF_UP).stripTrailingZeros();
        return value.scale() < 0 ? value.setScale(0) : value;
    }
}
