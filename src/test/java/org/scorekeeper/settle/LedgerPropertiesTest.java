package org.scorekeeper.settle;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.scorekeeper.contract.Cap;
import org.scorekeeper.contract.ContractHistory;
import org.scorekeeper.measure.Contracts;
import org.scorekeeper.measure.Figure;

/** What holds of the ledger of any contract over two years; each case prints its seed. */
class LedgerPropertiesTest {
    private static final int MONTHS = 26;

    static LongStream seeds() {
        return LongStream.range(0, 60).map(seed -> seed * 6131 + 20261123);
    }

    private static String price(Random random) {
        return random.nextBoolean()
                ? BigDecimal.valueOf(1 + random.nextInt(99_999), 2).toPlainString()
                : (1 + random.nextInt(400)) + "/7000 of charges";
    }

    private static String scheme(Random random, int level) {
        return switch (random.nextInt(5)) {
            case 0 -> "ladder: [ { below: 98%, points: " + (1 + random.nextInt(5)) + " } ]";
            case 1 -> "ladder: [ { below: 98%, credit: " + price(random) + " } ]";
            case 2 ->
                "credits: { per-step: { every: 0.7%, credit: " + price(random) + ", whole: " + random.nextBoolean()
                        + " } }";
            case 3 -> "credits: { curve: [ { at: 98%, credit: 0 }, { at: 61%, credit: " + price(random) + " } ] }";
            default -> "repeat: { consecutive: " + (1 + level % 3) + ", times: 1.7 }";
        };
    }

    private static ContractHistory contract(Random random, int levels) {
        StringBuilder text = new StringBuilder("service-levels:\n");
        StringBuilder allocations = new StringBuilder();
        for (int i = 1; i <= levels; i++) {
            text.append(
                    "  - { id: K%d, title: L, clause: \"1\", measure: { reading: { metric: m } }, target: at least 98%%, %s }\n"
                            .formatted(i, scheme(random, i)));
            allocations
                    .append(i == 1 ? "" : ", ")
                    .append("K")
                    .append(i)
                    .append(": ")
                    .append(100 / levels)
                    .append("%");
        }
        text.append("credits:\n  points: { each: ")
                .append(price(random))
                .append(random.nextBoolean() ? ", free: 2, steps: [ { to: 5, times: 1 }, { times: 1.3 } ] }" : " }")
                .append("\n  pool: { at-risk: ")
                .append(price(random))
                .append(", size: 130%, allocations: { ")
                .append(allocations)
                .append(" } }\n  earn-back: { after: 2 periods at target, returns: 37.5% }\n  ignore: at most ")
                .append(random.nextInt(3))
                .append("\n  caps: [ ");
        List<String> caps = new ArrayList<>();
        for (int cap = random.nextInt(4); cap > 0; cap--) {
            caps.add("{ of: " + (random.nextBoolean() ? "contract" : "[K1, K" + levels + "]") + ", per: "
                    + (random.nextBoolean() ? "period" : "year") + ", at-most: " + price(random) + " }");
        }
        return Contracts.of(text + String.join(", ", caps) + " ]\n");
    }

    private static List<List<Figure>> figures(Random random, int levels) {
        List<List<Figure>> months = new ArrayList<>();
        for (int month = 0; month < MONTHS; month++) {
            List<Figure> figures = new ArrayList<>();
            for (int level = 0; level < levels; level++) {
                int pick = random.nextInt(10);
                figures.add(Settled.value(
                        pick == 0
                                ? "-"
                                : pick < 5
                                        ? "99"
                                        : BigDecimal.valueOf(6000 + random.nextInt(4001), 2)
                                                .toPlainString()));
            }
            months.add(figures);
        }
        return months;
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void lines_add_up_caps_hold_and_no_more_comes_back_than_was_given(long seed) {
        Random random = new Random(seed);
        int levels = 1 + random.nextInt(5);
        ContractHistory history = contract(random, levels);
        List<PeriodResult> results = Settled.months(history, figures(random, levels));

        Map<String, BigDecimal> given = new HashMap<>();
        Map<String, BigDecimal> byYear = new HashMap<>();
        for (PeriodResult result : results) {
            BigDecimal credits = sum(result, LedgerLine.Kind.CREDIT);
            assertThat(credits).isEqualByComparingTo(result.credits());
            assertThat(result.levels().stream()
                            .map(LevelResult::credit)
                            .filter(amount -> amount.signum() > 0)
                            .reduce(BigDecimal.ZERO, BigDecimal::add))
                    .isEqualByComparingTo(credits);
            assertThat(result.lines().stream().map(LedgerLine::lineId)).doesNotHaveDuplicates();
            for (LedgerLine line : result.lines()) {
                assertThat(line.amount().scale()).isEqualTo(2);
                line.links()
                        .causedByLineId()
                        .ifPresentOrElse(
                                cause -> assertThat(line.amount())
                                        .as("%s comes back once, of what was given", line)
                                        .isLessThanOrEqualTo(given.remove(cause)),
                                () -> given.put(line.lineId(), line.amount()));
            }
            for (int i = 0; i < result.caps().size(); i++) {
                CapResult cap = result.caps().get(i);
                BigDecimal covered = result.lines().stream()
                        .filter(line -> line.kind() == LedgerLine.Kind.CREDIT
                                && cap.cap().covers(line.serviceLevel()))
                        .map(LedgerLine::amount)
                        .reduce(BigDecimal.ZERO, BigDecimal::add);
                assertThat(covered).as("under %s", cap).isLessThanOrEqualTo(cap.room());
                if (cap.cap().per() == Cap.Per.YEAR) {
                    String key =
                            i + "/" + result.contract().year(result.period()).number();
                    assertThat(byYear.merge(key, covered, BigDecimal::add)).isLessThanOrEqualTo(cap.limit());
                }
            }
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void later_periods_leave_earlier_ones_alone(long seed) {
        Random random = new Random(seed);
        int levels = 1 + random.nextInt(5);
        ContractHistory history = contract(random, levels);
        List<List<Figure>> figures = figures(random, levels);
        int first = 1 + random.nextInt(MONTHS - 1);

        assertThat(Settled.months(history, figures.subList(0, first)))
                .extracting(PeriodResult::lines)
                .isEqualTo(Settled.months(history, figures).subList(0, first).stream()
                        .map(PeriodResult::lines)
                        .toList());
    }

    private static BigDecimal sum(PeriodResult result, LedgerLine.Kind kind) {
        return result.lines().stream()
                .filter(line -> line.kind() == kind)
                .map(LedgerLine::amount)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
