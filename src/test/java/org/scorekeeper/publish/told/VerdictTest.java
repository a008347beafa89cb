package org.scorekeeper.publish.told;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.scorekeeper.contract.ContractHistory;
import org.scorekeeper.measure.Contracts;
import org.scorekeeper.measure.Figure;
import org.scorekeeper.settle.PeriodResult;
import org.scorekeeper.settle.Settled;

/** The verdict in one sentence, for each way in which promises can be kept and broken. */
class VerdictTest {
    private static final String LEVEL =
            "  - { id: L-%d, title: Promise %d, measure: { share-of: tickets, period-by: resolved,"
                    + " met-when: { made-sla: true } }, target: at least 95%% }%n";

    /** A word a level, a letter a month: K kept, R kept and at risk, F broken, - no data. */
    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
        KKK KKK     | Kept all 2 promises.
        KKK         | Kept the one promise that could be judged.
        KKK ---     | Kept the one promise that could be judged.
        --- ---     | Nothing could be judged in this period.
        KKF KKK     | Kept 1 of 2 promises; one broke.
        KFF KKK     | Kept 1 of 2 promises; one broke, for the second month in a row.
        FFF KKK     | Kept 1 of 2 promises; one broke, for the third month in a row.
        FKF KKK     | Kept 1 of 2 promises; one broke.
        F-F KKK     | Kept 1 of 2 promises; one broke.
        FFF KKF KKK | Kept 1 of 3 promises; two broke, one of them for the third month in a row.
        KFF FFF KKK | Kept 1 of 3 promises; two broke, none of them for the first time.
        KFF FFF KKF KKK | Kept 1 of 4 promises; three broke, two of them not for the first time.
        KKF KKF     | Kept none of 2 promises.
        KFF FFF     | Kept none of 2 promises, none of them for the first time.
        KFF KKF     | Kept none of 2 promises, one of them for the second month in a row.
        KKF         | Broke the one promise that could be judged.
        KFF         | Broke the one promise that could be judged, for the second month in a row.
        KKR KKK     | Kept all 2 promises; one is at risk.
        KKR KKR     | Kept all 2 promises; two are at risk.
        KFF KKR     | Kept 1 of 2 promises; one broke, for the second month in a row; one is at risk.
        """)
    void a_verdict_says_how_many_and_for_how_long(String courses, String sentence) {
        List<String> levels = List.of(courses.split(" "));
        ContractHistory history = Contracts.of("service-levels:\n"
                + IntStream.range(0, levels.size())
                        .mapToObj(i -> LEVEL.formatted(i, i))
                        .collect(Collectors.joining()));
        List<List<Figure>> months = new ArrayList<>();
        for (int month = 0; month < 3; month++) {
            int at = month;
            months.add(levels.stream().map(course -> figure(course.charAt(at))).toList());
        }

        List<PeriodResult> results = Settled.months(history, months);

        assertThat(new Verdict(new Words(Locale.UK, ZoneOffset.UTC)).of(results.get(2), results))
                .isEqualTo(sentence);
    }

    private static Figure figure(char month) {
        return switch (month) {
            case 'K' -> Settled.share(100, 100);
            case 'R' -> Settled.share(95, 100);
            case 'F' -> Settled.share(90, 100);
            default -> Settled.share(0, 0);
        };
    }
}
