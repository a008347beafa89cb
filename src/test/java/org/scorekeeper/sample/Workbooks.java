package org.scorekeeper.sample;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.apache.poi.openxml4j.exceptions.InvalidFormatException;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;

/** Workbooks whose bytes depend on their content alone. */
final class Workbooks {
    private static final LocalDateTime LONG_AGO = LocalDateTime.of(2000, 1, 1, 0, 0);

    private static final String WRITTEN = "2025-09-01T08:00:00Z";

    private Workbooks() {}

    /** An xlsx: no times of writing, and stored, since two machines may compress differently. */
    static byte[] bytes(XSSFWorkbook workbook, String author) {
        try (workbook;
                ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            var properties = workbook.getProperties().getCoreProperties();
            properties.setCreator(author);
            properties.setCreated(WRITTEN);
            properties.setModified(WRITTEN);
            workbook.write(out);
            return stored(out.toByteArray());
        } catch (IOException | InvalidFormatException impossible) {
            throw new IllegalStateException("a workbook in memory cannot be written", impossible);
        }
    }

    private static byte[] stored(byte[] zip) throws IOException {
        Map<String, byte[]> parts = new TreeMap<>();
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                parts.put(entry.getName(), in.readAllBytes());
            }
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream stored = new ZipOutputStream(out)) {
            stored.setMethod(ZipOutputStream.STORED);
            for (Map.Entry<String, byte[]> part : parts.entrySet()) {
                CRC32 sum = new CRC32();
                sum.update(part.getValue());
                ZipEntry entry = new ZipEntry(part.getKey());
                entry.setTimeLocal(LONG_AGO);
                entry.setSize(part.getValue().length);
                entry.setCompressedSize(part.getValue().length);
                entry.setCrc(sum.getValue());
                stored.putNextEntry(entry);
                stored.write(part.getValue());
                stored.closeEntry();
            }
        }
        return out.toByteArray();
    }

    /** An xls: without the name of whoever runs this. */
    static byte[] bytes(HSSFWorkbook workbook, String author) {
        workbook.getInternalWorkbook().getWriteAccess().setUsername(author);
        try (workbook;
                ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            workbook.write(out);
            return out.toByteArray();
        } catch (IOException impossible) {
            throw new IllegalStateException("a workbook in memory cannot be written", impossible);
        }
    }
}
