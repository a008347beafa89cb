package org.scorekeeper.measure;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.scorekeeper.calendar.MeasurementPeriod;
import org.scorekeeper.contract.Fraction;
import org.scorekeeper.contract.Measure;
import org.scorekeeper.contract.Measure.Side;
import org.scorekeeper.facts.FactKind;

/** {@code ratio}: one figure over another, times 100 where the target is a percentage. */
final class RatioMeter implements Meter {
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    private static final int PLACES = 10;

    private final Part numerator;
    private final Part denominator;
    private final boolean percent;

    RatioMeter(Scope scope, Measure.Ratio ratio) {
        this.numerator = Part.of(scope.side("numerator"), ratio.numerator());
        this.denominator = Part.of(scope.side("denominator"), ratio.denominator());
        this.percent = ratio.percent();
    }

    /** One side: a meter, or a constant. */
    private record Part(Optional<Meter> meter, Fraction constant) {
        static Part of(Scope scope, Side side) {
            return side instanceof Side.OfMeasure measured
                    ? new Part(Optional.of(Meter.of(scope, measured.measure())), Fraction.ZERO)
                    : new Part(Optional.empty(), Fraction.of(((Side.Constant) side).value()));
        }

        /** From the least to the greatest that this side may come to, a share as a number from 0 to 1. */
        Optional<IfRefused> ifRefused(MeasurementPeriod period, List<Suspect> suspects) {
            return meter.flatMap(found -> found.ifRefused(period, suspects, true)
                    .map(range -> found instanceof StatisticMeter
                                    || found instanceof ReadingMeter
                                    || found instanceof RatioMeter
                            ? range
                            : range.read(value -> value.map(share -> share.dividedBy(Fraction.of(HUNDRED))))));
        }

        Optional<Reading> reading(MeasurementPeriod period) {
            return meter.map(found -> found.reading(period));
        }

        /** The side's figure: a share as a number from 0 to 1. */
        Optional<Fraction> value(Optional<Reading> reading) {
            if (meter.isEmpty()) {
                return Optional.of(constant);
            }
            Optional<Fraction> value = reading.flatMap(Reading::value);
            if (meter.get() instanceof StatisticMeter statistic) {
                return value.or(() -> statistic.isZeroOfNothing() ? Optional.of(Fraction.ZERO) : Optional.empty());
            }
            return meter.get() instanceof ReadingMeter || meter.get() instanceof RatioMeter
                    ? value
                    : value.map(share -> share.dividedBy(Fraction.of(HUNDRED)));
        }
    }

    @Override
    public void add(FactKind kind, Item item) {
        numerator.meter.ifPresent(meter -> meter.add(kind, item));
        denominator.meter.ifPresent(meter -> meter.add(kind, item));
    }

    @Override
    public void except(FactKind kind, Item item) {
        numerator.meter.ifPresent(meter -> meter.except(kind, item));
        denominator.meter.ifPresent(meter -> meter.except(kind, item));
    }

    @Override
    public void watch(Set<String> ids) {
        numerator.meter.ifPresent(meter -> meter.watch(ids));
        denominator.meter.ifPresent(meter -> meter.watch(ids));
    }

    /** The refused rows stand in the denominator where they may, and in the numerator as they tell against or for. */
    @Override
    public Optional<IfRefused> ifRefused(MeasurementPeriod period, List<Suspect> suspects, boolean higherIsBetter) {
        Optional<IfRefused> above = numerator.ifRefused(period, suspects);
        Optional<IfRefused> below = denominator.ifRefused(period, suspects);
        long rows = Math.max(
                above.map(IfRefused::rows).orElse(0L),
                below.map(IfRefused::rows).orElse(0L));
        if (rows == 0) {
            return Optional.empty();
        }
        Optional<Fraction> top = numerator.value(numerator.reading(period));
        Optional<Fraction> bottom = denominator.value(denominator.reading(period));
        List<Optional<Fraction>> tops =
                above.isPresent() ? List.of(above.get().failed(), above.get().met()) : List.of(top, top);
        List<Optional<Fraction>> bottoms = new ArrayList<>();
        bottoms.add(below.isPresent() ? below.get().met() : bottom);
        if (above.isEmpty() && below.isPresent()) {
            bottoms.add(below.get().failed());
        }
        List<Fraction> quotients = new ArrayList<>();
        for (Optional<Fraction> one : tops) {
            for (Optional<Fraction> other : bottoms) {
                if (one.isPresent()
                        && other.filter(value -> value.signum() != 0).isPresent()) {
                    Fraction quotient = one.get().dividedBy(other.get());
                    quotients.add(percent ? quotient.times(HUNDRED) : quotient);
                }
            }
        }
        if (quotients.isEmpty()) {
            return Optional.of(new IfRefused(rows, Optional.empty(), Optional.empty()));
        }
        Fraction least = quotients.stream().reduce(Fraction::min).orElseThrow();
        Fraction most = quotients.stream().reduce(Fraction::max).orElseThrow();
        return IfRefused.of(rows, least, most, higherIsBetter);
    }

    @Override
    public Reading reading(MeasurementPeriod period) {
        Optional<Reading> over = numerator.reading(period);
        Optional<Reading> under = denominator.reading(period);
        Optional<Fraction> top = numerator.value(over);
        Optional<Fraction> bottom = denominator.value(under).filter(value -> value.signum() != 0);
        Optional<Fraction> quotient = top.flatMap(above -> bottom.map(above::dividedBy));
        return new Reading(
                percent ? quotient.map(value -> value.times(HUNDRED)) : quotient,
                Optional.of(top.map(RatioMeter::plain).orElse(BigDecimal.ZERO)),
                bottom.map(RatioMeter::plain).orElse(BigDecimal.ZERO),
                over.map(Reading::misses).orElse(List.of()),
                List.of(),
                under.or(() -> over).map(Reading::population).orElse(0L),
                notes(over, under),
                words(top) + " over " + words(bottom));
    }

    private static List<String> notes(Optional<Reading> over, Optional<Reading> under) {
        List<String> notes = new ArrayList<>();
        over.ifPresent(reading -> reading.notes().forEach(note -> notes.add("numerator: " + note)));
        under.ifPresent(reading -> reading.notes().forEach(note -> notes.add("denominator: " + note)));
        return notes;
    }

    private static String words(Optional<Fraction> side) {
        return side.map(value -> plain(value).toPlainString()).orElse("nothing");
    }

    private static BigDecimal plain(Fraction fraction) {
        BigDecimal value = fraction.round(PLACES, RoundingMode.HALF_UP).stripTrailingZeros();
        return value.scale() < 0 ? value.setScale(0) : value;
    }
}
