package org.scorekeeper.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.scorekeeper.calendar.MeasurementPeriod;
import org.scorekeeper.contract.ContractHistory;
import org.scorekeeper.contract.Fraction;
import org.scorekeeper.contract.ServiceLevel;
import org.scorekeeper.facts.Fact;
import org.scorekeeper.facts.FactKind;
import org.scorekeeper.facts.FactRow;
import org.scorekeeper.facts.Place;
import org.scorekeeper.intake.Feed;
import org.scorekeeper.intake.RowMapper;
import org.scorekeeper.intake.RowResult;
import org.scorekeeper.intake.TableFiles;
import org.scorekeeper.intake.table.RowCursor;
import org.scorekeeper.intake.table.SourceRow;
import org.scorekeeper.intake.table.UnreadableFileException;
import org.scorekeeper.measure.Evaluation;
import org.scorekeeper.measure.Figure;
import org.scorekeeper.measure.Item;
import org.scorekeeper.measure.StatusSpan;
import org.scorekeeper.settle.PeriodResult;
import org.scorekeeper.settle.Settlement;
import org.scorekeeper.workspace.Workspace;

/**
 * Reads the sample from its files and measures it in memory: every figure of the thirteen months must be the one that
 * the generator counted in its own way.
 */
class SampleFiguresTest {
    private static final Workspace SAMPLE = Workspace.read(Path.of("sample-data"));

    /** All versions of each item, by vendor and kind. */
    private static final Map<String, Map<FactKind, Map<String, List<Fact>>>> FACTS = new TreeMap<>();

    @BeforeAll
    static void read() {
        assertThat(SAMPLE.problems()).isEmpty();
        for (Feed feed : SAMPLE.feeds().values()) {
            Map<String, List<Fact>> items = FACTS.computeIfAbsent(feed.vendor(), key -> new EnumMap<>(FactKind.class))
                    .computeIfAbsent(feed.facts(), key -> new LinkedHashMap<>());
            SampleWorld.files().keySet().stream()
                    .filter(name -> SampleWorldTest.takes(feed, name))
                    .forEach(name -> read(feed, name, items));
            if (!feed.latestBy().isEmpty()) {
                items.values().forEach(versions -> versions.sort(Comparator.comparing(SampleFiguresTest::order)));
            }
        }
    }

    private static Instant order(Fact fact) {
        Instant at = fact.orderAt();
        return at == null ? Instant.MIN : at;
    }

    private static void read(Feed feed, String name, Map<String, List<Fact>> items) {
        try (RowCursor rows = TableFiles.open(SAMPLE.inbox().resolve(name), feed.format(), feed.wantedColumns())) {
            RowMapper mapper = new RowMapper(feed, rows.header(), name, 1);
            for (SourceRow row = rows.next(); row != null; row = rows.next()) {
                if (mapper.map(row) instanceof RowResult.Mapped mapped) {
                    Fact fact = fact(feed, name, mapped.fact());
                    items.computeIfAbsent(fact.id(), key -> new ArrayList<>()).add(fact);
                }
            }
        } catch (UnreadableFileException broken) {
            assertThat(name).endsWith("(1).xlsx");
        }
    }

    private static Fact fact(Feed feed, String name, FactRow row) {
        return new Fact(
                feed.facts(),
                row.vendor(),
                row.contract(),
                row.id(),
                1,
                row.orderAt(),
                row.values(),
                row.own(),
                new Place(name, row.sheet(), row.row()));
    }

    @TestFactory
    List<DynamicTest> every_figure_is_the_one_that_the_generator_counted() {
        return SAMPLE.contracts().values().stream()
                .map(history -> DynamicTest.dynamicTest(history.id(), () -> compare(history)))
                .toList();
    }

    private static void compare(ContractHistory history) {
        Instant asOf =
                SAMPLE.settings().asOf().orElseThrow().in(history.latest().zone());
        var figures = measure(history, asOf).figures();
        List<String> expected = new ArrayList<>();
        List<String> found = new ArrayList<>();
        for (Expected one : SampleWorld.expected()) {
            if (one.contract().equals(history.id())) {
                MeasurementPeriod period =
                        history.latest().period().containing(one.period().atDay(1));
                Figure figure = figures.getOrDefault(period, Map.of()).get(one.level());
                expected.add(line(one, plain(one.met()), one.total(), plain(one.value())));
                found.add(
                        figure == null
                                ? one.level() + " " + period + " was not measured"
                                : line(
                                        one,
                                        figure.met()
                                                .map(SampleFiguresTest::plain)
                                                .orElse(""),
                                        plain(figure.total()),
                                        value(level(history, one.level()), figure)));
            }
        }
        assertThat(expected).hasSizeGreaterThan(8);
        assertThat(found).containsExactlyElementsOf(expected);
    }

    @ParameterizedTest(name = "{0} {1}: {5}")
    @CsvSource(textBlock = """
            NWD-2026-014, 2026-06, 0, 0.00,     0.00,     the desk kept every promise before it moved
            NWD-2026-014, 2026-07, 1, 3640.00,  3640.00,  the first one breaks
            NWD-2026-014, 2026-09, 9, 32760.00, 27300.00, five break and the cap of 15 % binds
            NWD-2026-014, 2026-10, 5, 18200.00, 18200.00, three break
            NWD-2026-021, 2026-09, 0, 2500.00,  2500.00,  the load test report never came
            BKS-2025-07,  2025-12, 0, 11365.00, 11365.00, everything that costs is missed
            BKS-2025-07,  2026-06, 0, 2680.00,  2680.00,  two are still missed
            BKS-2025-07,  2026-10, 0, 0.00,     0.00,     all is met and only the bonus is left
            LUM-2025-33,  2026-09, 0, 0.00,     0.00,     a quiet year
            LUM-2025-33,  2026-10, 0, 20760.00, 11100.00, the cap of 15 % binds
            CRP-2026-09,  2026-08, 0, 0.00,     0.00,     three fail and nothing counts yet
            """)
    void the_money_tells_the_stories_of_the_readme(
            String id, String label, BigDecimal points, BigDecimal beforeCaps, BigDecimal credits, String why) {
        ContractHistory history =
                Optional.ofNullable(SAMPLE.contracts().get(id)).orElseThrow();
        Instant asOf =
                SAMPLE.settings().asOf().orElseThrow().in(history.latest().zone());
        PeriodResult result = Settlement.settle(history, measure(history, asOf).figures(), asOf).stream()
                .filter(period -> period.period().equals(MeasurementPeriod.parse(label)))
                .findFirst()
                .orElseThrow();
        assertThat(result.points()).as(why).isEqualByComparingTo(points);
        assertThat(result.creditsBeforeCaps()).as(why).isEqualByComparingTo(beforeCaps);
        assertThat(result.credits()).as(why).isEqualByComparingTo(credits);
    }

    private static Evaluation measure(ContractHistory history, Instant asOf) {
        LocalDate last = asOf.minusSeconds(1).atZone(history.latest().zone()).toLocalDate();
        Evaluation evaluation = new Evaluation(history, history.periodsUntil(last), asOf, List.of());
        Map<FactKind, Map<String, List<Fact>>> facts = FACTS.getOrDefault(history.vendor(), Map.of());
        Map<String, List<Fact>> statuses = facts.getOrDefault(FactKind.TICKET_STATUS, Map.of()).values().stream()
                .map(versions -> versions.get(versions.size() - 1))
                .collect(Collectors.groupingBy(fact -> fact.text("ticket").orElseThrow()));
        for (FactKind kind : evaluation.needs()) {
            facts.getOrDefault(kind, Map.of()).forEach((id, versions) -> {
                if (isOf(versions.get(versions.size() - 1).contract(), history)) {
                    evaluation.add(
                            kind,
                            new Item(
                                    versions,
                                    StatusSpan.history(
                                            statuses.getOrDefault(id, List.of()),
                                            history.latest().zone())));
                }
            });
        }
        return evaluation;
    }

    private static boolean isOf(@Nullable String contract, ContractHistory history) {
        return contract == null || contract.equals(history.id());
    }

    private static ServiceLevel level(ContractHistory history, String id) {
        return history.latest().levels().stream()
                .filter(level -> level.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static String line(Expected one, String met, String total, String value) {
        return "%s %s: %s of %s is %s".formatted(one.level(), one.period(), met, total, value);
    }

    /** In the target's unit, rounded where the level says so, else to ten decimals. */
    private static String value(ServiceLevel level, Figure figure) {
        Fraction unit = Fraction.of(level.target().unit().size());
        return figure.value()
                .map(exact -> exact.dividedBy(unit))
                .map(exact -> level.round()
                        .map(rounding -> exact.round(rounding.places(), rounding.mode()))
                        .orElseGet(() -> exact.round(10, RoundingMode.HALF_UP)))
                .map(SampleFiguresTest::plain)
                .orElse("");
    }

    private static String plain(String number) {
        return number.isEmpty() ? "" : plain(new BigDecimal(number));
    }

    private static String plain(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }
}
