package org.scorekeeper.publish.xlsx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.scorekeeper.publish.ScorecardFixtures.AS_OF;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.DataFormatter;
import org.apache.poi.ss.usermodel.PrintSetup;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
        assertThat(shown(first, "limit")).isEqualTo("04:00:00");
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
    void columns_are_as_wide_as_what_stands_in_them() throws Exception {
        XSSFSheet sheet = read(written("one", LedgerTable.preview(List.of(OCTOBER.result()))));
        Cell id = cell(sheet.getRow(1), "line_id");

        assertThat(sheet.getColumnWidth(id.getColumnIndex()) / 256)
                .isGreaterThanOrEqualTo(id.getStringCellValue().length());
    }

    @Test
    void on_paper_it_lies_across_with_its_heading_on_every_page() throws Exception {
        XSSFSheet breaches = read(written("one", BreachTable.of(OCTOBER.result())));
        XSSFSheet ledger = read(written("other", LedgerTable.preview(List.of(OCTOBER.result()))));

        assertThat(breaches.getPrintSetup().getLandscape()).isTrue();
        assertThat(breaches.getPrintSetup().getPaperSize()).isEqualTo(PrintSetup.A4_PAPERSIZE);
        assertThat(breaches.getRepeatingRows().formatAsString()).isEqualTo("1:1");
        assertThat(breaches.getFitToPage()).isTrue();
        assertThat(ledger.getRepeatingRows().formatAsString()).isEqualTo("1:1");
        assertThat(ledger.getFitToPage()).as("too wide to be read on one page").isFalse();
        assertThat(ledger.getWorkbook().getSheetAt(1).getFitToPage())
                .as("a column's meaning stands beside its name")
                .isTrue();
    }

    @Test
    void the_same_table_gives_the_same_bytes() throws Exception {
        Path one = written("one", BreachTable.of(OCTOBER.result()));
        Path other = written("other", BreachTable.of(OCTOBER.result()));

        assertThat(Files.mismatch(one, other)).isEqualTo(-1);
    }

    @Test
    void a_line_leads_to_what_it_rests_on() throws Exception {
        XSSFSheet sheet = read(written("one", LedgerTable.preview(List.of(OCTOBER.result()))));

        assertThat(cell(sheet.getRow(1), "line_id").getHyperlink().getAddress())
                .isEqualTo("northwind/NWD-2026-014-breaches.xlsx");
        assertThat(cell(sheet.getRow(1), "line_id").getStringCellValue())
                .isEqualTo(OCTOBER.result().lines().get(0).lineId());
    }

    @ParameterizedTest
    @CsvSource({"en, Definitions", "de, Definitionen", "fr, Définitions", "it, Definitions"})
    void a_sheet_says_what_each_column_means_in_the_readers_language(String language, String title) throws Exception {
        for (Table<?> table :
                List.of(LedgerTable.preview(List.of(OCTOBER.result())), BreachTable.of(OCTOBER.result()))) {
            Path file = folder.resolve("one.xlsx");
            XlsxFile.write(file, table, AS_OF, Locale.forLanguageTag(language));
            try (XSSFWorkbook workbook = new XSSFWorkbook(Files.newInputStream(file))) {
                XSSFSheet definitions = workbook.getSheet(title);
                for (int i = 0; i < table.columns().size(); i++) {
                    Row row = definitions.getRow(i + 1);
                    assertThat(row.getCell(0).getStringCellValue())
                            .isEqualTo(table.columns().get(i).name());
                    assertThat(row.getCell(1).getStringCellValue()).hasSizeGreaterThan(6);
                }
            }
        }
    }

    /** LibreOffice is big: where it is not installed, this is not tested, and says so. */
    @Test
    void libre_office_opens_it_and_shows_the_same() throws Exception {
        Path file = written("opened", BreachTable.of(OCTOBER.result()));
        Path settings = folder.resolve("office");
        // -1: each sheet becomes a file of its own
        Optional<String> said = LibreOffice.run(
                "-env:UserInstallation=" + settings.toUri(),
                "--headless",
                "--convert-to",
                "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1",
                "--outdir",
                folder.toString(),
                file.toString());
        Assumptions.assumeTrue(said.isPresent(), "soffice is not installed: not opened in LibreOffice");

        List<String> rows = Files.readAllLines(folder.resolve("opened-breaches.csv"));
        assertThat(rows).as(said.orElse("")).hasSizeGreaterThan(2);
        assertThat(rows.get(0)).startsWith("contract,service_level,period,item,from,to,limit,elapsed,");
        assertThat(rows.get(1))
                .startsWith(
                        "NWD-2026-014,KPI-1,2026-10,INC0030412,2026-10-03 09:12:00,2026-10-04 15:12:00,04:00:00,30:00:00,");
        assertThat(Files.readAllLines(folder.resolve("opened-Definitions.csv")))
                .hasSize(BreachTable.of(OCTOBER.result()).columns().size() + 1);
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
