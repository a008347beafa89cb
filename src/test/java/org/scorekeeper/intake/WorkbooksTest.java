package org.scorekeeper.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.ss.usermodel.FormulaError;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.ss.usermodel.SheetVisibility;
import org.apache.poi.ss.usermodel.Workbook;
import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.scorekeeper.intake.table.Limits;
import org.scorekeeper.intake.table.RowCursor;
import org.scorekeeper.intake.table.SourceRow;
import org.scorekeeper.intake.table.TableFormat;
import org.scorekeeper.intake.table.Wanted;

/** Workbooks of both forms, written by POI's full model and read by the streaming readers. */
class WorkbooksTest {
    private static final Set<String> WANTED = Tables.wanted("id", "title", "opened");

    @TempDir
    Path folder;

    enum Form {
        XLSX,
        XLS;

        Workbook create() throws IOException {
            return this == XLSX ? new XSSFWorkbook() : new HSSFWorkbook();
        }
    }

    private Path written(Form form, Consumer<Workbook> content) throws IOException {
        Path file = folder.resolve("book");
        try (Workbook workbook = form.create();
                OutputStream out = Files.newOutputStream(file)) {
            content.accept(workbook);
            workbook.write(out);
        }
        return file;
    }

    private static void row(Sheet sheet, int number, String... texts) {
        Row row = sheet.createRow(number - 1);
        for (int i = 0; i < texts.length; i++) {
            row.createCell(i).setCellValue(texts[i]);
        }
    }

    private static Cell styled(Row row, int column, String format) {
        Workbook workbook = row.getSheet().getWorkbook();
        CellStyle style = workbook.createCellStyle();
        style.setDataFormat(workbook.createDataFormat().getFormat(format));
        Cell cell = row.createCell(column);
        cell.setCellStyle(style);
        return cell;
    }

    @ParameterizedTest
    @EnumSource
    void every_type_of_cell_is_read_as_what_it_is(Form form) throws IOException {
        Path file = written(form, workbook -> {
            Sheet sheet = workbook.createSheet("Data");
            row(sheet, 1, "id", "title", "opened");
            Row row = sheet.createRow(1);
            row.createCell(0).setCellValue(46.5);
            row.createCell(1).setCellValue(0.1 + 0.2);
            row.createCell(2).setCellValue(123456789012345d);
            styled(row, 3, "dd/mm/yyyy hh:mm").setCellValue(LocalDateTime.of(2026, 3, 29, 1, 59, 59));
            styled(row, 4, "yyyy-mm-dd").setCellValue(LocalDateTime.of(2026, 2, 28, 0, 0));
            styled(row, 5, "0.00%").setCellValue(0.9995);
            styled(row, 6, "0.00\" %\"").setCellValue(99.95);
            styled(row, 7, "dd.mm.yyyy \"h\"").setCellValue(LocalDateTime.of(2026, 2, 28, 0, 0));
            row.createCell(8).setCellValue(true);
            row.createCell(9).setCellErrorValue(FormulaError.NA.getCode());
            row.createCell(10).setCellValue("  text ");
            row.createCell(12).setCellFormula("A2*2");
            row.createCell(13).setCellFormula("\"a\"&\"b\"");
            row.createCell(14).setCellFormula("1=1");
            row.createCell(15).setCellFormula("1/0");
            styled(row, 16, "yyyy-mm-dd").setCellFormula("DATE(2026,5,1)");
            workbook.getCreationHelper().createFormulaEvaluator().evaluateAll();
        });

        assertThat(Tables.rows(file, TableFormat.AUTO, WANTED).get(0).cells().stream()
                        .map(cell -> cell.getClass().getSimpleName() + " " + cell.text()))
                .containsExactly(
                        "Decimal 46.5",
                        "Decimal 0.3",
                        "Decimal 123456789012345",
                        "DateTime 2026-03-29 01:59:59",
                        "DateTime 2026-02-28",
                        "Percent 99.95%",
                        "Decimal 99.95",
                        "DateTime 2026-02-28",
                        "Bool true",
                        "Err #N/A",
                        "Text   text ",
                        "Text ",
                        "Decimal 93",
                        "Text ab",
                        "Bool true",
                        "Err #DIV/0!",
                        "DateTime 2026-05-01");
    }

    @Test
    void a_formula_without_a_result_is_an_error_and_one_that_gives_an_empty_text_is_empty() throws IOException {
        Path file = written(Form.XLSX, workbook -> {
            row(workbook.createSheet("Data"), 1, "id", "title", "opened");
            Row row = workbook.getSheet("Data").createRow(1);
            row.createCell(0).setCellFormula("\"I\"&1");
            row.createCell(1).setCellFormula("\"\"");
            workbook.getCreationHelper().createFormulaEvaluator().evaluateAll();
            row.createCell(2).setCellFormula("NOW()"); // as programs write it that do not calculate
        });

        assertThat(Tables.rows(file, TableFormat.AUTO, WANTED).get(0).cells().stream()
                        .map(cell -> cell.getClass().getSimpleName() + " " + cell.text()))
                .containsExactly("Text I1", "Text ", "Err =NOW()");
    }

    @ParameterizedTest
    @EnumSource
    void merged_regions_are_known_however_long_the_sheet_is(Form form) throws IOException {
        Path file = written(form, workbook -> {
            Sheet sheet = workbook.createSheet("Data");
            row(sheet, 1, "id", "title", "opened");
            for (int i = 2; i <= 20_001; i++) {
                row(sheet, i, i % 2 == 0 ? "T" + i : "", "title " + i, "a long text, so that it is no small sheet");
                if (i % 2 == 1) {
                    sheet.addMergedRegionUnsafe(new CellRangeAddress(i - 2, i - 1, 0, 0));
                }
            }
        });

        assertThat(Tables.rows(file, TableFormat.AUTO, WANTED))
                .hasSize(20_000)
                .allSatisfy(row -> assertThat(row.cell(0).text()).isEqualTo("T" + row.row() / 2 * 2));
    }

    @ParameterizedTest
    @EnumSource
    void titles_merged_cells_and_blank_rows_move_no_row_number(Form form) throws IOException {
        Path file = written(form, workbook -> {
            Sheet sheet = workbook.createSheet("Export");
            row(sheet, 1, "Tickets of March");
            sheet.addMergedRegion(new CellRangeAddress(0, 1, 0, 2));
            row(sheet, 5, "ID ", "Title", "", "Opened\nat");
            row(sheet, 7, "1", "a");
            sheet.createRow(7).createCell(1).setCellValue("  ");
            row(sheet, 10, "2", "b");
            sheet.addMergedRegion(new CellRangeAddress(9, 10, 0, 0));
            row(sheet, 11, "", "c");
        });

        assertThat(Tables.printed(file, TableFormat.AUTO, Tables.wanted("id", "title", "opened at")))
                .containsExactly("5: ID | Title |  | Opened at", "7: 1 | a", "10: 2 | b", "11: 2 | c");
        assertThat(Tables.rows(file, TableFormat.AUTO, WANTED))
                .extracting(SourceRow::sheet)
                .containsOnly("Export");
    }

    @ParameterizedTest
    @EnumSource
    void without_a_sheet_in_the_feed_every_one_with_the_columns_is_read(Form form) throws IOException {
        Path file = written(form, workbook -> {
            row(workbook.createSheet("Old"), 1, "id", "title");
            row(workbook.createSheet("Read me"), 1, "Made by the service desk");
            row(workbook.createSheet("Data"), 1, "id", "title");
            row(workbook.getSheet("Data"), 2, "1", "a");
            row(workbook.createSheet("More"), 1, "id", "title");
            row(workbook.getSheet("More"), 2, "2", "b");
            workbook.setSheetVisibility(0, SheetVisibility.HIDDEN);
            workbook.setActiveSheet(1);
        });

        try (RowCursor cursor =
                TableFiles.open(file, TableFormat.AUTO, new Wanted(WANTED, List.of(Set.of("id"))), Limits.DEFAULTS)) {
            assertThat(Tables.printed(java.util.Objects.requireNonNull(cursor.next())))
                    .isEqualTo("2: 1 | a");
            assertThat(Tables.printed(java.util.Objects.requireNonNull(cursor.next())))
                    .isEqualTo("2: 2 | b");
            assertThat(cursor.next()).isNull();
            assertThat(cursor.traits())
                    .isEqualTo(form.name().toLowerCase(java.util.Locale.ROOT)
                            + ", sheets Old, Data, More, header in row 1, sheets not read: Read me");
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_pattern_takes_several_sheets_whatever_the_order_of_their_columns(Form form) throws IOException {
        Path file = written(form, workbook -> {
            row(workbook.createSheet("Export 1"), 1, "id", "title", "note");
            row(workbook.getSheet("Export 1"), 2, "1", "a", "x");
            row(workbook.createSheet("Notes"), 1, "id", "title");
            row(workbook.createSheet("export 2"), 1, "March");
            row(workbook.getSheet("export 2"), 3, "Title", "ID");
            row(workbook.getSheet("export 2"), 4, "b", "2", "extra");
            row(workbook.createSheet("Export 3"), 1, "nothing here");
        });

        assertThat(Tables.rows(file, Tables.sheet("Export*"), WANTED).stream()
                        .map(row -> row.sheet() + " " + Tables.printed(row)))
                .containsExactly("Export 1 2: 1 | a | x", "export 2 4: 2 | b |  | extra");
        assertThat(Tables.traits(file, Tables.sheet("Export*"), WANTED))
                .contains("sheets Export 1, export 2, header in row 1, sheets not read: Notes, Export 3");
    }

    @ParameterizedTest
    @EnumSource
    void a_further_sheet_with_other_columns_is_an_error(Form form) throws IOException {
        Path file = written(form, workbook -> {
            row(workbook.createSheet("E1"), 1, "id", "title");
            row(workbook.createSheet("E2"), 1, "id", "opened");
        });

        assertThatThrownBy(() -> Tables.rows(file, Tables.sheet("E?"), WANTED))
                .hasMessage(
                        "the sheet E2 has other columns than the sheet E1: id, opened instead of id, title. Give both"
                                + " the same columns, or name only one in the feed's format.");
    }

    @ParameterizedTest
    @EnumSource
    void hidden_sheets_and_rows_are_read_and_said(Form form) throws IOException {
        Path file = written(form, workbook -> {
            row(workbook.createSheet("Shown"), 1, "x");
            row(workbook.createSheet("Hidden"), 1, "id", "title");
            row(workbook.getSheet("Hidden"), 2, "1", "a");
            row(workbook.getSheet("Hidden"), 3, "2", "b");
            workbook.getSheet("Hidden").getRow(2).setZeroHeight(true);
            workbook.setSheetVisibility(1, SheetVisibility.VERY_HIDDEN);
        });

        for (TableFormat format : List.of(Tables.sheet("hidden"), Tables.sheet("Hid*"), TableFormat.AUTO)) {
            assertThat(Tables.printed(file, format, WANTED)).containsExactly("1: id | title", "2: 1 | a", "3: 2 | b");
            assertThat(Tables.remarks(file, format, WANTED))
                    .containsExactly("the hidden sheet Hidden was read too", "1 hidden row was read too");
        }
        assertThatThrownBy(() -> Tables.printed(file, Tables.sheet("Gone*"), WANTED))
                .hasMessage("no sheet is called Gone*; there are: Shown, Hidden (hidden). Name the sheet in the feed's"
                        + " format, or rename it.");
    }

    @Test
    void a_sheet_without_a_column_that_every_row_needs_is_passed_over() throws IOException {
        Path file = written(Form.XLSX, workbook -> {
            row(workbook.createSheet("Words"), 1, "title", "meaning");
            row(workbook.createSheet("Data"), 1, "id", "title");
            row(workbook.getSheet("Data"), 2, "1", "a");
        });
        Wanted wanted = new Wanted(WANTED, List.of(Set.of("id")));

        try (RowCursor cursor = TableFiles.open(file, TableFormat.AUTO, wanted, Limits.DEFAULTS)) {
            assertThat(Tables.printed(java.util.Objects.requireNonNull(cursor.next())))
                    .isEqualTo("2: 1 | a");
        }
        assertThatThrownBy(() -> TableFiles.open(
                        file, TableFormat.AUTO, new Wanted(WANTED, List.of(Set.of("opened"))), Limits.DEFAULTS))
                .hasMessage(
                        "no sheet has all the columns that every row needs (opened); the nearest has in row 1: title,"
                                + " meaning. Has a column been renamed? Add the new name to the feed, or export the file again.");
    }

    @ParameterizedTest
    @EnumSource
    void days_may_be_counted_from_1904(Form form) throws IOException {
        Path file = written(form, workbook -> {
            if (workbook instanceof XSSFWorkbook xlsx) {
                xlsx.getCTWorkbook().addNewWorkbookPr().setDate1904(true);
            } else {
                ((HSSFWorkbook) workbook)
                        .getInternalWorkbook().getRecords().stream()
                                .filter(org.apache.poi.hssf.record.DateWindow1904Record.class::isInstance)
                                .forEach(record -> ((org.apache.poi.hssf.record.DateWindow1904Record) record)
                                        .setWindowing((short) 1));
            }
            Sheet sheet = workbook.createSheet("Data");
            row(sheet, 1, "id", "opened");
            Row row = sheet.createRow(1);
            row.createCell(0).setCellValue("1");
            styled(row, 1, "yyyy-mm-dd hh:mm:ss").setCellValue(44_709.5);
        });

        assertThat(Tables.printed(file, TableFormat.AUTO, WANTED)).last().isEqualTo("2: 1 | 2026-05-29 12:00");
    }

    @ParameterizedTest
    @EnumSource
    void many_rows_come_in_order_and_reading_may_stop_anywhere(Form form) throws IOException {
        Path file = written(form, workbook -> {
            Sheet sheet = workbook.createSheet("Data");
            row(sheet, 1, "id", "title");
            for (int i = 2; i <= 3_000; i++) {
                row(sheet, i, "T" + i, "A & B <" + i % 7 + ">");
            }
        });

        List<SourceRow> rows = Tables.rows(file, TableFormat.AUTO, WANTED);
        assertThat(rows).hasSize(2_999);
        assertThat(rows)
                .allSatisfy(row -> assertThat(Tables.printed(row))
                        .isEqualTo(row.row() + ": T" + row.row() + " | A & B <" + row.row() % 7 + ">"));
        try (var cursor = TableFiles.open(file, TableFormat.AUTO, WANTED)) {
            assertThat(cursor.next()).isNotNull();
        }
        Files.delete(file);
    }
}
