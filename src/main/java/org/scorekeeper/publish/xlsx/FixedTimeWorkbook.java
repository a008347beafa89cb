package org.scorekeeper.publish.xlsx;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.apache.poi.ooxml.POIXMLProperties.CoreProperties;
import org.apache.poi.xssf.streaming.SXSSFWorkbook;

/**
 * A streaming workbook whose bytes depend only on its content: its zip entries and its properties carry the as-of, not
 * the time of writing.
 */
final class FixedTimeWorkbook extends SXSSFWorkbook {
    private static final int ROWS_IN_MEMORY = 200;
    /** Zip files know local times only; a fixed one is the same in every zone. */
    private static final java.time.LocalDateTime ZIP_TIME = java.time.LocalDateTime.of(2000, 1, 1, 0, 0);

    FixedTimeWorkbook(Instant asOf) {
        super(null, ROWS_IN_MEMORY);
        CoreProperties properties = getXSSFWorkbook().getProperties().getCoreProperties();
        Optional<Date> created = Optional.of(Date.from(asOf));
        properties.setCreated(created);
        properties.setModified(created);
        properties.setCreator("Scorekeeper");
    }

    @Override
    protected ZipArchiveOutputStream createArchiveOutputStream(OutputStream out) {
        return new FixedTimeZip(out);
    }

    private static final class FixedTimeZip extends ZipArchiveOutputStream {
        FixedTimeZip(OutputStream out) {
            super(out);
            setUseZip64(org.apache.commons.compress.archivers.zip.Zip64Mode.AsNeeded);
        }

        @Override
        public void putArchiveEntry(ZipArchiveEntry entry) throws IOException {
            ZipArchiveEntry fixed = new ZipArchiveEntry(entry.getName());
            fixed.setTimeLocal(ZIP_TIME);
            super.putArchiveEntry(fixed);
        }
    }
}
