package org.scorekeeper.settle;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.scorekeeper.facts.register.Relief;
import org.scorekeeper.measure.DeliverableStatus;

/** What is held against the vendor of deliverables that are shown, with or without damages; 2 March 2026 is the due date. */
class DeliveryReliefTest {
    private static final LocalDate DUE = LocalDate.of(2026, 3, 2);
    private static final LocalDate TODAY = LocalDate.of(2026, 3, 31);

    @ParameterizedTest(name = "{6}")
    @CsvSource(delimiter = '|', textBlock = """
            D-1 | COUNT_AS_MET  |            |            | 2026-03-12 | 0  | excused    | a row that names it excuses it
            D-1 | REMOVE        |            |            |            | 0  | excused    | one that has not come at all too
            D-1 | SUBTRACT_TIME | 2026-03-05 | 2026-03-08 | 2026-03-12 | 7  | relieved   | a window takes its days off
            D-1 | SUBTRACT_TIME | 2026-02-10 | 2026-03-08 | 2026-03-12 | 0  | excused    | a window that names it extends the time from before the due date
                | SUBTRACT_TIME | 2026-02-10 | 2026-03-08 | 2026-03-12 | 5  | relieved   | one for all counts from the due date on
                | COUNT_AS_MET  |            |            | 2026-03-12 | 10 | as it is   | a row for all items excuses no deliverable
            D-2 | REMOVE        |            |            | 2026-03-12 | 10 | as it is   | a row for another
            D-1 | REMOVE        |            |            | 2026-03-02 | 0  | as it is   | in time there is nothing to excuse
            """)
    void days_late_that_count(
            String item,
            Relief.Effect effect,
            LocalDate from,
            LocalDate to,
            LocalDate delivered,
            long left,
            String state,
            String why) {
        Relief relief = new Relief(
                "R-1",
                "C-1",
                Optional.empty(),
                Optional.ofNullable(item),
                Optional.empty(),
                start(from),
                start(to),
                effect,
                true,
                "");
        Optional<LocalDate> came = Optional.ofNullable(delivered);
        long late = came.orElse(TODAY).toEpochDay() - DUE.toEpochDay();
        DeliverableStatus status = new DeliverableStatus(
                "D-1",
                "Report",
                Optional.of(DUE),
                came,
                Optional.empty(),
                Optional.empty(),
                late,
                Optional.empty(),
                true,
                false);

        DeliverableStatus held = new DeliveryRelief(List.of(relief), ZoneOffset.UTC).on(status, TODAY);

        assertThat(held.daysLate()).as(why).isEqualTo(left);
        assertThat(held.excused()).as(why).isEqualTo(state.equals("excused"));
        assertThat(held.relief().isPresent()).as(why).isEqualTo(!state.equals("as it is"));
    }

    private static Optional<Instant> start(LocalDate day) {
        return Optional.ofNullable(day)
                .map(one -> one.atStartOfDay(ZoneOffset.UTC).toInstant());
    }
}
