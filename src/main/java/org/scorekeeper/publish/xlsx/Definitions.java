package org.scorekeeper.publish.xlsx;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import org.dhatim.fastexcel.PaperSize;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.scorekeeper.publish.Column;

/** The sheet that says what each column of a workbook means, in the language of its readers. */
record Definitions(ResourceBundle words) {
    private static final int NAME_WIDTH = 22;
    private static final int MEANING_WIDTH = 110;

    Definitions(Locale readers) {
        this(ResourceBundle.getBundle(
                "org.scorekeeper.publish.columns",
                readers,
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES)));
    }

    void write(Workbook workbook, List<? extends Column<?>> columns, PaperSize paper) throws IOException {
        Worksheet sheet = workbook.newWorksheet(words.getString("sheet"));
        sheet.width(0, NAME_WIDTH);
        sheet.width(1, MEANING_WIDTH);
        head(sheet, 0, words.getString("column"));
        head(sheet, 1, words.getString("meaning"));
        sheet.freezePane(0, 1);
        int row = 1;
        for (Column<?> column : columns) {
            sheet.value(row, 0, column.name());
            sheet.value(row, 1, meaning(column));
            sheet.style(row, 1).wrapText(true).verticalAlignment("top").set();
            row++;
        }
        sheet.pageOrientation("landscape");
        sheet.paperSize(paper);
        sheet.setFitToPage(true);
        sheet.fitToWidth((short) 1);
        sheet.fitToHeight((short) 0);
        sheet.repeatRows(0);
        sheet.finish();
    }

    private static void head(Worksheet sheet, int column, String text) {
        sheet.value(0, column, text);
        sheet.style(0, column).bold().set();
    }

    /** A column may be called like one of the sheet's own words. */
    private String meaning(Column<?> column) {
        String own = column.name() + ".column";
        return words.getString(words.containsKey(own) ? own : column.name());
    }
}
