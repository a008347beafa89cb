package org.scorekeeper.intake.csv;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.io.TempDir;
import org.scorekeeper.intake.table.Cell;
import org.scorekeeper.intake.table.Limits;
import org.scorekeeper.intake.table.SourceRow;
import org.scorekeeper.intake.table.TableFormat;
import org.scorekeeper.intake.table.Wanted;

/** Random tables of awkward texts, written by RFC 4180 and read again. */
class QuotingPropertiesTest {
    private static final String[] PIECES = {
        "a", "b c", "\"", "\"\"", ",", ";", "\n", "\\", " ", "é", "1.5", "\t", "'", "|"
    };

    @TempDir
    Path folder;

    private final List<Integer> lines = new ArrayList<>();

    @RepeatedTest(200)
    void what_is_written_is_read(RepetitionInfo repetition) throws IOException {
        Random random = new Random(repetition.getCurrentRepetition());
        List<List<String>> rows = rows(random);
        List<SourceRow> read = read(written(rows, random));

        assertThat(read.stream().map(QuotingPropertiesTest::texts))
                .as("seed %d", repetition.getCurrentRepetition())
                .isEqualTo(rows);
        assertThat(read.stream().map(SourceRow::row)).isEqualTo(lines);
    }

    @RepeatedTest(200)
    void a_stray_quote_costs_its_own_row_alone(RepetitionInfo repetition) throws IOException {
        Random random = new Random(1_000 + repetition.getCurrentRepetition());
        List<List<String>> rows = rows(random);
        // Where a text begins with a delimiter, its own opening quote may close the stray one: nobody can tell.
        rows.forEach(row -> row.replaceAll(text -> text.replace("\n", "").replaceFirst("^[\" ,]+", "")));
        int broken = random.nextInt(rows.size());
        String[] written = written(rows, random).split("\n", -1);
        written[broken + 1] = "\"" + rows.get(broken).get(0).replace("\"", "").replace(",", "") + ",x,y";
        List<SourceRow> read = read(String.join("\n", written));

        assertThat(read)
                .as("seed %d", 1_000 + repetition.getCurrentRepetition())
                .hasSameSizeAs(rows);
        for (int i = 0; i < rows.size(); i++) {
            if (i == broken) {
                assertThat(read.get(i).flaw()).isNotNull();
            } else {
                assertThat(read.get(i).flaw()).isNull();
                assertThat(texts(read.get(i))).isEqualTo(rows.get(i));
            }
        }
    }

    private static List<List<String>> rows(Random random) {
        List<List<String>> rows = new ArrayList<>();
        for (int i = 0; i < 1 + random.nextInt(20); i++) {
            List<String> cells = new ArrayList<>();
            cells.add("r" + i);
            for (int column = 1; column < 3; column++) {
                StringBuilder text = new StringBuilder();
                for (int n = random.nextInt(5); n > 0; n--) {
                    text.append(PIECES[random.nextInt(PIECES.length)]);
                }
                cells.add(text.toString());
            }
            rows.add(cells);
        }
        return rows;
    }

    private String written(List<List<String>> rows, Random random) {
        StringBuilder file = new StringBuilder("id,one,two\n");
        int line = 2;
        for (List<String> row : rows) {
            lines.add(line);
            List<String> cells = new ArrayList<>();
            for (String text : row) {
                boolean must = text.matches("(?s).*[\",\n].*") || text.startsWith(" ");
                cells.add(must || random.nextInt(3) == 0 ? '"' + text.replace("\"", "\"\"") + '"' : text);
            }
            String record = String.join(",", cells);
            line += 1 + (int) record.chars().filter(c -> c == '\n').count();
            file.append(record).append('\n');
        }
        return file.toString();
    }

    private List<SourceRow> read(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("random.csv"), text);
        List<SourceRow> rows = new ArrayList<>();
        try (CsvCursor cursor =
                new CsvCursor(file, TableFormat.AUTO, Wanted.of(Set.of("id", "one", "two")), Limits.DEFAULTS)) {
            for (SourceRow row = cursor.next(); row != null; row = cursor.next()) {
                rows.add(row);
            }
        }
        return rows;
    }

    private static List<String> texts(SourceRow row) {
        return row.cells().stream().map(Cell::text).toList();
    }
}
