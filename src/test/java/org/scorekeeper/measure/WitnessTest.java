package org.scorekeeper.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.scorekeeper.measure.Facts.instant;
import static org.scorekeeper.measure.Facts.ticket;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.scorekeeper.contract.ContractHistory;
import org.scorekeeper.facts.FactKind;
import org.scorekeeper.facts.register.Relief;

/** What the meters tell of each item: whether it counts, where, and why not. */
class WitnessTest {
    private static final String AS_OF = "2026-02-20T00:00Z";
    private static final String SHARE =
            "{ share-of: tickets, where: { priority: P1 }, period-by: resolved, met-when: { elapsed:"
                    + " opened..resolved, at-most: 4h, on: round-the-clock } }";

    private static List<ItemAccount> told(ContractHistory history, List<Relief> relief, FactKind kind, Item... items) {
        Instant until = instant(AS_OF);
        List<ItemAccount> told = new ArrayList<>();
        Evaluation evaluation = new Evaluation(
                history,
                history.periodsUntil(
                        until.minusSeconds(1).atZone(ZoneOffset.UTC).toLocalDate()),
                until,
                List.of(),
                relief,
                (version, level, account) -> told.add(account));
        for (Item item : items) {
            evaluation.add(kind, item);
        }
        evaluation.figures();
        return told;
    }

    private static String words(ItemAccount account) {
        return account.outcome().code()
                + account.period().map(period -> " " + period.label()).orElse("")
                + (account.reason().isEmpty() ? "" : ": " + account.reason());
    }

    @ParameterizedTest(name = "{0} → {1}")
    @CsvSource(delimiter = '|', textBlock = """
                    priority=P1, opened=2026-01-05T09:00Z, resolved=2026-01-05T13:00Z | met 2026-01: within its limit
                    priority=P1, opened=2026-01-05T09:00Z, resolved=2026-01-05T13:01Z | missed 2026-01: later than its limit
                    priority=P1, opened=2026-01-05T09:00Z                             | missed 2026-01: still open, and past its limit
                    priority=P1, opened=2026-02-19T23:00Z                             | not_counted: still open, and its limit has not passed
                    priority=P1, opened=2026-01-05T09:00Z, resolved=2026-01-05T08:00Z | not_counted 2026-01: its clock ends before it starts
                    priority=P1, resolved=2026-01-05T08:00Z                           | not_counted: opened is not known
                    priority=P2, opened=2026-01-05T09:00Z, resolved=2026-01-05T13:00Z | not_counted: priority is P2, not P1
                    opened=2026-01-05T09:00Z, resolved=2026-01-05T13:00Z              | not_counted: priority is absent, not P1
                    priority=P1, opened=2025-12-05T09:00Z, resolved=2025-12-05T10:00Z | not_counted 2025-12: belongs to 2025-12, outside these terms
                    """)
    void says_what_becomes_of_an_item_in_a_share(String fields, String said) {
        List<ItemAccount> told =
                told(Contracts.level(SHARE, "at least 95%"), List.of(), FactKind.TICKETS, ticket("T1: " + fields));

        assertThat(told).singleElement().extracting(WitnessTest::words).isEqualTo(said);
    }

    @ParameterizedTest(name = "{0} → {1}")
    @CsvSource(delimiter = '|', textBlock = """
                    REMOVE        | not_counted 2026-01: relief R-1 removes it: it came later than its limit
                    COUNT_AS_MET  | met 2026-01: relief R-1 counts it as met: it came later than its limit
                    SUBTRACT_TIME | met 2026-01: within its limit
                    """)
    void says_what_relief_did_to_an_item(Relief.Effect effect, String said) {
        Relief relief = new Relief(
                "R-1",
                "C-1",
                Optional.empty(),
                Optional.of("T1"),
                Optional.empty(),
                Optional.of(instant("2026-01-05T09:00Z")),
                Optional.of(instant("2026-01-05T12:00Z")),
                effect,
                true,
                "a strike");

        List<ItemAccount> told = told(
                Contracts.level(SHARE, "at least 95%"),
                List.of(relief),
                FactKind.TICKETS,
                ticket("T1: priority=P1, opened=2026-01-05T09:00Z, resolved=2026-01-05T15:00Z"));

        assertThat(told).singleElement().satisfies(account -> {
            assertThat(words(account)).isEqualTo(said);
            assertThat(account.relief()).contains("R-1");
        });
    }

    @ParameterizedTest(name = "{0} → {1}")
    @CsvSource(delimiter = '|', textBlock = """
                    opened=2026-01-05T09:00Z, responded=2026-01-05T10:00Z, satisfaction=4 | counted 2026-01
                    opened=2026-01-05T09:00Z, responded=2026-01-05T08:00Z                 | not_counted 2026-01: its clock ends before it starts
                    opened=2026-01-05T09:00Z                                              | not_counted 2026-01: not finished: responded is not known
                    title=nothing                                                         | not_counted: opened is not known, which places it in a period
                    """)
    void says_what_becomes_of_an_item_in_an_average(String fields, String said) {
        ContractHistory history = Contracts.level(
                "{ average-of: tickets, period-by: opened, value: { elapsed: opened..responded, on: round-the-clock } }",
                "at most 30m");

        assertThat(told(history, List.of(), FactKind.TICKETS, ticket("T1: " + fields)))
                .singleElement()
                .extracting(WitnessTest::words)
                .isEqualTo(said);
    }

    @Test
    void tells_both_sides_of_a_ratio_apart() {
        ContractHistory history = Contracts.level(
                "{ ratio: { numerator: { count-of: tickets, where: { reopens: at least 1 } }, denominator: { count-of:"
                        + " tickets } }, period-by: opened }",
                "at most 5%");

        List<ItemAccount> told =
                told(history, List.of(), FactKind.TICKETS, ticket("T1: opened=2026-01-05T09:00Z, reopens=0"));

        assertThat(told.stream().map(account -> account.part() + " " + words(account)))
                .containsExactly("numerator not_counted: reopens is 0, not at least 1", "denominator counted 2026-01");
    }

    @Test
    void says_which_items_are_one_thing() {
        ContractHistory history =
                Contracts.level("{ count-of: tickets, distinct: incident, period-by: opened }", "at most 5");

        List<ItemAccount> told = told(
                history,
                List.of(),
                FactKind.TICKETS,
                ticket("T1: opened=2026-01-05T09:00Z, incident=I-1"),
                ticket("T2: opened=2026-01-06T09:00Z, incident=I-1"));

        assertThat(told.stream().map(WitnessTest::words))
                .containsExactly("counted 2026-01", "not_counted 2026-01: the same as an item before it");
        assertThat(told.stream().map(account -> account.thing().orElse(""))).containsOnly("i-1");
    }

    @Test
    void tells_persons_only_when_it_is_known_whether_they_have_enough_items() {
        ContractHistory history = Contracts.level(
                "{ share-of: persons, from: tickets, by: assignee, minimum: 2, met-when: { share-of: tickets, period-by:"
                        + " resolved, met-when: { elapsed: opened..resolved, at-most: 4h, on: round-the-clock }, at-least:"
                        + " 70% } }",
                "at least 90%");

        List<ItemAccount> told = told(
                history,
                List.of(),
                FactKind.TICKETS,
                ticket("T1: assignee=Ann, opened=2026-01-05T09:00Z, resolved=2026-01-05T10:00Z"),
                ticket("T2: assignee=Ann, opened=2026-01-06T09:00Z, resolved=2026-01-06T10:00Z"),
                ticket("T3: assignee=Ben, opened=2026-01-06T09:00Z, resolved=2026-01-06T10:00Z"));

        assertThat(told.stream().map(WitnessTest::words))
                .containsExactlyInAnyOrder(
                        "met 2026-01: within its limit",
                        "met 2026-01: within its limit",
                        "not_counted 2026-01: B has 1 items, fewer than 2");
    }

    @Test
    void counts_outages_that_overlap_once_with_the_one_that_began_first() {
        ContractHistory history = Contracts.level(
                "{ availability: { on: round-the-clock, down: { tickets: { type: outage }, from: opened, to: resolved },"
                        + " maintenance: { tickets: { type: maintenance }, from: opened, to: resolved } } }",
                "at least 99%");

        List<ItemAccount> told = told(
                history,
                List.of(),
                FactKind.TICKETS,
                ticket("T1: type=outage, opened=2026-01-05T09:00Z, resolved=2026-01-05T11:00Z"),
                ticket("T2: type=outage, opened=2026-01-05T10:00Z, resolved=2026-01-05T12:00Z"),
                ticket("T3: type=maintenance, opened=2026-01-05T11:30Z, resolved=2026-01-05T13:00Z"),
                ticket("T4: type=incident, opened=2026-01-05T11:30Z, resolved=2026-01-05T13:00Z"));

        assertThat(told.stream()
                        .map(account -> account.id() + " " + words(account)
                                + account.value().map(value -> " " + value).orElse("")))
                .containsExactlyInAnyOrder(
                        "T1 missed 2026-01: down 7200",
                        "T2 missed 2026-01: down 1800",
                        "T3 not_counted 2026-01: maintenance, which is taken from both sides",
                        "T4 not_counted: type is incident, not outage");
    }

    @ParameterizedTest(name = "history {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void the_stretches_of_a_clock_add_up_to_what_elapsed(long seed) {
        Random random = new Random(seed);
        ContractHistory history = Contracts.in(
                "Europe/London",
                Contracts.one(
                        "{ share-of: tickets, period-by: opened, met-when: { elapsed: opened..resolved, at-most: 4h, on:"
                                + " working-hours, paused-in: [waiting] } }",
                        "at least 95%",
                        ""));
        Instant start = instant("2026-01-05T09:00Z").plusSeconds(random.nextInt(500_000));
        Instant end = start.plus(Duration.ofMinutes(random.nextInt(20_000)));
        List<String> pauses = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            Instant from = start.plus(Duration.ofMinutes(random.nextInt(20_000) - 500));
            pauses.add("waiting=" + from + "/" + from.plus(Duration.ofMinutes(random.nextInt(2_000))));
        }

        List<ItemAccount> told = told(
                history,
                List.of(),
                FactKind.TICKETS,
                Facts.ticketWithHistory("T1: opened=" + start + ", resolved=" + end, pauses.toArray(String[]::new)));

        assertThat(told).singleElement().satisfies(account -> {
            ClockTrace clock = account.clock().orElseThrow();
            assertThat(clock.stretches().stream()
                            .filter(stretch -> stretch.kind() == ClockTrace.Kind.OPEN)
                            .mapToLong(ClockTrace.Stretch::seconds)
                            .sum())
                    .isEqualTo(account.timing().elapsedSeconds().orElseThrow());
            assertThat(clock.stretches().stream()
                            .mapToLong(ClockTrace.Stretch::seconds)
                            .sum())
                    .isEqualTo(Duration.between(start, end).toSeconds());
        });
    }
}
