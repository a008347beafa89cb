package org.scorekeeper.intake.xlsx;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Iterator;
import javax.xml.stream.XMLStreamException;
import org.apache.poi.openxml4j.exceptions.InvalidFormatException;
import org.apache.poi.openxml4j.exceptions.ODFNotOfficeXmlFileException;
import org.apache.poi.openxml4j.exceptions.OpenXML4JException;
import org.apache.poi.openxml4j.opc.OPCPackage;
import org.apache.poi.openxml4j.opc.PackageAccess;
import org.apache.poi.openxml4j.opc.PackagePart;
import org.apache.poi.openxml4j.util.ZipSecureFile;
import org.jspecify.annotations.Nullable;
import org.scorekeeper.intake.table.Limits;
import org.scorekeeper.intake.table.SheetChoice;
import org.scorekeeper.intake.table.Sheets;
import org.scorekeeper.intake.table.SourceRow;
import org.scorekeeper.intake.table.TableFormat;
import org.scorekeeper.intake.table.UnreadableFileException;

/** The sheets of a workbook since 2007: POI opens the package and guards against bombs, StAX pulls row by row. */
public final class XlsxSheets implements Sheets {
    private final OPCPackage file;
    private final WorkbookParts parts;
    private final SheetChoice choice;
    private final Iterator<Integer> left;
    private final CellFormats formats;
    private final SharedStrings strings = new SharedStrings();
    private final @Nullable Path temporary;
    private final Limits limits;
    private @Nullable UnpackedSheet unpacked;
    private @Nullable SheetXml sheet;
    private int hiddenRows;

    /**
     * Opens a workbook.
     *
     * @throws UnreadableFileException where it is none, or has no sheet that the feed means
     */
    public XlsxSheets(Path path, TableFormat format, Limits limits) {
        this(path, format, limits, null);
    }

    /** Opens a workbook that was decrypted into a temporary file, which goes when this is closed. */
    public static XlsxSheets ofTemporary(Path path, TableFormat format, Limits limits) {
        return new XlsxSheets(path, format, limits, path);
    }

    private XlsxSheets(Path path, TableFormat format, Limits limits, @Nullable Path temporary) {
        this.temporary = temporary;
        this.limits = limits;
        // POI knows one set of limits only; every workbook of a workspace has the same.
        ZipSecureFile.setMinInflateRatio(1.0 / limits.compression());
        ZipSecureFile.setMaxEntrySize(limits.file());
        OPCPackage opened = null;
        try {
            opened = OPCPackage.open(path.toFile(), PackageAccess.READ);
            file = opened;
            parts = WorkbookParts.of(file);
            choice = SheetChoice.of(
                    parts.sheets().stream().map(WorkbookParts.Sheet::name).toList(),
                    parts.sheets().stream()
                            .filter(WorkbookParts.Sheet::hidden)
                            .map(WorkbookParts.Sheet::name)
                            .toList(),
                    format);
            left = choice.meant().iterator();
            formats = formats(parts.styles());
            readStrings(parts.strings());
        } catch (IOException | XMLStreamException | OpenXML4JException | RuntimeException wrong) {
            closeStrings();
            if (opened != null) {
                opened.revert();
            }
            LockedWorkbook.delete(temporary);
            throw unreadable(wrong);
        }
    }

    private static CellFormats formats(@Nullable PackagePart styles) throws IOException, XMLStreamException {
        if (styles == null) {
            return CellFormats.none();
        }
        try (InputStream in = styles.getInputStream()) {
            return CellFormats.read(in);
        }
    }

    private void readStrings(@Nullable PackagePart part) throws IOException, XMLStreamException {
        if (part != null) {
            try (InputStream in = part.getInputStream()) {
                strings.read(in, limits);
            }
        }
    }

    @Override
    public @Nullable String nextSheet() {
        try {
            closeSheet();
            if (!left.hasNext()) {
                return null;
            }
            WorkbookParts.Sheet next = parts.sheets().get(left.next());
            UnpackedSheet opened = UnpackedSheet.of(next.part());
            unpacked = opened;
            sheet = new SheetXml(next.name(), opened.open(), strings, formats, parts.from1904(), limits);
            return next.name();
        } catch (IOException | XMLStreamException | RuntimeException wrong) {
            throw unreadable(wrong);
        }
    }

    @Override
    public @Nullable SourceRow nextRow() {
        try {
            SourceRow row = sheet == null ? null : sheet.next();
            return row == null || unpacked == null ? null : unpacked.merged().filled(row);
        } catch (IOException | XMLStreamException | RuntimeException wrong) {
            throw unreadable(wrong);
        }
    }

    @Override
    public int hiddenRows() {
        return hiddenRows + (sheet == null ? 0 : sheet.hiddenRows());
    }

    @Override
    public SheetChoice choice() {
        return choice;
    }

    private UnreadableFileException unreadable(Exception wrong) {
        if (wrong instanceof UnreadableFileException said) {
            return said;
        }
        if (wrong instanceof ODFNotOfficeXmlFileException) {
            return new UnreadableFileException(
                    "the file is an OpenDocument spreadsheet (ods). Save it as xlsx and send it again.", wrong);
        }
        if (wrong instanceof InvalidFormatException
                && String.valueOf(wrong.getMessage()).contains("content type")) {
            return WorkbookParts.archive();
        }
        if (String.valueOf(wrong.getMessage()).contains("Zip bomb")) {
            return limits.tooDense("the workbook unpacks to more than " + limits.compression()
                    + " times its size (a zip bomb, or many empty formatted rows)");
        }
        return new UnreadableFileException(
                "the workbook is damaged, or is no workbook at all. Open it in a spreadsheet, save it as xlsx and send it again.",
                wrong);
    }

    private void closeSheet() throws IOException, XMLStreamException {
        if (sheet != null) {
            hiddenRows += sheet.hiddenRows();
            sheet.close();
            sheet = null;
        }
        if (unpacked != null) {
            unpacked.close();
            unpacked = null;
        }
    }

    private void closeStrings() {
        try {
            strings.close();
        } catch (IOException left) {
            // a temporary file that goes when the run ends
        }
    }

    @Override
    public void close() {
        try {
            closeSheet();
        } catch (IOException | XMLStreamException atLast) {
            // nothing is written: what was read stands
        } finally {
            closeStrings();
            file.revert();
            LockedWorkbook.delete(temporary);
        }
    }
}
