package org.scorekeeper.settle;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.scorekeeper.contract.ContractHistory;
import org.scorekeeper.measure.Contracts;
import org.scorekeeper.measure.Facts;
import org.scorekeeper.measure.Figure;
import org.scorekeeper.measure.Item;
import org.scorekeeper.measure.Measured;

/** What holds of every contract and every figure; each case prints its seed. */
class SettlementPropertiesTest {
    /** Fixed seeds: a failure names its own, and happens again. */
    static LongStream seeds() {
        return LongStream.range(0, 120).map(seed -> seed * 7919 + 20261105);
    }

    /** A contract of random levels, prices and caps. */
    private static ContractHistory contract(Random random, int levels) {
        StringBuilder text = new StringBuilder("service-levels:\n");
        for (int i = 1; i <= levels; i++) {
            text.append("  - { id: K")
                    .append(i)
                    .append(
                            ", title: L, clause: \"1\", measure: { reading: { metric: m } }, target: at least 98%, ladder: [ ");
            int bound = 9800;
            int cost = 0;
            int steps = 1 + random.nextInt(4);
            for (int step = 0; step < steps; step++) {
                cost += 1 + random.nextInt(9999);
                text.append(step == 0 ? "" : ", ")
                        .append("{ below: ")
                        .append(BigDecimal.valueOf(bound, 2))
                        .append("%, ")
                        .append(
                                switch (i % 3) {
                                    case 0 -> "points: " + (step + 1);
                                    case 1 -> "credit: " + BigDecimal.valueOf(cost, 2);
                                    default -> "credit: " + cost + "/70000 of charges";
                                })
                        .append(" }");
                bound -= 1 + random.nextInt(900);
            }
            text.append(" ] }\n");
        }
        text.append("credits:\n  points: { each: 1/")
                .append(30 + random.nextInt(400))
                .append(" of charges }\n  caps: [ ");
        int caps = random.nextInt(4);
        for (int cap = 0; cap < caps; cap++) {
            List<String> of = new ArrayList<>();
            for (int i = 1; i <= levels; i++) {
                if (random.nextBoolean()) {
                    of.add("K" + i);
                }
            }
            text.append(cap == 0 ? "" : ", ")
                    .append("{ of: ")
                    .append(of.isEmpty() || cap == 2 ? "contract" : of)
                    .append(", per: period, at-most: ")
                    .append(1 + random.nextInt(300))
                    .append("/7000 of charges }");
        }
        return Contracts.of(text + " ]\n");
    }

    private static Figure[] figures(Random random, int levels) {
        Figure[] figures = new Figure[levels];
        for (int i = 0; i < levels; i++) {
            figures[i] = random.nextInt(8) == 0
                    ? Settled.value("-")
                    : Settled.value(
                            BigDecimal.valueOf(6000 + random.nextInt(4001), 2).toPlainString());
        }
        return figures;
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void lines_add_up_and_credits_never_exceed_a_cap(long seed) {
        Random random = new Random(seed);
        int levels = 1 + random.nextInt(7);
        ContractHistory history = contract(random, levels);

        PeriodResult result = Settled.month(history, figures(random, levels));

        BigDecimal sum = result.lines().stream().map(LedgerLine::signedAmount).reduce(BigDecimal.ZERO, BigDecimal::add);
        assertThat(sum).isEqualByComparingTo(result.credits());
        assertThat(result.levels().stream().map(LevelResult::credit).reduce(BigDecimal.ZERO, BigDecimal::add))
                .isEqualByComparingTo(result.credits());
        assertThat(result.credits())
                .isLessThanOrEqualTo(result.creditsBeforeCaps().add(new BigDecimal("0.05")));
        for (CapResult cap : result.caps()) {
            assertThat(result.lines().stream()
                            .filter(line -> cap.cap().covers(line.serviceLevel()))
                            .map(LedgerLine::amount)
                            .reduce(BigDecimal.ZERO, BigDecimal::add))
                    .as("under %s", cap)
                    .isLessThanOrEqualTo(cap.limit());
        }
        assertThat(result.lines())
                .as("a line for each failed level, and no other")
                .hasSize((int) result.levels().stream()
                        .filter(level -> level.status() == Status.FAILED)
                        .count());
        assertThat(result.lines().stream().map(LedgerLine::lineId).distinct()).hasSameSizeAs(result.lines());
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void a_worse_figure_never_earns_a_smaller_credit(long seed) {
        Random random = new Random(seed);
        int levels = 1 + random.nextInt(5);
        ContractHistory history = contract(random, levels);
        int changed = random.nextInt(levels);
        Figure[] better = figures(random, levels);
        Figure[] worse = Arrays.copyOf(better, levels);
        int figure = 6000 + random.nextInt(4001);
        better[changed] = Settled.value(BigDecimal.valueOf(figure, 2).toPlainString());
        worse[changed] = Settled.value(
                BigDecimal.valueOf(figure - random.nextInt(1500), 2).toPlainString());

        PeriodResult of = Settled.month(history, better);
        PeriodResult than = Settled.month(history, worse);

        assertThat(than.points()).isGreaterThanOrEqualTo(of.points());
        assertThat(than.levels().get(changed).creditBeforeCaps())
                .isGreaterThanOrEqualTo(of.levels().get(changed).creditBeforeCaps());
        if (of.caps().stream().allMatch(cap -> cap.cap().levels().isEmpty())) {
            assertThat(than.credits()).isGreaterThanOrEqualTo(of.credits());
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void the_order_of_rows_is_irrelevant_and_each_item_counts_at_most_once(long seed) {
        Random random = new Random(seed);
        String level =
                "  - { id: %s, title: L, measure: { %s }, target: at least 95%%, low-volume: { fewer-than: 3, allow: 1 miss } }\n";
        String measures = "service-levels:\n"
                + level.formatted(
                        "L",
                        "share-of: tickets, period-by: resolved, met-when: { elapsed: opened..resolved, at-most: "
                                + (1 + random.nextInt(90)) + "h, on: working-hours, paused-in: [hold] }")
                + level.formatted(
                        "D", "share-of: tickets, distinct: group, period-by: opened, met-when: { priority: P1 }")
                + "  - { id: M, title: L, measure: { median-of: tickets, period-by: resolved, value: { elapsed: opened..resolved } }, target: at most 4h }\n";
        ContractHistory history = Contracts.versions(
                "2026-01-01", measures, "2026-03-01", measures.replaceFirst("at-most: \\d+h", "at-most: 20h"));
        List<Item> items = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            java.time.Instant opened =
                    java.time.Instant.parse("2026-01-01T00:00:00Z").plusSeconds(random.nextInt(110 * 86_400));
            String text = "T" + i + ": opened=" + opened + ", priority=P" + (1 + random.nextInt(2)) + ", group=G"
                    + random.nextInt(9)
                    + (random.nextInt(4) == 0 ? "" : ", resolved=" + opened.plusSeconds(random.nextInt(40 * 86_400)));
            items.add(
                    random.nextInt(3) == 0
                            ? Facts.ticketWithHistory(
                                    text,
                                    "hold=" + opened.plusSeconds(random.nextInt(86_400)) + "/"
                                            + opened.plusSeconds(86_400 + random.nextInt(864_000)))
                            : Facts.ticket(text));
        }
        Measured first = Measured.of(history, "2026-05-01T00:00Z", items.toArray(Item[]::new));
        Collections.shuffle(items, random);
        Measured second = Measured.of(history, "2026-05-01T00:00Z", items.toArray(Item[]::new));

        assertThat(second.figures()).isEqualTo(first.figures());
        assertThat(first.figures().values().stream()
                        .mapToInt(period -> java.util.Objects.requireNonNull(period.get("L"))
                                .total()
                                .intValueExact())
                        .sum())
                .isLessThanOrEqualTo(items.size());
        // the run a month earlier said the same of the periods that had ended then
        Measured earlier = Measured.of(history, "2026-04-01T00:00Z", items.toArray(Item[]::new));
        for (String period : List.of("2026-01", "2026-02", "2026-03")) {
            assertThat(earlier.figure(period).met())
                    .as(period)
                    .isEqualTo(first.figure(period).met());
            assertThat(earlier.figure(period).total())
                    .as(period)
                    .isEqualTo(first.figure(period).total());
        }
    }
}
