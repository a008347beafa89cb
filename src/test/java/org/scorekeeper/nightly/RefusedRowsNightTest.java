package org.scorekeeper.nightly;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows that were refused: what the figures would be with them, and how they come back mended. */
class RefusedRowsNightTest {
    private static final String LEVELS = """
              - id: COUNT
                title: P1 tickets
                measure: { count-of: tickets, where: { priority: P1 }, period-by: opened }
                target: at most 3
                consequence: none
              - id: MEAN
                title: Mean time to fix
                measure: { average-of: tickets, where: { priority: P1 }, period-by: resolved, value: { elapsed: opened..resolved, on: round-the-clock } }
                target: at most 4h
                consequence: none
              - id: OTHER
                title: Tickets of a priority that no refused row can have
                measure: { count-of: tickets, where: { priority: P4, category: none }, period-by: opened }
                target: at most 3
                consequence: none
              - id: RATIO
                title: P1 of all
                measure: { ratio: { numerator: { count-of: tickets, where: { priority: P1 } }, denominator: { count-of: tickets } }, period-by: opened }
                target: at most 50%
                consequence: none
            """;

    @TempDir
    private Path folder = Path.of("");

    @Test
    void figures_say_what_they_would_be_with_the_refused_rows_until_these_come_back_mended() throws Exception {
        Path workspace = Nights.workspace(folder);
        Nights.write(
                workspace.resolve("contracts/c-1.yaml"),
                Nights.CONTRACT.replace("credits: {", "").replaceFirst("(?m)^ points: .*$", "")
                        + LEVELS.replaceAll("(?m)^", "")
                        + "credits: { points: { each: 2% of charges }, clause: Schedule 2 }\n");
        Nights.write(workspace.resolve("inbox/acme/tickets-2.csv"), """
                Number,Priority,Opened,Resolved
                T-7,P1,2026-01-10 09:00,31/02/2026
                T-8,P2,2026-01-10 09:00,yesterday
                T-9,,2026-01-11 09:00,2026-01-11 10:00
                T-2,P1,2026-01-06 09:00,soon
                Total,4,,
                """);

        NightOutcome first = Nights.night(workspace, "2026-02-05");

        assertThat(first.exit()).as(String.join("\n", first.said())).isEqualTo(ExitCode.LOOK);
        // SL-1: 1 of 2 met. T-7 and T-9 may count, T-2 counts already as missed, T-8 is a P2, the total is no ticket.
        // The others place it by the day on which it was opened: there T-2 counts already, whatever its end.
        assertThat(values(workspace))
                .containsExactly(
                        "SL-1 50 25 100",
                        "COUNT 2 4 2",
                        "MEAN 3 4 2",
                        "OTHER   ",
                        "RATIO 66.6666666667 66.6666666667 33.3333333333");

        Path sent = workspace.resolve("reports/2026-02/acme/rejected-rows.csv");
        String mended = Files.readString(sent)
                .replace("31/02/2026,acme", "2026-01-10 10:00,acme")
                .replace("T-9,,", "T-9,P1,")
                .replace("soon,acme", "2026-01-06 10:00,acme")
                .replace("yesterday,acme", "2026-01-10 10:00,acme");
        Nights.write(workspace.resolve("inbox/acme/tickets-mended.csv"), mended);
        NightOutcome second = Nights.night(workspace, "2026-02-06");

        assertThat(second.lastLine()).startsWith("1 file, 5 rows came in, 1 refused;");
        assertThat(values(workspace)).first().isEqualTo("SL-1 100  ");
    }

    @Test
    void mended_timesheet_lines_without_ids_are_the_rest_of_the_first_file_though_they_come_alone() throws Exception {
        Path workspace = Nights.workspace(folder);
        Nights.write(
                workspace.resolve("contracts/c-1.yaml"),
                Nights.CONTRACT
                        .replaceFirst("(?s)measure:.*?target:", """
                measure: { count-of: timesheets, period-by: work-date }
                    target:""".stripIndent())
                        .replace("at least 95%", "at most 3")
                        .replaceFirst("ladder: .*", "consequence: none"));
        Nights.write(workspace.resolve("feeds/acme-time.yaml"), """
                feed: acme-time
                vendor: acme
                facts: timesheets
                files: "acme/time*.csv"
                dates: { pattern: yyyy-MM-dd, zone: Europe/London }
                columns: { person: Person, work-date: Day, hours: Hours, project: Project }
                required: [hours]
                """);
        Nights.write(workspace.resolve("inbox/acme/time-1.csv"), """
                Person,Day,Hours,Project
                Ann,2026-01-05,4,alpha
                Bo,2026-01-05,much,alpha
                Cy,2026-02-31,3,alpha
                Cy,2026-02-31,3,alpha
                """);
        Nights.night(workspace, "2026-02-05");
        assertThat(values(workspace)).containsExactly("SL-1 1 4 1");

        Nights.write(workspace.resolve("inbox/acme/time-2.csv"), """
                Person,Day,Hours,Project
                Bo,2026-01-05,6,alpha
                Cy,2026-01-30,3,alpha
                """);
        Nights.night(workspace, "2026-02-06");
        assertThat(values(workspace)).as("one of two like lines is still open").containsExactly("SL-1 3 4 3");

        Nights.write(workspace.resolve("inbox/acme/time-3.csv"), """
                Person,Day,Hours,Project
                Cy,2026-01-31,3,alpha
                """);
        Nights.night(workspace, "2026-02-07");
        assertThat(values(workspace)).containsExactly("SL-1 4  ");
    }

    private static List<String> values(Path workspace) throws IOException {
        try (Stream<String> lines = Files.lines(workspace.resolve("reports/2026-01/measurements.csv"))) {
            return lines.skip(1)
                    .map(line -> line.split(",", -1))
                    .map(cells -> String.join(" ", cells[3], cells[12], cells[19], cells[20]))
                    .toList();
        }
    }
}
