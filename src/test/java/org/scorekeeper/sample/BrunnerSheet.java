package org.scorekeeper.sample;

import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.ss.usermodel.FormulaError;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;

/** A month's list of tickets as Brunner & Keil make it: for the eye. */
final class BrunnerSheet {
    private final List<Ticket> tickets;
    private final YearMonth month;

    BrunnerSheet(List<Ticket> tickets, YearMonth month) {
        this.tickets = tickets;
        this.month = month;
    }

    byte[] bytes() {
        long at = Months.export(month, Brunner.ZONE);
        XSSFWorkbook book = new XSSFWorkbook();
        Sheet sheet = book.createSheet("Ticketliste");
        CellStyle time = book.createCellStyle();
        time.setDataFormat(book.createDataFormat().getFormat("dd.mm.yyyy hh:mm"));
        title(sheet);
        int row = 6;
        int written = 0;
        for (Ticket truth : tickets) {
            if (truth.opened() < at && truth.resolved() >= Brunner.SERVICE.start(month)) {
                write(sheet.createRow(row++), truth.seenAt(at), time);
                written++;
                if (month.equals(YearMonth.of(2026, 1)) && (written == 30 || written == 31)) {
                    write(sheet.createRow(row++), truth.seenAt(at), time);
                }
            }
        }
        if (month.equals(YearMonth.of(2025, 11))) {
            row = dirt(sheet, row, time);
        }
        if (!month.equals(Months.RUNNING)) {
            Row sum = sheet.createRow(row + 1);
            sum.createCell(0).setCellValue("Summe");
            sum.createCell(3).setCellValue(written + " Tickets");
            sheet.addMergedRegion(new CellRangeAddress(row + 1, row + 1, 0, 2));
        }
        return Workbooks.bytes(book, "Brunner & Keil");
    }

    private void title(Sheet sheet) {
        sheet.createRow(0).createCell(0).setCellValue("Brunner & Keil Systemhaus GmbH");
        sheet.addMergedRegion(new CellRangeAddress(0, 0, 0, 10));
        sheet.createRow(1)
                .createCell(0)
                .setCellValue("Ticketliste " + month.format(DateTimeFormatter.ofPattern("MM/uuuu", Locale.ROOT))
                        + " – vertraulich");
        sheet.addMergedRegion(new CellRangeAddress(1, 1, 0, 10));
        sheet.createRow(2).createCell(0).setCellValue("Servicezeit Mo–Fr 7–17 Uhr");
        Row groups = sheet.createRow(4);
        groups.createCell(0).setCellValue("Vorgang");
        groups.createCell(6).setCellValue("Zeiten");
        sheet.addMergedRegion(new CellRangeAddress(4, 4, 0, 5));
        sheet.addMergedRegion(new CellRangeAddress(4, 4, 6, 9));
        List<String> names = List.of(
                "Ticket-Nr.",
                "Art",
                "Prio",
                "Kurzbeschreibung",
                "Standort",
                "Status",
                "Erfasst",
                "Vor Ort",
                "Gelöst",
                "Wartezeit Kunde",
                "Techniker");
        Row header = sheet.createRow(5);
        for (int i = 0; i < names.size(); i++) {
            header.createCell(i).setCellValue(names.get(i));
            sheet.setColumnWidth(i, (i == 3 ? 40 : 17) * 256);
        }
    }

    private static void write(Row row, Ticket ticket, CellStyle time) {
        row.createCell(0).setCellValue(ticket.key());
        row.createCell(1).setCellValue(ticket.type());
        row.createCell(2).setCellValue(ticket.priority());
        row.createCell(3).setCellValue(ticket.title());
        row.createCell(4).setCellValue(ticket.service());
        row.createCell(5).setCellValue(ticket.resolved() == Ticket.NEVER ? "in Arbeit" : "gelöst");
        time(row, 6, ticket.opened(), time);
        time(row, 7, ticket.responded(), time);
        time(row, 8, ticket.resolved(), time);
        row.createCell(9).setCellValue(ticket.resolved() == Ticket.NEVER ? "" : clock(Brunner.waited(ticket)));
        row.createCell(10).setCellValue(ticket.assignee());
    }

    private static void time(Row row, int column, long minute, CellStyle style) {
        row.createCell(column);
        if (minute != Ticket.NEVER) {
            row.getCell(column).setCellValue(Brunner.SERVICE.local(minute));
            row.getCell(column).setCellStyle(style);
        }
    }

    private static String clock(long minutes) {
        return String.format(Locale.ROOT, "%d:%02d", minutes / 60, minutes % 60);
    }

    /** A date typed as text that no calendar has, a formula that lost its source, and a row without its number. */
    private static int dirt(Sheet sheet, int from, CellStyle time) {
        int at = from;
        for (String wrong : List.of("BK-69998", "BK-69999", "")) {
            Row row = sheet.createRow(at++);
            row.createCell(0).setCellValue(wrong);
            row.createCell(1).setCellValue(Brunner.FAULT);
            row.createCell(2).setCellValue("normal");
            row.createCell(3).setCellValue("Nachtrag aus Papierliste");
            row.createCell(4).setCellValue("Lager Süd");
            row.createCell(5).setCellValue("gelöst");
            row.createCell(6).setCellValue(LocalDate.of(2025, 11, 18).atTime(9, 5));
            row.getCell(6).setCellStyle(time);
            row.createCell(8);
            if (wrong.equals("BK-69998")) {
                row.getCell(8).setCellValue("31.11.2025 10:00");
            } else if (wrong.equals("BK-69999")) {
                row.getCell(8).setCellErrorValue(FormulaError.NA.getCode());
            }
        }
        return at;
    }
}
