package org.scorekeeper.sample;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.ss.util.CellRangeAddress;
import org.scorekeeper.sample.EngineeringTime.Line;

/** A month's timesheet as the engineers' office sends it: an old workbook with a title and a total. */
final class TimesheetBook {
    private TimesheetBook() {}

    static byte[] of(List<Line> lines, YearMonth month) {
        HSSFWorkbook book = new HSSFWorkbook();
        Sheet sheet = book.createSheet("Timesheet");
        CellStyle date = book.createCellStyle();
        date.setDataFormat(book.createDataFormat().getFormat("dd/mm/yyyy"));
        CellStyle time = book.createCellStyle();
        time.setDataFormat(book.createDataFormat().getFormat("dd/mm/yyyy hh:mm"));
        CellStyle money = book.createCellStyle();
        money.setDataFormat(book.createDataFormat().getFormat("0.00"));
        sheet.createRow(0).createCell(0).setCellValue("Northwind IT Services - Application engineering");
        sheet.createRow(1)
                .createCell(0)
                .setCellValue("Timesheet " + month.format(DateTimeFormatter.ofPattern("MMMM uuuu", Locale.UK)));
        sheet.addMergedRegion(new CellRangeAddress(0, 0, 0, 5));
        List<String> names = List.of(
                "Entry",
                "Date",
                "Week ending",
                "Name",
                "Role",
                "Project",
                "Task",
                "Hours",
                "Rate",
                "Amount",
                "Approved by",
                "Submitted");
        Row header = sheet.createRow(3);
        for (int i = 0; i < names.size(); i++) {
            header.createCell(i).setCellValue(names.get(i));
            sheet.setColumnWidth(i, (i == 5 || i == 6 ? 26 : 14) * 256);
        }
        BigDecimal total = BigDecimal.ZERO;
        int at = 4;
        for (Line line : lines) {
            Row row = sheet.createRow(at++);
            row.createCell(0).setCellValue(entry(month, at));
            date(row, 1, line.date(), date);
            date(row, 2, line.weekEnd(), date);
            row.createCell(3).setCellValue(line.engineer().name());
            row.createCell(4).setCellValue(line.engineer().role());
            row.createCell(5).setCellValue(line.engineer().project());
            row.createCell(6).setCellValue(line.task());
            row.createCell(7).setCellValue(line.hours().doubleValue());
            number(row, 8, line.rate(), money);
            number(row, 9, line.hours().multiply(line.rate()), money);
            row.createCell(10).setCellValue(line.approvedBy());
            row.createCell(11).setCellValue(line.submitted());
            row.getCell(11).setCellStyle(time);
            total = total.add(line.hours());
        }
        if (month.equals(YearMonth.of(2026, 4))) {
            // somebody wrote into the column of hours
            Row row = sheet.createRow(at++);
            row.createCell(0).setCellValue(entry(month, at));
            date(row, 1, LocalDate.of(2026, 4, 30), date);
            date(row, 2, LocalDate.of(2026, 5, 3), date);
            row.createCell(3).setCellValue("U. Hartley");
            row.createCell(4).setCellValue("test analyst");
            row.createCell(5).setCellValue("Orders 2.0");
            row.createCell(6).setCellValue("Training");
            row.createCell(7).setCellValue("half a day");
        }
        Row sum = sheet.createRow(at + 1);
        sum.createCell(6).setCellValue("Total hours");
        sum.createCell(7).setCellValue(total.doubleValue());
        return Workbooks.bytes(book, "Northwind");
    }

    private static String entry(YearMonth month, int row) {
        return "E-" + month.format(DateTimeFormatter.ofPattern("uuMM", Locale.ROOT))
                + String.format(Locale.ROOT, "-%03d", row - 4);
    }

    private static void date(Row row, int column, LocalDate day, CellStyle style) {
        row.createCell(column).setCellValue(day);
        row.getCell(column).setCellStyle(style);
    }

    private static void number(Row row, int column, BigDecimal value, CellStyle style) {
        row.createCell(column).setCellValue(value.doubleValue());
        row.getCell(column).setCellStyle(style);
    }
}
