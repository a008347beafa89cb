import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.poi.openxml4j.opc.OPCPackage;
import org.apache.poi.openxml4j.opc.PackageAccess;
import org.apache.poi.util.XMLHelper;
import org.apache.poi.xssf.eventusermodel.ReadOnlySharedStringsTable;
import org.apache.poi.xssf.eventusermodel.XSSFReader;
import org.apache.poi.xssf.eventusermodel.XSSFSheetXMLHandler;
import org.apache.poi.xssf.usermodel.XSSFComment;
import org.xml.sax.InputSource;
import org.xml.sax.XMLReader;

/**
 * The benchmark's workbook. {@code read FILE} reads it with POI's event reader and does nothing with what it finds: the
 * yardstick. {@code write CSV ROWS FILE} makes it of the first rows of a CSV file, with shared texts, as exports have them.
 */
final class Workbook {
    private Workbook() {}

    public static void main(String[] arguments) throws Exception {
        if (arguments[0].equals("write")) {
            write(Path.of(arguments[1]), Integer.parseInt(arguments[2]), Path.of(arguments[3]));
        } else {
            System.out.println(read(Path.of(arguments[1])) + " cells");
        }
    }

    private static void write(Path csv, int rows, Path file) throws Exception {
        try (OutputStream out = Files.newOutputStream(file);
                var book = new org.dhatim.fastexcel.Workbook(out, "bench", "1.0");
                var lines = Files.lines(csv)) {
            var sheet = book.newWorksheet("Export");
            int row = 0;
            for (String line : (Iterable<String>) lines.limit(rows + 1L)::iterator) {
                String[] cells = line.split(",", -1);
                for (int column = 0; column < cells.length; column++) {
                    sheet.value(row, column, cells[column]);
                }
                row++;
            }
        }
    }

    private static long read(Path file) throws Exception {
        long[] cells = {0};
        var counting = new XSSFSheetXMLHandler.SheetContentsHandler() {
            @Override
            public void startRow(int row) {}

            @Override
            public void endRow(int row) {}

            @Override
            public void cell(String reference, String value, XSSFComment comment) {
                cells[0]++;
            }
        };
        try (OPCPackage workbook = OPCPackage.open(file.toFile(), PackageAccess.READ)) {
            XSSFReader reader = new XSSFReader(workbook);
            var texts = new ReadOnlySharedStringsTable(workbook);
            try (InputStream sheet = reader.getSheetsData().next()) {
                XMLReader xml = XMLHelper.newXMLReader();
                xml.setContentHandler(new XSSFSheetXMLHandler(reader.getStylesTable(), texts, counting, false));
                xml.parse(new InputSource(sheet));
            }
        }
        return cells[0];
    }
}
