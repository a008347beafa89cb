package org.scorekeeper.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.scorekeeper.measure.Facts.fact;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.scorekeeper.calendar.PeriodKind;
import org.scorekeeper.contract.ContractHistory;
import org.scorekeeper.facts.Fact;
import org.scorekeeper.facts.FactKind;

/** What of timesheets is not payable: an hour is disallowed once, by the first rule that hits it, never above its row. */
class TimesheetExceptionsTest {
    private static final String LEVEL =
            "service-levels: [ { id: L, title: L, measure: { count-of: tickets }, target: at most 5 } ]\n";

    private static final String CARD = """
            rate-card:
              - { role: engineer, rate: 80.00, per: hour }
              - { role: engineer, rate: 88.00, per: hour, from: 2026-02-16 }
              - { role: lead, rate: 800.00, per: day }
              - { role: tester, rate: 40.00, per: hour, from: 2026-03-01 }
            """;

    /** The rows of a case stand behind one another, with a slash between; person Ann, role engineer, 80.00 unless said. */
    @ParameterizedTest(name = "{3}")
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            day=13, hours=8 / day=16, hours=8, rate=88                       | -                                      | -                                                    | each day has its own rate
            day=13, hours=8, rate=88 / day=16, hours=8, rate=96              | -                                      | 64.00 wrong_rate, 64.00 wrong_rate                   | above the rate of its day
            day=13, hours=8, rate=70                                         | -                                      | -                                                    | below the card is payable as billed
            day=12, hours=8, role=lead, rate=800                             | -                                      | -                                                    | a day's rate is a day's, at eight hours
            day=12, hours=4, role=lead, rate=880                             | -                                      | 40.00 wrong_rate                                     | half a day of a rate too high
            day=12, hours=4, role=lead                                       | -                                      | -                                                    | no rate billed: the card's
            day=12, hours=1, role=tester, rate=40                            | -                                      | 40.00 unknown_role                                   | the card has the role from March on
            day=12, hours=1, role=-, rate=40                                 | -                                      | 40.00 unknown_role                                   | a row without a role
            day=12, hours=6 / day=12, hours=6, ticket=T-2                    | hours-per-day: at most 10              | 160.00 hours_per_day                                 | two rows of one day count together
            day=12, hours=12 / day=12, hours=3, ticket=T-2                   | hours-per-day: at most 10              | 160.00 hours_per_day, 240.00 hours_per_day           | what is over is disallowed once
            day=12, hours=6 / day=12, hours=6, person=Bob                    | hours-per-day: at most 10              | -                                                    | each person has a day
            day=12, hours=6 / day=12, hours=6                                | hours-per-day: at most 10              | 480.00 duplicate                                     | a duplicate takes no hours of the day
            day=12, hours=8 / day=12, hours=8, note=other work               | -                                      | -                                                    | a field of the feed's own tells two rows apart
            day=12, hours=8 / day=12, hours=8, rate=90                       | -                                      | 720.00 duplicate                                     | the same work at another price is a duplicate
            day=12, hours=8, approved=no                                     | approval: required                     | 640.00 not_approved                                  | said not to be approved
            day=12, hours=8, approved=2026-02-20                             | approval: required                     | -                                                    | the date of an approval is one
            day=14, hours=2                                                  | on-closed-days: only with approval     | 160.00 closed_day                                    | a Saturday without approval
            day=14, hours=2, approved-by=Kim                                 | on-closed-days: only with approval     | -                                                    | a Saturday with approval
            day=14, hours=2, approved-by=Kim                                 | on-closed-days: never                  | 160.00 closed_day                                    | a Saturday, never
            day=12, hours=10, amount=880                                     | overtime: { above: 8, times: 1.5 }     | -                                                    | eight at 80.00 and two at 120.00 are payable
            day=12, hours=10, amount=900                                     | overtime: { above: 8, times: 1.5 }     | 20.00 wrong_rate                                     | more than overtime gives
            day=12, hours=6 / day=12, hours=4, ticket=T-2, rate=120          | overtime: { above: 8, times: 1.5 }     | 80.00 wrong_rate                                     | overtime begins in the second row
            day=12, hours=8, person=Eve                                      | persons: [Ann, Bob]                    | 640.00 unknown_person                                | nobody knows Eve
            day=12, hours=8, person=ann                                      | persons: [Ann, Bob]                    | -                                                    | names are compared without case
            day=12, hours=12, rate=100, approved=no                          | approval: required                     | 1200.00 not_approved                                 | the first rule takes the whole row, and no more than it
            day=12, hours=8 / day=13, hours=8                                | not-to-exceed: { amount: 1000.00, per: period } | 280.00 over_ceiling                         | the ceiling cuts the row that crosses it
            day=12, hours=8, approved=no / day=13, hours=8                   | {approval: required, not-to-exceed: { amount: 700.00, per: year }} | 640.00 not_approved, 640.00 not_approved | what is not payable uses up no ceiling
            day=12, hours=8, submitted=2026-02-18, week-end=2026-02-13       | submitted-within: 3 working days       | -                                                    | on the last day
            day=12, hours=8, submitted=2026-02-19, week-end=2026-02-13       | submitted-within: 3 working days       | 0.00 late                                            | a day after, noted
            day=12, hours=0.1, rate=88.05                                    | -                                      | 0.81 wrong_rate                                      | rounded once: 8.805 less 8.00
            """)
    void each_rule(String rows, String rule, String expected, String why) {
        List<Fact> facts = rows(rows);
        String rules =
                rule == null ? "" : "timesheet-rules: " + (rule.startsWith("{") ? rule : "{ " + rule + " }") + "\n";

        assertThat(exceptions(Contracts.of(LEVEL + CARD + rules), facts, List.of()))
                .as(why)
                .containsExactlyElementsOf(expected == null ? List.of() : List.of(expected.split(", ")));
    }

    /** Ann works from 09:00 to 12:00 UTC, three hours; the other entries of hers that day. */
    @ParameterizedTest(name = "{2}")
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            start=08:00, end=10:00 | 80.00 overlap  | an hour is taken elsewhere already
            start=08:00, end=09:00 | -              | one ends as the other begins
            start=10:00, end=11:00 | -              | the one that begins first has the time
            start=07:00, end=13:00 | 240.00 overlap | all of it is taken
            """)
    void nobody_works_twice_at_a_time(String other, String expected, String why) {
        List<Fact> rows = rows("day=12, hours=3, start=09:00, end=12:00");
        Fact elsewhere = rows(other + ", day=12, hours=9, person=ANN").get(0);
        Fact ofOther = new Fact(
                elsewhere.kind(), "other", "O-1", "x", 1, null, elsewhere.values(), elsewhere.own(), elsewhere.place());

        assertThat(exceptions(Contracts.of(LEVEL + CARD), rows, List.of(ofOther)))
                .as(why)
                .containsExactlyElementsOf(expected == null ? List.of() : List.of(expected));
    }

    @Test
    void time_that_is_not_payable_takes_none_from_other_entries() {
        ContractHistory history = Contracts.of(LEVEL + CARD + "timesheet-rules: { approval: required }\n");

        assertThat(exceptions(
                        history,
                        rows("day=12, hours=3, start=09:00, end=12:00, approved=no"
                                + " / day=12, hours=3, start=09:00, end=12:00, ticket=T-2, approved-by=Kim"),
                        List.of()))
                .containsExactly("240.00 not_approved");
    }

    @Test
    void a_contract_that_says_nothing_of_hours_judges_none() {
        assertThat(exceptions(Contracts.of(LEVEL), rows("day=12, hours=8 / day=12, hours=8"), List.of()))
                .isEmpty();
    }

    private static List<String> exceptions(ContractHistory history, List<Fact> rows, List<Fact> elsewhere) {
        return TimesheetExceptions.of(history, rows, elsewhere)
                .of(PeriodKind.MONTHLY.containing(LocalDate.of(2026, 2, 1)))
                .stream()
                .map(one -> one.amount().toPlainString() + " " + one.kind().code())
                .toList();
    }

    private static List<Fact> rows(String text) {
        String[] rows = text.split(" / ", -1);
        return Stream.iterate(0, i -> i < rows.length, i -> i + 1)
                .map(i -> {
                    String row = rows[i].strip().replaceAll("(start|end)=(\\d\\d:\\d\\d)", "$1=2026-02-12T$2Z");
                    StringBuilder said = new StringBuilder(i + ": ");
                    Arrays.stream("person=Ann,role=engineer,rate=80.00".split(","))
                            .filter(pair -> !row.matches("(^|.*, )" + pair.substring(0, pair.indexOf('=') + 1) + ".*"))
                            .filter(pair -> !pair.startsWith("rate") || !row.matches(".*(amount=|role=lead).*"))
                            .forEach(pair -> said.append(pair).append(", "));
                    return fact(
                            FactKind.TIMESHEETS,
                            said + row.replace("day=", "work-date=2026-02-").replace(", role=-", ""),
                            1 + i);
                })
                .toList();
    }
}
