package org.scorekeeper.contract;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One of the schedule's own worked figures, which the contract must give.
 *
 * @param given what it starts from
 * @param charges that it rests on; empty: the contract's
 * @param expected what must come out, by name ({@code points}, {@code credits}, {@code step} …), one value a period
 * @param line where it stands in the file
 */
public record Example(Given given, Optional<BigDecimal> charges, Map<String, List<String>> expected, int line) {
    /** Copies the map, keeping its order. */
    public Example {
        expected = Collections.unmodifiableMap(new LinkedHashMap<>(expected));
    }

    /** What an example starts from. */
    public sealed interface Given {
        /** Points of each period together, whichever levels they came from. */
        record Points(List<BigDecimal> periods) implements Given {
            /** Copies the list. */
            public Points {
                periods = List.copyOf(periods);
            }
        }

        /**
         * Figures of one level or of several, period after period.
         *
         * @param figures by level; the lists are equally long
         */
        record Figures(Map<String, List<Measured>> figures) implements Given {
            /** Copies the map, keeping its order. */
            public Figures {
                figures = Collections.unmodifiableMap(new LinkedHashMap<>(figures));
            }

            /** How many periods it goes through. */
            public int periods() {
                return figures.values().stream().mapToInt(List::size).max().orElse(0);
            }
        }

        /** A deliverable that came on a day, or so many days late as its damages count them. */
        record Delivery(String deliverable, Optional<LocalDate> came, Optional<Integer> daysLate) implements Given {}
    }

    /**
     * A figure of one period.
     *
     * @param value in the target's base unit; empty where the period has no data, or where items say it
     * @param missed how many items missed; empty where the example does not say
     * @param items how many there were; empty where the example does not say
     */
    public record Measured(Optional<BigDecimal> value, Optional<Integer> missed, Optional<Integer> items) {}
}
