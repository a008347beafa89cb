package org.scorekeeper.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.Set;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.scorekeeper.intake.table.Limits;
import org.scorekeeper.intake.table.RowCursor;
import org.scorekeeper.intake.table.TableFormat;
import org.scorekeeper.intake.table.UnreadableFileException;
import org.scorekeeper.intake.table.Wanted;

/** Files that would cost more than a workspace lets through are refused by the limit's name. */
class LimitsTest {
    private static final Limits LIMITS = new Limits(1 << 30, 100, 10, 10, 20, 1_000, Duration.ZERO, false);

    @TempDir
    Path folder;

    @ParameterizedTest(name = "{0}: {3}")
    @CsvSource(delimiter = '|', textBlock = """
            csv  | 20 | 999  | ''
            csv  | 21 | 1    | line 1 has 21 cells, more than limits.columns (20) lets through.
            csv  | 3  | 1001 | in line 2 a cell begins that holds 1001 characters, more than limits.cell (1000) lets through.
            xlsx | 20 | 999  | ''
            xlsx | 21 | 1    | its row 1 has 21 columns, more than limits.columns (20) lets through.
            """)
    void wide_tables_and_long_cells(String form, int columns, int characters, String reason) throws IOException {
        Path file = form.equals("csv") ? csv(columns, characters) : xlsx(columns, characters);

        if (reason.isEmpty()) {
            assertThat(rows(file)).isEqualTo(1);
        } else {
            assertThatThrownBy(() -> rows(file))
                    .isInstanceOf(UnreadableFileException.class)
                    .hasMessageStartingWith(reason)
                    .hasMessageContaining("raise limits.");
        }
    }

    @Test
    void a_huge_cell_of_a_workbook_is_refused_before_it_lies_in_memory() throws IOException {
        Random random = new Random(11);
        StringBuilder noise = new StringBuilder();
        for (int i = 0; i < 3_000_000; i++) {
            noise.append((char) ('a' + random.nextInt(26)));
        }
        Path file = xlsx(2, 1);
        try (var zip = java.nio.file.FileSystems.newFileSystem(file)) {
            Files.writeString(
                    zip.getPath("/xl/worksheets/sheet1.xml"),
                    "<worksheet><sheetData><row><c t=\"inlineStr\"><is><t>c0</t></is></c></row><row><c t=\"inlineStr\"><is><t>"
                            + noise + "</t></is></c></row></sheetData></worksheet>");
        }

        assertThatThrownBy(() -> rows(file))
                .isInstanceOf(UnreadableFileException.class)
                .hasMessageStartingWith(
                        "a cell holds more than 1000 characters, more than limits.cell (1000) lets through.");
    }

    @Test
    void what_was_refused_for_a_limit_is_read_again_once_it_is_raised() {
        String reason =
                String.valueOf(LIMITS.tooLong("it has more than 10 rows").getMessage());

        assertThat(LIMITS.stillRefuse(reason)).isTrue();
        assertThat(Limits.DEFAULTS.stillRefuse(reason)).isFalse();
        assertThat(Limits.DEFAULTS.stillRefuse("the file is empty.")).isTrue();
    }

    private static int rows(Path file) {
        int rows = 0;
        try (RowCursor cursor = TableFiles.open(file, TableFormat.AUTO, Wanted.of(Set.of("c0")), LIMITS)) {
            while (cursor.next() != null) {
                rows++;
            }
        }
        return rows;
    }

    private Path csv(int columns, int characters) throws IOException {
        StringBuilder text = new StringBuilder("c0");
        for (int i = 1; i < columns; i++) {
            text.append(",c").append(i);
        }
        text.append("\n")
                .append("x".repeat(characters))
                .append(",y".repeat(columns - 1))
                .append('\n');
        return Files.writeString(folder.resolve("t.csv"), text);
    }

    private Path xlsx(int columns, int characters) throws IOException {
        Path file = folder.resolve("t.xlsx");
        try (XSSFWorkbook workbook = new XSSFWorkbook();
                OutputStream out = Files.newOutputStream(file)) {
            var sheet = workbook.createSheet("Data");
            var head = sheet.createRow(0);
            var row = sheet.createRow(1);
            for (int i = 0; i < columns; i++) {
                head.createCell(i).setCellValue("c" + i);
                row.createCell(i).setCellValue("y");
            }
            row.getCell(0).setCellValue("x".repeat(characters));
            workbook.write(out);
        }
        return file;
    }
}
