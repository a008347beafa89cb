package org.scorekeeper.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.scorekeeper.measure.Facts.instant;
import static org.scorekeeper.measure.Facts.item;
import static org.scorekeeper.measure.Facts.ticket;

import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.scorekeeper.contract.ContractHistory;
import org.scorekeeper.facts.FactKind;

/** Each form of measure, with its edges. */
class MeasuresTest {
    private static final String AS_OF = "2026-03-01T00:00Z";

    private static Measured january(String measure, String target, String... tickets) {
        Item[] items = new Item[tickets.length];
        for (int i = 0; i < tickets.length; i++) {
            items[i] = ticket("T" + i + ": opened=2026-01-05T09:00Z, " + tickets[i]);
        }
        return Measured.of(Contracts.level(measure, target), AS_OF, items);
    }

    @ParameterizedTest(name = "{0} of 1, 2, 3, 10 is {1}")
    @CsvSource(textBlock = """
            average-of: tickets,                4
            median-of: tickets,                 2.5
            sum-of: tickets,                    16
            highest-of: tickets,                10
            lowest-of: tickets,                 1
            'percentile-of: tickets, p: 50',    2
            'percentile-of: tickets, p: 51',    3
            'percentile-of: tickets, p: 75',    3
            'percentile-of: tickets, p: 95',    10
            'percentile-of: tickets, p: 100',   10
            'percentile-of: tickets, p: 0.1',   1
            """)
    void statistics(String form, String expected) {
        Measured measured = january(
                "{ " + form + ", value: satisfaction }",
                "at least 4",
                "satisfaction=3",
                "satisfaction=10",
                "satisfaction=1",
                "satisfaction=2",
                "title=nobody answered");

        assertThat(measured.value("2026-01")).isEqualTo(expected);
        assertThat(measured.figure("2026-01").total()).isEqualByComparingTo("4");
        assertThat(measured.figure("2026-01").notes()).containsExactly("1 item has no number and was left out");
        assertThat(measured.value("2026-02")).as("nothing in February").isEqualTo("none");
    }

    @Test
    void a_count_needs_no_value_and_an_empty_one_is_no_data() {
        Measured measured = january("{ count-of: tickets, where: { priority: P1 } }", "at most 3", "priority=p1");

        assertThat(measured.value("2026-01")).isEqualTo("1");
        assertThat(measured.value("2026-02")).isEqualTo("none");
    }

    @Test
    void a_clock_is_averaged_exactly_over_what_is_finished() {
        Measured measured = january(
                "{ average-of: tickets, period-by: opened, value: { elapsed: opened..responded, on: working-hours } }",
                "at most 30m",
                "responded=2026-01-05T09:10Z",
                "responded=2026-01-06T09:10Z",
                "responded=2026-01-05T09:00:01Z",
                "title=waiting",
                "responded=2026-01-05T08:00Z");

        assertThat(measured.figure("2026-01").value().orElseThrow().numerator())
                .isEqualByComparingTo("" + (600 + 8 * 3600 + 600 + 1));
        assertThat(measured.figure("2026-01").value().orElseThrow().denominator())
                .isEqualByComparingTo("3");
        assertThat(measured.figure("2026-01").notes())
                .containsExactly(
                        "1 item ends before it starts and was left out: T4",
                        "1 item is not finished and has no duration yet");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(quoteCharacter = '"', delimiter = '|', textBlock = """
            { type: incident }                    | 1 3 6   | text without regard to case
            { priority: [P1, P2] }                | 1 2 6   | any of a list
            { priority: { not: P1 } }             | 2 3 4 5 | not; the absent one is not P1 either
            { priority: { not: [P1, P2] } }       | 3 4 5   | none of a list
            { satisfaction: at least 4 }          | 1 2     | a bound is taken in
            { satisfaction: more than 4 }         | 2       | or left out
            { satisfaction: less than 4.0 }       | 3       | a cell that is no number meets none
            { satisfaction: 4 }                   | 1       | 4 and 4.0 are one number
            { satisfaction: present }             | 1 2 3   | present
            { satisfaction: absent }              | 4 5 6   | absent
            { opened: before 2026-01-06 }         | 1 2 3 6 | the local day lies before
            { opened: after 2026-01-06 }          | 5       | or after, the day itself left out
            { hold: more than 1h }                | 2       | durations
            { region: north }                     | 4       | a field of the feed's own
            { cost: at least 10 }                 | 5       | whose text is a number
            { id: t3 }                            | 3       | the identity
            { priority: P1, type: incident }      | 1 6     | all must hold
            """)
    void where(String where, String counted, String why) {
        ContractHistory history = Contracts.level(
                "{ share-of: tickets, where: " + where + ", period-by: opened, met-when: { status: done } }",
                "at least 95%");
        Measured measured = Measured.of(
                history,
                AS_OF,
                ticket("T1: opened=2026-01-05T09:00Z, type=Incident, priority=P1, satisfaction=4.0, hold=PT1H"),
                ticket("T2: opened=2026-01-05T09:00Z, type=request, priority=p2, satisfaction=5, hold=PT2H"),
                ticket("T3: opened=2026-01-05T09:00Z, type=INCIDENT, priority=P3, satisfaction=1"),
                ticket("T4: opened=2026-01-06T00:00Z, type=change, region=North, cost=cheap"),
                ticket("T5: opened=2026-01-07T00:00Z, cost=10.50"),
                ticket("T6: opened=2026-01-05T09:00Z, type=incident, priority=P1"));

        assertThat(measured.misses("2026-01").replace("T", "")).as(why).isEqualTo(counted);
    }

    @Test
    void distinct_counts_a_thing_once_and_it_is_met_only_where_all_its_rows_are() {
        ContractHistory history = Contracts.level(
                "{ share-of: tickets, distinct: incident, period-by: opened, met-when: { status: done } }",
                "at least 90%");
        List<Item> orders = new ArrayList<>();
        for (int i = 1; i <= 9; i++) {
            orders.add(ticket("O" + i + ": opened=2026-01-05T09:00Z, status=done, incident=invoice-" + i));
        }
        orders.add(ticket("O10a: opened=2026-01-05T09:00Z, status=done, incident=invoice-10"));
        orders.add(ticket("O10b: opened=2026-01-05T09:00Z, status=wrong, incident=Invoice-10"));
        orders.add(ticket("O10c: opened=2026-01-05T09:00Z, status=wrong, incident=invoice-10"));

        Measured measured = Measured.of(history, AS_OF, orders.toArray(Item[]::new));

        assertThat(measured.shares()).isEqualTo("2026-01 9/10");
        assertThat(measured.figure("2026-01").population()).isEqualTo(12);
        assertThat(measured.misses("2026-01")).isEqualTo("O10b O10c");
    }

    @ParameterizedTest(name = "{3}")
    @CsvSource(nullValues = "-", textBlock = """
            2026-01-05T10:00Z/2026-01-05T11:00Z 2026-01-05T10:30Z/2026-01-05T12:00Z, -, 99.7312, overlaps count once: two hours of 744
            2025-12-31T23:00Z/2026-01-01T01:00Z, -, 99.8656, what lies before the period is not its
            2026-01-31T23:00Z/-, -, 99.8656, an outage that lasts is down until the end
            2026-01-05T10:00Z/2026-01-05T14:00Z, 2026-01-05T12:00Z/2026-01-05T16:00Z, 99.7297, maintenance leaves both sides: 2 of 740 hours
            2026-01-05T10:00Z/2026-01-05T14:00Z, 2026-01-05T09:00Z/2026-01-05T16:00Z, 100, down in maintenance only
            -, -, 100, nothing was down
            -, 2025-12-01T00:00Z/2026-06-01T00:00Z, none, all of it maintenance: no data
            """)
    void availability(String down, String maintenance, String expected, String why) {
        ContractHistory history = Contracts.level(
                "{ availability: { on: round-the-clock, down: { tickets: { type: outage }, from: opened, to: resolved },"
                        + " maintenance: { tickets: { type: maintenance }, from: opened, to: resolved } } }",
                "at least 99.5%");
        List<Item> items = new ArrayList<>();
        spans(items, "outage", down);
        spans(items, "maintenance", maintenance);

        assertThat(Measured.of(history, AS_OF, items.toArray(Item[]::new)).value("2026-01"))
                .as(why)
                .isEqualTo(expected);
    }

    private static void spans(List<Item> items, String type, @Nullable String spans) {
        if (spans != null) {
            for (String span : spans.split(" ", -1)) {
                String[] ends = span.split("/", -1);
                items.add(ticket(type + items.size() + ": type=" + type + ", opened=" + ends[0]
                        + (ends[1].equals("-") ? "" : ", resolved=" + ends[1])));
            }
        }
    }

    @Test
    void the_running_period_ends_at_the_as_of_and_its_outages_with_it() {
        ContractHistory history = Contracts.level(
                "{ availability: { on: working-hours, down: [ { tickets: { type: outage } } ] } }", "at least 99.5%");

        Figure january = Measured.of(history, "2026-01-06T13:00Z", ticket("T1: type=outage, opened=2026-01-06T12:00Z"))
                .figure("2026-01");

        // Thursday 1st is a holiday; Friday, Monday and half of Tuesday are open
        assertThat(january.total()).isEqualByComparingTo("" + 20 * 3600);
        assertThat(january.met().orElseThrow()).isEqualByComparingTo("" + 19 * 3600);
        assertThat(january.misses().get(0).state()).isEqualTo(Miss.State.OPEN);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(textBlock = """
            last,    98.5
            average, 99
            sum,     297
            highest, 99.5
            lowest,  98.5
            """)
    void readings(String as, String expected) {
        ContractHistory history = Contracts.level("{ reading: { metric: Uptime, as: " + as + " } }", "at least 99%");
        Measured measured = Measured.of(
                history,
                AS_OF,
                Map.of(
                        FactKind.READINGS,
                        List.of(
                                item(FactKind.READINGS, "r1: metric=uptime, at=2026-01-10, value=99.5, unit=%"),
                                item(FactKind.READINGS, "r3: metric=UPTIME, at=2026-01-31, value=98.5, unit=%"),
                                item(FactKind.READINGS, "r2: metric=uptime, at=2026-01-20, value=99.0, unit=%"),
                                item(FactKind.READINGS, "r4: metric=uptime, at=2026-01-31, value=42, unit=ms"),
                                item(FactKind.READINGS, "r5: metric=latency, at=2026-01-31, value=42, unit=ms"))),
                List.of());

        assertThat(measured.value("2026-01")).isEqualTo(expected);
        assertThat(measured.figure("2026-01").notes())
                .containsExactly("1 reading is in another unit than the target and left out: tickets.csv › row 2 (ms)");
        assertThat(measured.value("2026-02")).isEqualTo("none");
    }

    @Test
    void a_reading_in_minutes_is_kept_in_seconds() {
        Measured measured = Measured.of(
                Contracts.level("{ reading: { metric: wait, as: last } }", "at most 5m"),
                AS_OF,
                Map.of(
                        FactKind.READINGS,
                        List.of(item(FactKind.READINGS, "r1: metric=wait, at=2026-01-10, value=4.5, unit=m"))),
                List.of());

        assertThat(measured.value("2026-01")).isEqualTo("270");
    }

    @ParameterizedTest(name = "{3}")
    @CsvSource(delimiter = '|', textBlock = """
            { count-of: tickets, where: { type: a } } | { count-of: tickets }                     | 25   | a quarter are of type a
            { count-of: tickets, where: { type: z } } | { count-of: tickets }                     | 0    | a count of nothing is nought
            { count-of: tickets }                     | { count-of: tickets, where: { type: z } } | none | over nothing is no data
            { sum-of: tickets, value: satisfaction }  | 40                                        | 25   | a sum over a constant
            { share-of: tickets, met-when: { type: a } } | { constant: 2 }                        | 12.5 | a share counts as a number from 0 to 1
            { count-of: tickets, distinct: group }    | { count-of: tickets }                     | 50   | each side has its own distinct
            """)
    void ratios(String numerator, String denominator, String expected, String why) {
        Measured measured = january(
                "{ ratio: { numerator: " + numerator + ", denominator: " + denominator + " }, period-by: opened }",
                "at least 95%",
                "type=a, group=g1, satisfaction=1",
                "type=b, group=g2, satisfaction=2",
                "type=b, group=g1, satisfaction=3",
                "type=c, group=G1, satisfaction=4");

        assertThat(measured.value("2026-01")).as(why).isEqualTo(expected);
    }

    @Test
    void files_count_in_the_period_in_which_they_were_due() {
        ContractHistory history = Contracts.level("{ share-of: files, feed: northwind-tickets }", "at least 95%");
        Measured measured = Measured.of(
                history,
                "2026-02-05T00:00Z",
                Map.of(),
                List.of(
                        file("northwind-tickets", "2026-01-05T06:00Z", "2026-01-05T06:00Z"),
                        file("northwind-tickets", "2026-01-06T06:00Z", "2026-01-06T06:01Z"),
                        file("northwind-tickets", "2026-01-07T06:00Z", ""),
                        file("northwind-hours", "2026-01-07T06:00Z", ""),
                        file("northwind-tickets", "2026-02-02T06:00Z", "2026-01-30T06:00Z"),
                        file("northwind-tickets", "2026-02-06T06:00Z", "")));

        assertThat(measured.shares()).isEqualTo("2026-01 1/3, 2026-02 1/1");
    }

    private static ExpectedFile file(String feed, String due, String arrived) {
        return new ExpectedFile(
                feed, instant(due), arrived.isEmpty() ? Optional.empty() : Optional.of(instant(arrived)));
    }

    @Test
    void persons_with_enough_items_are_judged_by_their_own_share() {
        ContractHistory history = Contracts.level(
                "{ share-of: persons, from: tickets, by: assignee, period-by: opened, minimum: 2,"
                        + " met-when: { share-of: tickets, met-when: { status: done }, at-least: 50% } }",
                "at least 70%");
        Measured measured = Measured.of(
                history,
                AS_OF,
                ticket("T1: opened=2026-01-05, assignee=Ann, status=done"),
                ticket("T2: opened=2026-01-05, assignee=ann, status=open"),
                ticket("T3: opened=2026-01-05, assignee=Bob, status=open"),
                ticket("T4: opened=2026-01-05, assignee=Bob, status=open"),
                ticket("T5: opened=2026-01-05, assignee=Cyd, status=open"),
                ticket("T6: opened=2026-01-05, status=open"));

        assertThat(measured.shares()).isEqualTo("2026-01 1/2");
    }

    @Test
    void deliverables_are_due_when_the_contract_says_whatever_the_log_says() {
        ContractHistory history = Contracts.of(Contracts.one(
                        "{ share-of: deliverables, period-by: due, met-when: { by: due, actual: delivered } }",
                        "at least 95%",
                        "")
                + """
                deliverables:
                  - { id: D-1, title: Plan, due: 2026-01-20, fee: 100.00 }
                  - { id: D-2, title: Report, due: 2026-01-25 }
                  - { id: D-3, title: Handover, due: 2026-06-30 }
                """);
        Measured measured = Measured.of(
                history,
                AS_OF,
                Map.of(
                        FactKind.DELIVERABLES,
                        List.of(
                                item(FactKind.DELIVERABLES, "D-1: due=2026-02-28, delivered=2026-02-01"),
                                item(FactKind.DELIVERABLES, "D-9: due=2026-02-10, delivered=2026-02-10"))),
                List.of());

        assertThat(measured.shares())
                .as("D-1 is late by the contract's date, D-2 nobody mentions, D-9 only the log has")
                .isEqualTo("2026-01 0/2, 2026-02 1/1");
        assertThat(measured.figure("2026-01").misses().get(0).item()).isEqualTo("D-2");
        assertThat(measured.figure("2026-01").misses().get(0).place().file()).isEqualTo("contracts/c-1.yaml");
    }

    @Test
    void timesheets_submitted_in_time_count_where_the_work_was_done() {
        ContractHistory history = Contracts.level(
                "{ share-of: timesheets, period-by: work-date, met-when: { by: week-end, actual: submitted, grace: 3 working days, on: working-hours } }",
                "at least 99%");
        Measured measured = Measured.of(
                history,
                AS_OF,
                Map.of(
                        FactKind.TIMESHEETS,
                        List.of(
                                item(
                                        FactKind.TIMESHEETS,
                                        "a: work-date=2026-01-29, week-end=2026-02-01, submitted=2026-02-04"),
                                item(
                                        FactKind.TIMESHEETS,
                                        "b: work-date=2026-01-29, week-end=2026-02-01, submitted=2026-02-05"),
                                item(FactKind.TIMESHEETS, "c: work-date=2026-01-29, week-end=2026-02-01"))),
                List.of());

        assertThat(measured.shares()).isEqualTo("2026-01 1/3");
    }

    @Test
    void the_five_closest_calls_are_told_in_order() {
        List<Item> tickets = new ArrayList<>();
        for (int minutes = 50; minutes <= 60; minutes++) {
            tickets.add(ticket("T" + minutes + ": opened=2026-01-05T09:00Z, resolved="
                    + instant("2026-01-05T09:00Z").plusSeconds(60L * minutes)));
        }
        Figure figure = Measured.of(
                        Contracts.level(
                                "{ share-of: tickets, period-by: resolved, met-when: { elapsed: opened..resolved, at-most: 1h } }",
                                "at least 95%"),
                        AS_OF,
                        tickets.toArray(Item[]::new))
                .figure("2026-01");

        assertThat(figure.nearMisses()).extracting(Miss::item).containsExactly("T60", "T59", "T58", "T57", "T56");
        assertThat(figure.nearMisses().get(1).elapsedSeconds()).contains(59 * 60L);
        assertThat(figure.value().orElseThrow().round(4, RoundingMode.HALF_UP)).isEqualByComparingTo("100");
    }

    @Test
    void each_figure_has_its_first_steps_in_words() {
        Measured measured = january(
                "{ share-of: tickets, period-by: opened, met-when: { status: done } }",
                "at least 95%",
                "status=done",
                "status=open");

        assertThat(measured.figure("2026-01").trace())
                .containsExactly(
                        new TraceStep("population", "2 items count in this period"),
                        new TraceStep("measure", "1 of 2 items met"));
    }
}
