package org.scorekeeper.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.opencsv.CSVReader;
import com.opencsv.CSVReaderBuilder;
import com.opencsv.RFC4180ParserBuilder;
import com.opencsv.exceptions.CsvException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.function.Executable;
import org.scorekeeper.intake.table.Cell;
import org.scorekeeper.intake.table.Limits;
import org.scorekeeper.intake.table.RowCursor;
import org.scorekeeper.intake.table.Sheets;
import org.scorekeeper.intake.table.SourceRow;
import org.scorekeeper.intake.table.TableFormat;
import org.scorekeeper.intake.table.UnreadableFileException;
import org.scorekeeper.intake.xls.XlsSheets;
import org.scorekeeper.intake.xlsx.XlsxSheets;

/**
 * Files that other projects have collected, each with what other readers make of it. They are not ours and lie beside
 * the project; where they are absent the test says so.
 */
class CollectedFilesTest {
    private static final Path FILES = Path.of("../shared/acceptance/files");
    private static final TableFormat EVERY_SHEET = Tables.sheet("*");

    /** Where we differ, and why. */
    private static final Map<String, String> OTHERWISE = Map.of(
            "csv/frictionless/escaping.csv", "read: its quotes are escaped with backslashes",
            "csv/pollock/csv/file_multitable_same.csv", "its row 106 has quotes that are not doubled: a flaw to us",
            "workbooks/calamine/date_iso.xlsx", "read: its dates are ISO 8601, which is allowed",
            "workbooks/calamine/empty_shared_string.xlsx", "read: a shared text without text is an empty one",
            "workbooks/calamine/issue343.xls", "its one cell is a formula whose text is empty: a blank row",
            "workbooks/poi/58616.xlsx", "rows that hold empty texts only are blank",
            "workbooks/poi/Tables.xlsx", "a row that holds a blank only is blank",
            "workbooks/poi/clusterfuzz-testcase-minimized-POIHSSFFuzzer-4657005060816896.xls",
                    "refused: a cell points to a text that is not there");

    private record Expected(Path file, String what, String rows, String encoding, String delimiter) {
        static Expected of(String[] cells) {
            return new Expected(FILES.resolve(cells[0]), cells[1], cells[2], cells[4], cells[5]);
        }

        boolean isText() {
            return file.startsWith(FILES.resolve("csv"));
        }

        boolean isStrict() {
            return what.equals("reject-strict-ooxml"); // by others; we read them
        }
    }

    private static Stream<DynamicTest> each(
            Predicate<Expected> which, java.util.function.Function<Expected, Executable> test)
            throws IOException, CsvException {
        assumeTrue(Files.exists(FILES), "the collected files are not there: " + FILES);
        try (CSVReader reader = new CSVReaderBuilder(Files.newBufferedReader(FILES.resolve("expected.csv")))
                .withCSVParser(new RFC4180ParserBuilder().build())
                .build()) {
            return reader.readAll().stream()
                    .skip(1)
                    .map(Expected::of)
                    .filter(expected -> !OTHERWISE.containsKey(
                            FILES.relativize(expected.file()).toString()))
                    .filter(which)
                    .map(expected -> DynamicTest.dynamicTest(
                            expected.file().getFileName().toString(), test.apply(expected)));
        }
    }

    @TestFactory
    Stream<DynamicTest> what_cannot_be_read_is_refused_with_a_remedy() throws IOException, CsvException {
        return each(
                expected -> expected.what().startsWith("reject") && !expected.isStrict(),
                expected -> () -> assertThatThrownBy(() -> rowsOfEverySheet(expected.file()))
                        .isInstanceOf(UnreadableFileException.class)
                        .hasMessageMatching(".+\\. .+[.?]"));
    }

    @TestFactory
    Stream<DynamicTest> a_text_without_stray_quotes_is_what_opencsv_reads_of_it() throws IOException, CsvException {
        return each(expected -> expected.isText() && !expected.what().startsWith("quote-trouble"), expected -> () -> {
            List<List<String>> ours = new ArrayList<>();
            try (RowCursor cursor = TableFiles.open(expected.file(), TableFormat.AUTO, Set.of())) {
                for (SourceRow row = cursor.next(); row != null; row = cursor.next()) {
                    assertThat(row.flaw()).isNull();
                    ours.add(row.cells().stream().map(Cell::text).toList());
                }
                assertThat(cursor.traits()).startsWith(expected.encoding());
            }
            List<List<String>> theirs = opencsv(expected);
            assertThat(ours).isEqualTo(theirs.subList(theirs.size() - ours.size(), theirs.size()));
        });
    }

    private static List<List<String>> opencsv(Expected expected) throws IOException, CsvException {
        byte[] bytes = Files.readAllBytes(expected.file());
        String text = new String(bytes, Charset.forName(expected.encoding()));
        try (CSVReader reader = new CSVReaderBuilder(new java.io.StringReader(text.replaceFirst("^\ufeff", "")))
                .withCSVParser(new RFC4180ParserBuilder()
                        .withSeparator(expected.delimiter().charAt(0))
                        .build())
                .build()) {
            return reader.readAll().stream()
                    .map(Arrays::asList)
                    .filter(cells -> !cells.stream().allMatch(String::isBlank))
                    .toList();
        }
    }

    @TestFactory
    Stream<DynamicTest> a_stray_quote_is_told_and_costs_no_other_row() throws IOException, CsvException {
        return each(expected -> expected.what().startsWith("quote-trouble"), expected -> () -> {
            List<SourceRow> rows = Tables.rows(expected.file(), TableFormat.AUTO, Set.of());
            assertThat(rows).hasSize(Integer.parseInt(expected.rows()) - 1);
            // Where blanks stand in place of commas, the quotes are inside of a text: too few cells tell it.
            int usual = rows.get(0).cells().size();
            assertThat(rows.stream()
                            .filter(row -> row.flaw() != null || row.cells().size() < usual))
                    .hasSize(1);
        });
    }

    @TestFactory
    Stream<DynamicTest> a_workbook_has_the_rows_that_other_readers_find() throws IOException, CsvException {
        return each(expected -> !expected.isText() && expected.what().equals("load"), expected -> () -> {
            int rows = 0;
            try {
                rows = rowsOfEverySheet(expected.file());
            } catch (UnreadableFileException locked) {
                assumeTrue(
                        !String.valueOf(locked.getMessage()).contains("protected by a password"),
                        "others were given the password");
                throw locked;
            }
            assertThat(rows).isEqualTo(Integer.parseInt(expected.rows()));
        });
    }

    private static int rowsOfEverySheet(Path file) throws IOException {
        int rows = 0;
        try (Sheets sheets = sheets(file)) {
            while (sheets.nextSheet() != null) {
                for (SourceRow row = sheets.nextRow(); row != null; row = sheets.nextRow()) {
                    rows += row.isBlank() ? 0 : 1;
                }
            }
        }
        return rows;
    }

    private static Sheets sheets(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            if (in.read() == 'P') {
                return new XlsxSheets(file, EVERY_SHEET, Limits.DEFAULTS);
            }
        }
        Path unlocked = org.scorekeeper.intake.xlsx.LockedWorkbook.unlocked(file);
        return unlocked == null
                ? new XlsSheets(file, EVERY_SHEET)
                : XlsxSheets.ofTemporary(unlocked, EVERY_SHEET, Limits.DEFAULTS);
    }
}
