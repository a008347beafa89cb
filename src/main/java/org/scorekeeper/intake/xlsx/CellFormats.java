package org.scorekeeper.intake.xlsx;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLStreamException;
import org.apache.poi.ss.usermodel.BuiltinFormats;
import org.apache.poi.ss.usermodel.DateUtil;
import org.jspecify.annotations.Nullable;
import org.scorekeeper.intake.table.NumberFormat;

/** The number formats of a workbook's cell styles, by the style's index. */
final class CellFormats {
    private final List<NumberFormat> formats = new ArrayList<>();

    private CellFormats() {}

    /** Of a workbook without styles. */
    static CellFormats none() {
        return new CellFormats();
    }

    /** Reads {@code styles.xml}; only what makes numbers dates is looked at. */
    static CellFormats read(InputStream in) throws XMLStreamException {
        CellFormats read = new CellFormats();
        Map<Integer, String> codes = new HashMap<>();
        try (Xml xml = new Xml(in)) {
            for (String name = xml.nextStart(); name != null; name = xml.nextStart()) {
                if (name.equals("numFmt")) {
                    String code = xml.attribute("formatCode");
                    codes.putIfAbsent(number(xml.attribute("numFmtId")), code == null ? "" : code);
                } else if (name.equals("cellXfs")) {
                    for (String style = xml.nextStartIn("cellXfs"); style != null; style = xml.nextStartIn("cellXfs")) {
                        if (style.equals("xf")) {
                            read.formats.add(format(number(xml.attribute("numFmtId")), codes));
                        }
                    }
                }
            }
        }
        return read;
    }

    private static NumberFormat format(int index, Map<Integer, String> codes) {
        String code = codes.getOrDefault(index, BuiltinFormats.getBuiltinFormat(index));
        return NumberFormat.of(code, DateUtil.isADateFormat(index, code));
    }

    private static int number(@Nullable String attribute) {
        return attribute == null ? 0 : Integer.parseInt(attribute.trim());
    }

    /** The format of a style; plain where the workbook has no such style. */
    NumberFormat of(@Nullable String style) {
        int index = number(style);
        return index >= 0 && index < formats.size() ? formats.get(index) : NumberFormat.PLAIN;
    }
}
