package org.scorekeeper.measure;

import java.util.Optional;
import java.util.function.UnaryOperator;
import org.scorekeeper.contract.Fraction;

/**
 * What a figure would be with the refused rows that may belong to it: had all of them told against the vendor, and had all of
 * them told for it.
 *
 * @param rows how many may belong to it
 * @param failed empty where that cannot be said
 * @param met empty where that cannot be said
 */
public record IfRefused(long rows, Optional<Fraction> failed, Optional<Fraction> met) {
    /** The worse of two figures is the one where all failed. */
    static Optional<IfRefused> of(long rows, Fraction one, Fraction other, boolean higherIsBetter) {
        boolean first = (one.compareTo(other) <= 0) == higherIsBetter;
        return Optional.of(new IfRefused(rows, Optional.of(first ? one : other), Optional.of(first ? other : one)));
    }

    /** The same with figures that are read as the level's own are. */
    public IfRefused read(UnaryOperator<Optional<Fraction>> reading) {
        return new IfRefused(rows, reading.apply(failed), reading.apply(met));
    }
}
