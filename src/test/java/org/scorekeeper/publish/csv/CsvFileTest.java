package org.scorekeeper.publish.csv;

import static org.assertj.core.api.Assertions.assertThat;

import com.opencsv.CSVReader;
import com.opencsv.CSVReaderBuilder;
import com.opencsv.RFC4180ParserBuilder;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.scorekeeper.publish.BreachTable;
import org.scorekeeper.publish.Cell;
import org.scorekeeper.publish.Column;
import org.scorekeeper.publish.Golden;
import org.scorekeeper.publish.LedgerTable;
import org.scorekeeper.publish.MeasurementTable;
import org.scorekeeper.publish.RefusedRowTable;
import org.scorekeeper.publish.Scorecard;
import org.scorekeeper.publish.ScorecardFixtures;
import org.scorekeeper.publish.Table;

class CsvFileTest {
    private static final Scorecard OCTOBER = ScorecardFixtures.october();

    @TempDir
    Path folder;

    @Test
    void measurements_stand_one_a_line() throws Exception {
        Golden.check(
                "publish/measurements.csv",
                written(MeasurementTable.of(List.of(OCTOBER.result()), java.util.Map.of())));
    }

    @Test
    void ledger_lines_carry_what_finance_books_them_by() throws Exception {
        Golden.check("publish/breach-summary.csv", written(LedgerTable.preview(List.of(OCTOBER.result()))));
    }

    @Test
    void breaches_stand_item_by_item() throws Exception {
        Golden.check("publish/breaches.csv", written(BreachTable.of(OCTOBER.result())));
    }

    @Test
    void where_items_are_no_longer_kept_a_line_a_level_says_so() throws Exception {
        assertThat(written(BreachTable.of(
                                ScorecardFixtures.withItemsDropped(OCTOBER).result()))
                        .lines()
                        .skip(1))
                .first()
                .isEqualTo("NWD-2026-014,KPI-1,2026-10,,,,,,,,,dropped,,,,\"12 items missed; which, was dropped on"
                        + " 2028-11-05 by the retention of 24 months\",");
    }

    @Test
    void refused_rows_go_back_as_they_came_with_what_is_wrong() throws Exception {
        Golden.check(
                "publish/rejected-rows.csv",
                written(RefusedRowTable.of(OCTOBER.data().refused())));
    }

    @ParameterizedTest(name = "{2}")
    @CsvSource(quoteCharacter = '`', textBlock = """
                    =1+1,          '=1+1,         a formula
                    +SUM(A1),      '+SUM(A1),     a formula that begins with plus
                    -2+3+cmd|x,    '-2+3+cmd|x,   a command behind a minus
                    @SUM(A1),      '@SUM(A1),     an old kind of formula
                    -5.20,         -5.20,         a negative number
                    +4,            +4,            a positive number
                    `-1,234.50`,   `-1,234.50`,   a negative number with thousands
                    -12.5 %,       -12.5 %,       a negative percentage
                    -3:15:00,      -3:15:00,      a negative length of time
                    +44 20 7946,   +44 20 7946,   a telephone number
                    a=b,           a=b,           a sign in the middle
                    'quoted,       'quoted,       an apostrophe that was there
                    """)
    void text_that_a_spreadsheet_would_run_is_made_harmless(String text, String written, String why) {
        assertThat(CsvFile.harmless(text)).isEqualTo(written);
    }

    @Test
    void tabs_and_line_ends_at_the_start_are_made_harmless_too() {
        assertThat(CsvFile.harmless("\t=1")).isEqualTo("'\t=1");
        assertThat(CsvFile.harmless("\r=1")).isEqualTo("'\r=1");
        assertThat(CsvFile.harmless("\uFF1D1")).isEqualTo("'\uFF1D1");
        assertThat(CsvFile.harmless("")).isEmpty();
    }

    @Test
    void quotes_commas_and_line_ends_come_back_as_they_were() throws Exception {
        List<String> awkward = List.of("say \"yes\"", "a,b", "two\r\nlines", "back\\slash\\", " space ", "é✓");
        String csv = written(new Table<>("awkward", List.of(Column.text("text", 9, Cell::text)), awkward));

        try (CSVReader reader = new CSVReaderBuilder(new StringReader(csv))
                .withCSVParser(new RFC4180ParserBuilder().build())
                .withSkipLines(1)
                .build()) {
            assertThat(reader.readAll())
                    .extracting(row -> row[0])
                    .isEqualTo(awkward.stream()
                            .map(text -> text.replace("\r\n", "\n"))
                            .toList());
        }
    }

    private String written(Table<?> table) throws Exception {
        Path file = folder.resolve("deep").resolve(table.name() + ".csv");
        CsvFile.write(file, table);
        try (var left = Files.list(file.getParent())) {
            assertThat(left).containsExactly(file);
        }
        return Files.readString(file);
    }
}
