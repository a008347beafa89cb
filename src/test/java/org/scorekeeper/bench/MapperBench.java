package org.scorekeeper.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.scorekeeper.intake.Feed;
import org.scorekeeper.intake.FeedReader;
import org.scorekeeper.intake.RowMapper;
import org.scorekeeper.intake.RowResult;
import org.scorekeeper.intake.table.Cell;
import org.scorekeeper.intake.table.Header;
import org.scorekeeper.intake.table.SourceRow;

/** Maps ticket rows of twelve columns, four of them dates, and prints rows a second; asserts nothing. */
public final class MapperBench {
    private static final String FEED = """
            feed: bench
            vendor: bench
            facts: tickets
            files: "*.csv"
            dates: { pattern: ["d/M/yyyy HH:mm", "yyyy-MM-dd'T'HH:mm:ssXXX"], zone: Europe/London }
            missing: ["", "?", "N/A"]
            columns:
              id: Number
              title: Short description
              type: Type
              priority: { column: Priority, values: { "1 - Critical": P1, "2 - High": P2, "3 - Moderate": P3 } }
              status: State
              opened: Opened
              responded: Responded
              resolved: Resolved
              closed: Closed
              group: Group
              assignee: Assignee
              reopens: Reopens
            required: [id, opened, priority]
            """;

    private MapperBench() {}

    /** The first argument is the number of rows; a million where it is absent. */
    public static void main(String... arguments) {
        int count = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1_000_000;
        Feed feed = FeedReader.read("bench.yaml", FEED).feed().orElseThrow();
        List<SourceRow> rows = rows();
        Header header = new Header(
                1,
                List.of(
                        "Number",
                        "Short description",
                        "Type",
                        "Priority",
                        "State",
                        "Opened",
                        "Responded",
                        "Resolved",
                        "Closed",
                        "Group",
                        "Assignee",
                        "Reopens"));
        for (int round = 1; round <= 5; round++) {
            RowMapper mapper = new RowMapper(feed, header, "bench.csv", 1);
            long mapped = 0;
            long start = System.nanoTime();
            for (int i = 0; i < count; i++) {
                if (mapper.map(rows.get(i % rows.size())) instanceof RowResult.Mapped) {
                    mapped++;
                }
            }
            long nanos = System.nanoTime() - start;
            System.out.printf(
                    "round %d: %,d of %,d rows mapped, %,d rows/s, %d ns a row%n",
                    round, mapped, count, count * 1_000_000_000L / nanos, nanos / count);
        }
    }

    private static List<SourceRow> rows() {
        Random random = new Random(7);
        List<SourceRow> rows = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            int day = 1 + random.nextInt(27);
            int month = 1 + random.nextInt(12);
            rows.add(new SourceRow(
                    null,
                    i + 2,
                    cells(
                            "INC%07d".formatted(i),
                            "Printer on floor " + random.nextInt(40) + " does not print, again, and users complain",
                            "incident",
                            random.nextBoolean() ? "1 - Critical" : "3 - Moderate",
                            "Closed",
                            "%d/%d/2026 %02d:%02d".formatted(day, month, random.nextInt(12), random.nextInt(60)),
                            "%d/%d/2026 %02d:%02d".formatted(day, month, 12 + random.nextInt(6), random.nextInt(60)),
                            "%d/%d/2026 %02d:%02d".formatted(day + 1, month, random.nextInt(24), random.nextInt(60)),
                            "%d/%d/2026 %02d:%02d".formatted(day + 1, month, random.nextInt(24), random.nextInt(60)),
                            "Service desk " + random.nextInt(9),
                            "Agent " + random.nextInt(300),
                            String.valueOf(random.nextInt(3)))));
        }
        return rows;
    }

    private static List<Cell> cells(String... texts) {
        List<Cell> cells = new ArrayList<>();
        for (String text : texts) {
            cells.add(new Cell.Text(text));
        }
        return cells;
    }
}
