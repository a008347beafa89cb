package org.scorekeeper.settle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.scorekeeper.measure.Facts.fact;
import static org.scorekeeper.measure.Facts.ticket;
import static org.scorekeeper.measure.Facts.ticketWithHistory;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.scorekeeper.contract.ContractHistory;
import org.scorekeeper.facts.FactKind;
import org.scorekeeper.measure.Contracts;
import org.scorekeeper.measure.Item;
import org.scorekeeper.measure.Measured;
import org.scorekeeper.measure.Miss;
import org.scorekeeper.measure.StatusSpan;

/** What users of other systems ran into (edge cases 1 to 12), and what happens here. */
class EdgeCasesTest {
    private static final String AS_OF = "2026-12-01T00:00Z";

    private static String clock(String limit, String more) {
        return Contracts.one(
                "{ share-of: tickets, period-by: opened, met-when: { elapsed: opened..resolved, at-most: " + limit
                        + ", on: working-hours" + more + " } }",
                "at least 95%",
                "");
    }

    private static Miss onlyMiss(ContractHistory history, String period, Item item) {
        return Measured.of(history, AS_OF, item).figure(period).misses().get(0);
    }

    @ParameterizedTest(name = "opened at {0}: {2} seconds by {1}")
    @CsvSource(textBlock = """
            2026-01-14T09:00Z, 2026-01-14T18:00Z, 28800
            2026-07-15T08:00Z, 2026-07-15T18:00Z, 28800
            """)
    void _01_a_past_ticket_uses_the_offset_of_its_own_date(String opened, String resolved, long elapsed) {
        Miss miss = onlyMiss(
                Contracts.in("Europe/London", clock("1s", "")),
                opened.substring(0, 7),
                ticket("T1: opened=" + opened + ", resolved=" + resolved));

        assertThat(miss.elapsedSeconds()).contains(elapsed);
    }

    @Test
    void _02_a_changed_calendar_leaves_earlier_dates_as_they_were() {
        ContractHistory history = new ContractHistory(List.of(
                Contracts.version("2026-01-01", "UTC", clock("1s", "")),
                Contracts.versionWithHours("2026-02-01", "08:00-20:00", clock("1s", ""))));

        // one hour of Friday 30 January under the old hours, two of Monday 2 February under the new ones
        assertThat(onlyMiss(history, "2026-01", ticket("T1: opened=2026-01-30T16:00Z, resolved=2026-02-02T10:00Z"))
                        .elapsedSeconds())
                .contains(3 * 3600L);
    }

    @ParameterizedTest(name = "{0}: closed on the holiday from {1} to {2}")
    @CsvSource(textBlock = """
            Pacific/Auckland,    2026-05-03T12:00Z, 2026-05-04T12:00Z
            America/Los_Angeles, 2026-05-04T07:00Z, 2026-05-05T07:00Z
            """)
    void _03_a_holiday_covers_the_local_day(String zone, String from, String to) {
        // the early May bank holiday, Monday the 4th
        Miss miss = onlyMiss(
                Contracts.in(zone, clock("1s", "")),
                "2026-05",
                ticket("T1: opened=" + from + ", resolved="
                        + Instant.parse(to.replace("Z", ":00Z")).plusSeconds(10 * 3600)));

        assertThat(miss.elapsedSeconds()).as("one hour of Tuesday morning").contains(3600L);
    }

    @Test
    void _04_a_pause_over_the_weekend_gives_back_open_time_only() {
        ContractHistory history = Contracts.of(clock("2 working days", ", paused-in: [Awaiting Customer]"));
        String opened = "T1: opened=2026-01-09T15:00Z";
        String pause = "awaiting customer=2026-01-09T16:00Z/2026-01-12T10:00Z";

        // two working days from Friday 15:00 are 16 open hours; the pause takes two of them, until Wednesday 09:00
        assertThat(Measured.of(history, AS_OF, ticketWithHistory(opened + ", resolved=2026-01-14T09:00Z", pause))
                        .shares())
                .isEqualTo("2026-01 1/1");
        Miss miss = Measured.of(history, AS_OF, ticketWithHistory(opened + ", resolved=2026-01-14T09:00:01Z", pause))
                .figure("2026-01")
                .misses()
                .get(0);
        assertThat(miss.pausedSeconds()).isEqualTo(2 * 3600);
        assertThat(miss.lateBySeconds()).contains(1L);
    }

    @Test
    void _05_on_a_holiday_hold_time_is_taken_off_as_open_time() {
        ContractHistory history = Contracts.of(clock("4h", ", paused-in: [hold]"));
        // opened on the bank holiday 4 May; the clock starts on Tuesday 09:00, four hours and one of hold end at 14:00
        String opened = "T1: opened=2026-05-04T10:00Z, hold=PT1H, resolved=";

        Measured inTime = Measured.of(history, AS_OF, ticket(opened + "2026-05-05T14:00Z"));
        assertThat(inTime.shares()).isEqualTo("2026-05 1/1");
        assertThat(inTime.figure("2026-05").notes())
                .containsExactly("hold totals used for 1 item: the vendor gives no status history");
        assertThat(Measured.of(history, AS_OF, ticket(opened + "2026-05-05T14:00:01Z"))
                        .shares())
                .isEqualTo("2026-05 0/1");
    }

    @Test
    void _06_a_change_of_priority_keeps_the_pauses_and_the_contract_chooses_which_priority_counts() {
        Item changed = new Item(
                List.of(
                        fact(FactKind.TICKETS, "T1: opened=2026-01-05T09:00Z, priority=P1", 1),
                        fact(
                                FactKind.TICKETS,
                                "T1: opened=2026-01-05T09:00Z, priority=P3, resolved=2026-01-05T14:00Z",
                                2)),
                List.of(new StatusSpan(
                        "hold", Instant.parse("2026-01-05T10:00:00Z"), Instant.parse("2026-01-05T11:00:00Z"))));
        String level =
                "{ share-of: tickets, where: { priority: %s }, period-by: opened, met-when: { elapsed: opened..resolved,"
                        + " at-most: 4h, paused-in: [hold] } }";

        assertThat(Measured.of(Contracts.level(level.formatted("{ first: P1 }"), "at least 95%"), AS_OF, changed)
                        .shares())
                .isEqualTo("2026-01 1/1");
        assertThat(Measured.of(Contracts.level(level.formatted("P1"), "at least 95%"), AS_OF, changed)
                        .shares())
                .isEmpty();
        assertThat(Measured.of(Contracts.level(level.formatted("P3"), "at least 95%"), AS_OF, changed)
                        .shares())
                .isEqualTo("2026-01 1/1");
    }

    @Test
    void _07_first_seen_paused_starts_paused_and_first_seen_closed_is_stopped() {
        ContractHistory history = Contracts.of(clock("4h", ", paused-in: [hold]"));

        assertThat(Measured.of(
                                history,
                                AS_OF,
                                ticketWithHistory("T1: opened=2026-01-05T09:00Z", "hold=2026-01-05T09:00Z/"))
                        .shares())
                .as("a ticket that has been on hold from its first minute has not used any of its time")
                .isEmpty();
        assertThat(Measured.of(
                                history,
                                AS_OF,
                                ticket("T1: opened=2026-01-05T09:00Z, resolved=2026-01-05T09:30Z, status=closed"))
                        .shares())
                .as("a ticket that is first seen closed has its elapsed time, months later too")
                .isEqualTo("2026-01 1/1");
    }

    @Test
    void _08_which_resolution_counts_is_said_and_closed_time_is_not_pending() {
        String[] versions = {
            "T1: opened=2026-01-05T09:00Z, resolved=2026-01-05T10:00Z",
            "T1: opened=2026-01-05T09:00Z",
            "T1: opened=2026-01-05T09:00Z, resolved=2026-01-06T10:00Z"
        };
        String level = "{ share-of: tickets, period-by: opened, met-when: { elapsed: opened..%s, at-most: 4h } }";

        assertThat(Measured.of(Contracts.level(level.formatted("resolved"), "at least 95%"), AS_OF, ticket(versions))
                        .shares())
                .isEqualTo("2026-01 0/1");
        assertThat(Measured.of(
                                Contracts.level(level.formatted("first-resolved"), "at least 95%"),
                                AS_OF,
                                ticket(versions))
                        .shares())
                .isEqualTo("2026-01 1/1");
        Item reopened = ticketWithHistory(
                "T1: opened=2026-01-05T09:00Z, resolved=2026-01-06T10:00Z",
                "resolved=2026-01-05T10:00Z/2026-01-06T09:00Z",
                "open=2026-01-06T09:00Z/2026-01-06T10:00Z");
        assertThat(Measured.of(Contracts.of(clock("4h", ", paused-in: [hold]")), AS_OF, reopened)
                        .shares())
                .as("the time in which it was thought resolved is not given back")
                .isEqualTo("2026-01 0/1");
    }

    @Test
    void _09_merged_and_cancelled_tickets_leave_the_population_and_are_counted() {
        ContractHistory history =
                Contracts.of(clock("4h", "") + "population: { except: { status: [merged, cancelled] } }\n");
        Measured measured = Measured.of(
                history,
                AS_OF,
                ticket("T1: opened=2026-01-05T09:00Z, resolved=2026-01-05T10:00Z, status=closed"),
                ticket("T2: opened=2026-01-05T09:00Z, status=Merged"),
                ticket("T3: opened=2026-01-05T09:00Z, resolved=2026-01-05T10:00Z, status=cancelled"),
                ticket("T4: opened=2026-02-05T09:00Z, status=cancelled"));

        assertThat(measured.shares()).isEqualTo("2026-01 1/1");
        assertThat(measured.figure("2026-01").notes())
                .containsExactly("2 items are taken out by the contract's population rule");
        assertThat(measured.figure("2026-02").notes())
                .containsExactly("1 item is taken out by the contract's population rule");
    }

    @Test
    void _10_the_verdict_uses_the_unrounded_value() {
        ContractHistory history = Contracts.of(clock("4h", ""));
        LevelResult result =
                Settled.month(history, Settled.share(1899, 2000)).levels().get(0);

        assertThat(result.status()).isEqualTo(Status.FAILED);
        assertThat(result.printed().orElseThrow().toPlainString()).isEqualTo("94.95");
        assertThat(result.level()
                        .target()
                        .printed(result.judged().orElseThrow(), 0)
                        .toPlainString())
                .as("neither 95 nor 95.0")
                .isEqualTo("94.95");
    }

    @Test
    void _11_an_empty_population_is_no_data_never_met() {
        assertThat(Settled.month(Contracts.of(clock("4h", "")), Settled.share(0, 0))
                        .levels()
                        .get(0)
                        .status())
                .isEqualTo(Status.NO_DATA);
    }

    @Test
    void _12_of_thirty_tickets_at_99_percent_none_may_miss() {
        ContractHistory history = Contracts.of(clock("4h", "").replace("95%", "99%"));
        LevelResult result =
                Settled.month(history, Settled.share(30, 30)).levels().get(0);

        assertThat(result.missesLeft()).contains(0);
        assertThat(result.atRisk()).isTrue();
    }

    @Test
    void dates_in_the_wrong_order_leave_the_population_and_are_listed() {
        ContractHistory history = Contracts.level(
                "{ share-of: tickets, period-by: opened, met-when: { elapsed: responded..resolved, at-most: 4h } }",
                "at least 95%");
        Measured measured = Measured.of(
                history,
                AS_OF,
                ticket("T1: opened=2026-01-05T09:00Z, responded=2026-01-05T12:00Z, resolved=2026-01-05T10:00Z"),
                ticket("T2: opened=2026-01-05T09:00Z, responded=2026-01-05T09:30Z, resolved=2026-01-05T10:00Z"));

        assertThat(measured.shares()).isEqualTo("2026-01 1/1");
        assertThat(measured.figure("2026-01").notes())
                .containsExactly("1 item ends before it starts and was left out: T1");
    }

    @Test
    void a_status_lasts_until_the_next_one_or_still() {
        List<StatusSpan> history = StatusSpan.history(
                List.of(
                        fact(FactKind.TICKET_STATUS, "s3: ticket=T1, status=Hold, from=2026-01-07", 1),
                        fact(FactKind.TICKET_STATUS, "s1: ticket=T1, status=Open, from=2026-01-05T09:00Z", 1),
                        fact(
                                FactKind.TICKET_STATUS,
                                "s2: ticket=T1, status=Awaiting Customer, from=2026-01-05T10:00Z, to=2026-01-05T11:00Z",
                                1)),
                ZoneId.of("Europe/Berlin"));

        assertThat(history)
                .usingRecursiveFieldByFieldElementComparatorIgnoringFields("place")
                .containsExactly(
                        new StatusSpan(
                                "open", Instant.parse("2026-01-05T09:00:00Z"), Instant.parse("2026-01-05T10:00:00Z")),
                        new StatusSpan(
                                "awaiting customer",
                                Instant.parse("2026-01-05T10:00:00Z"),
                                Instant.parse("2026-01-05T11:00:00Z")),
                        new StatusSpan("hold", Instant.parse("2026-01-06T23:00:00Z"), Instant.MAX));
        assertThat(StatusSpan.history(List.of(), ZoneOffset.UTC)).isEmpty();
    }
}
