package org.scorekeeper.publish.pdf;

import com.lowagie.text.pdf.PdfDictionary;
import com.lowagie.text.pdf.PdfName;
import com.lowagie.text.pdf.PdfNumber;
import com.lowagie.text.pdf.PdfStructureElement;
import java.util.ArrayList;
import java.util.List;
import net.sf.jasperreports.engine.JRPrintElement;
import net.sf.jasperreports.engine.JRPrintLine;
import net.sf.jasperreports.engine.JRPrintText;
import net.sf.jasperreports.engine.type.HorizontalTextAlignEnum;
import org.jspecify.annotations.Nullable;

/**
 * One table as it is printed, element by element: the head's elements are its columns, and each element of a row belongs to the
 * column at whose edge it is aligned, so that a cell may hold two lines. Every row has a cell for every column.
 */
final class TableTags {
    /** The band that holds the names of the columns. */
    static final String HEAD = "columns";

    private static final PdfName TABLE = new PdfName("Table");
    private static final PdfName SCOPE = new PdfName("Scope");

    private final PdfStructureElement table;
    private final List<JRPrintElement> columns = new ArrayList<>();
    private final List<PdfStructureElement> cells = new ArrayList<>();
    private @Nullable PdfStructureElement headRow;
    private boolean headed;
    private @Nullable PdfStructureElement group;
    private boolean amongGroup;
    private String groupTold = "";

    TableTags(PdfStructureElement table) {
        this.table = table;
    }

    /** A head's cell; nothing where the head is repeated or the element is a rule. */
    @Nullable
    PdfStructureElement head(JRPrintElement element) {
        amongGroup = false;
        if (headed || element instanceof JRPrintLine) {
            return null;
        }
        if (headRow == null) {
            headRow = new PdfStructureElement(table, PdfName.TABLEROW);
        }
        columns.add(element);
        return headCell(headRow, "Column");
    }

    /** The cell of a row that an element belongs to. */
    @Nullable
    PdfStructureElement cell(JRPrintElement element) {
        amongGroup = false;
        if (element instanceof JRPrintLine) {
            return null;
        }
        if (cells.isEmpty()) {
            PdfStructureElement row = new PdfStructureElement(table, PdfName.TABLEROW);
            columns.forEach(column -> cells.add(new PdfStructureElement(row, PdfName.TD)));
        }
        return cells.get(column(element));
    }

    /** The line between rows that names the ones below it; nothing where it is repeated. */
    @Nullable
    PdfStructureElement between(JRPrintElement element) {
        if (!amongGroup) {
            amongGroup = true;
            String told = element instanceof JRPrintText text ? text.getFullText() : "";
            group = told.equals(groupTold) ? null : groupRow();
            groupTold = told;
        }
        return group;
    }

    /** A rule closes the head, and each row. */
    void rule(JRPrintElement element) {
        if (HEAD.equals(element.getOrigin().getGroupName())) {
            headed = true;
        } else {
            cells.clear();
        }
    }

    private PdfStructureElement groupRow() {
        PdfStructureElement cell = headCell(new PdfStructureElement(table, PdfName.TABLEROW), "Row");
        PdfDictionary attributes = (PdfDictionary) cell.get(PdfName.A);
        attributes.put(new PdfName("ColSpan"), new PdfNumber(columns.size()));
        return cell;
    }

    private static PdfStructureElement headCell(PdfStructureElement row, String scope) {
        PdfStructureElement cell = new PdfStructureElement(row, PdfName.TH);
        PdfDictionary attributes = new PdfDictionary();
        attributes.put(PdfName.O, TABLE);
        attributes.put(SCOPE, new PdfName(scope));
        cell.put(PdfName.A, attributes);
        return cell;
    }

    private int column(JRPrintElement element) {
        HorizontalTextAlignEnum edge =
                element instanceof JRPrintText text ? text.getHorizontalTextAlign() : HorizontalTextAlignEnum.LEFT;
        int best = 0;
        for (int i = 1; i < columns.size(); i++) {
            if (apart(element, columns.get(i), edge) < apart(element, columns.get(best), edge)) {
                best = i;
            }
        }
        return best;
    }

    private static int apart(JRPrintElement one, JRPrintElement other, HorizontalTextAlignEnum edge) {
        int left = one.getX() - other.getX();
        int right = left + one.getWidth() - other.getWidth();
        return switch (edge) {
            case RIGHT -> Math.abs(right);
            case CENTER -> Math.abs(left + right);
            default -> Math.abs(left);
        };
    }
}
