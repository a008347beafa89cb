package org.scorekeeper.publish.xlsx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.scorekeeper.publish.ScorecardFixtures.AS_OF;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.DataFormatter;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scorekeeper.publish.BreachTable;
import org.scorekeeper.publish.LedgerTable;
import org.scorekeeper.publish.Scorecard;
import org.scorekeeper.publish.ScorecardFixtures;
import org.scorekeeper.publish.Table;

class XlsxFileTest {
    private static final Scorecard OCTOBER = ScorecardFixtures.october();

    @TempDir
    Path folder;

    @Test
    void figures_dates_and_lengths_are_what_excel_computes_with() throws Exception {
        XSSFSheet sheet = read(written("one", BreachTable.of(OCTOBER.result())));

        Row first = sheet.getRow(1);
        assertThat(cell(first, "from").getLocalDateTimeCellValue()).isEqualTo(LocalDateTime.of(2026, 10, 3, 9, 12));
        assertThat(cell(first, "limit").getCellType()).isEqualTo(CellType.NUMERIC);
        assertThat(shown(first, "limit")).isEqualTo("4:00:00");
        assertThat(shown(first, "elapsed")).isEqualTo("30:00:00");
        assertThat(cell(first, "row").getNumericCellValue()).isEqualTo(118);
        assertThat(cell(first, "item").getStringCellValue()).isEqualTo("INC0030412");
    }

    @Test
    void money_has_two_decimals() throws Exception {
        XSSFSheet sheet = read(written("one", LedgerTable.preview(List.of(OCTOBER.result()))));

        assertThat(shown(sheet.getRow(1), "amount")).isEqualTo("7,120.00");
        assertThat(shown(sheet.getRow(1), "contract_version")).isEqualTo("2025-10-01");
    }

    @Test
    void the_heading_stays_in_view_and_filters() throws Exception {
        XSSFSheet sheet = read(written("one", BreachTable.of(OCTOBER.result())));

        assertThat(sheet.getPaneInformation().isFreezePane()).isTrue();
        assertThat(sheet.getPaneInformation().getHorizontalSplitPosition()).isEqualTo((short) 1);
        assertThat(sheet.getCTWorksheet().getAutoFilter().getRef()).isEqualTo("A1:Q" + (sheet.getLastRowNum() + 1));
    }

    @Test
    void the_same_table_gives_the_same_bytes() throws Exception {
        Path one = written("one", BreachTable.of(OCTOBER.result()));
        Path other = written("other", BreachTable.of(OCTOBER.result()));

        assertThat(Files.mismatch(one, other)).isEqualTo(-1);
    }

    private Path written(String name, Table<?> table) {
        Path file = folder.resolve(name + ".xlsx");
        XlsxFile.write(file, table, AS_OF);
        return file;
    }

    private static XSSFSheet read(Path file) throws Exception {
        try (InputStream in = Files.newInputStream(file);
                XSSFWorkbook workbook = new XSSFWorkbook(in)) {
            return workbook.getSheetAt(0);
        }
    }

    private static String shown(Row row, String column) {
        return new DataFormatter(java.util.Locale.UK).formatCellValue(cell(row, column));
    }

    private static Cell cell(Row row, String column) {
        for (Cell heading : row.getSheet().getRow(0)) {
            if (heading.getStringCellValue().equals(column)) {
                return row.getCell(heading.getColumnIndex());
            }
        }
        throw new AssertionError("no column " + column);
    }
}
