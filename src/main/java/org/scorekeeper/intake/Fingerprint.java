package org.scorekeeper.intake;

import java.math.BigDecimal;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A 64-bit hash of a row's content, the same on every machine and in every release: equal content, equal fingerprint.
 */
final class Fingerprint {
    private long state = 0xcbf29ce484222325L;

    static long of(@Nullable String contract, @Nullable Object[] values, Map<String, String> own) {
        Fingerprint print = new Fingerprint();
        print.add(contract);
        for (Object value : values) {
            print.add(
                    value instanceof BigDecimal decimal
                            ? decimal.stripTrailingZeros().toPlainString()
                            : value);
        }
        if (!own.isEmpty()) {
            new TreeMap<>(own).forEach((field, value) -> {
                print.add(field);
                print.add(value);
            });
        }
        return print.finish();
    }

    private void add(@Nullable Object value) {
        if (value == null) {
            mix(0x1f);
            return;
        }
        String text = value.toString();
        for (int i = 0; i < text.length(); i++) {
            mix(text.charAt(i));
        }
        mix(0x1e);
    }

    private void mix(int value) {
        state = (state ^ value) * 0x100000001b3L;
        state ^= state >>> 29;
    }

    private long finish() {
        long hash = state;
        hash = (hash ^ hash >>> 30) * 0xbf58476d1ce4e5b9L;
        hash = (hash ^ hash >>> 27) * 0x94d049bb133111ebL;
        return hash ^ hash >>> 31;
    }
}
