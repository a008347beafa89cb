package org.scorekeeper.intake.xlsx;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLStreamException;
import org.apache.poi.openxml4j.exceptions.OpenXML4JException;
import org.apache.poi.openxml4j.opc.OPCPackage;
import org.apache.poi.openxml4j.opc.PackagePart;
import org.apache.poi.openxml4j.opc.PackageRelationship;
import org.apache.poi.openxml4j.opc.PackageRelationshipTypes;
import org.apache.poi.openxml4j.opc.PackagingURIHelper;
import org.jspecify.annotations.Nullable;
import org.scorekeeper.intake.table.UnreadableFileException;

/**
 * The parts of a workbook since 2007, transitional or strict: what they are to each other is told by the last word of
 * the relationship's type, which both have in common.
 *
 * @param sheets those that hold cells, in the order of their tabs
 * @param from1904 whether days are counted from 1904
 * @param styles the part of the cell formats
 * @param strings the part of the shared texts
 */
record WorkbookParts(
        List<Sheet> sheets,
        boolean from1904,
        @Nullable PackagePart styles,
        @Nullable PackagePart strings) {
    /** A sheet that holds cells. */
    record Sheet(String name, boolean hidden, PackagePart part) {}

    /** Copies the list. */
    WorkbookParts {
        sheets = List.copyOf(sheets);
    }

    /** Finds the parts. */
    static WorkbookParts of(OPCPackage file) throws OpenXML4JException, IOException, XMLStreamException {
        PackagePart workbook = workbook(file);
        List<Sheet> sheets = new ArrayList<>();
        boolean from1904 = false;
        try (InputStream in = workbook.getInputStream();
                Xml xml = new Xml(in)) {
            for (String name = xml.nextStart(); name != null; name = xml.nextStart()) {
                if (name.equals("workbookPr")) {
                    from1904 = Xml.isTrue(xml.attribute("date1904"));
                } else if (name.equals("sheet")) {
                    Sheet sheet = sheet(xml, workbook);
                    if (sheet != null) {
                        sheets.add(sheet);
                    }
                }
            }
        }
        return new WorkbookParts(sheets, from1904, related(workbook, "styles"), related(workbook, "sharedStrings"));
    }

    private static PackagePart workbook(OPCPackage file) {
        PackagePart workbook = first(file, PackageRelationshipTypes.CORE_DOCUMENT);
        if (workbook == null) {
            workbook = first(file, PackageRelationshipTypes.STRICT_CORE_DOCUMENT);
        }
        if (workbook == null) {
            throw archive();
        }
        String type = workbook.getContentType();
        if (type.contains("binary")) {
            throw new UnreadableFileException(
                    "the file is a binary workbook (xlsb), which is not read. Save it as xlsx and send it again.");
        }
        if (!type.contains("sheet") && !type.contains("ms-excel")) {
            throw new UnreadableFileException(
                    "the file is a document of another kind, and no workbook. Save the data as xlsx or CSV.");
        }
        return workbook;
    }

    static UnreadableFileException archive() {
        return new UnreadableFileException(
                "the file is a zip archive and no workbook. Unpack it, or save the data as xlsx or CSV.");
    }

    private static @Nullable PackagePart first(OPCPackage file, String type) {
        PackageRelationship core = file.getRelationshipsByType(type).getRelationship(0);
        return core == null ? null : file.getPart(core);
    }

    private static @Nullable Sheet sheet(Xml xml, PackagePart workbook) throws OpenXML4JException {
        String name = xml.attribute("name");
        String id = xml.attribute("id");
        String state = xml.attribute("state");
        PackageRelationship relationship = id == null ? null : workbook.getRelationship(id);
        // Sheets of charts, macros and dialogs have no cells.
        if (name == null
                || relationship == null
                || !relationship.getRelationshipType().endsWith("/worksheet")) {
            return null;
        }
        return new Sheet(name, state != null && !state.equals("visible"), part(workbook, relationship));
    }

    private static @Nullable PackagePart related(PackagePart workbook, String what) throws OpenXML4JException {
        for (PackageRelationship relationship : workbook.getRelationships()) {
            if (relationship.getRelationshipType().endsWith("/" + what)) {
                return part(workbook, relationship);
            }
        }
        return null;
    }

    private static PackagePart part(PackagePart workbook, PackageRelationship relationship) throws OpenXML4JException {
        PackagePart part =
                workbook.getPackage().getPart(PackagingURIHelper.createPartName(relationship.getTargetURI()));
        if (part == null) {
            throw new UnreadableFileException("the workbook is damaged (" + relationship.getTargetURI()
                    + " is not there). Open it in a spreadsheet, save it as xlsx and send it again.");
        }
        return part;
    }
}
