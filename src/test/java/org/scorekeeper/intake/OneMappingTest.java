package org.scorekeeper.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.ss.usermodel.Workbook;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scorekeeper.facts.FactRow;
import org.scorekeeper.intake.table.RowCursor;
import org.scorekeeper.intake.table.SourceRow;

/** One mapping serves text files and workbooks alike: the same rows become the same facts. */
class OneMappingTest {
    private static final Feed FEED = FeedReader.read("feeds/f.yaml", """
                    feed: tickets
                    vendor: v
                    facts: tickets
                    files: "*"
                    format: { decimal: "," }
                    dates: { pattern: ["d.M.yyyy HH:mm:ss", d.M.yyyy], zone: Europe/Berlin }
                    columns:
                      id: Nummer
                      opened: Erfasst
                      due: Fällig
                      hold: Wartezeit
                      reopens: Wieder
                      satisfaction: Note
                      vip: VIP
                    """).feed().orElseThrow();

    private static final String CSV = """
            Auszug vom 4.7.2026
            Nummer;Erfasst;Fällig;Wartezeit;Wieder;Note;VIP
            4711;3.7.2026 09:05:06;10.7.2026;30:15;2;95,5%;true
            4712;25.10.2026 02:30:00;;;;;
            4713;kein Datum;;;;;
            """;

    @TempDir
    Path folder;

    @Test
    void the_same_rows_become_the_same_facts() throws IOException {
        Path csv = Files.writeString(folder.resolve("a.csv"), CSV);
        List<String> facts = facts(csv);

        assertThat(facts)
                .containsExactly(
                        "row 3 4711 [2026-07-03T07:05:06Z, 2026-07-10, 2, PT30H15M, 95.5] {vip=true}",
                        "row 4 4712 [2026-10-25T00:30:00Z] {}",
                        "row 5 Erfasst not-a-date");
        assertThat(facts(written(new XSSFWorkbook(), "a.xlsx"))).isEqualTo(facts);
        assertThat(facts(written(new HSSFWorkbook(), "a.xls"))).isEqualTo(facts);
        assertThat(fingerprints(folder.resolve("a.xlsx")))
                .isEqualTo(fingerprints(csv))
                .isEqualTo(fingerprints(folder.resolve("a.xls")));
    }

    private Path written(Workbook workbook, String name) throws IOException {
        try (workbook;
                OutputStream out = Files.newOutputStream(folder.resolve(name))) {
            Sheet sheet = workbook.createSheet("Auszug");
            sheet.createRow(0).createCell(0).setCellValue("Auszug vom 4.7.2026");
            List<String> names = List.of("Nummer", "Erfasst", "Fällig", "Wartezeit", "Wieder", "Note", "VIP");
            Row header = sheet.createRow(1);
            names.forEach(column -> header.createCell(names.indexOf(column)).setCellValue(column));
            Row first = sheet.createRow(2);
            first.createCell(0).setCellValue(4711);
            styled(first, 1, "d.m.yyyy hh:mm:ss").setCellValue(LocalDateTime.of(2026, 7, 3, 9, 5, 6));
            styled(first, 2, "d.m.yyyy").setCellValue(LocalDate.of(2026, 7, 10));
            styled(first, 3, "[h]:mm").setCellValue(30.25 / 24);
            first.createCell(4).setCellValue(2);
            styled(first, 5, "0.0%").setCellValue(0.955);
            first.createCell(6).setCellValue(true);
            Row second = sheet.createRow(3);
            second.createCell(0).setCellValue("4712");
            styled(second, 1, "d.m.yyyy hh:mm").setCellValue(LocalDateTime.of(2026, 10, 25, 2, 30));
            Row third = sheet.createRow(4);
            third.createCell(0).setCellValue(4713);
            third.createCell(1).setCellValue("kein Datum");
            workbook.write(out);
        }
        return folder.resolve(name);
    }

    private static Cell styled(Row row, int column, String format) {
        Workbook workbook = row.getSheet().getWorkbook();
        CellStyle style = workbook.createCellStyle();
        style.setDataFormat(workbook.createDataFormat().getFormat(format));
        Cell cell = row.createCell(column);
        cell.setCellStyle(style);
        return cell;
    }

    private static List<RowResult> results(Path file) {
        try (RowCursor rows = TableFiles.open(file, FEED.format(), FEED.wantedColumns())) {
            RowMapper mapper = new RowMapper(FEED, rows.header(), "a", 1);
            List<RowResult> results = new ArrayList<>();
            for (SourceRow row = rows.next(); row != null; row = rows.next()) {
                results.add(mapper.map(row));
            }
            return results;
        }
    }

    private static List<String> facts(Path file) {
        return results(file).stream().map(OneMappingTest::described).toList();
    }

    private static String described(RowResult result) {
        if (result instanceof RowResult.Refused refused) {
            IntakeFault fault = refused.fault();
            return "row " + fault.place().row() + " " + fault.column() + " "
                    + fault.reason().code();
        }
        FactRow fact = ((RowResult.Mapped) result).fact();
        List<Object> values =
                Arrays.stream(fact.values()).filter(value -> value != null).toList();
        return "row " + fact.row() + " " + fact.id() + " " + values + " " + fact.own();
    }

    private static List<Long> fingerprints(Path file) {
        return results(file).stream()
                .filter(RowResult.Mapped.class::isInstance)
                .map(result -> ((RowResult.Mapped) result).fact().fingerprint())
                .toList();
    }
}
