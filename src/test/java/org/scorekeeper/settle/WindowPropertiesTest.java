package org.scorekeeper.settle;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.scorekeeper.contract.ContractHistory;
import org.scorekeeper.measure.Contracts;
import org.scorekeeper.settle.TriggerState.State;

/** Rows and windows of failures beside the same counted by hand, over random histories; the seed is in each message. */
class WindowPropertiesTest {
    private static final long SEED = 20261123;

    /** One random history: F failed, M met, N no data. */
    private static String history(Random random, int periods) {
        StringBuilder months = new StringBuilder();
        for (int i = 0; i < periods; i++) {
            months.append("FFMN".charAt(random.nextInt(4)));
        }
        return months.toString();
    }

    private static List<PeriodResult> settled(String months, String more, String when) {
        ContractHistory contract = Contracts.of(Contracts.one(
                        "{ reading: { metric: m } }", "at least 95%", "ladder: [ { below: 95%, points: 1 } ]\n" + more)
                + "triggers: [ { name: T, when: " + when + " } ]\n");
        List<List<org.scorekeeper.measure.Figure>> figures = new ArrayList<>();
        for (int i = 0; i < months.length(); i++) {
            char month = months.charAt(i);
            figures.add(List.of(Settled.value(month == 'F' ? "90" : month == 'M' ? "99" : "-")));
        }
        return Settled.months(contract, figures);
    }

    private static int row(String months, int last) {
        int row = 0;
        while (row <= last && months.charAt(last - row) == 'F') {
            row++;
        }
        return row;
    }

    private static int window(String months, int last, int size) {
        return (int) months.substring(Math.max(0, last + 1 - size), last + 1)
                .chars()
                .filter(month -> month == 'F')
                .count();
    }

    @Test
    void a_row_multiplies_and_raises_as_counted_by_hand() {
        Random random = new Random(SEED);
        for (int round = 0; round < 60; round++) {
            String months = history(random, 3 + random.nextInt(16));
            int from = 1 + random.nextInt(3);
            List<PeriodResult> results = settled(
                    months, "repeat: { consecutive: " + from + ", times: 2.5 }", "{ consecutive-fails: " + from + " }");
            for (int i = 0; i < months.length(); i++) {
                int row = row(months, i);
                String where =
                        "seed " + SEED + ", round " + round + ", " + months + " from " + from + ", period " + (i + 1);
                BigDecimal points = row == 0 ? BigDecimal.ZERO : new BigDecimal(row >= from ? "2.5" : "1");
                assertThat(results.get(i).points()).as(where).isEqualByComparingTo(points);
                assertThat(results.get(i).triggers().get(0).state() == State.RAISED)
                        .as(where)
                        .isEqualTo(row >= from);
            }
        }
    }

    @Test
    void a_window_multiplies_and_raises_as_counted_by_hand_and_cures_once() {
        Random random = new Random(SEED);
        for (int round = 0; round < 60; round++) {
            String months = history(random, 3 + random.nextInt(16));
            int size = 1 + random.nextInt(6);
            int nth = 1 + random.nextInt(size);
            List<PeriodResult> results = settled(
                    months,
                    "repeat: { nth: " + nth + ", in-last: " + size + ", times: 1.5 }",
                    "{ same-level-fails: " + nth + ", in-last: " + size + " }");
            State before = State.QUIET;
            for (int i = 0; i < months.length(); i++) {
                int failed = window(months, i, size);
                String where = "seed " + SEED + ", round " + round + ", " + months + ", " + nth + " in " + size
                        + ", period " + (i + 1);
                BigDecimal points =
                        months.charAt(i) != 'F' ? BigDecimal.ZERO : new BigDecimal(failed >= nth ? "1.5" : "1");
                assertThat(results.get(i).points()).as(where).isEqualByComparingTo(points);
                State now = results.get(i).triggers().get(0).state();
                assertThat(now == State.RAISED).as(where).isEqualTo(failed >= nth);
                assertThat(now == State.CURED).as(where).isEqualTo(before == State.RAISED && failed < nth);
                before = now;
            }
        }
    }
}
