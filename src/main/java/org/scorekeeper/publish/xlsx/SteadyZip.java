package org.scorekeeper.publish.xlsx;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Collections;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;

/** Takes the time of writing out of a workbook: its entries get a fixed one, and its properties say the as-of. */
final class SteadyZip {
    /** Zip files know local times only; a fixed one is the same in every zone. */
    private static final LocalDateTime ZIP_TIME = LocalDateTime.of(2000, 1, 1, 0, 0);

    private static final String PROPERTIES = "docProps/core.xml";

    private SteadyZip() {}

    static void copy(byte[] workbook, OutputStream out, Instant asOf) throws IOException {
        ZipOutputStream steady = new ZipOutputStream(out);
        // The library's zip says its sizes behind each entry in a way that the JDK's stream does not read.
        try (ZipFile drawn = ZipFile.builder().setByteArray(workbook).get()) {
            for (ZipArchiveEntry entry : Collections.list(drawn.getEntriesInPhysicalOrder())) {
                ZipEntry fixed = new ZipEntry(entry.getName());
                fixed.setTimeLocal(ZIP_TIME);
                steady.putNextEntry(fixed);
                if (entry.getName().equals(PROPERTIES)) {
                    steady.write(properties(asOf).getBytes(StandardCharsets.UTF_8));
                } else {
                    try (InputStream content = drawn.getInputStream(entry)) {
                        content.transferTo(steady);
                    }
                }
                steady.closeEntry();
            }
        }
        steady.finish();
    }

    private static String properties(Instant asOf) {
        return """
                <?xml version="1.0" encoding="UTF-8" standalone="yes"?>
                <cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" \
                xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" \
                xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">\
                <dc:creator>Scorekeeper</dc:creator>\
                <dcterms:created xsi:type="dcterms:W3CDTF">%s</dcterms:created>\
                <dcterms:modified xsi:type="dcterms:W3CDTF">%s</dcterms:modified>\
                </cp:coreProperties>""".formatted(asOf, asOf);
    }
}
