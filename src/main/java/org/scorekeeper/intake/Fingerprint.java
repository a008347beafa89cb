package org.scorekeeper.intake;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.scorekeeper.facts.FactKind;
import org.scorekeeper.facts.Field;
import org.scorekeeper.facts.Moment;

/**
 * A 64-bit hash of a row's content, the same on every machine and in every release: equal content, equal fingerprint.
 * It is stored, and a later night compares with it: it must never change. Absent fields leave no trace in it, so a field
 * that a later release adds does not make every known row look changed.
 */
final class Fingerprint {
    private static final long SEED = 0x5c0e_4ee9_e400_0001L;
    private static final long FACTOR = 0x9e37_79b9_7f4a_7c15L;

    private final long[] names;

    /** For the facts of one kind. */
    Fingerprint(FactKind kind) {
        names = kind.fields().stream()
                .map(Field::name)
                .mapToLong(Fingerprint::ofText)
                .toArray();
    }

    /** The hash of one text. */
    static long ofText(String text) {
        return finish(text(SEED, text));
    }

    /**
     * The fingerprint of a row.
     *
     * @param values by the kind's field order
     * @param own in the order of their names
     */
    long of(@Nullable String contract, @Nullable Object[] values, Map<String, String> own) {
        long hash = SEED;
        if (contract != null) {
            hash = text(mix(hash, 1), contract);
        }
        for (int i = 0; i < values.length; i++) {
            Object value = values[i];
            if (value != null) {
                hash = value(mix(hash, names[i]), value);
            }
        }
        for (Map.Entry<String, String> field : own.entrySet()) {
            hash = text(text(mix(hash, 2), field.getKey()), field.getValue());
        }
        return finish(hash);
    }

    private static long value(long hash, Object value) {
        if (value instanceof String text) {
            return text(hash, text);
        }
        if (value instanceof Moment.At at) {
            return mix(hash, at.instant().getEpochSecond());
        }
        if (value instanceof Moment.Day day) {
            return mix(mix(hash, 3), day.date().toEpochDay());
        }
        if (value instanceof BigDecimal decimal) {
            return decimal(hash, decimal);
        }
        if (value instanceof Integer count) {
            return mix(hash, count);
        }
        return mix(hash, ((Duration) value).toSeconds());
    }

    private static long decimal(long hash, BigDecimal decimal) {
        BigDecimal stripped = decimal.stripTrailingZeros();
        BigInteger digits = stripped.unscaledValue();
        long scaled = mix(hash, stripped.scale());
        return digits.bitLength() < Long.SIZE ? mix(scaled, digits.longValue()) : text(scaled, digits.toString());
    }

    private static long text(long start, String text) {
        long hash = mix(start, text.length());
        int i = 0;
        for (; i + 4 <= text.length(); i += 4) {
            hash = mix(
                    hash,
                    text.charAt(i)
                            | (long) text.charAt(i + 1) << 16
                            | (long) text.charAt(i + 2) << 32
                            | (long) text.charAt(i + 3) << 48);
        }
        long rest = 0;
        for (; i < text.length(); i++) {
            rest = rest << 16 | text.charAt(i);
        }
        return mix(hash, rest);
    }

    private static long mix(long hash, long word) {
        long mixed = (hash ^ word) * FACTOR;
        return mixed ^ mixed >>> 32;
    }

    /** The finalizer of SplitMix64. */
    private static long finish(long state) {
        long hash = state;
        hash = (hash ^ hash >>> 30) * 0xbf58476d1ce4e5b9L;
        hash = (hash ^ hash >>> 27) * 0x94d049bb133111ebL;
        return hash ^ hash >>> 31;
    }
}
