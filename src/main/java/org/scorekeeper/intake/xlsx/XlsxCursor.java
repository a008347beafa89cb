package org.scorekeeper.intake.xlsx;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.apache.poi.ooxml.POIXMLException;
import org.apache.poi.openxml4j.exceptions.OpenXML4JException;
import org.apache.poi.openxml4j.exceptions.OpenXML4JRuntimeException;
import org.apache.poi.openxml4j.opc.OPCPackage;
import org.apache.poi.openxml4j.opc.PackageAccess;
import org.apache.poi.ss.usermodel.DateUtil;
import org.apache.poi.ss.util.CellReference;
import org.apache.poi.xssf.eventusermodel.ReadOnlySharedStringsTable;
import org.apache.poi.xssf.eventusermodel.XSSFReader;
import org.apache.poi.xssf.model.StylesTable;
import org.apache.poi.xssf.usermodel.XSSFCellStyle;
import org.jspecify.annotations.Nullable;
import org.scorekeeper.intake.table.Cell;
import org.scorekeeper.intake.table.Header;
import org.scorekeeper.intake.table.HeaderFinder;
import org.scorekeeper.intake.table.RowCursor;
import org.scorekeeper.intake.table.SourceRow;
import org.scorekeeper.intake.table.TableFormat;
import org.scorekeeper.intake.table.UnreadableFileException;
import org.xml.sax.SAXException;

/** One sheet of a workbook since 2007, pulled row by row through POI's event reader. */
public final class XlsxCursor implements RowCursor {
    private final OPCPackage workbook;
    private final ReadOnlySharedStringsTable strings;
    private final Map<Integer, Format> formats = new HashMap<>();
    private final StylesTable styles;
    private final boolean from1904;
    private final String sheet;
    private final InputStream sheetData;
    private final XMLStreamReader xml;
    private final HeaderFinder finder;
    private int lastRow;

    private enum Format {
        PLAIN,
        PERCENT,
        DATE,
        DATE_TIME
    }

    /** Opens a workbook at the sheet that the feed means; wanted are its column names. */
    public XlsxCursor(Path file, TableFormat format, Set<String> wanted) {
        OPCPackage opened = null;
        try {
            opened = OPCPackage.open(file.toFile(), PackageAccess.READ);
            workbook = opened;
            XSSFReader reader = new XSSFReader(workbook);
            strings = new ReadOnlySharedStringsTable(workbook);
            styles = reader.getStylesTable();
            from1904 = from1904(reader);
            Chosen chosen = choose(reader, format);
            sheet = chosen.name;
            sheetData = chosen.data;
            xml = factory().createXMLStreamReader(sheetData);
            finder = new HeaderFinder(this::read, wanted, format.headerRow());
        } catch (IOException
                | OpenXML4JException
                | XMLStreamException
                | SAXException
                | POIXMLException
                | OpenXML4JRuntimeException damaged) {
            revert(opened);
            throw damaged(damaged);
        } catch (RuntimeException wrong) {
            revert(opened);
            throw wrong instanceof UnreadableFileException ? wrong : damaged(wrong);
        }
    }

    private record Chosen(String name, InputStream data) {}

    private static Chosen choose(XSSFReader reader, TableFormat format) throws IOException, OpenXML4JException {
        XSSFReader.SheetIterator sheets = (XSSFReader.SheetIterator) reader.getSheetsData();
        List<String> names = new ArrayList<>();
        while (sheets.hasNext()) {
            InputStream data = sheets.next();
            if (format.takesSheet(sheets.getSheetName())) {
                return new Chosen(sheets.getSheetName(), data);
            }
            names.add(sheets.getSheetName());
            data.close();
        }
        throw new UnreadableFileException(
                names.isEmpty()
                        ? "the workbook has no sheet with cells. Export the data into a sheet."
                        : "no sheet is called " + format.sheet().orElse("") + "; there are: " + String.join(", ", names)
                                + ". Name the sheet in the feed's format, or rename it.");
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        // A sheet needs no document type: entities and external files are never followed.
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        return factory;
    }

    private static boolean from1904(XSSFReader reader) throws IOException, OpenXML4JException, XMLStreamException {
        try (InputStream data = reader.getWorkbookData()) {
            XMLStreamReader xml = factory().createXMLStreamReader(data);
            while (xml.hasNext()) {
                if (xml.next() == XMLStreamConstants.START_ELEMENT
                        && xml.getLocalName().equals("workbookPr")) {
                    String value = xml.getAttributeValue(null, "date1904");
                    return "1".equals(value) || "true".equals(value);
                }
            }
        }
        return false;
    }

    private @Nullable SourceRow read() {
        try {
            while (xml.hasNext()) {
                if (xml.next() == XMLStreamConstants.START_ELEMENT
                        && xml.getLocalName().equals("row")) {
                    String number = xml.getAttributeValue(null, "r");
                    lastRow = number == null ? lastRow + 1 : Integer.parseInt(number);
                    return new SourceRow(sheet, lastRow, cells());
                }
            }
            return null;
        } catch (XMLStreamException | RuntimeException damaged) {
            throw damaged(damaged);
        }
    }

    private List<Cell> cells() throws XMLStreamException {
        List<Cell> cells = new ArrayList<>();
        while (xml.hasNext()) {
            int event = xml.next();
            if (event == XMLStreamConstants.END_ELEMENT && xml.getLocalName().equals("row")) {
                break;
            }
            if (event == XMLStreamConstants.START_ELEMENT && xml.getLocalName().equals("c")) {
                String reference = xml.getAttributeValue(null, "r");
                int column = reference == null ? cells.size() : new CellReference(reference).getCol();
                while (cells.size() < column) {
                    cells.add(Cell.Text.EMPTY);
                }
                Cell cell = cell();
                if (cells.size() == column) {
                    cells.add(cell);
                } else {
                    cells.set(column, cell);
                }
            }
        }
        return cells;
    }

    private Cell cell() throws XMLStreamException {
        String type = xml.getAttributeValue(null, "t");
        String style = xml.getAttributeValue(null, "s");
        StringBuilder value = new StringBuilder();
        boolean phonetic = false;
        while (xml.hasNext()) {
            int event = xml.next();
            if (event == XMLStreamConstants.END_ELEMENT) {
                if (xml.getLocalName().equals("c")) {
                    break;
                }
                phonetic &= !xml.getLocalName().equals("rPh");
            } else if (event == XMLStreamConstants.START_ELEMENT) {
                phonetic |= xml.getLocalName().equals("rPh");
                if (!phonetic
                        && (xml.getLocalName().equals("v") || xml.getLocalName().equals("t"))) {
                    value.append(xml.getElementText());
                }
            }
        }
        if (value.isEmpty()) {
            return Cell.Text.EMPTY;
        }
        String text = value.toString();
        return switch (type == null ? "n" : type) {
            case "s" ->
                new Cell.Text(strings.getItemAt(Integer.parseInt(text.trim())).getString());
            case "str", "inlineStr" -> new Cell.Text(text);
            case "b" -> new Cell.Bool(text.trim().equals("1") || text.trim().equals("true"));
            case "e" -> new Cell.Err(text);
            case "d" -> iso(text);
            default -> number(text, style);
        };
    }

    private static Cell iso(String text) {
        try {
            return text.length() <= 10
                    ? new Cell.DateTime(java.time.LocalDate.parse(text).atStartOfDay(), true)
                    : new Cell.DateTime(java.time.LocalDateTime.parse(text.replace("Z", "")), false);
        } catch (java.time.DateTimeException odd) {
            return new Cell.Text(text);
        }
    }

    private Cell number(String text, @Nullable String style) {
        BigDecimal number;
        try {
            number = Cell.decimal(text);
        } catch (NumberFormatException odd) {
            return new Cell.Text(text);
        }
        Format format = style == null ? Format.PLAIN : formats.computeIfAbsent(Integer.parseInt(style), this::format);
        if (format == Format.DATE || format == Format.DATE_TIME) {
            Cell date = Cell.date(new BigDecimal(text.trim()), from1904, format == Format.DATE);
            if (date != null) {
                return date;
            }
        }
        return Cell.number(number, format == Format.PERCENT ? "%" : null);
    }

    private Format format(int index) {
        if (index < 0 || index >= styles.getNumCellStyles()) {
            return Format.PLAIN;
        }
        XSSFCellStyle style = styles.getStyleAt(index);
        String pattern = style.getDataFormatString();
        if (pattern == null || !DateUtil.isADateFormat(style.getDataFormat(), pattern)) {
            return pattern != null && Cell.UNQUOTED_PERCENT.matcher(pattern).find() ? Format.PERCENT : Format.PLAIN;
        }
        return pattern.toLowerCase(java.util.Locale.ROOT).matches(".*[hs].*") ? Format.DATE_TIME : Format.DATE;
    }

    private static UnreadableFileException damaged(Exception cause) {
        return new UnreadableFileException(
                "the workbook is damaged, or is no workbook at all. Open it in a spreadsheet, save it as xlsx and send it again.",
                cause);
    }

    private static void revert(@Nullable OPCPackage opened) {
        if (opened != null) {
            opened.revert();
        }
    }

    @Override
    public Header header() {
        return finder.header();
    }

    @Override
    public @Nullable SourceRow next() {
        return finder.next();
    }

    @Override
    public String traits() {
        return "xlsx, sheet " + sheet + ", header in row " + header().row();
    }

    @Override
    public void close() {
        try {
            xml.close();
            sheetData.close();
        } catch (IOException | XMLStreamException closed) {
            throw damaged(closed);
        } finally {
            workbook.revert();
        }
    }
}
